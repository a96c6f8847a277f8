package understand

import (
	"regexp"
	"strings"
	"time"
)

// PaperDigits reads the number of a paper that has so many digits, such as the 15
// of an SPP-IRT, with signs between them and words around. "belum punya" is None.
func PaperDigits(s string, n int) (string, Reason) {
	norm := Normalise(s)
	if norm == "" {
		return "", Empty
	}
	norm = irtSign.ReplaceAllString(affirmed(norm), " ")
	d, why := paperOrNone(norm, func(m int) bool { return m == n })
	switch {
	case why != "":
		return "", why
	case len(d) != n:
		return "", Length
	case placeholder(d):
		return "", Placeholder
	}
	return d, ""
}

// irtSign may stand before the number: "P-IRT No. 206...".
var irtSign = regexp.MustCompile(`\b(spp ?-? ?irt|p ?-? ?irt|irt)`)

// Lengths of a number that is not all digits.
const (
	leastPaper  = 5 // digits
	longestNote = 30
)

var (
	paperSaid = set("nomor no nomer nmr number sertifikat sertifikatnya halal merek merk bpom izin ijin edar surat saya ini nih itu adalah kak ya punya ada sudah my is the it certificate")
	paperSign = regexp.MustCompile(`[^a-z0-9/.-]+`)
)

// PaperNumber reads the number of a paper in letters and digits, such as
// "ID31110000123450920" or "MD 867010012345", in capitals. "belum punya" is None.
func PaperNumber(s string) (string, Reason) {
	norm := Normalise(s)
	if norm == "" {
		return "", Empty
	}
	var kept []string
	digits := 0
	for _, w := range strings.Fields(paperSign.ReplaceAllString(norm, " ")) {
		if w = strings.Trim(w, ".-/"); w == "" || paperSaid[w] {
			continue
		}
		n := len(w) - len(strings.Map(dropDigit, w))
		if n == 0 && len(w) > 4 {
			continue // a word
		}
		kept, digits = append(kept, strings.ToUpper(w)), digits+n
	}
	number := strings.Join(kept, " ")
	switch {
	case digits == 0 && noPaper(norm):
		return "", None
	case digits == 0:
		return "", NoDigits
	case digits < leastPaper, len(number) > longestNote:
		return "", Length
	}
	return number, ""
}

func dropDigit(r rune) rune {
	if r >= '0' && r <= '9' {
		return -1
	}
	return r
}

// Future is a day to come where one that was is asked for.
const Future Reason = "FUTURE"

var yearSaid = regexp.MustCompile(`(19|20)\d\d|[/. -]\d\d?[/. -]\d\d\b|\d (jan|feb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nop|nov|des|dec)[a-z]* '?\d\d\b`)

// PastDate reads a day that was, as Date does. A day to come without its year is
// YearUnclear: one that was may be meant.
func PastDate(s string, today time.Time) (time.Time, Reason) {
	d, why := Date(s, today)
	switch {
	case why != "" || !d.After(today):
		return d, why
	case yearSaid.MatchString(Normalise(s)):
		return time.Time{}, Future
	}
	return time.Time{}, YearUnclear
}
