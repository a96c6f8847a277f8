package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	noBusinessName = set("tidak belum gatau tanpa no none nothing kosong")
	// noneCompany is what may stand beside a "belum" which means no name yet.
	noneCompany = set("ada punya nama namanya usaha usahanya kepikiran dikasih diberi dinamai dinamakan saya kami masih sekarang ini itu sih yet tahu ketemu kasih toko warung dipikirkan dinamain name pakai business a have do i")
	bizTails    = set("kak kakak ka kk ya yah dong deh sih nih aja saja")
	bizLeads    = set("nama namanya nama2nya usaha usahanya usahaku usahasaya tokonya bisnis saya aku adalah ialah yaitu namaku my business name is")
)

// BusinessName reads the name of a business: 2 to 60 characters of letters,
// digits, spaces and & . ' - , as typed, without lead-in. "belum ada nama" is
// None. Questions, addresses and commands are refused.
func BusinessName(s string) (string, Reason) {
	norm := Normalise(s)
	if norm == "" {
		return "", Empty
	}
	if !hasLatin(norm) {
		return "", NoLetters
	}
	if _, _, ok := Global(norm); ok {
		return "", IsCommand
	}
	var buf [24]string
	words := split(norm, buf[:0])
	name := businessText(s)
	switch n := utf8.RuneCountInString(name); {
	case namesNothing(words):
		return "", None
	case looksLikeAddress(norm) || asks(norm, words):
		return "", NotName
	case n > maxName:
		return "", TooLong
	case sentence(words):
		return "", NotName
	case n < minName:
		return "", TooShort
	case !hasLatin(name):
		return "", NoLetters
	}
	return name, ""
}

func namesNothing(words []string) bool {
	found := false
	for _, w := range words {
		switch {
		case noBusinessName[w]:
			found = true
		case !noneCompany[w] && !fillers[w] && w != "ya" && w != "nanti" && w[0] < utf8.RuneSelf:
			return false
		}
	}
	return found
}

// sentence finds texts which answer something else: a lone yes, a delay, a
// refusal.
func sentence(words []string) bool {
	content := 0
	for _, w := range words {
		if w == "jual" || w == "jualan" {
			return words[0] == "saya" || words[0] == "kami" // "saya jualan kue" tells what, not how it is called
		}
		if w == "rahasia" || w == "terserah" || w == "lupa" || w == "bingung" {
			return true
		}
		if kind := kindOf(w); kind == kindUnknown || kind == kindDigit || neutral[w] && w != "usaha" && w != "saya" {
			content++
		}
	}
	return content == 0 || len(words) > 10
}

// businessText keeps the case people typed, since it belongs to the name; a
// name all in small letters gets capitals.
func businessText(s string) string {
	s = dropInvisible(strings.ToValidUTF8(s, ""))
	f := strings.Fields(strings.Map(businessRune, s))
	for len(f) > 1 && bizLeads[strings.ToLower(strings.Trim(f[0], ".,-"))] {
		f = f[1:]
	}
	for len(f) > 1 && bizTails[strings.ToLower(strings.Trim(f[len(f)-1], ".,-!"))] {
		f = f[:len(f)-1]
	}
	name := strings.Trim(strings.Join(f, " "), " ,-'!.")
	if name != strings.ToLower(name) {
		return name
	}
	var b strings.Builder
	for i, w := range strings.Fields(name) {
		if i > 0 {
			b.WriteByte(' ')
		}
		capitalise(&b, w)
	}
	return b.String()
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
