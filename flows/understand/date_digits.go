package understand

import "time"

const (
	farAhead  = 183 // days; a day without a year further off may be last year's
	yearsMore = 10  // two digits up to ten years ahead are this century
)

// digits reads "5/12", "5-12-26", "05.12.2026", "2026-12-05", "05122026", "25
// 11 2026", "25 11 26".
func (r dayReader) digits(i int) dayHit {
	w := r.at(i)
	if d, m, y, ok := compactDate(w); ok {
		return r.dated(d, m, y, i+1)
	}
	if len(w) == 6 && allDigits(w) {
		return r.shortDate(w, i+1)
	}
	if len(w) > 4 || len(w) == 3 || !allDigits(w) {
		return dayHit{}
	}
	a, _ := smallInt(w)
	if m, y, ok := r.spaced(i); ok {
		return r.dated(a, m, y, i+3)
	}
	size := numericSpan(r.dateWords, i)
	if size == 0 {
		return dayHit{}
	}
	m, _ := smallInt(r.at(i + 2))
	switch {
	case size == 5:
		y, _ := smallInt(r.at(i + 4))
		if len(w) == 4 {
			return r.dated(y, m, a, i+5)
		}
		return r.dated(a, m, r.fullYear(y, r.at(i+4)), i+5)
	case len(r.at(i+2)) == 4 && a <= 12:
		return dayHit{why: Vague, to: i + 3} // "12/2026"
	case months[r.at(i+3)] > 0:
		return dayHit{why: Multiple, to: i + 4} // "5-7 desember"
	}
	h := r.dated(a, m, 0, i+3)
	h.weak = r.at(i+1) == "."
	return h
}

// spaced reads the month and year of "25 11 2026".
func (r dayReader) spaced(i int) (m, y int, ok bool) {
	month, year := r.at(i+1), r.at(i+2)
	long := len(year) == 4 || len(year) == 2 && !allDigits(r.at(i-1)) && r.at(i+3) == ""
	if !long || len(r.at(i)) > 2 || len(month) > 2 || !allDigits(month) || !allDigits(year) {
		return 0, 0, false
	}
	m, _ = smallInt(month)
	y, _ = smallInt(year)
	return m, r.fullYear(y, year), true
}

// numericSpan is how many words "5/12" (3) or "5/12/26" (5) takes, else 0.
func numericSpan(w dateWords, i int) int {
	pair := func(i int) bool {
		sign := w.at(i + 1)
		return allDigits(w.at(i)) && allDigits(w.at(i+2)) && (sign == "/" || sign == "-" || sign == ".")
	}
	switch {
	case !pair(i):
		return 0
	case pair(i+2) && w[i+1] == w[i+3]:
		return 5
	}
	return 3
}

// compactDate reads "05122026" and "20261205".
func compactDate(w string) (d, m, y int, ok bool) {
	if len(w) != 8 || !allDigits(w) {
		return 0, 0, 0, false
	}
	at := func(i, j int) int { n, _ := smallInt(w[i:j]); return n }
	if y := at(0, 4); y >= 1900 && y < 2100 && at(4, 6) <= 12 {
		return at(6, 8), at(4, 6), y, true
	}
	return at(0, 2), at(2, 4), at(4, 8), true
}

// shortDate reads "051226"; six digits which are no day may be anything.
func (r dayReader) shortDate(w string, to int) dayHit {
	d, _ := smallInt(w[:2])
	m, _ := smallInt(w[2:4])
	y, _ := smallInt(w[4:])
	if h := r.dated(d, m, r.fullYear(y, w[4:]), to); h.why == "" {
		return h
	}
	return dayHit{}
}

// fullYear gives "26" its century; -1 is no year.
func (r dayReader) fullYear(y int, w string) int {
	switch {
	case len(w) == 4:
		return y
	case len(w) != 2:
		return -1
	case y > (r.today.Year()+yearsMore)%100:
		return 1900 + y
	}
	return 2000 + y
}

// dated checks a day against the calendar; year 0 is the next such day.
func (r dayReader) dated(d, m, y, to int) dayHit {
	leap := y
	if y == 0 {
		leap = 2000
	}
	if m < 1 || m > 12 || d < 1 || d > monthDays(leap, m) || y != 0 && (y < 1900 || y > 2100) {
		return dayHit{why: BadDate, to: to}
	}
	if y != 0 {
		return dayHit{day: r.day(y, m, d), to: to}
	}
	for y = r.today.Year(); y < r.today.Year()+2; y++ {
		day := r.day(y, m, d)
		if d <= monthDays(y, m) && !day.Before(r.today) && !day.After(r.today.AddDate(0, 0, farAhead)) {
			return dayHit{day: day, to: to}
		}
	}
	return dayHit{why: YearUnclear, to: to}
}

func monthDays(y, m int) int {
	return time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
