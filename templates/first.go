package templates

import "strings"

// beforeNames are words that stand before the name somebody is called by:
// titles, the Balinese I and Ni, Anak Agung, and the many spellings of
// Muhammad, whose bearers go by the next name. Written without the full stop.
var beforeNames = words(`
	bapak pak ibu bu kak kakak mas mbak bang abang sdr sdri bpk tn ny
	h hj haji hajah hajjah kh ustadz ustad ustaz ustadzah dr drs dra drg ir prof
	r rr rd ra raden i ni luh anak
	muhammad muhamad mohammad mohamad mochammad mochamad muhammed mohammed moh moch muh mohd md`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// first is the name to call somebody by: "I Made Wirawan" is Made, "Hj. Siti
// Aminah, S.Pd" is Siti, "M. Rizki" is Rizki. A name of such words alone is
// called by its last.
func first(name string) string {
	name, _, _ = strings.Cut(name, ",") // degrees follow the comma
	parts := strings.Fields(strings.ReplaceAll(name, ".", " "))
	for i, p := range parts {
		if i == len(parts)-1 || !beforeNames[strings.ToLower(p)] && len([]rune(p)) > 1 {
			return p
		}
	}
	return ""
}
