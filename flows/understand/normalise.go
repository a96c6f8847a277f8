package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalise brings a text to the form every parser works on: NFKC (so that
// full-width and keycap digits are digits), no control, zero-width or
// direction marks, straight apostrophes, lower case, single spaces, and a
// letter repeated three times or more written once ("iyaaa" becomes "iya").
func Normalise(s string) string {
	if isTidy(s) {
		return s
	}
	if !isASCII(s) {
		s = norm.NFKC.String(dropInvisible(fractions.Replace(strings.ToValidUTF8(s, ""))))
		// Lower case can compose where upper case could not.
		s = norm.NFKC.String(strings.ToLower(s))
	}
	return tidy(s)
}

// fractions parts "1½" into "1 1/2", where NFKC would write eleven halves.
var fractions = strings.NewReplacer("½", " 1/2", "¼", " 1/4", "¾", " 3/4")

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isTidy reports whether Normalise would change nothing; it is the fast path
// for most short answers.
func isTidy(s string) bool {
	for i := range len(s) {
		c := s[i]
		switch {
		case c < ' ' || c >= 0x7f || 'A' <= c && c <= 'Z' || c == '`':
			return false
		case c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' '):
			return false
		case i >= 2 && s[i-1] == c && s[i-2] == c && collapses(rune(c)):
			return false
		}
	}
	return true
}

// collapses: "www" is how addresses begin, and digits mean what they say.
func collapses(r rune) bool { return r != 'w' && unicode.IsLetter(r) }

func dropInvisible(s string) string {
	return strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, s)
}

func invisible(r rune) bool {
	switch {
	case unicode.IsSpace(r):
		return false
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Me, unicode.Variation_Selector):
		return true
	}
	return r >= 0x1F3FB && r <= 0x1F3FF // skin tones
}

func tidy(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var last rune
	run, space := 0, false
	flush := func() {
		if run >= 3 && collapses(last) {
			run = 1
		}
		for ; run > 0; run-- {
			b.WriteRune(last)
		}
	}
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			flush()
			space = b.Len() > 0
			continue
		case invisible(r) || unicode.Is(unicode.Mn, r):
			continue
		}
		if r = plain(r); r != last || space {
			flush()
		}
		if space {
			b.WriteByte(' ')
		}
		space, last = false, r
		run++
	}
	flush()
	return b.String()
}

// plain lowers a letter and straightens apostrophes and fraction bars.
func plain(r rune) rune {
	switch r {
	case '’', '‘', '`', '´', 'ʼ', '′':
		return '\''
	case '⁄': // of a fraction
		return '/'
	}
	return unicode.ToLower(r)
}
