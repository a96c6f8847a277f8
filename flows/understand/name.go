package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of a name in letters and spaces (Permendagri 73/2022 Pasal 4).
const (
	minName = 2
	maxName = 60
)

// Name reads a person's name and returns it for display: honorific, lead-in
// ("nama saya ...") and tail removed, each word capitalised.
func Name(s string) (string, Reason) {
	norm := Normalise(s)
	switch {
	case norm == "":
		return "", Empty
	case !hasLatin(norm) && strings.ContainsAny(norm, "0123456789"):
		return "", HasDigit
	case !hasLatin(norm):
		return "", NoLetters
	}
	if norm = affirmed(norm); norm == "" {
		return "", NotName
	}
	if c, _, ok := Global(norm); ok && c != Why {
		return "", refusedAs(c)
	}
	if looksLikeAddress(norm) {
		return "", NotName
	}
	words := nameWords(norm)
	if why := judgeName(words); why != "" {
		return "", why
	}
	name := displayName(words)
	switch n := utf8.RuneCountInString(name); {
	case n > maxName:
		return "", TooLong
	case tooManyWords(words):
		return "", NotName
	case n < minName:
		return "", TooShort
	}
	return name, ""
}

// refusedAs: "nanti aja" orders nothing, but is no name.
func refusedAs(c Command) Reason {
	if c == Later {
		return NotName
	}
	return IsCommand
}

func hasLatin(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Latin, r) {
			return true
		}
	}
	return false
}

// looksLikeAddress finds web and mail addresses, and signs no name has.
func looksLikeAddress(s string) bool {
	return strings.ContainsAny(s, "@/\\<>{}[]=#$%^_|~") || strings.Contains(s, "www.") || strings.Contains(s, ".com") || strings.Contains(s, "?")
}

// nameWords cuts a text at spaces, keeps the marks names have, and takes off
// what surrounds the name.
func nameWords(norm string) []string {
	f := strings.Fields(strings.Map(nameRune, norm))
	for len(f) > 0 && trimWord(f[0]) == "" {
		f = f[1:]
	}
	f = dropLeads(dropGreeting(ownName(f)))
	f = dropPlace(f)
	for len(f) > 1 && nameTails[trimWord(f[len(f)-1])] {
		f = f[:len(f)-1]
	}
	for len(f) > 1 && honorifics[trimWord(f[0])] {
		f = f[1:]
	}
	return f
}

// ownName begins at "nama saya", whatever is told before it, and ends where
// something else is told: "saya penjahit, nama saya Dewi, mau daftar".
func ownName(f []string) []string {
	for i, w := range f {
		w = trimWord(w)
		if ownNames[w] || i+1 < len(f) && nameWord[w] && selves[trimWord(f[i+1])] {
			return dropAside(f[i:])
		}
	}
	return f
}

// dropAside cuts ", mau daftar" off the end; a title behind a comma stays.
func dropAside(f []string) []string {
	for i := 2; i < len(f); i++ {
		if w := trimWord(f[i]); strings.HasSuffix(f[i-1], ",") && (notNames[w] || selfLeads[w]) {
			return f[:i]
		}
	}
	return f
}

// dropGreeting cuts "halo kak, saya Rina" in front of "saya".
func dropGreeting(f []string) []string {
	for i, w := range f {
		w = trimWord(w)
		if selfLeads[w] {
			return f[i:]
		}
		if !greetings[w] && !besides[w] {
			break
		}
	}
	return f
}

// dropPlace cuts "Rina dari Cakung" and "Rina sesuai KTP" behind the name;
// "lihat di KTP" holds none.
func dropPlace(f []string) []string {
	for i := 1; i < len(f); i++ {
		w := trimWord(f[i])
		if placeOpeners[w] && (w == "sesuai" || i+1 == len(f) || f[i+1] != "ktp") {
			return f[:i]
		}
	}
	return f
}

func dropLeads(f []string) []string {
	for len(f) > 0 {
		switch {
		case len(f) > 1 && pairLeads[f[0]+" "+f[1]]:
			f = f[2:]
		case nameLeads[trimWord(f[0])]:
			f = f[1:]
		default:
			return f
		}
	}
	return f
}

func trimWord(w string) string { return strings.Trim(w, ".,'-!") }

// nameRune keeps what a name may hold and blanks pictures and colons.
func nameRune(r rune) rune {
	switch {
	case unicode.IsLetter(r), unicode.IsDigit(r), r == '\'', r == '.', r == ',', r == '-', r == '!', r == '+', r == ';', r == '&':
		return r
	}
	return ' '
}
