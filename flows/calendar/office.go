package calendar

import "time"

// Offices are open on working days from eight to four.
const (
	opens  = 8 * time.Hour
	closes = 16 * time.Hour
)

// Office tells whether offices are open.
func Office(at time.Time) bool {
	return Workday(at) && clock(at) >= opens && clock(at) < closes
}

// OfficeTime is when offices will have been open for so long since then.
func OfficeTime(from time.Time, long time.Duration) time.Time {
	for day := midnight(from); ; day = day.AddDate(0, 0, 1) {
		if !Workday(day) {
			continue
		}
		start, end := day.Add(opens), day.Add(closes)
		if from.After(start) {
			start = from
		}
		if left := end.Sub(start); left >= long {
			return start.Add(long)
		} else if left > 0 {
			long -= left
		}
	}
}
