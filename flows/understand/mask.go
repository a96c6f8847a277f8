package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// provinces are the Kemendagri codes a NIK or No. KK can begin with.
var provinces = set("11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96")

// nikShaped reports whether 16 digits have the shape shared by NIK and No. KK:
// province, kota, kecamatan, a calendar date (day + 40 for women), a serial
// from 1 on. There is no check digit.
func nikShaped(d string) bool {
	return len(d) == 16 && provinces[d[:2]] && d[2:4] != "00" && d[4:6] != "00" && nikDate(d[6:12]) && d[12:] != "0000"
}

func nikDate(d string) bool {
	day, month, year := two(d[0:]), two(d[2:]), two(d[4:])
	if day > 40 {
		day -= 40
	}
	if month < 1 || month > 12 {
		return false
	}
	last := [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1]
	if month == 2 && year%4 == 0 {
		last = 29
	}
	return day >= 1 && day <= last
}

func two(d string) int { return 10*int(d[0]-'0') + int(d[1]-'0') }

// group is a run of digits without a break. near says that only a separator
// parts it from the group before.
type group struct {
	from, to     int // in the text
	first, count int // in the digits
	near         bool
}

// MaskIDs replaces every number shaped like a NIK or No. KK by its first and
// last four digits around stars (3171********9901), so that a text can be
// stored. Spaces, dots and dashes between the digits do not hide one, nor do
// full-width or keycap digits, nor an O or l written for 0 or 1. found reports
// whether something was replaced.
func MaskIDs(s string) (masked string, found bool) {
	if !manyDigits(s) {
		return s, false
	}
	masked, plain := maskGroups(s, s)
	// A second look takes letters for digits; the first keeps the letters
	// beside a plain number out of it.
	masked, letters := maskGroups(masked, lettersToDigits(masked))
	return masked, plain || letters
}

// maskGroups masks s where the digits of read, of the same length, make ids.
func maskGroups(s, read string) (string, bool) {
	digits, groups := digitGroups(read)
	var b strings.Builder
	at, found := 0, false
	for i := 0; i < len(groups); i++ {
		end, ok := idFrom(digits, groups, i)
		if !ok {
			continue
		}
		first := groups[i].first
		b.WriteString(s[at:groups[i].from])
		b.WriteString(digits[first : first+4])
		b.WriteString("********")
		b.WriteString(digits[first+12 : first+16])
		at, i, found = groups[end].to, end, true
	}
	if !found {
		return s, false
	}
	b.WriteString(s[at:])
	return b.String(), true
}

// manyDigits is the fast way out for texts which cannot hold an id.
func manyDigits(s string) bool {
	n, letters := 0, 0
	for i := range len(s) {
		switch {
		case isDigit(s[i]) || s[i] >= 0x80:
			n++
		case lookalike(s[i]) != 0:
			letters++
		}
	}
	return n >= 16 || n >= 12 && n+letters >= 16
}

// idFrom tries the groups from i on: together they must have exactly 16 digits
// and stand no further apart than a separator.
func idFrom(digits string, groups []group, i int) (end int, ok bool) {
	n := 0
	for j := i; j < len(groups) && n < 16 && (j == i || groups[j].near); j++ {
		n += groups[j].count
		end = j
	}
	first := groups[i].first
	return end, n == 16 && nikShaped(digits[first:first+16])
}

// maxSeparator is how many signs may part two groups of one id: " - ".
const maxSeparator = 3

func digitGroups(s string) (string, []group) {
	var b strings.Builder
	groups := make([]group, 0, 8)
	open, gap, broken := false, 0, false
	for i, r := range s {
		end := i + runeLen(r, s[i:])
		d := digitOf(r)
		switch {
		case d != 0 && open:
			g := &groups[len(groups)-1]
			g.count++
			g.to = end
		case d != 0:
			groups = append(groups, group{from: i, to: end, first: b.Len(), count: 1, near: !broken && gap <= maxSeparator})
			open, gap, broken = true, 0, false
		case invisible(r):
			if open {
				groups[len(groups)-1].to = end
			}
		default:
			open = false
			gap++
			// A slash stands in dates: "12/05/2026 - 10/06/2026" is no id.
			broken = broken || !unicode.IsSpace(r) && (r == '/' || !isJoint(r))
		}
		if d != 0 {
			b.WriteByte(d)
		}
	}
	return b.String(), groups
}

// runeLen is the length of the rune at the front of s; a broken byte reads as
// U+FFFD and has length 1.
func runeLen(r rune, s string) int {
	if r == utf8.RuneError {
		_, n := utf8.DecodeRuneInString(s)
		return n
	}
	return utf8.RuneLen(r)
}

// digitOf returns the ASCII digit for a decimal digit of any script, or 0.
// Unicode keeps such digits in runs of ten which begin with zero.
func digitOf(r rune) byte {
	if r < 0x80 {
		if r >= '0' && r <= '9' {
			return byte(r)
		}
		return 0
	}
	if !unicode.Is(unicode.Nd, r) {
		return 0
	}
	for _, t := range unicode.Nd.R16 {
		if uint32(t.Lo) <= uint32(r) && uint32(r) <= uint32(t.Hi) {
			return '0' + byte((uint32(r)-uint32(t.Lo))%10)
		}
	}
	for _, t := range unicode.Nd.R32 {
		if t.Lo <= uint32(r) && uint32(r) <= t.Hi {
			return '0' + byte((uint32(r)-t.Lo)%10)
		}
	}
	return 0
}
