package understand

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxDateWords bounds the work on one text; no answer about a day is longer.
const maxDateWords = 40

// pause stands where a speaker pauses: a comma, a full stop, "tapi".
const pause = "|"

// dateWords are words, numbers and the signs between numbers.
type dateWords []string

// at is word i, or "" outside of the text.
func (w dateWords) at(i int) string {
	if i < 0 || i >= len(w) {
		return ""
	}
	return w[i]
}

// number reads the number beginning at word i.
func (w dateWords) number(i int) (n, used int) {
	return cardinal(w[min(i, len(w)):])
}

// saidDigits reads "dua lima" for 25, and any other number as it is said.
func saidDigits(w dateWords, i int) (n, used int) {
	tens, ok := unit(w.at(i))
	ones, both := unit(w.at(i + 1))
	next := w.at(i + 2)
	if ok && both && tens > 0 && next != "puluh" && next != "belas" && next != "ratus" {
		return 10*tens + ones, 2
	}
	return w.number(i)
}

func (w dateWords) has(any ...string) bool {
	return slices.ContainsFunc(w, func(s string) bool { return slices.Contains(any, s) })
}

// dateTokens cuts a text into words.
func dateTokens(s string, buf dateWords) dateWords {
	s = lettersToDigits(Normalise(s))
	for i := 0; i < len(s) && len(buf) < maxDateWords; {
		end := runEnd(s, i)
		switch w := s[i:end]; {
		case w == "2" && letterAt(s, i-1) && saidTwice(buf):
			buf = append(buf, "-", buf.at(len(buf)-1))
		case isDigit(s[i]):
			buf = append(buf, w)
			end = ordinalEnd(s, end)
		case inWord(runeAt(s, i)):
			buf = appendDateWord(buf, w)
		default:
			buf = appendSign(buf, s, i, end)
		}
		i = end
	}
	return buf
}

// saidTwice: "kapan2" is the word doubled, "jam2" is an hour.
func saidTwice(buf dateWords) bool {
	last := buf.at(len(buf) - 1)
	return len(last) > 3 && last != "tanggal" && last != "setengah"
}

func runeAt(s string, i int) rune {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r
}

// runEnd is where the digits, the letters or the single sign at i end.
func runEnd(s string, i int) int {
	first := runeAt(s, i)
	end := i + utf8.RuneLen(first)
	for end < len(s) {
		r := runeAt(s, end)
		switch {
		case isDigit(s[i]) && isDigit(s[end]):
		case unicode.IsLetter(first) && (unicode.IsLetter(r) || r == '\''):
		default:
			return end
		}
		end += utf8.RuneLen(r)
	}
	return end
}

// ordinalEnd passes the English ending of "5th" and "1st".
func ordinalEnd(s string, end int) int {
	for _, o := range [...]string{"st", "nd", "rd", "th"} {
		if strings.HasPrefix(s[end:], o) && !letterAt(s, end+2) {
			return end + 2
		}
	}
	return end
}

func appendDateWord(buf dateWords, w string) dateWords {
	w = strings.ReplaceAll(w, "'", "")
	if n := numberEnding(w); n > 0 {
		return append(buf, w[:n], w[n:])
	}
	if w == "d" && buf.at(len(buf)-1) == pause && buf.at(len(buf)-2) == "s" {
		buf = buf[:len(buf)-1] // "s.d."
	}
	if w == "d" && buf.at(len(buf)-1) == "s" {
		buf[len(buf)-1] = "sampai" // "s/d"
		return buf
	}
	if w = dateWord(w); w == "tapi" {
		w = pause
	}
	return append(buf, w)
}
