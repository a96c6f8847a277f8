package understand

import (
	"strings"
	"testing"
)

// TestAffirmed: what is denied drops out, wherever it stands.
func TestAffirmed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"bukan 2019":                         "",
		"bkn 2019 kak":                       "",
		"bukan 2019, 2018":                   "2018",
		"bukan 2019,2018":                    "2018",
		"bukan 2019 kak 2018":                "2018",
		"bukan 2019 yang benar 2018":         "2018",
		"bukan 5,5 juta, 4 juta":             "4 juta",
		"2018, bukan 2019":                   "2018,",
		"2019 eh bukan 2018":                 "2018",
		"eh bukan 2019":                      "eh",
		"bukan, maksud saya bambang":         "saya bambang",
		"budi bukan, maksud saya bambang":    "saya bambang",
		"5 juta salah, harusnya 4 juta":      "4 juta",
		"bukan a tapi b":                     "b",
		"not 2019 but 2018":                  "2018",
		"bukan":                              "",
		"salah":                              "salah",
		"tidak, 2018":                        "tidak, 2018",
		"5 juta":                             "5 juta",
		"":                                   "",
		"5 juta sebulan, harusnya sih lebih": "5 juta sebulan, harusnya sih lebih",
	} {
		if got := affirmed(text); got != want {
			t.Errorf("affirmed(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestDenied(t *testing.T) {
	t.Parallel()
	values(t, "Year", func(s string) (int, Reason) { return Year(s, 2026) }, map[string]string{
		"2018":             "bukan 2019, 2018|2018 bukan 2019|bukan thn 2019 tapi 2018|2019 eh bukan 2018|salah, harusnya 2018|bukan 2019,2018",
		"1998":             "98 an|98an|thn 98|taon 98|sejak 98|98 kak|mulai 98an",
		string(Unclear):    "bukan 2019|bkn taun 2019|bukan",
		string(IsQuestion): "bukannya 2019?",
		string(Vague):      "jaman pak harto|zaman orba|dari jaman soeharto",
		string(OutOfRange): "sejak 54",
	})
	values(t, "Money", Money, map[string]string{
		"4000000":        "bukan 5 juta, 4 juta|4 juta bukan 5|5 juta eh bukan 4 juta|bukan 5 juta tapi 4jt|salah harusnya 4 juta",
		"0":              "belum ada, nol|belum 0",
		string(NoAmount): "bukan 5 juta|bkn 5jt|bukan lima juta kak|5 juta itu bukan|not 5 million",
		string(Range):    "belum 5 juta|belum 500rb|belum ada 5 juta",
	})
	if n, ok := Monthly("bukan 100rb sehari"); ok {
		t.Errorf("Monthly of what is denied = %d", n)
	}
	values(t, "Phone", Phone, map[string]string{
		"+6285600000012":  "bukan 081290000001, 085600000012|085600000012 bukan 081290000001|jangan 081290000001 kak 085600000012|bukan, 0856-0000-0012",
		string(NoDigits):  "bukan 081290000001|jangan 0812 9000 0001|bukan nomor ini|bukan|ini bukan nomor saya 081290000001|081290000001 bukan nomor saya|081290000001 itu bukan",
		string(UseSender): "bukan, nomor ini aja|bukan 081290000001, nomor ini aja",
	})
	for _, s := range []string{"bukan 3171014506909901", "bkn 1299000000017"} {
		if v, why := NIK(s, monday); why != NoDigits {
			t.Errorf("NIK(%q) = %q, %q", s, v, why)
		}
		if v, why := NIB(s); why != NoDigits {
			t.Errorf("NIB(%q) = %q, %q", s, v, why)
		}
	}
}

func TestNobodysName(t *testing.T) {
	t.Parallel()
	values(t, "Name", Name, map[string]string{
		string(NotName): "gas|gas aja kak|yaelah|yaelah kak|siap|siap bos|siap min|ojek|tukang ojek|ojol|guru|satpam|supir angkot|karyawan swasta|kok gitu|kok gitu sih|gitu deh|waduh|hadeh|oh gitu|biasa aja|" +
			"bukan Budi|bukan|bukan saya|kalibata|kali bata|Senen|slipi|di slipi|ragunan|kemang|lebak bulus|pasar rebo|sunter|maksudnya|tadi kan sudah|ibu rumah tangga|saya guru",
		"Bambang":       "bukan, maksud saya Bambang|maksud saya Bambang|bukan Budi tapi Bambang|Bambang bukan Budi|Budi eh bukan Bambang|salah, Bambang|salah harusnya Bambang|nama saya bukan Budi, Bambang|bukan, nama saya Bambang",
		"Dewi Lestari":  "saya ibu rumah tangga, nama saya Dewi Lestari, mau daftar|saya penjahit namaku Dewi Lestari|nama saya Dewi Lestari, umur 40, jualan kue",
		"Kartini":       "Kartini|kartini kak",
		"Melati":        "Melati",
		"Guntur":        "guntur",
		"Tan Kok Liong": "Tan Kok Liong",
		"Siap Santoso":  "siap santoso",
		"Bunga Ragunan": "bunga ragunan",
		"De Ningsih":    "de ningsih",
	})
	values(t, "BusinessName", BusinessName, map[string]string{
		string(NotName):      "biasa aja|yg kemarin|udah tadi|bentar mikir dulu|oh gitu|emang penting ya|yang tadi aja|gas|yaelah|kok gitu sih|keliling|keliling pake gerobak|saya keliling|bukan Warung Ani|bukan warung ani|nama usahanya bukan itu|penting ga sih|tadi udah saya kasih|kan udah tadi|barusan udah",
		"Warung Biasa Aja":   "Warung Biasa Aja|warung biasa aja",
		"Kopi Keliling Budi": "Kopi Keliling Budi|kopi keliling budi",
		"Bakso Gas":          "bakso gas",
		"Warung Budi":        "bukan, Warung Budi|bukan, maksud saya Warung Budi|bukan Warung Ani tapi Warung Budi|Bukan, Warung Budi",
		"Bukan Kopi Biasa":   "Bukan Kopi Biasa",
		"Kopi Bukan Luwak":   "kopi bukan luwak",
		"Oh Kopi":            "oh kopi",
	})
}

// persons bear the names of these kelurahan.
var persons = set("kartini guntur jati kamal wijayakusuma setiabudi halimperdanakusuma kenari harapanmulia")

// TestPlacesAreNoNames: none of the official names is taken for somebody's.
func TestPlacesAreNoNames(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"kecamatan.csv", "kelurahan.csv"} {
		for _, row := range table(t, "../region/data/"+file) {
			got, _ := Name(row[2])
			if (got != "") != persons[strings.ToLower(strings.ReplaceAll(row[2], " ", ""))] {
				t.Errorf("Name(%q) = %q", row[2], got)
			}
		}
	}
}
