package understand

import "slices"

// clockHit is an hour found in words[from:to].
type clockHit struct {
	hour, shift int  // minutes before or after the hour
	asSaid      bool // written as on a 24-hour clock
	strong      bool // nothing but an hour: "jam 9", "9:00", "9 pagi"
	why         Reason
	from, to    int
}

// clockHits finds the hours of a text. Where one is marked as an hour, other
// numbers are hours only if joined to it: "jam 9 atau 10".
func clockHits(words dateWords) []clockHit {
	var hits []clockHit
	strong := false
	for i := 0; i < len(words); {
		if h := clockAt(words, i); h.to > 0 {
			hits, strong, i = append(hits, h), strong || h.strong, h.to
			continue
		}
		i += max(1, namedDate(words, i))
	}
	if !strong {
		return hits
	}
	near := false
	return slices.DeleteFunc(hits, func(h clockHit) bool {
		near = h.strong || near && joins(words.at(h.from-1)) || leadsOn(words, h)
		return !near
	})
}

func joins(w string) bool { return between(dateWords{w}) != "" }

// leadsOn: the 9 of "9 sampai jam 10", but not of "tgl 9 atau jam 10".
func leadsOn(words dateWords, h clockHit) bool {
	return h.to+1 < len(words) && joins(words[h.to]) && words.at(h.from-1) != "tanggal" && clockAt(words, h.to+1).strong
}

// withoutClock drops the marked hours of a text.
func withoutClock(words dateWords) dateWords {
	from := 0
	var rest dateWords
	for _, h := range clockHits(words) {
		said := words[h.from:h.to]
		if h.strong && (said[0] == "jam" || said.has(":") || len(said) > 1 && len(words) > len(said)) {
			rest = append(rest, words[from:h.from]...)
			from = h.to
		}
	}
	return append(rest, words[from:]...)
}

// namedDate is the length of a date, which must not be read as an hour.
func namedDate(words dateWords, i int) int {
	w := words.at(i)
	switch {
	case w == "tanggal" || w == "tahun":
		_, used := words.number(i + 1)
		return 1 + used
	case w == "h" && words.at(i+1) == "+":
		return 3
	}
	if n := numericSpan(words, i); n == 5 || n == 3 && words[i+1] == "/" && hourBehind(words[i+3:]) {
		return n
	}
	if months[w] > 0 {
		if sign := words.at(i + 2); sign == "." || sign == ":" {
			return 0 // "desember 10.00"
		}
		_, used := words.number(i + 1)
		return 1 + used
	}
	_, used := words.number(i)
	switch {
	case used > 0 && months[words.at(i+used)] > 0:
		return used + 1 + yearAt(words, i+used+1)
	case used > 0 && isAgo(words, i+used):
		return used + 1
	}
	return 0
}

// hourBehind: the 12/12 of "12/12 09.00" and "12/12 pagi jam 9" is a day.
func hourBehind(rest dateWords) bool {
	sign := rest.at(1)
	return sign == "." || sign == ":" || rest.has("jam") || len(rest) > 0 && clockAt(rest, 0).strong
}

// yearAt is 1 when the word is a year sooner than an hour: "5 des 2026".
func yearAt(words dateWords, i int) int {
	if w := words.at(i); len(w) == 4 && allDigits(w) && w >= "2000" && w < "2040" {
		return 1
	}
	return 0
}

// isAgo: "2 jam lagi" and "3 hari lagi" are no hours of the day.
func isAgo(words dateWords, i int) bool {
	w := words.at(i)
	return w == "menit" || units[w] != 0 && w != "minggu" || w == "jam" && words.at(i+1) == "lagi"
}
