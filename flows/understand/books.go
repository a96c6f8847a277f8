package understand

import (
	"strings"
	"time"
)

var (
	sameKeys    = set("sama samain samakan samaan idem tetap tetep same unchanged podo")
	sameCompany = set(`seperti kayak kaya kek dengan kemarin kmrn bulan bln lalu kemaren last month as the it's its is masih aja saja sebelumnya sebelum before persis
		omzet omset omzetnya omsetnya jumlah jumlahnya biaya biayanya penjualan hasilnya sales costs ya iya kak min ini itu yang juga lagi still all semua semuanya ada apa2 yg`)
)

// SameAsBefore reports whether somebody says that nothing has changed: "sama",
// "sama seperti bulan lalu", "tidak berubah", "same as last month".
func SameAsBefore(s string) bool {
	said, not := false, false
	for w := range strings.FieldsFuncSeq(Normalise(s), func(r rune) bool { return r < 0x80 && !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '\'') }) {
		switch {
		case sameKeys[w]:
			said = said || !not
		case not && (w == "berubah" || w == "beda" || w == "change" || w == "changed"):
			said, not = true, false
		case negations[canon(w)]:
			not = true
		case !sameCompany[w] && !fillers[canon(w)]:
			return false
		}
	}
	return said && !not
}

// Daily reads what one day brings: "200rb per hari", "200-300 ribu sehari" as
// its middle. ok is false for an amount that is of no day.
func Daily(s string) (rupiah int64, ok bool) {
	rupiah, per, ok := rate(s)
	if !ok || per.times != daysAMonth {
		return 0, false
	}
	return rupiah / per.parts, rupiah >= per.parts
}

// Month reads a month and its year that is over, or this one: "oktober",
// "bulan lalu", "2 bulan lalu", "9/2026". Without a year it is the latest of that
// name.
func Month(s string, today time.Time) (year int, month time.Month, why Reason) {
	var buf [maxDateWords]string
	words := dateTokens(s, buf[:0])
	if len(words) == 0 {
		return 0, 0, emptyOr(s, Unparseable)
	}
	if back, ok := monthsBack(words); ok {
		y, m, _ := today.Date()
		first := time.Date(y, m-time.Month(back), 1, 0, 0, 0, 0, time.UTC)
		return first.Year(), first.Month(), ""
	}
	for i, w := range words {
		n, ok := smallInt(w)
		switch {
		case months[w] > 0 && month > 0 && time.Month(months[w]) != month, ok && len(w) == 4 && year > 0 && year != n:
			return 0, 0, Multiple
		case months[w] > 0:
			month = time.Month(months[w])
		case ok && len(w) == 4:
			year = n
		case ok && n >= 1 && n <= 12 && month == 0 && besideYear(words, i):
			month = time.Month(n)
		}
	}
	switch {
	case month == 0:
		return 0, 0, Unparseable
	case year == 0 && month > today.Month():
		return today.Year() - 1, month, ""
	case year == 0:
		return today.Year(), month, ""
	}
	return year, month, ""
}

// monthsBack reads "bulan ini", "bulan lalu", "2 bulan lalu".
func monthsBack(words dateWords) (n int, ok bool) {
	for i, w := range words {
		if w != "bulan" && w != "month" && w != "months" {
			continue
		}
		next, before := words.at(i+1), words.at(i-1)
		switch {
		case next == "ini" || before == "ini":
			return 0, true
		case next == "lalu" || next == "kemarin" || next == "ago":
			if count, used := cardinal([]string{before}); used > 0 {
				return count, true
			}
			return 1, true
		case before == "lalu":
			return 1, true
		}
	}
	return 0, false
}

// besideYear: a number is a month where a year stands beside it.
func besideYear(words dateWords, i int) bool {
	for _, at := range [...]int{i - 2, i - 1, i + 1, i + 2} {
		if _, ok := smallInt(words.at(at)); ok && len(words.at(at)) == 4 {
			return true
		}
	}
	return false
}
