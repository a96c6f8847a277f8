package understand

import "slices"

// maxSpan: nobody plans further than a thousand days.
const maxSpan = 1000

// units are the lengths of "3 hari lagi", in days; months and years are
// counted by calendar.
var units = map[string]int{"hari": 1, "minggu": week, "pekan": week, "bulan": 30, "tahun": 365}

var oneUnit = map[string]string{"sehari": "hari", "seminggu": "minggu", "sepekan": "minggu", "sebulan": "bulan", "setahun": "tahun"}

// span reads "3 hari lagi", "in 2 weeks", "seminggu lalu", "H+3".
func (r dayReader) span(i int) dayHit {
	n, unit, to := r.length(i)
	if n == 0 || n > maxSpan || units[unit] == 0 {
		return dayHit{}
	}
	if r.at(i) == "h" && r.at(i+1) == "-" {
		return dayHit{why: Vague, to: to} // before something
	}
	for slices.Contains([]string{"yang", "ke", "dari", "akan"}, r.at(to)) {
		to++
	}
	switch r.at(to) {
	case "lalu", "kemarin":
		return r.away(-n, unit, to+1)
	case "lagi", "depan", "setelah", "sekarang", "datang", "mendatang":
		for to++; slices.Contains([]string{"ini", "dari", "sekarang"}, r.at(to)); to++ {
		}
		return r.away(n, unit, to)
	}
	if r.at(i-1) == "dalam" || r.at(i) == "h" {
		return r.away(n, unit, to)
	}
	return dayHit{why: Vague, to: to}
}

// length reads "3 hari", "seminggu", and the days of "H+3".
func (r dayReader) length(i int) (n int, unit string, to int) {
	if one := oneUnit[r.at(i)]; one != "" {
		return 1, one, i + 1
	}
	if r.at(i) == "h" && (r.at(i+1) == "+" || r.at(i+1) == "-") {
		n, _ = smallInt(r.at(i + 2))
		return n, "hari", i + 3
	}
	n, used := r.number(i)
	return n, r.at(i + used), i + used + 1
}

// away is n units from today. By months it keeps to the month meant: a month
// after 31 January is the last day of February.
func (r dayReader) away(n int, unit string, to int) dayHit {
	switch unit {
	case "tahun":
		n *= monthsAYear
	case "bulan":
	default:
		return dayHit{day: r.today.AddDate(0, 0, n*units[unit]), to: to}
	}
	first := r.day(r.today.Year(), int(r.today.Month())+n, 1)
	last := monthDays(first.Year(), int(first.Month()))
	return dayHit{day: first.AddDate(0, 0, min(r.today.Day(), last)-1), to: to}
}
