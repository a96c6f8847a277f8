package understand

import "time"

// Moment reads a day with an hour: "besok jam 2", "5 des 10.30". A day
// without an hour, or an hour without a day, is vague.
func Moment(s string, today time.Time) (time.Time, Reason) {
	var buf [maxDateWords]string
	words := dateTokens(s, buf[:0])
	if len(words) == 0 {
		return time.Time{}, emptyOr(s, Unparseable)
	}
	words = words.affirmed()
	minutes, noHour := clockOf(words)
	day, noDay := dateOf(withoutClock(words), today)
	if noHour == "" && noDay == Vague && words.has("nanti", "ini") {
		day, noDay = dateOf(dateWords{"sekarang"}, today) // "nanti jam 3"
	}
	switch {
	case noDay == "" && noHour == "":
		y, m, d := day.Date()
		return time.Date(y, m, d, minutes/hour, minutes%hour, 0, 0, day.Location()), ""
	case noDay == Unparseable && noHour == Unparseable:
		return time.Time{}, Unparseable
	case noDay == Multiple && noHour == Range:
		return time.Time{}, Range // "tgl 28 jam 9 s/d 12"
	case noDay != "" && noDay != Unparseable:
		return time.Time{}, noDay
	case noHour != "" && noHour != Unparseable:
		return time.Time{}, noHour
	}
	return time.Time{}, Vague
}
