package understand

import (
	"strings"
	"testing"
)

// answers runs a table of texts and wanted answers: YES, NO or a reason.
func answers(t *testing.T, name string, parse func(string) (Answer, Reason), table map[string]string) {
	t.Helper()
	for want, texts := range table {
		for text := range strings.SplitSeq(texts, "|") {
			a, why := parse(text)
			if got := a.String() + string(why); got != want {
				t.Errorf("%s(%q) = %s, want %s", name, text, got, want)
			}
		}
	}
}

func TestYesNo(t *testing.T) {
	t.Parallel()
	answers(t, "YesNo", YesNo, map[string]string{
		"YES": "no problem|sesuai KTP|kuy|oce|no worries|iyaaaa|Yaaa|yes|iya kak sudah|sudah punya|ga salah kok|tidak ada masalah|gapapa|gpp kak|ga papa|tidak apa-apa|iya saya punya warung kopi|ada kak, warung kecil|oke makasih|1.|no 1|👍🏽|1️⃣|sipp|he'eh|yoi bos|" +
			"betul sekali|alhamdulillah sudah|siap laksanakan|tentu saja|mau banget|punya 2 warung|saya bersedia|sudah ada NIB|setujuuuu|bener kak semuanya sudah sesuai|YUPS|yaudah|muhun|injih|enya|okok|mantul|aman|iyalah|ya wes|ｉｙａ",
		"NO":               "ndak|ogah ah|belum punya kak|udah ga usaha lagi|saya belum pernah|2.|no|n|bukan saya|salah kak|ada yang salah|tidak, salah|jangan dulu|NIB belum ada|tidak punya usaha|gamau|gausah kak|gak usah kak makasih|engga dlu|males|bkn|ada yang kurang|kurang tepat|durung|not yet|no thanks|mboten|t|❌|2️⃣",
		string(Unsure):     "kayaknya sudah|mungkin|belum tau|terserah|insya allah|gak yakin|kurang paham|bingung kak",
		string(Defer):      "ya, tapi nanti|ntar malem|besok aja|tunggu ya|cek dulu ya|pikir2 dulu",
		string(IsQuestion): "saya mau tanya dulu|boleh tau ini apa|iya?|ini gratis gak?|buat apa|siapa ini|bisa online gak|ini bayar gak ya|bayar ga|boleh gak|ini penipuan bukan|ini resmi gak",
		string(Ambiguous):  "y/n|y/t|ya/tidak|antara ya dan tidak|bisa ya bisa tidak|benar tidak|iya gak ya|setuju tapi takut|ya kalau gratis",
		string(Unclear):    "udah ah|ya udah ah|%s%s%n|jl. kebon jeruk no 3|jl mawar no 1|saya sudah jualan nasi uduk di depan rumah sejak kecil|kemarin saya tidak jualan karena hujan deras seharian|terima kasih|haha|12|-1|🙏|ya ampun|tebet|5jt|.",
		string(Empty):      "| |\u200b|\x00",
	})
}

// TestConsentIsStrict holds what must never be taken for a consent.
func TestConsentIsStrict(t *testing.T) {
	t.Parallel()
	for text := range strings.SplitSeq("ok tapi jangan disebar|ya nanti|ya tapi nanti|iya gak ya|mungkin|setuju?|setuju nggak ya|apa ini|ya ampun|ya allah|iya sih|iya kan|iya iya bawel|ya gimana ya|ya terserah|oke nanti saya baca|"+
		"ok saya pikir dulu|tidak setuju|ga setuju|kurang setuju|setengah setuju|setuju dengan syarat|setuju asal gratis|kalau gratis saya setuju|boleh nanya?|boleh tau dulu|boleh gak|yakin?|bukan tidak setuju|tidak keberatan|saya ya|mau ya|"+
		"1 atau 2|1 2|12|-1|11|1.5|👍|sudah|lanjut|siap|gas|sip|ya udah deh|y?|ya... mungkin|ya / tidak|Ya atau Tidak|y/n|i don't agree|i do not agree|disagree|not ok|yes but|yeah right|ok boomer|okay next time|nanti setuju|besok setuju|"+
		"belum ya|nggak ya|ga boleh|setuju dihapus|setuju kalau|iya saya punya warung|kok setuju|setuju stop|ok menu|\"setuju\" itu apa|pura2 setuju|coba setuju|dia setuju|suami saya setuju|tidak. setuju|setuju tidak|1 gak|jangan ok|"+
		"ya kali|ok bentar|ok makasih|terima kasih|gak, setuju|gamau|ya bohong|ya2an|oke oke aja sih tapi|setuju 50%|tdk setju|ga setujuuu|boleh dihapus|boleh liat dulu|ya jangan|ya, batal|setuju / tidak setuju|🙏|ya ❌|👎 ya|setu|sate|okra|boleh jadi|yasudahlah|yak elah|1=1|1 1|1/1|1-1|%s%s%n|no problem|sure|silakan|saya belum ada NIB|BELUM ADA NIB|jl. kebon jeruk NO 3|jl mawar no 1|ya 17|satu dua|satu atau dua|mau daftar|daftar ya|setuju dengan syarat tertentu|setuju dengan satu syarat|udah ah|ya udah ah|ya{}|setuju dan tidak|setuju dan ketentuan", "|") {
		if a, why := Consent(text); a == Yes || a == 0 && why == "" {
			t.Errorf("Consent(%q) = %v, %q", text, a, why)
		}
	}
}

func TestConsent(t *testing.T) {
	t.Parallel()
	answers(t, "Consent", Consent, map[string]string{
		"YES": "ya|iya|y|Y|setuju|SETUJU|saya setuju|iya setuju kak|boleh|ok|OK!|okee|yes|agree|I agree|yes, I agree|1|1.|1️⃣|１|nomor 1|1 setuju|1 ya|ya saya setuju|setuju banget|boleh dong kak|ya boleh|iya, saya setuju kak|setujuuu|stuju|" +
			"saya bersedia|oke setuju|ya 🙏|sangat setuju|ok deh|boleh disimpan|setuju semua|setuju 👍|YA SAYA SETUJU DENGAN SYARATNYA|setuju dengan syarat dan ketentuan|saya setuju dengan ketentuannya|satu|satu kak|ya saya mau daftar|iya mau ikut|ok~",
		"NO":               "tidak|tidak setuju|ga setuju|gak|2|2️⃣|jangan|belum setuju|no|i don't agree|disagree|nggak ya|ogah|👎|gamau|ga boleh|tidak, terima kasih|saya tidak setuju kak|tidak usah|ga usah kak|gak perlu|n|saya tidak setuju data saya disimpan",
		string(Unsure):     "gak tau|mungkin|ragu",
		string(Defer):      "nanti|ntar aja|besok setuju|saya baca dulu ya",
		string(IsQuestion): "setuju?|apa itu|buat apa datanya",
		string(Ambiguous):  "iya gak ya|setuju tidak|bukan tidak setuju",
		string(Empty):      "|  ",
	})
}

func TestNews(t *testing.T) {
	t.Parallel()
	answers(t, "News", News, map[string]string{
		"YES":              "mau|mau dong|ya, mau|gas|gaskeun|sure|boleh deh|ya|iya kak|1|mau banget kak|saya mau|setuju|yes please|mau dikirimi info",
		"NO":               "tidak usah|gak usah|ga mau|tidak|2|jangan|no thanks|nggak dulu",
		string(Unclear):    "mau tau dulu|haha|males|5|mau makan",
		string(IsQuestion): "mau gak ya?|apa itu",
		string(Defer):      "nanti|mau nanti",
		string(Empty):      "| ",
	})
}
