package understand

import (
	"slices"
	"time"
)

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
	dateWords
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
	day, why := dateOf(withoutClock(words.affirmed()), today)
	if why == Multiple {
		if chosen := words.chosen(); chosen != nil {
			return dateOf(withoutClock(chosen), today)
		}
	}
	return day, why
}

func emptyOr(s string, why Reason) Reason {
	if Normalise(s) == "" {
		return Empty
	}
	return why
}

func dateOf(words dateWords, today time.Time) (time.Time, Reason) {
	y, m, d := today.Date()
	r := dayReader{words, time.Date(y, m, d, 0, 0, 0, 0, today.Location())}
	hits, turnedDown := r.hits()
	day, why := r.choose(hits)
	if why == "" && turnedDown {
		why = Ambiguous
	}
	if why != "" {
		return time.Time{}, why
	}
	return day, ""
}

// hits finds the days of a text. Of several, those right behind a "jangan" are
// out; turnedDown is true when a "no" remains which may mean the day.
func (r dayReader) hits() (hits []dayHit, turnedDown bool) {
	turnedDown = r.decline()
	for i := 0; i < len(r.dateWords); {
		h := r.read(i)
		if h.to <= i {
			i++
			continue
		}
		h.from = i
		hits = append(hits, h)
		i = h.to
	}
	if len(hits) < 2 {
		return hits, turnedDown
	}
	hits = slices.DeleteFunc(hits, func(h dayHit) bool { return h.weak })
	wanted := slices.DeleteFunc(slices.Clone(hits), func(h dayHit) bool { return r.refused(h.from) })
	if len(wanted) == 0 || len(wanted) == len(hits) {
		return hits, turnedDown
	}
	return wanted, false
}

// refused: "jangan besok", "bukan hari rabu".
func (w dateWords) refused(i int) bool {
	if before := w.at(i - 1); before == "hari" || before == "tanggal" {
		i--
	}
	return w.at(i-1) == "jangan" || w.at(i-1) == "bukan"
}

// read reads a day beginning at word i; to is 0 if there is none.
func (r dayReader) read(i int) dayHit {
	for _, read := range [...]func(dayReader, int) dayHit{
		dayReader.digits, dayReader.ofThisMonth, dayReader.spoken, dayReader.span, dayReader.near, dayReader.ofWeek,
	} {
		if h := read(r, i); h.to > i {
			return h
		}
	}
	return dayHit{}
}

func (r dayReader) day(y, m, d int) time.Time {
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, r.today.Location())
}
