package understand

const week = 7

// whichWeek are the words which place a weekday in its week.
var whichWeek = set("depan ini lalu")

// weekWords mean a week; a "minggu" may be a Sunday too.
var weekWords = set("minggu pekan")

// weekOrdinals make a week of a "minggu", or leave a weekday to a later month.
var weekOrdinals = set("pertama kedua ketiga keempat kelima terakhir ke")

// ofWeek reads "senin", "jumat ini", "senin minggu depan", "minggu depan hari
// rabu", "next friday".
func (r dayReader) ofWeek(i int) dayHit {
	weekday, ok := weekdays[r.at(i)]
	before := r.at(i - 1)
	switch {
	case r.at(i) == "pekan" && (whichWeek[r.at(i+1)] || whichWeek[before]):
		return r.inWeek(i)
	case !ok:
		return dayHit{}
	case weekOrdinals[r.at(i+1)], r.at(i) == "minggu" && (before == "awal" || before == "akhir" || before == "tengah"):
		return dayHit{why: Vague, to: i + 1}
	case r.at(i) == "minggu" && before != "hari" && (whichWeek[r.at(i+1)] || whichWeek[before]):
		return r.inWeek(i)
	case before == "malam":
		return dayHit{why: Ambiguous, to: i + 1} // "malam minggu" is a Saturday to most
	}
	which, to := before, i+1
	switch next := r.at(to); {
	case weekWords[next] && whichWeek[r.at(to+1)]:
		which, to = r.at(to+1), to+2
	case whichWeek[next]:
		which = next
		if to++; weekWords[r.at(to)] {
			to++
		}
	}
	return r.placed(weekday, which, to)
}

// inWeek reads the weekday behind "minggu depan"; without one it may be the
// week or its Sunday.
func (r dayReader) inWeek(i int) dayHit {
	to, which := i+1, r.at(i-1)
	if whichWeek[r.at(to)] {
		which, to = r.at(to), to+1
	}
	at := to
	if r.at(at) == "hari" {
		at++
	}
	if weekday, ok := weekdays[r.at(at)]; ok {
		return r.placed(weekday, which, at+1)
	}
	if r.at(i) == "pekan" {
		return dayHit{why: Vague, to: to}
	}
	return dayHit{why: Ambiguous, to: to}
}

// placed is a weekday of next week, of the past, or still open.
func (r dayReader) placed(weekday int, which string, to int) dayHit {
	today := int(r.today.Weekday())
	switch {
	case which == "depan":
		monday := r.today.AddDate(0, 0, -(today+week-1)%week)
		return dayHit{day: monday.AddDate(0, 0, week+(weekday+week-1)%week), to: to}
	case which == "lalu":
		return dayHit{day: r.last(weekday), to: to}
	case which == "ini" && weekday == today:
		return dayHit{day: r.today, to: to}
	}
	return dayHit{weekday: weekday + 1, to: to}
}
