package understand

import "strings"

var thisNumber = set("ini sender sama yang pakai pake saja wa whatsapp")

// Phone reads an Indonesian mobile number and returns it in E.164. The
// national number is 8[1-35-9] and 7 to 10 more digits (libphonenumber
// metadata for ID); operator prefixes are not checked, since the published
// lists contradict each other.
func Phone(s string) (string, Reason) {
	s = Normalise(lettersToDigits(s))
	if s == "" {
		return "", Empty
	}
	var buf [48]byte
	digits, plus, why := phoneDigits(s, buf[:0])
	switch {
	case why != "":
		return "", why
	case len(digits) == 0 && meansSender(s):
		return "", UseSender
	case len(digits) == 0:
		return "", NoDigits
	}
	return national(string(digits), plus)
}

func meansSender(s string) bool {
	var buf [16]string
	for _, w := range split(s, buf[:0]) {
		if thisNumber[w] {
			return true
		}
	}
	return false
}

// minRun is how many digits make a run a phone number and not a house number.
const minRun = 7

// phoneDigits collects the digits of one number. Two runs long enough to be
// numbers and parted by more than spacing are two numbers.
func phoneDigits(s string, buf []byte) (digits []byte, plus bool, why Reason) {
	for i := 0; i < len(s); {
		if !isDigit(s[i]) {
			i++
			continue
		}
		end, n := phoneRun(s, i)
		switch {
		case n >= minRun && len(buf) >= minRun:
			return nil, false, Multiple
		case n > len(buf):
			plus = i > 0 && s[i-1] == '+' || i > 1 && s[i-2] == '+' && s[i-1] == '('
			buf = appendDigits(buf[:0], s[i:end])
		}
		i = end
	}
	return buf, plus, ""
}

// phoneRun follows digits and the signs people put between them.
func phoneRun(s string, from int) (end, digits int) {
	i := from
	for ; i < len(s); i++ {
		switch {
		case isDigit(s[i]):
			digits++
			end = i + 1
		case strings.IndexByte(" .-()+", s[i]) < 0 || newNumber(s, i, digits):
			return end, digits
		}
	}
	return end, digits
}

func appendDigits(buf []byte, s string) []byte {
	for i := range len(s) {
		if isDigit(s[i]) {
			buf = append(buf, s[i])
		}
	}
	return buf
}

// newNumber reports whether a second number begins after a sign inside a run
// which is already as long as a number: "081290000001 085600000012".
func newNumber(s string, i, run int) bool {
	rest := strings.TrimLeft(s[i:], " .-()")
	return run >= 9 && (strings.HasPrefix(rest, "08") || strings.HasPrefix(rest, "+62") || strings.HasPrefix(rest, "62"))
}

// national strips the country code and judges what is left.
func national(d string, plus bool) (string, Reason) {
	switch {
	case len(d) == 16 && nikShaped(d):
		return "", NIKNotPhone
	case strings.HasPrefix(d, "0062"):
		d = d[4:]
	case strings.HasPrefix(d, "00"), plus && !strings.HasPrefix(d, "62") && !strings.HasPrefix(d, "08"):
		return "", NotID
	case strings.HasPrefix(d, "62") && len(d) > 4:
		d = d[2:]
	case d[0] != '0' && d[0] != '8':
		return "", strangePrefix(d)
	}
	return mobile(strings.TrimPrefix(d, "0"))
}

func strangePrefix(d string) Reason {
	if len(d) < 7 {
		return TooShort
	}
	return BadPrefix
}

func mobile(d string) (string, Reason) {
	switch {
	case d == "" || len(d) < 5:
		return "", TooShort
	case d[0] == '2':
		return "", Landline
	case d[0] != '8' || d[1] == '0' || d[1] == '4':
		return "", BadPrefix
	case len(d) < 9:
		return "", TooShort
	case len(d) > 12:
		return "", TooLong
	}
	return "+62" + d, ""
}
