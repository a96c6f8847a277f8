package understand

import (
	"strings"
	"testing"
)

func TestAmends(t *testing.T) {
	t.Parallel()
	for want, texts := range map[string]string{
		"name business=":         "namanya salah|salah nama|eh salah nama kak|namanya typo|ganti nama|the name is wrong",
		"name=":                  "nama saya salah|salah nama saya|mau ganti nama lengkap|my name is wrong",
		"name business=Sukirman": "namany salah hrsnya Sukirman|eh namanya salah, harusnya Sukirman",
		"name=Amy Tanu":          "my name is wrong, should be Amy Tanu",
		"name=Sukirman":          "nama saya salah harusnya Sukirman",
		"business=":              "ganti nama usaha gw dong|change my business name|nama usahanya salah|nama toko saya salah",
		"business=Warung Kirman": "nama usahanya salah harusnya Warung Kirman|ganti nama usaha jadi Warung Kirman",
		"omzet=":                 "omzet salah|omzetnya dihapus saja|omsetnya keliru kak|maaf omzetnya salah tadi",
		"omzet=3 juta":           "omzet salah harusnya 3 juta",
		"phone=":                 "nomor hp salah|no hp saya salah|ganti nomor hp|nomornya salah|nomor hp saya ganti",
		"kecamatan=":             "alamatnya salah|kecamatannya salah",
		"kelurahan=":             "kelurahannya salah",
		"since=":                 "tahunnya salah",
		"field=":                 "bidangnya salah",
		"nib=":                   "nibnya salah",
		"-": "salah|salah semua|salah pencet|Siti Aminah|Ubah Laku|Ganti Oli Jaya|nama saya Budi|nama usaha saya Warung Budi|tidak|jangan ganti nama|nama suami salah ketik|Warung Nama Baik|kalau salah nomor gimana?|bisa ganti nama?|" +
			"omzet 3 juta|ganti oli dan servis|Salah Makmur|5 juta|tebet|hapus data saya|ubah 3||hp|dulu nama warungnya Kirman sekarang ganti pemilik jadi saya yang pegang",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			about, value, ok := Amends(text)
			got := "-"
			if ok {
				got = strings.Join(about, " ") + "=" + value
			}
			if got != want {
				t.Errorf("Amends(%q) = %s, want %s", text, got, want)
			}
		}
	}
}

func TestSpeaks(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"nomor hp": "phone", "omzet": "omzet", "nama usaha": "business", "nama": "name business", "yang omzetnya kak": "omzet", "alamat": "kecamatan",
		"Warung Kirman": "", "ya": "", "": "", "omzet 3 juta": "",
	} {
		if got := strings.Join(Speaks(text), " "); got != want {
			t.Errorf("Speaks(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestAmendsCorpus: no answer of the corpus amends another. "alamatnya salah"
// says no where somebody was asked whether it is right.
func TestAmendsCorpus(t *testing.T) {
	t.Parallel()
	for _, row := range corpus(t) {
		if about, _, ok := Amends(row[1]); ok && !strings.HasPrefix(row[2], "INVALID:") && row[0] != "global_command" && row[0] != "yesno" {
			t.Errorf("%s %q amends %v", row[0], row[1], about)
		}
	}
}
