package registration

import (
	"testing"

	"langkah/flows/region"
)

func TestLinked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, via, rest string
		sure            bool
	}{
		{"Halo Langkah, saya mau daftar di Tanah Abang (317107)", "pusat-317107", "Halo Langkah, saya mau daftar", true},
		{"halo langkah saya mau daftar di tanah abang 317107 kak, blm punya NIB", "pusat-317107", "halo langkah saya mau daftar kak, blm punya NIB", false},
		{"Halo Langkah, saya mau daftar di Cakung (317107)", "pusat-317107", "Halo Langkah, saya mau daftar di Cakung", true},
		{"(317107)", "pusat-317107", "", false},
		{"317107", "pusat-317107", "", false},
		{" 31.71.07. ", "pusat-317107", "", false},
		{"pusat 317107", "pusat-317107", "", true},
		{"PUSAT-317107", "pusat-317107", "", true},
		{"kode pusat: 317107", "pusat-317107", "", true},
		{"pusat317107", "pusat-317107", "", true},
		{"Daftar 317107", "pusat-317107", "Daftar", false},
		{"mau daftar, kodenya 317107\nmakasih", "pusat-317107", "mau daftar, kodenya makasih", false},
		{"317107 halo", "pusat-317107", "halo", false},
		{"tanah abang 317107", "pusat-317107", "", false},
		{"Kec. Tanah Abang (317107)", "pusat-317107", "", false},
		// no code of ours
		{"317199", "", "", false},
		{"pusat-999999", "", "", false},
		{"omzet 3171070", "", "", false},
		{"31.71.07.1005", "", "", false},
		{"0812-317107", "", "", false},
		{"0812 317107 99", "", "", false},
		{"3171071234567890", "", "", false},
		{"halo", "", "", false},
		{"", "", "", false},
	} {
		via, rest, sure := Linked(c.text)
		if via != c.via || rest != c.rest || sure != c.sure {
			t.Errorf("%q: %q, %q, %v; want %q, %q, %v", c.text, via, rest, sure, c.via, c.rest, c.sure)
		}
	}
	for _, k := range region.AllKecamatan() {
		via, rest, sure := Linked("saya mau daftar di " + k.Name + " (" + CentreDigits(k.Code) + ")")
		if via != CentreCode(k.Code) || rest != "saya mau daftar" || !sure {
			t.Errorf("%s: %q, %q, %v", k.Name, via, rest, sure)
		}
	}
}

func FuzzLinked(f *testing.F) {
	f.Add("Halo Langkah, saya mau daftar di Tanah Abang (317107)")
	f.Add("ΩΩ 317107 İİ")
	f.Fuzz(func(_ *testing.T, text string) { Linked(text) })
}
