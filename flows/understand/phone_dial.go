package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// dial is one number of a text. It is dirty when letters stand in it or on it
// for digits.
type dial struct {
	digits      string
	plus, dirty bool
}

const (
	minRun     = 7 // digits which make a run a phone number and not a house number
	maxDialGap = 6 // signs between two digits of one number
)

// onlyDial finds the longest number of a text. Two runs long enough to be
// numbers are two numbers, unless they are the same.
func onlyDial(s string) (best dial, why Reason) {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if digitOf(r) == 0 {
			i += n
			continue
		}
		end, d := dialFrom(s, i)
		switch {
		case len(d.digits) >= minRun && len(best.digits) >= minRun && !sameDial(d.digits, best.digits):
			return dial{}, Multiple
		case len(d.digits) > len(best.digits):
			best = d
		}
		i = end
	}
	return best, ""
}

// sameDial: 0812... and +62812... are one number.
func sameDial(a, b string) bool {
	n := min(len(a), len(b), 9)
	return n == 9 && a[len(a)-n:] == b[len(b)-n:]
}

// dialFrom follows digits, the signs people put between them, and letters
// written for digits.
func dialFrom(s string, from int) (end int, d dial) {
	var buf [32]byte
	digits := buf[:0]
	head := strings.TrimRight(s[:from], "([{")
	d.plus = strings.HasSuffix(head, "+")
	d.dirty = forDigits(lastLetters(s[:from]))
	end = from
	for i := from; i < len(s) && i-end <= maxDialGap; {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch w := firstLetters(s[i:]); {
		case digitOf(r) != 0:
			digits, end = append(digits, digitOf(r)), i+n
		case w != "" && forDigits(w) && digitBeside(s, i, i+len(w)):
			d.dirty, n = true, len(w)
		case !isDialSign(r) || newNumber(s[i:], len(digits)):
			i = len(s)
		}
		i += n
	}
	d.digits = string(digits)
	d.dirty = d.dirty || strings.HasPrefix(s[end:], "**")
	return end, d
}

func isDialSign(r rune) bool { return isSeparator(r) || strings.ContainsRune("()[]{}+", r) }

// digitBeside reports whether a digit stands right before or behind s[from:to].
func digitBeside(s string, from, to int) bool {
	return from > 0 && isDigit(s[from-1]) || to < len(s) && isDigit(s[to])
}

func firstLetters(s string) string { return s[:len(s)-len(strings.TrimLeftFunc(s, unicode.IsLetter))] }

func lastLetters(s string) string { return s[len(strings.TrimRightFunc(s, unicode.IsLetter)):] }

// newNumber reports whether a second number begins after a sign inside a run
// which is already as long as a number: "081290000001 085600000012".
func newNumber(s string, run int) bool {
	if run < 9 {
		return false
	}
	rest := strings.TrimLeft(s[:min(len(s), 2*maxDialGap)], " .-()[]{}/")
	return strings.HasPrefix(rest, "08") || strings.HasPrefix(rest, "+62") || strings.HasPrefix(rest, "62")
}
