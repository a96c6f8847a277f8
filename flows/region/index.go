package region

import "strings"

// hit is a stretch of words which names places exactly; -1 for none. One name
// can be both a kecamatan and a kelurahan, not always inside each other.
type hit struct{ from, to, kec, kel int }

// named is what one key means.
type named struct{ kec, kel int }

// place is one name to compare with; kel is -1 for a kecamatan.
type place struct {
	key      string
	words    []string
	kec, kel int
}

var (
	byKey    = map[string]named{}
	places   []place
	byKota   = map[string]string{} // key of a city: its name
	byPostal = map[string][]int{}

	englishKota = map[string]string{"central": "Jakarta Pusat", "north": "Jakarta Utara", "west": "Jakarta Barat", "south": "Jakarta Selatan", "east": "Jakarta Timur"}
)

func init() {
	loadLexicon()
	for i, k := range kecamatan {
		addPlace(k.Name, i, -1)
	}
	for i, k := range kelurahan {
		addPlace(k.Name, kecOfKel[i], i)
		byPostal[k.PostalCode] = append(byPostal[k.PostalCode], i)
	}
	for english, kota := range englishKota {
		byKota[english+"jakarta"] = kota
	}
	linkSharers()
	for _, r := range rows("aliases.csv", aliasCSV) {
		addAlias(r[0], r[1], r[2])
	}
}

func addPlace(name string, kec, kel int) {
	w := strings.Fields(strings.ToLower(name))
	k := key(w)
	places = append(places, place{key: k, words: w, kec: kec, kel: kel})
	fileKey(k, kec, kel)
	// "pl" is written for both, and people mix the two.
	if len(w) > 1 && strings.Contains(k, "pulo") {
		fileKey(strings.Replace(k, "pulo", "pulau", 1), kec, kel)
	}
}

func fileKey(k string, kec, kel int) {
	n, ok := byKey[k]
	if !ok {
		n = named{-1, -1}
	}
	if kel < 0 {
		n.kec = kec
	} else {
		n.kel = kel
	}
	byKey[k] = n
}

// addAlias files a nickname. A kelurahan name which answers for its kecamatan
// needs none: the kelurahan is found and gives more.
func addAlias(alias, level, code string) {
	var buf [maxWords]string
	all, _ := words(clean(alias), buf[:0])
	k := key(trimNoise(all))
	n, ok := byKey[k]
	if !ok {
		n = named{-1, -1}
	}
	switch level {
	case "kota":
		for _, kec := range kecamatan {
			if strings.HasPrefix(kec.Code, code) {
				byKota[k] = kec.Kota
			}
		}
		return
	case "kecamatan":
		at := kecByCode[code]
		if n.kel < 0 || strings.HasPrefix(key(strings.Fields(strings.ToLower(kecamatan[at].Name))), k) {
			n.kec = at
		}
	case "kelurahan":
		n.kel = kelByCode[code]
	}
	byKey[k] = n
}

func trimNoise(w []string) []string {
	from, to := trimmed(w)
	return w[from:to]
}

// trimmed returns the bounds of the words without the noise around them.
func trimmed(w []string) (from, to int) {
	to = len(w)
	for from < to && noise[w[from]] && !bambu(w[from:]) {
		from++
	}
	for from < to && noise[w[to-1]] {
		to--
	}
	return from, to
}

// bambu: "kota" is noise but in Kota Bambu.
func bambu(w []string) bool { return len(w) > 1 && w[0] == "kota" && distance(w[1], "bambu", 1) <= 1 }
