package calendar

import (
	"testing"
	"time"
)

func TestOfficeTime(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, want string }{
		{"2026-11-23 09:00", "2026-11-23 11:00"}, // a Monday
		{"2026-11-23 06:00", "2026-11-23 10:00"},
		{"2026-11-23 14:00", "2026-11-23 16:00"},
		{"2026-11-23 15:30", "2026-11-24 09:30"},
		{"2026-11-23 21:00", "2026-11-24 10:00"},
		{"2026-11-27 15:00", "2026-11-30 09:00"}, // over the weekend
		{"2026-12-23 15:59", "2026-12-28 09:59"}, // over Christmas
	} {
		at := func(s string) time.Time {
			when, err := time.ParseInLocation("2006-01-02 15:04", s, wib)
			if err != nil {
				t.Fatal(err)
			}
			return when
		}
		if got := OfficeTime(at(c.from), 2*time.Hour); !got.Equal(at(c.want)) {
			t.Errorf("two hours of %s: %s, want %s", c.from, got.In(wib), c.want)
		}
	}
}

func TestOffice(t *testing.T) {
	t.Parallel()
	for when, want := range map[time.Time]bool{
		time.Date(2026, 11, 23, 8, 0, 0, 0, wib):      true,
		time.Date(2026, 11, 23, 7, 59, 0, 0, wib):     false,
		time.Date(2026, 11, 23, 16, 0, 0, 0, wib):     false,
		time.Date(2026, 11, 22, 10, 0, 0, 0, wib):     false, // a Sunday
		time.Date(2026, 12, 25, 10, 0, 0, 0, wib):     false,
		time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC): true, // three in the afternoon
	} {
		if got := Office(when); got != want {
			t.Errorf("open at %s: %t", when, got)
		}
	}
}
