package templates

import (
	"testing"
	"time"
)

func TestFirstIsWhatSomebodyIsCalled(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Siti Aminah":              "Siti",
		"Suparmi":                  "Suparmi",
		"I Made Wirawan":           "Made",
		"Ni Luh Putu Sari":         "Putu",
		"Anak Agung Gede":          "Agung",
		"Hj. Siti Aminah, S.Pd":    "Siti",
		"H. M. Yusuf":              "Yusuf",
		"Drs. H. Ahmad Fauzi, M.M": "Ahmad",
		"Muhammad Rizki":           "Rizki",
		"Moh. Ali":                 "Ali",
		"M.Rizki":                  "Rizki",
		"Muhammad":                 "Muhammad",
		"Ibu Ani":                  "Ani",
		"A. Z.":                    "Z",
		"  ":                       "",
		"":                         "",
	} {
		if got := first(name); got != want {
			t.Errorf("first(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestRupiah(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		amount any
		want   string
	}{
		{"5000000", "Rp5.000.000"}, {int64(5000000), "Rp5.000.000"}, {750, "Rp750"}, {"0", "Rp0"},
		{"1000", "Rp1.000"}, {"166000000", "Rp166.000.000"},
	} {
		if got, err := rupiah(c.amount); err != nil || got != c.want {
			t.Errorf("rupiah(%v) = %q, %v, want %q", c.amount, got, err, c.want)
		}
	}
	for _, amount := range []any{"", "5 juta", "-1", -1, 2.5, nil} {
		if got, err := rupiah(amount); err == nil {
			t.Errorf("rupiah(%v) = %q, want an error", amount, got)
		}
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "0", 190: "190", 8750: "8.750", 385000: "385.000"} {
		if got := count(n); got != want {
			t.Errorf("count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestPhone(t *testing.T) {
	t.Parallel()
	for number, want := range map[string]string{
		"+6281234567890":  "0812-3456-7890",
		"+628123456789":   "0812-3456-789",
		"+62812345678":    "0812-345-678",
		"+62812345678901": "0812-3456-78901",
		"+6591234567":     "+6591234567",
	} {
		if got, err := phone(number); err != nil || got != want {
			t.Errorf("phone(%q) = %q, %v, want %q", number, got, err, want)
		}
	}
}

func TestDayAndHourAreThoseOfJakarta(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 24, 18, 5, 0, 0, time.UTC) // 01.05 on Wednesday in Jakarta
	for lang, want := range map[string]string{"id": "Rabu 25 Nov 2026", "en": "Wed 25 Nov 2026"} {
		if got := languages[lang].date(at); got != want {
			t.Errorf("date in %s = %q, want %q", lang, got, want)
		}
	}
	if got := languages["id"].date(time.Date(2027, 8, 1, 3, 0, 0, 0, time.UTC)); got != "Minggu 1 Agu 2027" {
		t.Errorf("date = %q", got)
	}
	for lang, want := range map[string]string{"id": "Rabu 25 Nov", "en": "Wed 25 Nov"} {
		if got := languages[lang].day(at); got != want {
			t.Errorf("day in %s = %q, want %q", lang, got, want)
		}
	}
	if got := hour(at); got != "01.05 WIB" {
		t.Errorf("hour = %q", got)
	}
}

func TestOpeningHoursInEnglish(t *testing.T) {
	t.Parallel()
	if got, want := weekdays("Senin–Kamis 08.00–15.00, Jumat 08.00–11.00 WIB"), "Monday–Thursday 08.00–15.00, Friday 08.00–11.00 WIB"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDaysNameTheYearOnlyWhenItIsAnother(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, wib)
	at := func(year, month, day int) time.Time { return time.Date(year, time.Month(month), day, 9, 0, 0, 0, wib) }
	for _, c := range []struct {
		starts, ends time.Time
		id, en       string
	}{
		{at(2026, 11, 25), at(2026, 11, 25), "Rabu 25 Nov", "Wed 25 Nov"},
		{at(2026, 11, 25), at(2026, 11, 30), "Rabu 25 sampai Senin 30 Nov", "Wed 25 to Mon 30 Nov"},
		{at(2026, 11, 30), at(2026, 12, 3), "Senin 30 Nov sampai Kamis 3 Des", "Mon 30 Nov to Thu 3 Dec"},
		{at(2026, 12, 30), at(2027, 1, 5), "Rabu 30 Des sampai Selasa 5 Jan 2027", "Wed 30 Dec to Tue 5 Jan 2027"},
		{at(2027, 1, 8), at(2027, 1, 8), "Jumat 8 Jan 2027", "Fri 8 Jan 2027"},
		{at(2027, 1, 6), at(2027, 1, 10), "Rabu 6 sampai Minggu 10 Jan 2027", "Wed 6 to Sun 10 Jan 2027"},
	} {
		if got := languages["id"].days(c.starts, c.ends, now); got != c.id {
			t.Errorf("got %q, want %q", got, c.id)
		}
		if got := languages["en"].days(c.starts, c.ends, now); got != c.en {
			t.Errorf("got %q, want %q", got, c.en)
		}
	}
}
