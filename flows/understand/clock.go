package understand

import "slices"

const (
	hour    = 60
	halfDay = 12 * hour
	fullDay = 24 * hour
)

// dayPart is the span of minutes [from, to) a word of the day covers; it may
// pass midnight.
type dayPart struct{ from, to int }

var dayParts = map[string]dayPart{
	"pagi": {1, 12 * hour}, "siang": {10 * hour, 17 * hour}, "sore": {14 * hour, 19 * hour}, "malam": {18 * hour, 28*hour + 1}, "subuh": {3 * hour, 7 * hour},
	"dini": {0, 5 * hour}, "am": {0, 12 * hour}, "pm": {12 * hour, fullDay}, "tonight": {17 * hour, 25 * hour}, "maghrib": {17 * hour, 20 * hour},
	"isya": {18 * hour, 24 * hour}, "ashar": {14 * hour, 19 * hour}, "dzuhur": {11 * hour, 16 * hour},
}

var vagueHours = set("habis kapan berapa terserah bebas nanti sekarang besok siap istirahat makan jumatan kapanpun tadi secepatnya jam sebelum setelah menit fleksibel bangun pulang kerja lusa santai")

func (p dayPart) holds(m int) bool {
	return m >= p.from && m < p.to || m+fullDay >= p.from && m+fullDay < p.to
}

// clockHit is an hour found in words[from:to].
type clockHit struct {
	hour, shift int  // minutes before or after the hour
	asSaid      bool // written as on a 24-hour clock
	strong      bool // nothing but an hour: "jam 9", "9:00", "9 pagi"
	why         Reason
	from, to    int
}

// Clock reads an hour of the day as minutes since midnight: "jam 9", "stgh
// 9", "13.30", "jam 2 siang". A bare 1 to 5 is an afternoon hour, a bare 6 has
// two readings.
func Clock(s string) (minutes int, why Reason) {
	var buf [maxDateWords]string
	words := dateTokens(s, buf[:0])
	if len(words) == 0 {
		return 0, emptyOr(s, Unparseable)
	}
	if n := Normalise(s); len(n) > 1 && n[0] == '-' && n[1] >= '0' && n[1] <= '9' {
		return 0, OutOfRange // no hour is below nought
	}
	return clockOf(words, clockHits(words))
}

func emptyOr(s string, why Reason) Reason {
	if Normalise(s) == "" {
		return Empty
	}
	return why
}

func clockOf(words []string, hits []clockHit) (int, Reason) {
	if len(hits) == 0 {
		return 0, noHour(words)
	}
	for i, h := range hits {
		if h.why != "" {
			return 0, h.why
		}
		if i > 0 {
			if why := between(words[hits[i-1].to:h.from]); why != "" {
				return 0, why
			}
		}
	}
	minutes, why := hits[0].resolve(words)
	for _, h := range hits[1:] {
		if m, _ := h.resolve(words); m != minutes {
			return 0, Ambiguous
		}
	}
	if why == "" && isBound(words, hits[0]) {
		return 0, Vague
	}
	if why == "" && declines(words) {
		return 0, Ambiguous
	}
	return minutes, why
}

// isBound: "sebelum jam 12" and "jam 9 ke atas" name no hour.
func isBound(words []string, h clockHit) bool {
	if h.from > 0 && (words[h.from-1] == "sebelum" || words[h.from-1] == "setelah" || words[h.from-1] == "habis" || words[h.from-1] == "diatas" || words[h.from-1] == "lewat" && (h.from < 2 || words[h.from-2] != "kurang")) {
		return true
	}
	rest := words[h.to:]
	return len(rest) > 0 && rest[0] == "keatas" || len(rest) > 1 && rest[0] == "ke" && rest[1] == "atas"
}

func declines(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return w == "tidak" || w == "bukan" || w == "jangan" })
}

func between(words []string) Reason {
	switch {
	case slices.Contains(words, "sampai") || slices.Contains(words, "-"):
		return Range
	case slices.Contains(words, "atau") || slices.Contains(words, "/") || slices.Contains(words, "dan"):
		return Ambiguous
	}
	return ""
}

// noHour: a part of the day or a prayer is a time, though not an hour.
func noHour(words []string) Reason {
	for _, w := range words {
		if _, ok := dayParts[w]; ok || vagueHours[w] {
			return Vague
		}
	}
	return Unparseable
}

// resolve picks one of the two hours a number can mean.
func (h clockHit) resolve(words []string) (int, Reason) {
	first := ((h.hour*hour+h.shift)%fullDay + fullDay) % fullDay
	var fits []int
	named := false
	for _, m := range h.readings(first) {
		ok := true
		for i, w := range words {
			if p, isPart := dayParts[w]; isPart && (i == 0 || words[i-1] != "setengah") {
				named, ok = true, ok && p.holds(m)
			}
		}
		if ok {
			fits = append(fits, m)
		}
	}
	switch {
	case !named:
		return h.bare(first)
	case len(fits) == 1:
		return fits[0], ""
	case len(fits) > 1:
		return 0, Ambiguous
	case slices.Contains(words, "atau"):
		return 0, Ambiguous
	}
	return 0, Contradiction
}

func (h clockHit) readings(first int) []int {
	if h.hour == 0 || h.hour > 12 {
		return []int{first}
	}
	return []int{first, (first + halfDay) % fullDay}
}

func (h clockHit) bare(first int) (int, Reason) {
	if h.asSaid || h.hour == 0 || h.hour > 12 {
		return first, ""
	}
	switch m := first % halfDay; {
	case m < 6*hour:
		return m + halfDay, ""
	case m < 7*hour:
		return 0, Ambiguous
	default:
		return m, ""
	}
}

// clockHits finds the hours of a text. Where one is marked as an hour, other
// numbers are hours only if joined to it: "jam 9 atau 10".
func clockHits(words []string) []clockHit {
	var hits []clockHit
	strong := false
	for i := 0; i < len(words); {
		h := clockAt(words, i)
		if h.to == 0 {
			if used := namedDate(words, i); used > 0 {
				i += used
				continue
			}
			i++
			continue
		}
		hits, strong, i = append(hits, h), strong || h.strong, h.to
	}
	if !strong {
		return hits
	}
	joined := false
	return slices.DeleteFunc(hits, func(h clockHit) bool {
		near := h.from > 0 && joined && between(words[h.from-1:h.from]) != ""
		ahead := h.to+1 < len(words) && between(words[h.to:h.to+1]) != "" && clockAt(words, h.to+1).strong && (h.from == 0 || words[h.from-1] != "tanggal")
		joined = h.strong || near || ahead
		return !joined
	})
}

// namedDate is the length of a date which must not be read as an hour.
func namedDate(words []string, i int) int {
	if words[i] == "tanggal" && i+1 < len(words) {
		_, used := cardinal(words[i+1:])
		return 1 + used
	}
	if n := numericSpan(words, i); n == 5 {
		return n
	}
	_, used := cardinal(words[i:])
	if used > 0 && i+used < len(words) && (months[words[i+used]] > 0 || isAgo(words, i+used)) {
		return used + 1
	}
	if months[words[i]] > 0 && i+1 < len(words) && (i+2 >= len(words) || words[i+2] != "." && words[i+2] != ":") {
		_, used := cardinal(words[i+1:])
		return 1 + used
	}
	return 0
}

func clockAt(words []string, i int) clockHit {
	if words[i] == "noon" || words[i] == "midnight" {
		return clockHit{hour: map[string]int{"noon": 12}[words[i]], asSaid: true, strong: true, from: i, to: i + 1}
	}
	h := clockHit{from: i}
	at := i
	if words[at] == "jam" {
		h.strong = true
		at++
	}
	for at < len(words) && h.strong && (fillers[words[at]] || words[at] == "sekitar") {
		at++
	}
	if !h.strong && namedDate(words, i) > 0 {
		return clockHit{}
	}
	at = h.lead(words, at)
	n, used := cardinal(words[min(at, len(words)):])
	if used == 0 || isAgo(words, at+used) {
		return clockHit{}
	}
	lit := words[at]
	at += used
	h.hour, h.asSaid = n, isDigit(lit[0]) && len(lit) == 2 && lit[0] == '0'
	if allDigits(lit) && len(lit) > 2 {
		h.hour, h.shift, h.asSaid = n/100, h.shift+n%100, len(lit) == 4
		if len(lit) > 4 || n%100 >= hour || !h.strong && n%5 != 0 {
			h.why = OutOfRange
		}
	}
	at = h.minutes(words, at)
	h.to = h.tail(words, h.offset(words, h.tail(words, at)))
	if h.hour > 24 || h.hour == 24 && h.shift > 0 {
		h.why = OutOfRange
	}
	return h
}

// isAgo: "2 jam lagi" and "3 hari lagi" are no hours of the day.
func isAgo(words []string, at int) bool {
	if at >= len(words) {
		return false
	}
	return units[words[at]] != 0 && words[at] != "minggu" || words[at] == "jam" && at+1 < len(words) && words[at+1] == "lagi"
}

// lead reads what stands before the hour: "setengah 9", "1/2 9", "half past 8".
func (h *clockHit) lead(words []string, at int) int {
	rest := words[min(at, len(words)):]
	size := 0
	switch {
	case len(rest) > 1 && rest[0] == "setengah":
		size, at = 30, at+1
	case len(rest) > 1 && rest[0] == "seperempat":
		size, at = 15, at+1
	case len(rest) > 3 && rest[0] == "1" && rest[1] == "/" && rest[2] == "2" && allDigits(rest[3]):
		size, at = 30, at+3
	default:
		return at
	}
	h.strong = true
	h.shift = -size
	if words[at] == "lewat" {
		h.shift, at = size, at+1
	} else if words[at] == "sampai" || words[at] == "kurang" {
		at++
	}
	return at
}

// minutes reads ".30", ":30", "30".
func (h *clockHit) minutes(words []string, at int) int {
	if at+1 < len(words) && (words[at] == ":" || words[at] == "." || words[at] == ",") {
		m, _ := smallInt(words[at+1])
		h.strong = h.strong || words[at] == ":"
		h.shift += m
		if m >= hour || len(words[at+1]) != 2 {
			h.why = BadMinute
		}
		at += 2
		if at+1 < len(words) && words[at] == ":" {
			at += 2 // seconds
		}
		return at
	}
	if at < len(words) && h.strong && h.shift == 0 {
		m, used := cardinal(words[at:])
		if used > 0 && (m >= 10 || words[at][0] == '0') && m < hour && namedDate(words, at) == 0 {
			h.shift = m
			at += used
		}
	}
	return at
}

// offset reads "kurang 15", "lewat seperempat", "lebih 20 menit".
func (h *clockHit) offset(words []string, at int) int {
	sign := 0
	if at < len(words) {
		sign = map[string]int{"lewat": 1, "kurang": -1}[words[at]]
	}
	if sign == 0 {
		return at
	}
	if at+1 == len(words) {
		h.why = Vague // "jam 9 lewat"
		return at + 1
	}
	m, used := cardinal(words[at+1:])
	switch words[at+1] {
	case "seperempat":
		m, used = 15, 1
	case "setengah":
		m, used = 30, 1
	}
	if used == 0 {
		h.why = Vague
		return at
	}
	if m >= hour {
		h.why = BadMinute
	}
	h.strong = true
	h.shift += sign * m
	return at + 1 + used
}

// tail passes the words which belong to an hour.
func (h *clockHit) tail(words []string, at int) int {
	for ; at < len(words); at++ {
		_, part := dayParts[words[at]]
		if !part && words[at] != "wib" && words[at] != "menit" && words[at] != "an" {
			break
		}
		h.strong = h.strong || words[at] != "an"
	}
	if at+1 < len(words) && words[at-1] == "dini" && words[at] == "hari" {
		at++
	}
	return at
}
