package understand

import (
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"
)

// split cuts a normalised text into words. A word is a run of letters, digits
// and inner apostrophes; a pictograph is a word of its own. Spelling is
// brought to one form by canon.
func split(norm string, buf []string) []string {
	start := -1
	for i, r := range norm {
		if inWord(r) || r == '\'' && start >= 0 {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			buf = appendWord(buf, norm[start:i])
			start = -1
		}
		if r >= utf8.RuneSelf && unicode.Is(unicode.So, r) {
			buf = append(buf, canon(norm[i:i+utf8.RuneLen(r)]))
		}
	}
	if start >= 0 {
		buf = appendWord(buf, norm[start:])
	}
	return buf
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// appendWord adds a word in its one spelling. A "no" written onto the next
// word ("gamau", "gausah") is parted from it.
func appendWord(buf []string, w string) []string {
	if w[0] != 'g' && w[0] != 'n' {
		return append(buf, canon(w))
	}
	if w == "gada" || w == "gda" {
		return append(buf, "tidak", "ada")
	}
	for _, no := range [...]string{"nggak", "ngga", "gak", "ga"} {
		if rest, ok := strings.CutPrefix(w, no); ok && joinable[rest] {
			return append(buf, "tidak", canon(rest))
		}
	}
	return append(buf, canon(w))
}

var joinable = set("mau mao usah ada punya bisa boleh setuju jadi perlu pernah")

// canon returns the dictionary spelling of a chat word, or the word itself.
func canon(w string) string {
	w = strings.TrimRight(w, "'")
	if c, ok := spelling[w]; ok {
		return c
	}
	if n := len(w) - 1; n >= 3 && w[n] == '2' && !isDigit(w[n-1]) {
		w = w[:n] // "kirim2": said twice
	}
	if c, ok := spelling[w]; ok {
		return c
	}
	if s := squeeze(w); s != w {
		if c, ok := spelling[s]; ok {
			return c
		}
		if known[s] {
			return s
		}
	}
	return w
}

// squeeze writes every doubled letter once: "tujuhh", "lanjuut".
func squeeze(w string) string {
	double := false
	for i := 1; i < len(w); i++ {
		double = double || w[i] == w[i-1] && w[i] > '9'
	}
	if !double {
		return w
	}
	b := make([]byte, 0, len(w))
	for i := range len(w) {
		if i == 0 || w[i] != w[i-1] || w[i] <= '9' || w[i] >= utf8.RuneSelf {
			b = append(b, w[i])
		}
	}
	return string(b)
}

// known holds the dictionary words themselves, ordinals and tails, so that a
// squeezed typo can find them.
var known = func() map[string]bool {
	m := maps.Clone(fillers)
	for w := range ordinals {
		m[w] = true
	}
	for _, c := range spelling {
		m[c] = true
	}
	return m
}()

// spelling maps every form to its word.
var spelling = invert(spellings, pictures)

func invert(groups, single map[string]string) map[string]string {
	m := make(map[string]string, 8*len(groups))
	for word, forms := range groups {
		for f := range strings.FieldsSeq(forms) {
			m[f] = word
		}
	}
	for f, word := range single {
		m[f] = word
	}
	return m
}

// set makes a word set from a space separated list.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// fillers carry tone or address someone and no meaning: "siap kak", "boleh deh".
var fillers = set(`kak ka kk kaka kakak nak min mimin bu ibu pak bapak bpk bang bg abang mas mbak mba mbk gan bos boss sis bro om tante
	dong donk dongs deh dh sih si nih nie ni tuh saja lah kok mah atuh loh lho yuk please pls plis ges guys`)
