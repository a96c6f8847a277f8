package region

import "testing"

// TestSharedNames: a name which others go on from is a guess, with all that
// may be meant.
func TestSharedNames(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"kelapa dua":         "Kebon Jeruk > Kelapa Dua ? of 2",
		"karet":              "Setiabudi > Karet ? of 2",
		"mangga dua":         "Sawah Besar > Mangga Dua Selatan ? of 0",
		"kramat":             "Senen > Kramat ? of 2",
		"cipinang":           "Pulogadung > Cipinang ? of 5",
		"cipinang besar":     "Jatinegara of 0",
		"jatinegara":         "Jatinegara of 0",
		"kelapa dua wetan":   "Ciracas > Kelapa Dua Wetan of 0",
		"kelapa dua ciracas": "Ciracas > Kelapa Dua Wetan of 0",
		"kelapa dua jakbar":  "Kebon Jeruk > Kelapa Dua of 0",
		"kel kelapa dua":     "Kebon Jeruk > Kelapa Dua of 0",
		"menteng tebet":      "Tebet > Menteng Dalam of 0",
		"muara angke":        "Penjaringan > Pluit of 0",
		"di muara karang":    "Penjaringan of 0",
		"condet":             "Kramatjati of 0",
		"pasming":            "Pasar Minggu of 0",
		"pulau seribu":       "TOO_BROAD of 2",
		"jakarta timur":      "TOO_BROAD of 0",
		"skip":               "UNKNOWN of 0",
		"siti":               "UNKNOWN of 0",
		"lewat":              "UNKNOWN of 0",
	} {
		m := FindKecamatan(text)
		if got := show(m) + " of " + string(rune('0'+len(m.Candidates))); got != want {
			t.Errorf("FindKecamatan(%q) = %s, want %s", text, got, want)
		}
	}
	for _, c := range []struct{ text, within, want string }{
		{"tanjung duren", "31.73.02", "AMBIGUOUS of 2"},
		{"utan kayu", "31.75.01", "AMBIGUOUS of 2"},
		{"semper", "31.72.04", "AMBIGUOUS of 2"},
		{"kelapa dua", "31.73.05", "Kebon Jeruk > Kelapa Dua of 0"},
		{"kelapa dua", "31.75.09", "Ciracas > Kelapa Dua Wetan ? of 0"},
		{"mangga dua", "31.71.02", "Sawah Besar > Mangga Dua Selatan of 0"},
		{"grogol", "31.74.05", "AMBIGUOUS of 2"},
		{"condet", "31.75.04", "TOO_BROAD of 5"},
		{"skip", "31.73.07", "UNKNOWN of 0"},
	} {
		m := FindKelurahan(c.text, c.within)
		if got := show(m) + " of " + string(rune('0'+len(m.Candidates))); got != c.want {
			t.Errorf("FindKelurahan(%q, %q) = %s, want %s", c.text, c.within, got, c.want)
		}
		for _, o := range m.Candidates {
			if o.Kecamatan.Code != c.within {
				t.Errorf("FindKelurahan(%q, %q) offers %s", c.text, c.within, o.Kecamatan.Name)
			}
		}
	}
}
