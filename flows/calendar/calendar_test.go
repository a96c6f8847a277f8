package calendar

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"langkah/flows"
)

// on is a time in Jakarta, as UTC: what the database gives back.
func on(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, wib)
	if err != nil {
		t.Fatal(err)
	}
	return at.UTC()
}

func shown(days []flows.Day) string {
	var list []string
	for _, d := range days {
		list = append(list, d.Starts.In(wib).Format("02 15.04")+"-"+d.Ends.In(wib).Format("15.04"))
	}
	return strings.Join(list, ", ")
}

func TestWhenPeopleWork(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]string{
		"2026-11-23 00:00": "",
		"2026-11-22 23:59": "weekend", // still Sunday in Jakarta, and in London, too
		"2026-11-20 23:59": "",        // a Friday night
		"2026-11-21 00:30": "weekend", // a Saturday here, a Friday there
		"2026-12-24 09:00": "Cuti bersama Natal",
		"2026-12-25 00:00": "Kelahiran Yesus Kristus", // the 24th there
		"2026-12-26 09:00": "weekend",
		"2027-01-01 09:00": "Tahun Baru 2027",
		"2027-03-10 09:00": "", // no decree yet
	} {
		at := on(t, day)
		name, holiday := Holiday(at)
		if got := Workday(at); got != (want == "") || holiday != (want != "" && want != "weekend") || holiday && name != want {
			t.Errorf("%s: work %v, holiday %v %q, want %q", day, got, holiday, name, want)
		}
	}
	if len(holidays) != 30 {
		t.Errorf("%d holidays", len(holidays))
	}
}

func TestDaysOfAClass(t *testing.T) {
	t.Parallel()
	for span, want := range map[string]string{
		"2026-11-25 09:00/2026-11-30 15:00": "25 09.00-15.00, 26 09.00-15.00, 27 09.00-15.00, 30 09.00-15.00",
		"2026-12-23 06:30/2026-12-28 08:00": "23 06.30-08.00, 28 06.30-08.00", // over Christmas and a weekend; UTC's day is another
		"2026-11-28 09:00/2026-11-28 12:00": "28 09.00-12.00",                 // one day: a Saturday
		"2026-12-25 09:00/2026-12-25 12:00": "25 09.00-12.00",
		"2026-11-28 09:00/2026-11-29 12:00": "", // a weekend is no two days
		"2026-11-25 09:00/2026-11-25 09:00": "",
		"2026-11-25 09:00/2026-11-26 08:00": "",
		"2026-11-26 09:00/2026-11-25 10:00": "",
	} {
		from, to, _ := strings.Cut(span, "/")
		if got := shown(Days(on(t, from), on(t, to))); got != want {
			t.Errorf("%s\n got %s\nwant %s", span, got, want)
		}
	}
}

func TestShift(t *testing.T) {
	t.Parallel()
	four := Days(on(t, "2026-11-25 09:00"), on(t, "2026-11-30 15:00"))
	one := Days(on(t, "2026-11-25 09:00"), on(t, "2026-11-25 12:00"))
	uneven := append(four[:1:1], flows.Day{Starts: four[1].Starts, Ends: four[1].Starts.Add(time.Hour)})
	for _, c := range []struct {
		days     []flows.Day
		to, want string
	}{
		{four, "2026-12-22 13:00", "22 13.00-19.00, 23 13.00-19.00, 28 13.00-19.00, 29 13.00-19.00"},
		{four, "2026-12-24 08:00", "28 08.00-14.00, 29 08.00-14.00, 30 08.00-14.00, 31 08.00-14.00"},
		{one, "2026-12-26 08:00", "26 08.00-11.00"},
		{uneven, "2026-12-31 08:00", "31 08.00-14.00, 04 08.00-09.00"},
		{nil, "2026-12-31 08:00", ""},
	} {
		if got := shown(Shift(c.days, on(t, c.to))); got != c.want {
			t.Errorf("%s to %s\n got %s\nwant %s", shown(c.days), c.to, got, c.want)
		}
	}
}

func TestWarnings(t *testing.T) {
	t.Parallel()
	for span, want := range map[string]string{
		"2026-11-23 09:00/2026-11-26 15:00": "",
		"2026-11-28 09:00/2026-11-28 12:00": "warn_weekend 28",
		"2026-12-25 09:00/2026-12-25 15:00": "warn_holiday 25 Kelahiran Yesus Kristus false", // a Friday, too
		"2027-05-01 09:00/2027-05-01 15:00": "warn_holiday 01 Hari Buruh false",              // a Saturday, too
		"2026-11-27 09:00/2026-11-27 11:30": "",
		"2026-11-27 09:00/2026-11-27 11:31": "warn_friday 27",
		"2026-11-27 13:00/2026-11-27 15:00": "",
		"2026-11-27 12:59/2026-11-27 15:00": "warn_friday 27",
		"2026-12-22 09:00/2026-12-28 12:00": "warn_holiday 24 Cuti bersama Natal true, warn_holiday 25 Kelahiran Yesus Kristus true",
		"2026-12-03 09:00/2026-12-07 15:00": "warn_friday 04", // the weekend between is nobody's surprise
	} {
		from, to, _ := strings.Cut(span, "/")
		var list []string
		for _, s := range Warnings(Days(on(t, from), on(t, to))) {
			line := strings.TrimPrefix(s.Key, "staff/") + " " + s.Args["Day"].(time.Time).In(wib).Format("02")
			if name, is := s.Args["Name"]; is {
				line += fmt.Sprintf(" %s %v", name, s.Args["Skipped"])
			}
			list = append(list, line)
		}
		if got := strings.Join(list, ", "); got != want {
			t.Errorf("%s\n got %s\nwant %s", span, got, want)
		}
	}
}
