package understand

import "strings"

// staffShape is a staff code: l a letter, d a digit.
const staffShape = "ldldlldl"

// staffKeys may stand with a staff code beside what may stand with any.
var staffKeys = set("petugas staf staff kerja")

// StaffCode reads the one-time code that makes somebody staff: letter, digit,
// letter, digit, two letters, digit, letter, written K4T7-XM2P. Case, dash and
// blanks do not matter; it may stand among the words of a short message. Two
// signs longer than a LinkCode it is never taken for one. It comes back in
// capitals without the dash.
func StaffCode(s string) (code string, ok bool) {
	if len(s) > maxCommand {
		return "", false
	}
	said := Normalise(s)
	if !hasDigit(said) { // most messages
		return "", false
	}
	var words []string
	rest := ""
	for w := range strings.FieldsFuncSeq(said, func(r rune) bool { return !inWord(r) }) {
		words = append(words, w)
		if !codeKeys[w] && !codeCompany[w] && !staffKeys[w] {
			rest += w
		}
	}
	if isStaffCode(rest) { // "k 4 t 7 x m 2 p"
		return strings.ToUpper(rest), true
	}
	for i, w := range words[:min(len(words), maxCommandWords)] {
		if isStaffCode(w) {
			return strings.ToUpper(w), true
		}
		if i > 0 && len(w) == len(staffShape)/2 && isStaffCode(words[i-1]+w) {
			return strings.ToUpper(words[i-1] + w), true
		}
	}
	return "", false
}

func isStaffCode(s string) bool {
	if len(s) != len(staffShape) {
		return false
	}
	for i, c := range []byte(s) {
		if isDigit(c) != (staffShape[i] == 'd') || !isDigit(c) && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}
