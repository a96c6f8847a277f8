package understand

import (
	"slices"
	"time"
)

// Moment reads a day with an hour: "besok jam 2", "5 des 10.30". A day
// without an hour, or an hour without a day, is vague.
func Moment(s string, today time.Time) (time.Time, Reason) {
	var buf [maxDateWords]string
	words := dateTokens(s, buf[:0])
	if len(words) == 0 {
		return time.Time{}, emptyOr(s, Unparseable)
	}
	minutes, noHour := clockOf(words, clockHits(words))
	day, noDay := dateOf(withoutClock(words), today)
	if noDay != "" && noHour == "" && (slices.Contains(words, "nanti") || slices.Contains(words, "ini")) && noDay == Vague {
		day, noDay = dateOf([]string{"sekarang"}, today)
	}
	switch {
	case noDay == "" && noHour == "":
		y, m, d := day.Date()
		return time.Date(y, m, d, minutes/hour, minutes%hour, 0, 0, day.Location()), ""
	case noDay == Unparseable && noHour == Unparseable:
		return time.Time{}, Unparseable
	case noDay != "" && noDay != Unparseable:
		return time.Time{}, noDay
	case noHour != "" && noHour != Unparseable:
		return time.Time{}, noHour
	}
	return time.Time{}, Vague
}

// onDate reads "tgl 5", "tanggal 5 bulan depan", and leaves "tgl 5/12" and
// "tgl 5 desember" to the readers of those.
func (r dayReader) onDate(i int) dayHit {
	if r.words[i] != "tanggal" {
		return dayHit{}
	}
	n, used := cardinal(r.words[i+1:])
	to := i + 1 + used
	if u, ok := unit(r.word(to)); ok && used == 1 && n < 4 && !allDigits(r.words[i+1]) {
		n, to = 10*n+u, to+1 // "tgl dua lima"
	}
	if used == 0 || numericSpan(r.words, i+1) > 0 || months[r.word(to)] > 0 || r.word(to) == "bulan" && r.month(to+1) > 0 {
		return dayHit{}
	}
	if between([]string{r.word(to)}) != "" {
		if _, more := cardinal(r.words[min(to+1, len(r.words)):]); more > 0 || r.word(to+1) == "tanggal" {
			return dayHit{why: Multiple, to: to + 1}
		}
	}
	if n < 1 || n > 31 {
		return dayHit{why: BadDate, to: to}
	}
	return r.ofMonth(n, to)
}

// ofMonth finds the next month with such a day, or the one named by "ini" or
// "bulan depan".
func (r dayReader) ofMonth(d, to int) dayHit {
	ahead, fixed := 0, false
	switch {
	case r.word(to) == "ini":
		fixed, to = true, to+1
	case r.word(to) == "bulan" && r.word(to+1) == "ini":
		fixed, to = true, to+2
	case r.word(to) == "bulan" && r.word(to+1) == "depan", r.word(to) == "depan" && r.word(to+1) == "bulan":
		ahead, fixed, to = 1, true, to+2
	case r.word(to) == "bulan" && (r.word(to+1) == "lalu" || r.word(to+1) == "kemarin"):
		ahead, fixed, to = -1, true, to+2
	}
	for ; ; ahead++ {
		first := r.day(r.today.Year(), int(r.today.Month())+ahead, 1)
		day := first.AddDate(0, 0, d-1)
		switch {
		case day.Month() == first.Month() && (fixed || !day.Before(r.today)):
			return dayHit{day: day, to: to}
		case fixed:
			return dayHit{why: BadDate, to: to}
		}
	}
}

// spoken reads "5 desember 2026", "tanggal 5 bulan desember", "december 5th".
func (r dayReader) spoken(i int) dayHit {
	at := i
	if r.words[at] == "tanggal" {
		at++
	}
	d, used := cardinal(r.words[at:])
	at += used
	if used > 0 && (r.word(at) == "bulan" || r.word(at) == "-" || r.word(at) == "of") {
		at++
	}
	month := months[r.word(at)]
	if used > 0 && r.word(at-1) == "bulan" {
		month = r.month(at)
	}
	if month == 0 {
		return dayHit{}
	}
	at++
	if used == 0 {
		if r.word(at) == "tanggal" {
			at++
		}
		d, used = cardinal(r.words[min(at, len(r.words)):])
		if at += used; used == 0 || len(r.word(at-used)) > 2 && allDigits(r.word(at-used)) {
			return dayHit{}
		}
	}
	if between([]string{r.word(i - 1)}) != "" && i > 1 && (allDigits(r.word(i-2)) || isNumberWord(r.word(i-2))) {
		return dayHit{why: Multiple, to: at}
	}
	y, to := r.year(at)
	return r.dated(d, month, y, to)
}

// month reads a month by name or, after "bulan", by number.
func (r dayReader) month(at int) int {
	if n, ok := smallInt(r.word(at)); ok && n <= 12 {
		return n
	}
	return months[r.word(at)]
}

// year reads a year after a month, 0 for none.
func (r dayReader) year(at int) (y, to int) {
	if s := r.word(at); s == "-" || s == "/" || s == "," {
		if n := r.word(at + 1); allDigits(n) && len(n)%2 == 0 {
			at++
		}
	}
	next := at
	if r.word(next) == "tahun" {
		next++
		switch r.word(next) {
		case "ini":
			return r.today.Year(), next + 1
		case "depan":
			return r.today.Year() + 1, next + 1
		case "lalu", "kemarin":
			return r.today.Year() - 1, next + 1
		}
	}
	if w := r.word(next); allDigits(w) && r.word(next+1) != "." && r.word(next+1) != ":" {
		n, _ := smallInt(w)
		return r.fullYear(n, w), next + 1
	}
	if r.word(next) == "dua" && r.word(next+1) == "ribu" {
		n, used := cardinal(r.words[next+2:])
		return 2000 + n, next + 2 + used
	}
	return 0, at
}

// span reads "3 hari lagi", "in 2 weeks", "seminggu lalu".
func (r dayReader) span(i int) dayHit {
	n, used := cardinal(r.words[i:])
	unit := r.word(i + used)
	if one := oneUnit[r.words[i]]; one != "" {
		n, used, unit = 1, 0, one
	}
	if n == 0 || n > 1000 || units[unit] == 0 {
		return dayHit{}
	}
	to := i + used + 1
	for r.word(to) == "yang" || r.word(to) == "ke" || r.word(to) == "dari" {
		to++
	}
	switch {
	case r.word(to) == "lalu" || r.word(to) == "kemarin":
		n = -n
		to++
	case r.word(to) == "lagi" || r.word(to) == "depan" || r.word(to) == "setelah" || r.word(to) == "sekarang":
		to++
		if r.word(to) == "ini" || r.word(to) == "dari" {
			to++
		}
	case r.word(i-1) != "dalam":
		return dayHit{why: Vague, to: to}
	}
	switch unit {
	case "bulan", "tahun":
		return r.calendarSpan(n, unit, to)
	}
	return dayHit{day: r.today.AddDate(0, 0, n*units[unit]), to: to}
}

// calendarSpan keeps to the month meant: a month after 31 January is the last
// day of February.
func (r dayReader) calendarSpan(n int, unit string, to int) dayHit {
	if unit == "tahun" {
		n *= monthsAYear
	}
	first := r.day(r.today.Year(), int(r.today.Month())+n, 1)
	last := monthDays(first.Year(), int(first.Month()))
	return dayHit{day: first.AddDate(0, 0, min(r.today.Day(), last)-1), to: to}
}

// named reads "besok", "lusa", "hari ini", "nanti malam".
func (r dayReader) named(i int) dayHit {
	w, next := r.words[i], r.word(i+1)
	_, part := dayParts[next]
	switch {
	case w == "hari" && next == "ini", w == "ini" && next == "hari", w == "nanti" && part, w == "ini" && part:
		return dayHit{day: r.today, to: i + 2}
	case dayParts[w] != dayPart{} && next == "ini":
		return dayHit{day: r.today, to: i + 2}
	case w == "besok" && next == "lusa", w == "hari" && next == "setelah" && r.word(i+2) == "besok":
		return dayHit{day: r.today.AddDate(0, 0, 2), to: i + 2 + boolInt(w == "hari")}
	case w == "kemarin" && (next == "lusa" || next == "dulu"):
		return dayHit{day: r.today.AddDate(0, 0, -2), to: i + 2}
	}
	if n, ok := nearDays[w]; ok {
		return dayHit{day: r.today.AddDate(0, 0, n), to: i + 1}
	}
	return dayHit{}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// onWeekday reads "senin", "jumat ini", "senin minggu depan", "next friday".
func (r dayReader) onWeekday(i int) dayHit {
	w, before := r.words[i], r.word(i-1)
	d, ok := weekdays[w]
	if !ok {
		return dayHit{}
	}
	to := i + 1
	next := r.word(to)
	if w == "minggu" && before != "hari" && (next == "depan" || next == "ini" || next == "lalu" || before == "depan" || before == "ini" || before == "lalu") {
		return dayHit{why: Ambiguous, to: to}
	}
	if before == "malam" {
		return dayHit{why: Ambiguous, to: to} // "malam minggu" is a Saturday to most
	}
	which := next
	switch next {
	case "minggu":
		which = r.word(to + 1)
		to += 2
	case "depan", "ini", "lalu":
		to++
		if r.word(to) == "minggu" {
			to++
		}
	default:
		which = before
		if before == "kemarin" || before == "besok" {
			which = ""
		}
	}
	monday := r.today.AddDate(0, 0, -(int(r.today.Weekday())+week-1)%week)
	day := monday.AddDate(0, 0, (d+week-1)%week)
	switch {
	case which == "depan":
		return dayHit{day: day.AddDate(0, 0, week), to: to}
	case which == "lalu":
		return dayHit{day: r.today.AddDate(0, 0, -back(r.today, d)), to: to}
	case which == "ini" && d == int(r.today.Weekday()):
		return dayHit{day: r.today, to: to}
	}
	return dayHit{weekday: d + 1, to: min(to, len(r.words))}
}
