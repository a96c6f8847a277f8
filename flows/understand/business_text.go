package understand

import (
	"strings"
	"unicode"
)

// businessText keeps the case people typed, since it belongs to the name; a
// name all in small letters or all in capitals is written as names are. What
// follows a comma, "sejak" or is a phone number tells something else.
func businessText(s string) string {
	s = dropInvisible(strings.ToValidUTF8(s, ""))
	f := strings.Fields(strings.Map(businessRune, s))
	for len(f) > 1 && bizLeads[bizWord(f[0])] {
		f = f[1:]
	}
	f = dropPhone(cutDetails(f))
	for len(f) > 1 && bizTails[bizWord(f[len(f)-1])] && !biasaAja(f) {
		f = f[:len(f)-1]
	}
	return recase(strings.Trim(strings.Join(f, " "), " ,-'!."))
}

// biasaAja is said as one: "Warung Biasa Aja".
func biasaAja(f []string) bool {
	return bizWord(f[len(f)-2]) == "biasa" && strings.HasSuffix(bizWord(f[len(f)-1]), "aja")
}

func bizWord(w string) string { return strings.ToLower(strings.Trim(w, ".,-!+")) }

// cutDetails ends a name at its first comma, or before "sejak".
func cutDetails(f []string) []string {
	for i, w := range f {
		switch {
		case i > 0 && (bizWord(w) == "sejak" || bizWord(w) == "since"):
			return f[:i]
		case strings.HasSuffix(w, ",") && i+1 < len(f) && len(w) > 1:
			return f[:i+1]
		}
	}
	return f
}

var phoneNames = set("hp wa no nomor nmr telp tlp telpon telepon whatsapp kontak hubungi call")

// dropPhone takes a phone number off the end.
func dropPhone(f []string) []string {
	digits, at := 0, len(f)
	for at > 0 && strings.Trim(f[at-1], "0123456789.+-(),") == "" {
		at--
		digits += countDigits(f[at])
	}
	if digits < minRun {
		return f
	}
	for at > 1 && phoneNames[bizWord(f[at-1])] {
		at--
	}
	return f[:at]
}

func countDigits(s string) int {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n
}

// recase writes a name in one case with capitals; short words which cannot be
// spoken are acronyms.
func recase(name string) string {
	upper := name == strings.ToUpper(name) && strings.Contains(name, " ") || name == strings.ToUpper(name) && len(name) > 3
	if !upper && name != strings.ToLower(name) {
		return name
	}
	var b strings.Builder
	for i, w := range strings.Fields(name) {
		if i > 0 {
			b.WriteByte(' ')
		}
		if upper && acronym(w) {
			b.WriteString(w)
			continue
		}
		if w = strings.ToLower(w); len(w) > 2 && w[1] == '\'' {
			b.WriteString(strings.ToUpper(w[:1]) + "'") // D'Best
			w = w[2:]
		}
		capitalise(&b, w)
	}
	return b.String()
}

// acronym: CV, ABC, D3 and K-9 stay, while BU, MIE and ES are words.
func acronym(w string) bool {
	w = strings.ToLower(strings.Trim(w, ".,"))
	if len(w) > 3 {
		return false
	}
	if w == "ud" || strings.ContainsAny(w, "0123456789") || !strings.ContainsAny(w, "aeiou") {
		return true
	}
	return len(w) == 3 && isVowel(w[0]) && !isVowel(w[1]) && !isVowel(w[2])
}

func businessRune(r rune) rune {
	switch {
	case r == '’' || r == '‘' || r == '`':
		return '\''
	case unicode.IsLetter(r), unicode.IsDigit(r), strings.ContainsRune("&.'-,+!()", r):
		return r
	}
	return ' '
}
