package understand

import (
	"fmt"
	"strings"
	"testing"
)

func TestGlobal(t *testing.T) {
	t.Parallel()
	for want, texts := range map[string]string{
		"MENU":        "0|0.|menu|MENU!!|menu dong kak|/menu|daftar menu|kembali ke menu|main menu|ｍｅｎｕ|menuu",
		"START":       "/start|/start abc123|/start@LangkahBot ref|mulai|mulai lagi|langganan lagi|mau dapat info lagi",
		"HELP":        "bantuan|tolong|help me|?|???|bingung|gimana ini|caranya|cara pakai|/help|tolong bantu kak|gimana nih|gak paham|saya kurang ngerti",
		"REMIND":      "ingatkan saya|INGATKAN|remind me|ingetin lagi dong|mau diingatkan lagi",
		"MORE_NEWS":   "mau kabar|MAU KABAR|mau kabar lagi|mau dapet kabar lagi dong kak|ga jadi, tetep mau dapet kabar|kabarin saya lagi|boleh dikabari lagi|aktifkan kabar|kirim kabar lagi|kabar lagi|NEWS ON|langganan kabar lagi",
		"STOP":        "ga mau dapet kabar lagi|gak usah kirim kabar|stop dong kak|STOP!|saya mau berhenti|berhenti kirim pesan|jangan kirim pesan lagi|jangan hubungi saya lagi|gak usah kirim lagi|berenti langganan|unsub|berhenti berlangganan|jgn kirim2 lagi|jgn wa saya lagi|tidak mau dihubungi lagi|gamau terima pesan lagi|stop sending messages|hentikan pesan ini|tolong jangan kirim bazar lagi|ga usah kirim kabar bazar lagi|stop kabar bazar|stop kirim undangan bazar|blokir|kenapa dikirimin terus sih|capek dapet ginian mulu",
		"BACK":        "kembali|balik lagi dong|sebelumnya|kembali ke pertanyaan sebelumnya|go back|kembali 1 langkah",
		"CANCEL":      "batal|batalkan|batalkan pendaftaran|batal daftar|ga jadi|gak jadi daftar|gajadi|gak jd deh|keluar|exit",
		"RESTART":     "ulangi|dari awal|ulang dari awal|mulai dari awal|start over|daftar ulang|reset",
		"AGENT":       "admin|mau ngomong sama admin|bisa bicara dengan petugas?|kontak pendamping|mau chat orang asli|customer service|cs dong|talk to a human|ada orangnya gak|butuh bantuan petugas|call center|live chat|mau komplain|bicara dengan manusia bukan robot",
		"STATUS":      "status|cek status|status pendaftaran saya|sudah sampai mana|pendaftaran saya sampai mana ya|tahap berapa|my status|cek pendaftaran saya|pendaftaran saya gimana|apakah saya sudah terdaftar|sudah terdaftar belum|posisi saya dimana",
		"REGISTER":    "daftar|mau daftar dong kak|cara daftar|gimana cara daftar|gabung jakpreneur|jadi anggota|how do i register|mau ikut jakpreneur|gimana cara pendaftaran",
		"DELETE_DATA": "hapus nomor saya|tolong hapus nomor saya|hapus data saya|hapus data|hapus akun saya|delete my data|hapus semua data saya|/hapus_data|buang data saya|hapus pendaftaran saya",
		"MY_DATA":     "data saya|lihat data saya|data diri|dataku|my data|profil saya|unduh data|data apa saja yang disimpan",
		"WITHDRAW":    "cabut persetujuan|tarik persetujuan|saya tarik persetujuan saya|withdraw consent|cabut izin|saya tidak setuju lagi|batalkan persetujuan",
		"LANGUAGE":    "bahasa|ganti bahasa|language|change language",
		"LANGUAGE_EN": "english|bahasa inggris|in english please|ganti bahasa inggris",
		"LANGUAGE_ID": "bahasa indonesia|ganti ke bahasa indonesia",
		"WHY":         "kenapa?|knp|kenapa ditanya|buat apa|untuk apa ini|why|why do you ask|apa gunanya",
		"CONTINUE":    "lanjut|lanjutkan|terusin|lanjut dong|lanjut daftar|continue|lanjuut",
		"LINK":        "hubungkan|HUBUNGKAN AKUN|sambungkan|sambungin dong kak|sambung|link|/link|hubungkn|sambungkan wa dan telegram|mau hubungkan akun|link my accounts|gimana cara hubungkan telegram|tautkan akun",
		"UNLINK":      "pisahkan|lepas|pisahin dong kak|pisahkan akun|lepaskan|unlink|/unlink|putuskan sambungan|lepas sambungan wa|pisah",
		"LATER": "nanti lanjut|nanti aja|nanti aja ya kak lagi rame|sebentar ya|bentar|tunggu|capek|lama amat|males ah|boleh diisi nanti?|lanjut nanti|besok aja deh|later|udahan dulu ah|udahan ah|bsk|bsk aja|besok aja|cukup dulu|sampai sini dulu ya|istirahat dulu|nanti dulu|ntar|entar malem|iya nanti|ok bentar kak|tar dulu|cape deh|malas isi|lagi sibuk|masih rame|" +
			"belum sempat|gak sempet|nanti malam saya isi|tunggu sebentar|bntr kak|lusa ya|kepanjangan|banyak amat|wait|maybe later|besok lagi ya|saya isi nanti|nanti kalau sempat|NANTI!!|lagi di jalan|lain kali aja|not now|sebentar kak lagi ada pembeli",
		"NEWS":    "pengumuman|PENGUMUMAN|lihat pengumuman|pengumuman dong kak|ada pengumuman apa|pengumumannya mana|kabar terbaru|kabar lain|show announcements|/pengumuman|pengumuman lagi",
		"EDIT":    "ubah|ubah data|koreksi|edit",
		"EDIT 3":  "ubah 3|ubah data no 3|edit no 3|ganti nomor 3|change 3|ubah 3️⃣|/ubah 3|UBAH 3",
		"EDIT 12": "ganti no 12|ubah nomor 12",
		"-": "kabar|mau kabar baik|tetep ga mau kabar|jadi tetep ga mau kabar|ga mau kabar|tidak kabar|cukup|sampai bogor|warung nanti rasa|karyawan lepas|kerja lepas|hubungan keluarga|link pendaftarannya mana|minta link|pisah ranjang|sambung rasa catering|kabel sambungan|nanti rasa|besok pagi catering|sudah lama|udah lama banget|lama|lagi jualan|sabar menanti|bentar lagi 18 tahun|3 bulan lagi|rame|kopi tunggu|/unknown|menu makanan|apa kabar|kabar baik|pengumuman lomba RT|menunya apa|gak terima pesan|saya tidak terima pesan|jangan berhenti|stop kerja|stop kontak|balik modal|ulang tahun|pendamping saya siapa|orang|petugas pajak datang|status menikah|daftar pelatihan|saya sudah daftar|" +
			"belum daftar|hapus|data usaha saya|bahasa jawa|kenapa harus isi NIK|ubah nomor hp|ubah 3 dan 4|ubah 100|belum terdaftar|sudah terdaftar|cabut izin usaha|ada 2 orang|udang|kembang|mulia|batam|batas|pandan|gadung|startup|halo|assalamualaikum|terima kasih|tebet|ya|tidak|1||🙏|" +
			"saya berhenti kerja karena sakit|admin keuangan|mulai usaha 2019|jangan lupa|batal puasa|toko saya tutup",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			c, n, ok := Global(text)
			got := "-"
			if ok {
				got = string(c)
			}
			if n > 0 {
				got = fmt.Sprintf("%s %d", got, n)
			}
			if got != want {
				t.Errorf("Global(%q) = %s, want %s", text, got, want)
			}
		}
	}
}

func TestQuestion(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"kenapa", "apa itu NIB", "nib itu apa", "bayar berapa", "gratis kan?", "syaratnya apa aja kak", "bisa online gak", "gimana caranya", "buat apa datanya", "where is it", "knp hrs isi"} {
		if !Question(text) {
			t.Errorf("Question(%q) = false", text)
		}
	}
	for _, text := range []string{"", "tebet", "5jt", "iya", "tidak apa-apa", "belum punya", "siti aminah", "gak", "warung bu siti", "sudah ada"} {
		if Question(text) {
			t.Errorf("Question(%q) = true", text)
		}
	}
}
