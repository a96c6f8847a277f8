package templates

import (
	"regexp"
	"strings"
	"time"
)

// stamps are days, months and sums as the record of a step holds them: short
// forms for staff, which sort.
var stamps = regexp.MustCompile(`\b20\d\d-\d\d(\.\.(20\d\d-)?\d\d|-\d\d)?\b|\bRp\d+\b`)

// evidence writes what a step rests on for its person: "omzet 2026-08..10" is
// "omzet Agustus 2026 – Oktober 2026", "BZR-001 2026-12-02" is "BZR-001 Rabu 2 Des
// 2026". What is none of these stays as it is.
func (l *language) evidence(s string) string {
	return stamps.ReplaceAllStringFunc(s, func(stamp string) string {
		if sum, is := strings.CutPrefix(stamp, "Rp"); is {
			said, _ := rupiah(sum)
			return said
		}
		if day, err := time.ParseInLocation(time.DateOnly, stamp, wib); err == nil {
			return l.date(day)
		}
		from, to, span := strings.Cut(stamp, "..")
		first, err := time.ParseInLocation("2006-01", from, wib)
		if err != nil {
			return stamp
		}
		if !span {
			return l.month(first)
		}
		last, err := time.ParseInLocation("2006-01", from[:max(0, len(from)-len(to))]+to, wib)
		if err != nil {
			return stamp
		}
		return l.month(first) + " – " + l.month(last)
	})
}
