package understand

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// dressed puts an answer into a sentence.
func dressed(t *rapid.T, s string) string {
	s = rapid.SampledFrom([]string{"", "kak ", "insya allah ", "kalo bisa ", "saya ", "iya, "}).Draw(t, "before") + s
	s += rapid.SampledFrom([]string{"", " ya", " kak", " aja bu", " deh", ".", " 🙏", "!!", " makasih"}).Draw(t, "after")
	return rapid.SampledFrom([]func(string) string{strings.ToUpper, strings.ToLower, wide}).Draw(t, "letters")(s)
}

// wide writes digits full-width.
func wide(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - '0' + '０'
		}
		return r
	}, s)
}

var (
	monthNames = strings.Fields("januari februari maret april mei juni juli agustus september oktober november desember")
	dayNames   = strings.Fields("minggu senin selasa rabu kamis jumat sabtu")
)

// dayForms writes a day in full.
func dayForms(d time.Time) []string {
	month := monthNames[d.Month()-1]
	return []string{
		d.Format("2/1/2006"), d.Format("02-01-2006"), d.Format("2.1.2006"), d.Format("2006-01-02"), d.Format("2 1 2006"), d.Format("02012006"),
		fmt.Sprintf("%d %s %d", d.Day(), month, d.Year()),
		fmt.Sprintf("tgl %d %s %d", d.Day(), month[:3], d.Year()),
		fmt.Sprintf("%s, %d %s %d", dayNames[d.Weekday()], d.Day(), month, d.Year()),
		fmt.Sprintf("%s %s %d", spell(int64(d.Day())), month, d.Year()),
	}
}

// TestDayForms: a day is read back from every way of writing it, in a
// sentence, and with an hour beside it.
func TestDayForms(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := time.Date(rapid.IntRange(1940, 2060).Draw(t, "year"), 1, rapid.IntRange(1, 366).Draw(t, "day"), 0, 0, 0, 0, monday.Location())
		s := dressed(t, rapid.SampledFrom(dayForms(d)).Draw(t, "form"))
		if got, why := Date(s, monday); why != "" || !got.Equal(d) {
			t.Fatalf("Date(%q) = %v, %q, want %v", s, got, why, d)
		}
	})
}

// hourForms writes an hour, with the part of the day where it has two readings.
func hourForms(m int) []string {
	h, part := m/hour, ""
	switch {
	case h < 5:
		part = "dini hari"
	case h < 11:
		part = "pagi"
	case h < 16:
		part = "siang"
	case h < 18:
		part = "sore"
	default:
		part = "malam"
	}
	twelve := (h+11)%12 + 1
	forms := []string{
		fmt.Sprintf("%02d.%02d", h, m%hour),
		fmt.Sprintf("pukul %02d:%02d WIB", h, m%hour),
		fmt.Sprintf("jam %d.%02d %s", twelve, m%hour, part),
		fmt.Sprintf("%s jam %d lewat %d", part, twelve, m%hour),
		fmt.Sprintf("jam %s kurang %s menit %s", spell(int64(twelve%12+1)), spell(int64(hour-m%hour)), part),
		time.Date(2026, 1, 1, h, m%hour, 0, 0, time.UTC).Format("3:04 pm"),
	}
	switch m % hour {
	case 0:
		forms = append(forms[:4], fmt.Sprintf("jam %d %s", twelve, part), fmt.Sprintf("%s %s", spell(int64(twelve)), part))
	case 30:
		forms = append(forms, fmt.Sprintf("setengah %d %s", twelve%12+1, part), fmt.Sprintf("jam 1/2 %d %s", twelve%12+1, part))
	}
	return forms
}

// TestHourForms: a minute of the day is read back from every way of saying it,
// alone and behind a day.
func TestHourForms(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.IntRange(0, fullDay-1).Draw(t, "minute")
		form := rapid.SampledFrom(hourForms(m)).Draw(t, "form")
		s := dressed(t, form)
		if got, why := Clock(s); got != m || why != "" {
			t.Fatalf("Clock(%q) = %d, %q, want %d", s, got, why, m)
		}
		want := time.Date(2026, 12, 5, m/hour, m%hour, 0, 0, monday.Location())
		for _, day := range []string{"tgl 5", "5/12", "5 desember 2026", "sabtu depan", "12 hari lagi"} {
			if got, why := Moment(day+" "+form, monday); why != "" || !got.Equal(want) {
				t.Fatalf("Moment(%q) = %v, %q, want %v", day+" "+form, got, why, want)
			}
		}
	})
}

// TestDayNeverPast: a day without a year and without a "lalu" is today or to
// come, whatever stands around it.
func TestDayNeverPast(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		today := time.Date(2026, 1, rapid.IntRange(1, 3000).Draw(t, "today"), 0, 0, 0, 0, time.UTC)
		d := rapid.IntRange(1, 31).Draw(t, "day")
		month := rapid.IntRange(1, 12).Draw(t, "month")
		name := rapid.SampledFrom(dayNames).Draw(t, "name")
		s := dressed(t, rapid.SampledFrom([]string{
			fmt.Sprintf("%d/%d", d, month), fmt.Sprintf("tgl %d", d), fmt.Sprintf("tanggal %s", spell(int64(d))), fmt.Sprintf("%d %s", d, monthNames[month-1]),
			name, "hari " + name, name + " depan", name + " ini", "minggu depan hari " + name, fmt.Sprintf("H+%d", d), fmt.Sprintf("%d hari lagi", d),
		}).Draw(t, "form"))
		if got, why := Date(s, today); why == "" && got.Before(today) {
			t.Fatalf("Date(%q) on %v = %v", s, today, got)
		}
	})
}

// TestMonthlyForms: a rate and a range are brought to a month, and never taken
// for a plain sum.
func TestMonthlyForms(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(10, 900).Draw(t, "thousands")
		for form, want := range map[string]int64{
			"%drb sehari":            n * 1000 * daysAMonth,
			"sehari %d ribu":         n * 1000 * daysAMonth,
			"%d.000/hari":            n * 1000 * daysAMonth,
			"seminggu %drb":          n * 1000 * weeksAMonth,
			"%d ribu per minggu kak": n * 1000 * weeksAMonth,
			"%d juta setahun":        n * 1e6 / monthsAYear / roundMonthly * roundMonthly,
		} {
			s := fmt.Sprintf(form, n)
			if got, ok := Monthly(s); !ok || got != want {
				t.Fatalf("Monthly(%q) = %d, %v, want %d", s, got, ok, want)
			}
			if got, why := Money(s); why != Rate {
				t.Fatalf("Money(%q) = %d, %q", s, got, why)
			}
		}
		for _, form := range []string{"%d-%d juta", "%d sampai %d juta", "antara %djt dan %djt", "%d juta s/d %d juta", "%djt ke %djt"} {
			s := fmt.Sprintf(form, n, n+2)
			got, why := Money(s)
			if about, ok := Monthly(s); why == "" || ok && about != (n+1)*1e6 {
				t.Fatalf("Money(%q) = %d, %q; Monthly = %d, %v", s, got, why, about, ok)
			}
		}
	})
}
