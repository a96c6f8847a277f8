package understand

import "strings"

// codeCompany may stand before or behind a one-time code; codeSlips are forms
// of its keys that are more than a letter off, or too short to be near.
var (
	codeKeys    = set("sambung sambungkan sambungin sambungkn smbung hubungkan hubungin tautkan link kode kodenya code")
	codeCompany = set("ini itu kak ka min admin ya yah dong tolong nih halo hai hi hello the is my this saya adalah with dengan nya please pls")
	codeSlips   = set("kod kde kodee koda cod coed codenya nyambung nyambungin smbng sambunk menyambung")
)

const codeLength = 6

// LinkCode reads a one-time code: letter, digit, letter, digit, two letters. It
// may be alone ("k7m 4px") or have a word with it that says what it is ("sambung
// K7M4PX", "kodenya k7m-4px kak"); then one that is nearly so is taken for one,
// too. Of exactly that shape it may stand among others, if one of them is such a
// word ("masukin kode K7M4PX"). It comes back in capitals.
func LinkCode(s string) (code string, ok bool) {
	if len(s) > maxCommand {
		return "", false
	}
	said := Normalise(s)
	if !hasDigit(said) { // most messages
		return "", false
	}
	named := false
	for w := range strings.FieldsFuncSeq(said, func(r rune) bool { return !inWord(r) }) {
		switch {
		case codeKeys[w]:
			named = true
		case !codeCompany[w]:
			code += w
		}
	}
	if isLinkCode(code) || named && nearlyLinkCode(code) {
		return strings.ToUpper(code), true
	}
	return codeAmong(said)
}

// codeAmong finds a code in a short message that has a word for it, even
// misspelt. It is normalised.
func codeAmong(said string) (code string, ok bool) {
	named, n := false, 0
	for w := range strings.FieldsFuncSeq(said, func(r rune) bool { return !inWord(r) }) {
		n++
		switch {
		case isLinkCode(w):
			code = w
		case codeKeys[w] || codeSlips[w] || len(w) > 4 && (near(w, "sambung") || near(w, "hubungkan") || near(w, "sambungkan") || near(w, "kodenya")):
			named = true
		}
	}
	return strings.ToUpper(code), named && code != "" && n <= maxCommandWords
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

func isLinkCode(s string) bool {
	if len(s) != codeLength {
		return false
	}
	for i, c := range []byte(s) {
		digit := i == 1 || i == 3
		if digit != isDigit(c) || !digit && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}

// nearlyLinkCode: a letter too many or too few, one for a digit, or so many
// digits.
func nearlyLinkCode(s string) bool {
	digits := 0
	for _, c := range []byte(s) {
		switch {
		case isDigit(c):
			digits++
		case c < 'a' || c > 'z':
			return false
		}
	}
	return len(s) == codeLength && digits > 0 || len(s) >= codeLength-1 && len(s) <= codeLength+1 && digits > 0 && digits < 4
}
