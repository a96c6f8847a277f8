package understand

import (
	"slices"
	"time"
)

const (
	farAhead  = 183 // days; a day without a year further off may be last year's
	yearsMore = 10  // two digits up to ten years ahead are this century
	week      = 7
)

// units are the lengths of "3 hari lagi", in days; months and years are
// counted by calendar.
var units = map[string]int{"hari": 1, "minggu": week, "bulan": 30, "tahun": 365}

var oneUnit = map[string]string{"sehari": "hari", "seminggu": "minggu", "sebulan": "bulan", "setahun": "tahun"}

var nearDays = map[string]int{"besok": 1, "lusa": 2, "tulat": 3, "kemarin": -1, "sekarang": 0, "tadi": 0, "tonight": 0}

var vagueDays = set(`awal akhir pertengahan kapan kapanpun terserah bebas nanti habis lebaran puasa ramadan ramadhan natal gajian weekend pekan setiap
	beberapa secepatnya sebelum setelah hari bulan minggu tahun libur fleksibel lagi tanggal pagi siang sore malam kalau sempat dini`)

// dayHit is a day found in words[from:to]. Day zero has a weekday only, or a
// reason.
type dayHit struct {
	day      time.Time
	why      Reason
	weekday  int  // 1 + time.Weekday of a bare weekday
	weak     bool // "9.30": may be an hour
	from, to int
}

// dayReader reads days against today.
type dayReader struct {
	words []string
	today time.Time
}

// Date reads a day: "besok", "senin depan", "tgl 5", "5/12", "5 des 26", "3
// hari lagi". It is midnight where today is. A weekday is the next one after
// today, a day without a year the next one within half a year.
func Date(s string, today time.Time) (time.Time, Reason) {
	var buf [maxDateWords]string
	words := dateTokens(s, buf[:0])
	if len(words) == 0 {
		return time.Time{}, emptyOr(s, Unparseable)
	}
	return dateOf(withoutClock(words), today)
}

// withoutClock drops the marked hours of a text.
func withoutClock(words []string) []string {
	from := 0
	var rest []string
	for _, h := range clockHits(words) {
		if h.strong && (words[h.from] == "jam" || slices.Contains(words[h.from:h.to], ":") || h.to > h.from+1 && len(words) > h.to-h.from) {
			rest = append(rest, words[from:h.from]...)
			from = h.to
		}
	}
	return append(rest, words[from:]...)
}

func dateOf(words []string, today time.Time) (time.Time, Reason) {
	y, m, d := today.Date()
	r := dayReader{words, time.Date(y, m, d, 0, 0, 0, 0, today.Location())}
	day, why := r.choose(r.hits())
	if why == "" && declines(words) {
		why = Ambiguous
	}
	if why != "" {
		return time.Time{}, why
	}
	return day, ""
}

func (r dayReader) hits() []dayHit {
	var hits []dayHit
	for i := 0; i < len(r.words); {
		h := r.at(i)
		if h.to <= i {
			i++
			continue
		}
		h.from = i
		hits = append(hits, h)
		i = h.to
	}
	if len(hits) > 1 {
		hits = slices.DeleteFunc(hits, func(h dayHit) bool { return h.weak })
	}
	return hits
}

// choose brings the days of a text to one. A weekday may stand beside its day.
func (r dayReader) choose(hits []dayHit) (time.Time, Reason) {
	var day time.Time
	weekday := 0
	for i, h := range hits {
		if i > 0 && between(r.words[hits[i-1].to:h.from]) != "" {
			return day, Multiple
		}
		switch {
		case h.why != "":
			return day, h.why
		case h.weekday > 0 && weekday > 0 && h.weekday != weekday:
			return day, Multiple
		case h.weekday > 0:
			weekday = h.weekday
		case !day.IsZero() && !day.Equal(h.day):
			return day, Multiple
		default:
			day = h.day
		}
	}
	switch {
	case r.vague(hits):
		return day, Vague
	case weekday > 0 && !day.IsZero():
		if int(day.Weekday()) != weekday-1 {
			return r.beside(day, weekday)
		}
		return day, ""
	case weekday > 0:
		return r.next(weekday - 1)
	case len(hits) == 0:
		return day, r.noDay()
	}
	return day, ""
}

// beside: "sabtu besok" is said of a Saturday to come.
func (r dayReader) beside(day time.Time, weekday int) (time.Time, Reason) {
	switch {
	case day.Equal(r.today.AddDate(0, 0, 1)):
		return r.next(weekday - 1)
	case day.Equal(r.today.AddDate(0, 0, -1)):
		return r.today.AddDate(0, 0, -back(r.today, weekday-1)), ""
	}
	return day, Ambiguous
}

// back is how many days ago the last such weekday was, one to seven.
func back(today time.Time, weekday int) int {
	return (int(today.Weekday())-weekday+week-1)%week + 1
}

func (r dayReader) next(weekday int) (time.Time, Reason) {
	ahead := (weekday - int(r.today.Weekday()) + week) % week
	if ahead == 0 {
		return time.Time{}, Ambiguous
	}
	return r.today.AddDate(0, 0, ahead), ""
}

// vague: "sebelum tgl 5", "setiap senin", "kapan aja".
func (r dayReader) vague(hits []dayHit) bool {
	for i, w := range r.words {
		switch w {
		case "setiap", "sebelum", "beberapa":
			return true
		case "setelah", "habis":
			return len(hits) > 0 && hits[0].from == i+1
		}
	}
	return false
}

func (r dayReader) noDay() Reason {
	nanti := slices.Contains(r.words, "nanti") || slices.Contains(r.words, "ini")
	for _, w := range r.words {
		if vagueDays[w] || months[w] > 0 || nanti {
			return Vague
		}
	}
	if len(r.words) == 1 && allDigits(r.words[0]) && len(r.words[0]) < 3 {
		return Ambiguous // "5": a day, or a choice
	}
	return Unparseable
}

func (r dayReader) word(i int) string {
	if i < 0 || i >= len(r.words) {
		return ""
	}
	return r.words[i]
}

// at reads a day beginning at word i; to is 0 if there is none.
func (r dayReader) at(i int) dayHit {
	for _, read := range [...]func(dayReader, int) dayHit{dayReader.numeric, dayReader.onDate, dayReader.spoken, dayReader.span, dayReader.named, dayReader.onWeekday} {
		if h := read(r, i); h.to > i {
			return h
		}
	}
	return dayHit{}
}

// numericSpan is how many words "5/12" (3) or "5/12/26" (5) takes, else 0.
func numericSpan(words []string, i int) int {
	pair := func(at int) bool {
		return at+2 < len(words) && allDigits(words[at]) && allDigits(words[at+2]) &&
			(words[at+1] == "/" || words[at+1] == "-" || words[at+1] == ".")
	}
	switch {
	case !pair(i):
		return 0
	case pair(i+2) && words[i+1] == words[i+3]:
		return 5
	}
	return 3
}

func (r dayReader) numeric(i int) dayHit {
	w := r.words[i]
	if n, ok := compactDate(w); ok {
		return r.dated(n[0], n[1], n[2], i+1)
	}
	if y := r.word(i + 2); len(y) == 4 && allDigits(w) && allDigits(y) && allDigits(r.word(i+1)) && len(w) < 3 {
		a, _ := smallInt(w)
		m, _ := smallInt(r.word(i + 1))
		n, _ := smallInt(y)
		return r.dated(a, m, n, i+3)
	}
	size := numericSpan(r.words, i)
	if size == 0 || len(w) > 4 || len(w) == 3 {
		return dayHit{}
	}
	a, _ := smallInt(w)
	m, _ := smallInt(r.words[i+2])
	if size == 5 {
		y, _ := smallInt(r.words[i+4])
		if len(w) == 4 {
			return r.dated(y, m, a, i+5)
		}
		return r.dated(a, m, r.fullYear(y, r.words[i+4]), i+5)
	}
	if _, ok := months[r.word(i+3)]; ok {
		return dayHit{why: Multiple, to: i + 4} // "5-7 desember"
	}
	h := r.dated(a, m, 0, i+3)
	h.weak = r.words[i+1] == "."
	return h
}

// compactDate reads "05122026" and "20261205".
func compactDate(w string) (dmy [3]int, ok bool) {
	if len(w) != 8 || !allDigits(w) {
		return dmy, false
	}
	at := func(i, j int) int { n, _ := smallInt(w[i:j]); return n }
	if y := at(0, 4); y >= 1900 && y < 2100 && at(4, 6) <= 12 {
		return [3]int{at(6, 8), at(4, 6), y}, true
	}
	return [3]int{at(0, 2), at(2, 4), at(4, 8)}, true
}

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

func (r dayReader) day(y, m, d int) time.Time {
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, r.today.Location())
}

func monthDays(y, m int) int {
	return time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
