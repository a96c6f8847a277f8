package understand

import (
	"regexp"
	"strings"
)

// untilSigns part the beginning of something from its end.
var untilSigns = regexp.MustCompile(`\s*(?:-|–|—|\b(?:s/d|s\.d\.?|sd|sampai dengan|sampai|sampe|smp|hingga|until|till|to|ke)(?:$|\b|\s))\s*`)

// longest is how long something lasts on one day before it is doubted that the
// beginning is meant as said: "7 sampai 9 malam" is an evening.
const longest = 10 * hour

// Hours reads from when until when something is on a day, as minutes since
// midnight: "9 sampai 3 sore", "09.00-12.00", "jam 1 s/d 4". An end that would
// come first is taken for one twelve hours later, where there is one.
func Hours(s string) (from, to int, why Reason) {
	s = Normalise(s)
	if s == "" {
		return 0, 0, Empty
	}
	parts := untilSigns.Split(s, -1)
	if len(parts) != 2 {
		if _, why := Clock(s); why == "" {
			return 0, 0, Vague // until when?
		}
		return 0, 0, Unparseable
	}
	from, why = Clock(begun.ReplaceAllString(parts[0], ""))
	if why != "" {
		return 0, 0, why
	}
	to, why = Clock(parts[1])
	if why == Ambiguous && strings.Trim(parts[1], " jam.0") == "6" {
		to, why = 18*hour, ""
	}
	if why != "" {
		return 0, 0, why
	}
	if to <= from && to < halfDay {
		to += halfDay
	}
	if to-from > longest && from < halfDay && from+halfDay < to && !partSaid.MatchString(parts[0]) {
		from += halfDay
	}
	if to <= from {
		return 0, 0, OutOfRange
	}
	return from, to, ""
}

var (
	begun    = regexp.MustCompile(`^(?:dari|mulai|from)\s+`)
	partSaid = regexp.MustCompile(`\b(?:pagi|siang|sore|malam|malem|am|pm|morning|evening)\b|[.:]`)
)
