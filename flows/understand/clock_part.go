package understand

import "slices"

// dayPart is the span of minutes [from, to) a word of the day covers; it may
// pass midnight.
type dayPart struct{ from, to int }

var dayParts = map[string]dayPart{
	"pagi": {1, 12 * hour}, "siang": {10 * hour, 17 * hour}, "sore": {14 * hour, 19 * hour}, "malam": {18 * hour, 28*hour + 1}, "subuh": {3 * hour, 7 * hour},
	"dini": {0, 5 * hour}, "am": {0, 12 * hour}, "pm": {12 * hour, fullDay}, "tonight": {17 * hour, 25 * hour}, "maghrib": {17 * hour, 20 * hour},
	"isya": {18 * hour, 24 * hour}, "ashar": {14 * hour, 19 * hour}, "dzuhur": {11 * hour, 16 * hour},
}

func (p dayPart) holds(m int) bool {
	return m >= p.from && m < p.to || m+fullDay >= p.from && m+fullDay < p.to
}

// partsSaid are the parts of the day a text names; "setengah siang" is none.
func partsSaid(words dateWords) (parts []dayPart) {
	for i, w := range words {
		if p, ok := dayParts[w]; ok && words.at(i-1) != "setengah" {
			parts = append(parts, p)
		}
	}
	return parts
}

// resolve picks one of the two hours a number can mean.
func (h clockHit) resolve(words dateWords) (int, Reason) {
	first := ((h.hour*hour+h.shift)%fullDay + fullDay) % fullDay
	parts := partsSaid(words)
	if len(parts) == 0 {
		return h.bare(first)
	}
	fits := slices.DeleteFunc(h.readings(first), func(m int) bool {
		return slices.ContainsFunc(parts, func(p dayPart) bool { return !p.holds(m) })
	})
	switch {
	case len(fits) == 1:
		return fits[0], ""
	case len(fits) > 1, words.has("atau"):
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

// bare reads an hour without a part of the day: people come from seven in the
// morning to six at night.
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
