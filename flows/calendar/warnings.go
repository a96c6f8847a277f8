package calendar

import (
	"time"

	"langkah/flows"
)

// The Friday prayer, at which half of the people in the room are missed.
const (
	prayerBegins = 11*time.Hour + 30*time.Minute
	prayerEnds   = 13 * time.Hour
)

// Warnings are what staff should know before they settle on days: each that is
// a holiday, on a weekend, or goes over the Friday prayer; and the holidays that
// are left out between them (Args: Skipped).
func Warnings(days []flows.Day) (list []flows.Say) {
	for i, d := range days {
		if i > 0 {
			list = append(list, skipped(days[i-1], d)...)
		}
		name, holiday := Holiday(d.Starts)
		switch {
		case holiday:
			list = append(list, flows.Say{Key: "staff/warn_holiday", Args: flows.Args{"Day": d.Starts, "Name": name, "Skipped": false}})
		case weekend(d.Starts):
			list = append(list, flows.Say{Key: "staff/warn_weekend", Args: flows.Args{"Day": d.Starts}})
		case d.Starts.In(wib).Weekday() == time.Friday && clock(d.Starts) < prayerEnds && clock(d.Starts)+d.Ends.Sub(d.Starts) > prayerBegins:
			list = append(list, flows.Say{Key: "staff/warn_friday", Args: flows.Args{"Day": d.Starts}})
		}
	}
	return list
}

// skipped are the holidays between two days of a class, on which others work.
func skipped(a, b flows.Day) (list []flows.Say) {
	for day := midnight(a.Starts).AddDate(0, 0, 1); day.Before(midnight(b.Starts)); day = day.AddDate(0, 0, 1) {
		if name, holiday := Holiday(day); holiday && !weekend(day) {
			list = append(list, flows.Say{Key: "staff/warn_holiday", Args: flows.Args{"Day": day, "Name": name, "Skipped": true}})
		}
	}
	return list
}
