package region

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// show writes a match as "Kecamatan > Kelurahan", with a question mark for a
// guess, or as its reason.
func show(m Match) string {
	if m.Reason != "" {
		return m.Reason
	}
	s := m.Kecamatan.Name
	if m.Kelurahan != nil {
		s += " > " + m.Kelurahan.Name
	}
	if !m.Exact {
		s += " ?"
	}
	return s
}

func TestFindKecamatan(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		// Names shared by places which do not contain each other.
		"jatinegara":                "Jatinegara",
		"kel jatinegara":            "Cakung > Jatinegara",
		"jatinegara, cakung":        "Cakung > Jatinegara",
		"cilandak timur":            "Pasar Minggu > Cilandak Timur",
		"menteng dalam":             "Tebet > Menteng Dalam",
		"kapuk muara":               "Penjaringan > Kapuk Muara",
		"petamburan":                "Tanah Abang > Petamburan",
		"pegangsaan":                "Menteng > Pegangsaan ?",
		"pegangsaan 2":              "Kelapa Gading > Pegangsaan Dua",
		"srengseng sawah":           "Jagakarsa > Srengseng Sawah",
		"kelapa dua wetan":          "Ciracas > Kelapa Dua Wetan",
		"sukabumi utara":            "Kebon Jeruk > Sukabumi Utara",
		"lebak bulus":               "Cilandak > Lebak Bulus",
		"kampung bali":              "Tanah Abang > Kampung Bali",
		"tj barat":                  "Jagakarsa > Tanjung Barat",
		"kota bambu utara palmerah": "Pal Merah > Kota Bambu Utara",
		"setu cipayung":             "Cipayung > Setu",
		// Everyday words are names only when they are the answer.
		"tengah":         "Kramatjati > Tengah",
		"kel. baru":      "Pasar Rebo > Baru",
		"di tengah kota": Unknown,
		"rumah baru":     Unknown,
		"hari senin":     Unknown,
		// One kecamatan holds all that can be meant, or not.
		"sunter":                  "Tanjung Priok",
		"gading":                  "Kelapa Gading",
		"utan kayu":               "Matraman",
		"gunung sahari":           Ambiguous,
		"kl gading":               "Kelapa Gading",
		"kep 1000 utara":          "Kepulauan Seribu Utara",
		"jakrta selatan":          TooBroad,
		"kota adm. jakarta timur": TooBroad,
		"pondok jaktim":           Ambiguous,
		"duri gambir":             "Gambir ?",
		"rawa jaksel":             "Kebayoran Baru > Rawa Barat",
		// A slip in one word of several; the other words are a shorter name.
		"kapuk ouara":                      "Penjaringan > Kapuk Muara ?",
		"kamal muera":                      "Penjaringan > Kamal Muara ?",
		"menteng dallm":                    "Tebet > Menteng Dalam ?",
		"c pinang":                         "Pulogadung > Cipinang ?",
		"tanah gbang":                      "Tanah Abang ?",
		"jati padanh":                      "Pasar Minggu > Jati Padang ?",
		"kota bamb utara":                  "Pal Merah > Kota Bambu Utara",
		"kep seribu utarra":                "Kepulauan Seribu Utara",
		"kep seribu utarq":                 "Kepulauan Seribu Utara ?",
		"jenjaringan jakut":                "Penjaringan ?",
		"saya warga jatinegara mau daftar": "Jatinegara",
		// Short forms of the rest of a name, the spelling of before 1972.
		"cipinang mr": "Jatinegara > Cipinang Muara ?",
		"kelapa gdg":  "Kelapa Gading ?",
		"kramat jt":   "Kramatjati ?",
		"tjakoeng":    "Cakung",
		// Everyday words.
		"kampung baru":          Unknown,
		"deket jembatan":        Unknown,
		"rumah di karet gang 3": "Setiabudi > Karet ?",
		"jual kopi di gading":   "Kelapa Gading ?",
		"kebayoran":             Ambiguous,
		"gambir / senen":        Ambiguous,
		// What is denied is no place; what stands beside it is.
		"bukan cengkareng":                   Unknown,
		"bkn di tebet kak":                   Unknown,
		"bukan cengkareng, kalideres":        "Kalideres",
		"bukan cengkareng tapi kalideres":    "Kalideres",
		"bukan cengkareng kak kalideres":     "Kalideres",
		"kalideres bukan cengkareng":         "Kalideres",
		"bukan, cengkareng":                  "Cengkareng",
		"salah, harusnya cengkareng":         "Cengkareng",
		"tebet salah, harusnya cengkareng":   "Cengkareng",
		"bukan jakarta selatan, jkt timur":   TooBroad,
		"bukan":                              Unknown,
		"bukan jakarta":                      NotDKI,
		"bukan jkt kak":                      NotDKI,
		"saya bukan orang jakarta":           NotDKI,
		"bukan warga dki":                    NotDKI,
		"bukan bekasi, cakung":               "Cakung",
		"bukan jatinegara tapi cakung barat": "Cakung > Cakung Barat",
		// Where somebody sells may not be where they live.
		"jualan di cengkareng":        "Cengkareng ?",
		"saya jualan di kalideres":    "Kalideres ?",
		"warung saya di koja":         "Koja ?",
		"usaha di tebet":              "Tebet ?",
		"tinggal dan usaha di tebet":  "Tebet",
		"rumah di koja, jualan bakso": "Koja ?",
		// A person's name asks back, if it is taken for a place at all.
		"budi santoso":         "Setiabudi > Setia Budi ?",
		"nama saya budi":       "Setiabudi > Setia Budi ?",
		"melati":               "Tanah Abang > Kebon Melati ?",
		"setia budi":           "Setiabudi",
		"south jakarta":        TooBroad,
		"tebet, south jakarta": "Tebet",
		"in north jakarta":     TooBroad,
		"kemang":               Unknown,
		"deket monas":          Unknown,
		// How it is written.
		"saya tinggal di tebet kak":              "Tebet",
		"KBJERUK":                                "Kebon Jeruk",
		"kb baru":                                "Kebayoran Baru",
		"keb lama":                               "Kebayoran Lama",
		"tbt":                                    "Tebet",
		"pdmangan":                               "Pademangan",
		"gambirr":                                "Gambir",
		"makassar":                               "Makasar",
		"penjaringam":                            "Penjaringan ?",
		"cengkarenk":                             "Cengkareng ?",
		"pulau seribu utara":                     "Kepulauan Seribu Utara",
		"ｔｅｂｅｔ\u200b":                            "Tebet",
		"rumah saya di deket pasar tanah abang":  "Tanah Abang ?",
		"jkt timur cakung":                       "Cakung",
		"rw 03 rawa buaya":                       "Cengkareng > Rawa Buaya",
		"31.74.01":                               "Tebet",
		"10310":                                  "Menteng > Menteng",
		"Jl. Tebet Barat Raya 5 RT 3/RW 5 Tebet": "Tebet > Tebet Barat ?",
		// Outside.
		"cipayung depok":                NotDKI,
		"pancoran mas":                  NotDKI,
		"cakung bekasi":                 NotDKI,
		"tanggerang":                    NotDKI,
		"bekasih":                       NotDKI,
		"luar jakarta":                  NotDKI,
		"sukabumi":                      NotDKI,
		"orang bekasi tinggal di tebet": "Tebet ?",
		"cakung, jual nasi padang":      "Cakung ?",
		"jl raya bekasi cakung":         "Cakung ?",
		// Too broad, pending, nothing.
		"jak sel":            TooBroad,
		"dki jakarta":        TooBroad,
		"pulau seribu":       TooBroad,
		"kapuk slt":          PendingCode,
		"pantai indah kapuk": Unknown,
		"kota tua":           Unknown,
		"gak tau":            Unknown,
		"timur":              Unknown,
		"3201010":            Unknown,
		"...":                Empty,
	} {
		if got := show(FindKecamatan(text)); got != want {
			t.Errorf("FindKecamatan(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestFindKelurahan(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, within, want string }{
		{"jatinegara", "", "Cakung > Jatinegara ?"},
		{"kec jatinegara", "31.75.03", TooBroad},
		{"gunung", "", "Kebayoran Baru > Gunung ?"},
		{"gunung", "31.71.02", "Sawah Besar > Gunung Sahari Utara ?"},
		{"gunung sahari", "", Ambiguous},
		{"gunung sahari", "31.71.03", "Kemayoran > Gunung Sahari Selatan"},
		{"tebet", "31.74.01", Ambiguous},
		{"cempaka", "31.71.03", "Kemayoran > Cempaka Baru"},
		{"cempaka", "31.71.05", Ambiguous},
		{"melayu", "31.75.08", "Makasar > Cipinang Melayu"},
		{"duri", "31.71.01", "Gambir > Duri Pulo"},
		{"malaka", "31.73.04", "Tambora > Roa Malaka"},
		{"slipi", "31.74.01", "Pal Merah > Slipi"},
		{"cemput timur", "", "Cempaka Putih > Cempaka Putih Timur"},
		{"kl. anyar", "", "Tambora > Kali Anyar"},
		{"krg anyar", "", "Sawah Besar > Karang Anyar"},
		{"sei bambu", "", "Tanjung Priok > Sungai Bambu"},
		{"kp tengah", "", "Kramatjati > Tengah"},
		{"kuningan barat", "31.74.02", "Mampang Prapatan > Kuningan Barat"},
		{"kuningan", "31.74.02", Ambiguous},
		{"kb baru", "31.74.01", "Tebet > Kebon Baru"},
		{"manggarai tebet", "", "Tebet > Manggarai"},
		{"pl gebang", "", "Cakung > Pulo Gebang"},
		{"pisangan", "", Ambiguous},
		{"jembatan 5", "", "Tambora > Jembatan Lima"},
		{"kmanggisan", "", "Pal Merah > Kemanggisan"},
		{"kebon kacag", "", "Tanah Abang > Kebon Kacang ?"},
		{"kebon kosng", "31.71.03", "Kemayoran > Kebon Kosong"},
		{"rawasaari", "31.71.05", "Cempaka Putih > Rawasari"},
		{"tanah abang", "", TooBroad},
		{"31.71.07", "", TooBroad},
		{"31.71.07.1002", "", "Tanah Abang > Bendungan Hilir"},
		{"13460", "", Ambiguous},
		{"jaktim", "31.75.06", TooBroad},
		{"kapuk timur", "31.73.01", PendingCode},
		{"kemang", "31.74.03", Unknown},
		{"pulau pramuka", "31.01.01", Unknown},
		{"depok", "", NotDKI},
		{"asdfgh", "", Unknown},
		{" ", "", Empty},
	} {
		if got := show(FindKelurahan(c.text, c.within)); got != c.want {
			t.Errorf("FindKelurahan(%q, %q) = %s, want %s", c.text, c.within, got, c.want)
		}
	}
}

func TestCandidates(t *testing.T) {
	t.Parallel()
	names := func(m Match) string {
		var all []string
		for _, c := range m.Candidates {
			s := c.Kecamatan.Name
			if c.Kelurahan != nil {
				s += ">" + c.Kelurahan.Name
			}
			all = append(all, s)
		}
		return strings.Join(all, ", ")
	}
	for text, want := range map[string]string{
		"kebayoran":   "Kebayoran Lama, Kebayoran Baru",
		"kuningan":    "Setiabudi, Mampang Prapatan>Kuningan Barat",
		"kapuk timur": "Cengkareng>Kapuk",
		"kemayorxx":   "Kemayoran",
		"asdfgh":      "",
	} {
		if got := names(FindKecamatan(text)); got != want {
			t.Errorf("FindKecamatan(%q) offers %s, want %s", text, got, want)
		}
	}
	if got, want := names(FindKelurahan("tebet", "")), "Tebet>Tebet Timur, Tebet>Tebet Barat"; got != want {
		t.Errorf("FindKelurahan(tebet) offers %s, want %s", got, want)
	}
}

// TestEveryName finds each official name, alone and in the company it is
// usually typed in.
func TestEveryName(t *testing.T) {
	t.Parallel()
	for _, k := range kelurahan {
		kec, _ := KecamatanByCode(k.KecamatanCode)
		for _, text := range []string{k.Name, strings.ReplaceAll(k.Name, " ", ""), "kel. " + strings.ToUpper(k.Name), "saya di " + k.Name + " kak", "kelurahan " + k.Name + " kecamatan " + kec.Name} {
			for _, within := range []string{"", k.KecamatanCode} {
				m := FindKelurahan(text, within)
				if m.Kelurahan == nil || m.Kelurahan.Code != k.Code || m.Kecamatan != kec {
					t.Errorf("FindKelurahan(%q, %q) = %s", text, within, show(m))
				}
			}
		}
	}
	for _, k := range kecamatan {
		for _, text := range []string{k.Name, strings.ReplaceAll(k.Name, " ", ""), "kec. " + k.Name, k.Name + " " + k.Kota, "tinggal di kecamatan " + k.Name + ", jakarta"} {
			if m := FindKecamatan(text); m.Kecamatan != k || !m.Exact {
				t.Errorf("FindKecamatan(%q) = %s", text, show(m))
			}
		}
	}
}

func TestTables(t *testing.T) {
	t.Parallel()
	if len(AllKecamatan()) != 44 || len(kelurahan) != 267 {
		t.Fatalf("%d kecamatan, %d kelurahan", len(AllKecamatan()), len(kelurahan))
	}
	want := []Kelurahan{
		{"31.71.08.1001", "Johar Baru", "31.71.08", "10560"},
		{"31.71.08.1002", "Kampung Rawa", "31.71.08", "10550"},
		{"31.71.08.1003", "Galur", "31.71.08", "10530"},
		{"31.71.08.1004", "Tanah Tinggi", "31.71.08", "10540"},
	}
	if diff := cmp.Diff(want, KelurahanOf("31.71.08")); diff != "" {
		t.Error(diff)
	}
	if _, ok := KelurahanByCode("31.71.08.1009"); ok {
		t.Error("an unknown code was found")
	}
}

// TestAnyText: no text breaks the search, and a match is always whole.
func TestAnyText(t *testing.T) {
	t.Parallel()
	word := rapid.OneOf(rapid.String(), rapid.SampledFrom(strings.Fields("tebet kota bambu kec kel baru jl raya 2 mangga jakarta selatan kb pulau kapuk timur bekasi di rw 05")))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(word, 0, 30).Draw(t, "words"), " ")
		for _, m := range []Match{FindKecamatan(text), FindKelurahan(text, ""), FindKelurahan(text, "31.74.01")} {
			if (m.Reason == "") != (m.Kecamatan.Code != "") || len(m.Candidates) > 5 {
				t.Fatalf("%q: %+v", text, m)
			}
		}
	})
}

// TestOneSlip: a kecamatan of eight letters or more survives one wrong letter.
func TestOneSlip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(kecamatan).Filter(func(k Kecamatan) bool { return len(k.Name) >= 8 && len(strings.Fields(k.Name)) == 1 }).Draw(t, "kecamatan")
		name := []byte(strings.ToLower(k.Name))
		name[rapid.IntRange(1, len(name)-1).Draw(t, "at")] = 'x'
		m := FindKecamatan(string(name))
		if m.Kecamatan != k || m.Exact {
			t.Fatalf("FindKecamatan(%q) = %s, want %s as a guess", name, show(m), k.Name)
		}
	})
}
