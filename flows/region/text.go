package region

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const maxWords = 24 // an address has fewer

// clean brings a text to NFKC, lower case, and letters, digits and spaces.
func clean(s string) string {
	for i := range len(s) {
		if s[i] >= 0x80 {
			s = norm.NFKC.String(strings.ToValidUTF8(s, ""))
			break
		}
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		case r == '\'' || r == '’' || unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me):
			return -1
		}
		return ' '
	}, s)
}

// words cuts a clean text into words, writes short forms out, mends slips and
// drops house numbers, RT and RW. mended reports a slip.
func words(clean string, buf []string) (all []string, mended bool) {
	var rawBuf [maxWords]string
	raw := fields(clean, rawBuf[:0])
	for i := 0; i < len(raw); i++ {
		w, prev, next := raw[i], "", ""
		if i+1 < len(raw) {
			next = raw[i+1]
		}
		if len(buf) > 0 {
			prev = buf[len(buf)-1]
		}
		switch {
		case houseWords[w] && isNumber(next):
			i++
		case isNumber(w) && numberWord(w, prev) == "":
			buf = append(buf, "#")
		default:
			at := len(buf)
			buf = writeOut(buf, w, prev, next)
			mended = mended || at < len(buf) && buf[at] != w && len(w) > 4 && near1(buf[at], w)
		}
	}
	return buf, mended
}

func near1(a, b string) bool {
	return len(a) > 5 && !lacksVowels(b, a) && distance(a, b, 1) == 1 && key([]string{a}) != key([]string{b})
}

// fields cuts at spaces and stops at the longest sensible address.
func fields(s string, buf []string) []string {
	for w := range strings.FieldsSeq(s) {
		if len(buf) == maxWords {
			break
		}
		buf = append(buf, w)
	}
	return buf
}

var houseWords = set("rt rw no nomor blok gang gg kav lt")

// numberWord writes out a digit inside a name: Mangga 2, Jembatan 5.
func numberWord(w, prev string) string {
	switch {
	case w == "2" && (prev == "mangga" || prev == "pegangsaan" || prev == "kelapa"):
		return "dua"
	case w == "3" && prev == "duren":
		return "tiga"
	case w == "1000" && (prev == "kepulauan" || prev == "pulau"):
		return "seribu"
	case w == "5" && prev == "jembatan":
		return "lima"
	}
	return ""
}

// writeOut appends a word with its short form expanded.
func writeOut(buf []string, w, prev, next string) []string {
	if long := numberWord(w, prev); long != "" {
		return append(buf, long)
	}
	w = shrink(w)
	switch w {
	case "kb", "kbn", "keb", "kebun":
		// Kebon Baru exists too, but Kebayoran Baru is what is meant so.
		if w != "kebun" && (next == "lama" || next == "baru") {
			return append(buf, "kebayoran")
		}
		return append(buf, "kebon")
	case "kl":
		if next == "gading" || isNumber(next) {
			return append(buf, "kelapa")
		}
		return append(buf, "kali")
	}
	if long, ok := shortForms[w]; ok {
		if long == "" {
			return append(buf, w)
		}
		return fields(long, buf)
	}
	if vocabulary[w] || noise[w] || outsideWords[w] {
		return append(buf, w)
	}
	if head, tail, ok := splitShort(w); ok {
		return append(buf, head, tail)
	}
	if now := oldLetters.Replace(w); vocabulary[now] {
		return append(buf, now)
	}
	return append(buf, fillVowels(w))
}

// key joins words and writes doubled letters once, so that spacing and
// doubling do not matter.
func key(words []string) string {
	var buf [64]byte
	b := buf[:0]
	for _, w := range words {
		for i := range len(w) {
			if len(b) == 0 || b[len(b)-1] != w[i] {
				b = append(b, w[i])
			}
		}
	}
	return string(b)
}

func isNumber(w string) bool {
	for i := range len(w) {
		if w[i] < '0' || w[i] > '9' {
			return false
		}
	}
	return w != ""
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
