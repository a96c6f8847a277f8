package understand

import "time"

// vagueDays tell a time, though not a day.
var vagueDays = set(`awal akhir pertengahan kapan kapanpun terserah bebas nanti habis lebaran puasa ramadan ramadhan natal gajian weekend pekan setiap
	beberapa secepatnya sebelum setelah hari bulan minggu tahun libur fleksibel lagi tanggal pagi siang sore malam kalau sempat dini`)

// choose brings the days of a text to one. A weekday may stand beside its day.
func (r dayReader) choose(hits []dayHit) (time.Time, Reason) {
	var day time.Time
	weekday := 0
	for i, h := range hits {
		if i > 0 && between(r.dateWords[hits[i-1].to:h.from]) != "" {
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
	case len(hits) == 0:
		return day, r.noDay()
	case weekday == 0:
		return day, ""
	case day.IsZero():
		return r.next(weekday - 1)
	}
	return r.beside(day, weekday-1)
}

// beside: "sabtu besok" is said of a Saturday to come.
func (r dayReader) beside(day time.Time, weekday int) (time.Time, Reason) {
	switch {
	case int(day.Weekday()) == weekday:
		return day, ""
	case day.Equal(r.today.AddDate(0, 0, 1)):
		return r.next(weekday)
	case day.Equal(r.today.AddDate(0, 0, -1)):
		return r.last(weekday), ""
	}
	return day, Ambiguous
}

// next is the first such weekday after today.
func (r dayReader) next(weekday int) (time.Time, Reason) {
	ahead := (weekday - int(r.today.Weekday()) + week) % week
	if ahead == 0 {
		return time.Time{}, Ambiguous
	}
	return r.today.AddDate(0, 0, ahead), ""
}

// last is the latest such weekday before today.
func (r dayReader) last(weekday int) time.Time {
	back := (int(r.today.Weekday())-weekday+week-1)%week + 1
	return r.today.AddDate(0, 0, -back)
}

// vague: "sebelum tgl 5", "setiap senin", "habis rabu".
func (r dayReader) vague(hits []dayHit) bool {
	for i, w := range r.dateWords {
		switch w {
		case "setiap", "beberapa":
			return true
		case "paling", "maksimal", "minimal": // "paling lambat tgl 5"
			return true
		case "sebelum", "setelah", "habis":
			if r.at(i+1) == "hari" {
				i++
			}
			if len(hits) > 0 && hits[0].from == i+1 {
				return true
			}
		}
	}
	return false
}

func (r dayReader) noDay() Reason {
	for _, w := range r.dateWords {
		if vagueDays[w] || months[w] > 0 || w == "ini" {
			return Vague
		}
	}
	switch w := r.at(0); {
	case len(r.dateWords) > 1 || !allDigits(w):
	case len(w) < 3:
		return Ambiguous // "5": a day, or a choice
	case len(w) == 4 && (w[:2] == "19" || w[:2] == "20"):
		return Vague // a year
	}
	return Unparseable
}
