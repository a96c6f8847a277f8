package understand

import (
	"fmt"
	"strings"
	"testing"
)

func TestWants(t *testing.T) {
	t.Parallel()
	for want, texts := range map[string]string{
		"[training] ":                 "ada pelatihan apa min|kapan ada pelatihan|kelas masak kapan|when is the next class|mau belajar jahit|pelatihan NIB|kok ga ada pelatihan|peltihan|lokasi pelatihan dimana|jadwal kelas minggu depan",
		"[marketing] ":                "bazar kapan|ada bazar ga kak|Bazar dan pemasaran|jadwal bazar bulan depan|mau ikut bazar",
		"[capital] ":                  "pinjem modal bisa?|mau pinjem uang|how do i get a loan|gimana cara dapat modal|butuh duit buat modal",
		"[licensing] ":                "izin usaha gmn|Izin usaha (NIB, halal)|cara urus nib",
		"[mentoring] ":                "pendamping saya siapa",
		"[status] ":                   "kartu saya|my number|nomor anggota saya berapa",
		"[office] ":                   "jam buka|alamat kantor|tempat dibantu|address of the office|Where to get help|kantornya buka jam berapa|jam kerja",
		"[schedule] ":                 "jadwal|schedule|jadwalnya kak|pelatihan atau bazar",
		"[register] ":                 "mw dftar jakprenur gmn caranya|gmn cr dftarnya|sy mau ikutan jakpreneur|mau jd anggota jakpreneur gimana|dimana daftar umkm|I'd like to register my business|mau join program jakpreneur dong",
		"[samples] ":                  "contoh?",
		"[training] di cakung":        "pelatihan masak di cakung|saya jualan kue di cakung mau ikut pelatihan",
		"[training] tanah abang":      "jadwal pelatihan tanah abang",
		"[marketing] di pasar minggu": "bazar di pasar minggu ada ga?",
		"[office] kecamatan cakung":   "kantor kecamatan cakung dmn",
		"[marketing] siti":            "Bazar Kue Bu Siti",
		"[licensing capital] ":        "izin sama modal",
		"[] ":                         "belum mau ikut bazar|bukan pelatihan",
		"[] nasi uduk":                "nasi uduk",
	} {
		for _, text := range strings.Split(texts, "|") {
			w := Wants(text)
			if got := fmt.Sprint(w.Wishes, " ", w.Rest); got != want {
				t.Errorf("%q wants %q, want %q", text, got, want)
			}
		}
	}
	for text, want := range map[string]bool{"mau ikut bazar": true, "pelatihan apa aja ya": true, "jadwal": true, "ada bazar ga": true, "kelas masak": false, "Bazar Kue Bu Siti": false} {
		if got := Wants(text).Asks; got != want {
			t.Errorf("%q asks: %v", text, got)
		}
	}
}
