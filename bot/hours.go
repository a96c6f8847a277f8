package bot

import "time"

// WIB is the time of Jakarta: UTC+7, without summer time.
var WIB = time.FixedZone("WIB", 7*60*60)

// We speak first only by day; whoever writes is answered at any hour.
const (
	opens  = 8  // o'clock in WIB
	closes = 20 // from here on it is quiet
)

// Quiet tells whether nobody may be spoken to first.
func Quiet(t time.Time) bool {
	h := t.In(WIB).Hour()
	return h < opens || h >= closes
}

// Day is when t's day began in Jakarta.
func Day(t time.Time) time.Time {
	l := t.In(WIB)
	return time.Date(l.Year(), l.Month(), l.Day(), 0, 0, 0, 0, WIB)
}

// FirstAllowed is t, or the first minute after it that is not quiet.
func FirstAllowed(t time.Time) time.Time {
	if !Quiet(t) {
		return t
	}
	l := t.In(WIB)
	day := l.Day()
	if l.Hour() >= closes {
		day++
	}
	return time.Date(l.Year(), l.Month(), day, opens, 0, 0, 0, WIB)
}

// MaxLane is the last lane that may leave at t: at night only replies do.
func MaxLane(t time.Time) Lane {
	if Quiet(t) {
		return LaneReply
	}
	return LaneBroadcast
}
