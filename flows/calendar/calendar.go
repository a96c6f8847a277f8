// Package calendar knows the days on which nobody works in Jakarta: weekends,
// public holidays and the leave that ministries share out around them. It is
// pure.
//
// The holidays of a year are a joint decree of three ministers in the autumn
// before; of a year without one only the fixed dates are known.
package calendar

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"
	"time"

	"langkah/flows"
)

//go:embed holidays.csv
var table string

var holidays = read(table)

// wib is Asia/Jakarta: no summer time.
var wib = time.FixedZone("WIB", 7*60*60)

// read panics on a broken table: it is part of the program.
func read(table string) map[string]string {
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("read holidays: %v", err))
	}
	names := map[string]string{}
	for _, r := range rows[1:] {
		if _, err := time.Parse(time.DateOnly, r[0]); err != nil {
			panic(fmt.Sprintf("read holidays: %v", err))
		}
		names[r[0]] = r[1]
	}
	return names
}

// Holiday is the name of the holiday, if the day in Jakarta is one.
func Holiday(day time.Time) (name string, is bool) {
	name, is = holidays[day.In(wib).Format(time.DateOnly)]
	return name, is
}

// Workday tells whether people work on that day in Jakarta.
func Workday(day time.Time) bool {
	_, off := Holiday(day)
	return !off && !weekend(day)
}

func weekend(day time.Time) bool {
	switch day.In(wib).Weekday() {
	case time.Saturday, time.Sunday:
		return true
	}
	return false
}

// Workdays are the first n days from then on that are worked, each at the same
// hour.
func Workdays(from time.Time, n int) []time.Time {
	var list []time.Time
	for day := from.In(wib); len(list) < n; day = day.AddDate(0, 0, 1) {
		if Workday(day) {
			list = append(list, day)
		}
	}
	return list
}

// Between are the days from one to another that are worked, both included, each
// at the hour of from.
func Between(from, to time.Time) []time.Time {
	from = from.In(wib)
	last := midnight(to).AddDate(0, 0, 1)
	var list []time.Time
	for day := from; day.Before(last); day = day.AddDate(0, 0, 1) {
		if Workday(day) {
			list = append(list, day)
		}
	}
	return list
}

// Days are those of a class: a single day is held whenever it is, several where
// people work; each from the hour of starts to that of ends. None: it ends before
// it starts, or there is no working day between.
func Days(starts, ends time.Time) []flows.Day {
	long := clock(ends) - clock(starts)
	if long <= 0 {
		return nil
	}
	if midnight(starts).Equal(midnight(ends)) {
		return []flows.Day{{Starts: starts, Ends: ends}}
	}
	var list []flows.Day
	for _, day := range Between(starts, ends) {
		list = append(list, flows.Day{Starts: day, Ends: day.Add(long)})
	}
	return list
}

// Shift moves the days of a class to another first day and hour: as many that
// are worked, each as long as it was. A single day goes wherever it is put.
func Shift(days []flows.Day, starts time.Time) []flows.Day {
	to := []time.Time{starts}
	if len(days) != 1 {
		to = Workdays(starts, len(days))
	}
	list := make([]flows.Day, len(days))
	for i, d := range days {
		list[i] = flows.Day{Starts: to[i], Ends: to[i].Add(d.Ends.Sub(d.Starts))}
	}
	return list
}

// midnight is when t's day began in Jakarta.
func midnight(t time.Time) time.Time {
	l := t.In(wib)
	return time.Date(l.Year(), l.Month(), l.Day(), 0, 0, 0, 0, wib)
}

// clock is what has passed of the day in Jakarta.
func clock(t time.Time) time.Duration { return t.Sub(midnight(t)) }
