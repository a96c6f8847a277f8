package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func judgeName(words []string) Reason {
	letters, vowels, run := 0, 0, 0
	for _, w := range words {
		for _, r := range w {
			switch {
			case unicode.IsDigit(r):
				return HasDigit
			case r == '+' || r == ';' || r == '&' || unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r):
				return NotName
			case !unicode.IsLetter(r):
				continue
			}
			letters++
			run++
			if r >= utf8.RuneSelf || r == 'y' || isVowel(byte(r)) {
				vowels++
				run = 0
			}
			if run >= 5 {
				return NotName // "sdfgh"
			}
		}
		run = 0
	}
	switch {
	case letters == 0:
		return NotName
	case letters < minName:
		return TooShort
	case letters >= 4 && vowels == 0:
		return NotName
	}
	return judgeWords(words)
}

func judgeWords(words []string) Reason {
	if idle(words, livings) || isPlace(words) {
		return NotName
	}
	for _, w := range words {
		w = trimWord(w)
		if notNames[w] || insults[w] || quarters[w] || len(w) > 3 && notNames[canon(w)] || mashed(w) || honorifics[w] && len(words) == 1 {
			return NotName
		}
	}
	return ""
}

// Names have up to five words, and seven with "bin" or "binti"; titles and
// initials, which have a dot, do not count.
const (
	maxNameWords = 5
	maxBinWords  = 7
)

func tooManyWords(words []string) bool {
	n, limit := 0, maxNameWords
	for _, w := range words {
		if !strings.Contains(w, ".") {
			n++
		}
		if w == "bin" || w == "binti" {
			limit = maxBinWords
		}
	}
	return n > limit
}

// mashed finds words made by rolling over the keys.
func mashed(w string) bool {
	for _, row := range [...]string{"qwert", "asdf", "zxcv", "hjkl"} {
		if strings.Contains(w, row) {
			return true
		}
	}
	return false
}

func displayName(words []string) string {
	var b strings.Builder
	for i, w := range words {
		w = strings.Trim(w, "-!'")
		if i == len(words)-1 {
			w = strings.TrimRight(w, ",")
			if !strings.Contains(strings.TrimRight(w, "."), ".") && (len(w) > 2 || len(words) == 1) {
				w = strings.TrimRight(w, ".")
			}
		}
		if w == "" || w == "." || w == "," {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		if i > 0 && i < len(words)-1 && lowerInNames[w] {
			b.WriteString(w)
			continue
		}
		capitalise(&b, w)
	}
	return b.String()
}

// capitalise raises the first letter and each letter after a dot or hyphen,
// but not after an apostrophe: Nur'aini.
func capitalise(b *strings.Builder, w string) {
	up := true
	for _, r := range w {
		if up {
			r = unicode.ToUpper(r)
		}
		up = r == '.' || r == '-'
		b.WriteRune(r)
	}
}
