package understand

import (
	"strings"
	"testing"
)

// TestAskCode: questions about a code that links, and about the link.
func TestAskCode(t *testing.T) {
	t.Parallel()
	askedAs(t, map[string]string{
		"CODE": "kode apa ini?|itu kode apa?|kode buat apa?|what is this code?|ini kode apa kak|kode apaan nih|kodenya buat apa|saya dapat kode, ini apa?|kode apa|apa itu kode ini|what's this code for|kenapa dapat kode",
		"USE": "saya dapat kode dari orang, apa boleh dipakai?|dapat kode dari teman|ada yang minta kode saya|dikasih kode sama orang|someone sent me a code|ada orang kirim kode, boleh dipakai ga|" +
			"kode dari orang boleh dipakai?|someone asked for my code|dapet kode dr org, pake ga?",
		"LINKED":   "siapa yang sambung?|siapa yang menyambung|who linked this?|bukan saya yang sambung|saya tidak pernah sambung|kok tersambung|siapa yg nyambungin wa saya|who linked my account|kenapa chat saya disambung|kok chat saya nyambung ke wa",
		"WHAT otp": "apa itu otp",
		"-":        "kode pos 10250|kode b|sambung rasa catering|saya sambung kabel|toko kode jaya|kabel sambungan|orang sambung|code coffee|usaha kode|siti sambung",
	})
}

// TestLinkWords: the many ways to ask for a link, or for news.
func TestLinkWords(t *testing.T) {
	t.Parallel()
	for want, texts := range map[Command]string{
		Link: "connect my whatsapp|connect accounts|merge accounts|link my whatsapp|gabungin akun|gabungkan wa dan telegram|satukan akun|satukan chat|nyambungin telegram|yo wanna connect my whatsapp|merge my accounts|" +
			"i want to connect my telegram|gabungin akun wa dong|how do i link my whatsapp|satukan akun wa dan telegram jadi satu",
		Unlink:    "how do i unlink|pisah kan|misahin|putuskan|unlink my whatsapp|cara misahin akun|gimana cara pisahkan",
		Announced: "penguman|ada kabar apa|any news?|what's new|news|ada kabar apa kak|what's new?|ada berita apa|ada kabar?|ada kabar terbaru?|any news|whats new",
		Register:  "gabungin saya|gabung",
		"":        "apa kabar|kabar baik|satuan|jual satuan|gabungan|putusan|nyambung|gak nyambung|newspaper|toko news|new|baru|merge|satukan hati|gabungkan rasa|ada|ada apa|what|kan|pisah kandang|warung connect kopi|ada kabar baik|siapa yang sambung?",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			if got, _, _ := Global(text); got != want {
				t.Errorf("Global(%q) = %q, want %q", text, got, want)
			}
		}
	}
}

func TestOfAnother(t *testing.T) {
	t.Parallel()
	tells(t, "OfAnother", OfAnother, "itu bapak saya|itu anak saya|punya suami|that's my dad|itu ibu saya|punya istri saya|my husband's|anak|itu orang lain|punya bapak|iya itu suami saya|my brother",
		"iya pak|ya bu|iya|bukan|tidak|itu saya|ya itu saya sendiri|tanya suami dulu|benar bapak|ya kak|bukan suami, saya|yes|1||bukan saya|orang yang sama|iya satu orang|yes brother|boleh bawa anak gak?")
}
