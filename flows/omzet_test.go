package flows_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"langkah/flows"
)

func month(t *testing.T, s string) flows.Month {
	t.Helper()
	m, err := flows.ParseMonth(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMonths(t *testing.T) {
	t.Parallel()
	if got := (month(t, "2026-01") - 1).String(); got != "2025-12" {
		t.Errorf("before January is %s", got)
	}
	for day, want := range map[int]string{1: "2026-10", 24: "2026-10", 25: "2026-11", 30: "2026-11"} {
		if got := flows.Latest(time.Date(2026, 11, day, 9, 0, 0, 0, time.UTC)).String(); got != want {
			t.Errorf("on day %d the latest is %s, want %s", day, got, want)
		}
	}
}

func TestSizes(t *testing.T) {
	t.Parallel()
	for yearly, want := range map[int64]flows.Size{
		0: flows.Mikro, 2_000_000_000: flows.Mikro, 2_000_000_001: flows.Kecil, 15_000_000_000: flows.Kecil, 15_000_000_001: flows.Menengah,
		50_000_000_000: flows.Menengah, 50_000_000_001: flows.Besar,
	} {
		if got := flows.SizeOf(yearly); got != want {
			t.Errorf("%d a year is %s, want %s", yearly, got, want)
		}
	}
}

// TestBooksEqualASlowCount: the months in a row, the year's sum and what is
// awaited are what counting month by month finds.
func TestBooksEqualASlowCount(t *testing.T) {
	t.Parallel()
	const first = flows.Month(2024 * 12)
	rapid.Check(t, func(t *rapid.T) {
		sales := map[flows.Month]int64{}
		for _, n := range rapid.SliceOfNDistinct(rapid.IntRange(0, 40), 0, 30, rapid.ID).Draw(t, "months") {
			sales[first+flows.Month(n)] = rapid.Int64Range(0, 1e12).Draw(t, "sales")
		}
		var b flows.Books
		for m, s := range sales {
			b = append(b, flows.Omzet{Month: m, Sales: s, Costs: flows.NoCosts})
		}
		slices.SortFunc(b, func(a, c flows.Omzet) int { return int(c.Month - a.Month) })
		at := first + flows.Month(rapid.IntRange(0, 40).Draw(t, "at"))
		checkRun(t, b, sales, at, first)
		var sum int64
		count := 0
		for m := at - 11; m <= at; m++ {
			if s, ok := sales[m]; ok {
				sum, count = sum+s, count+1
			}
		}
		if got, months := b.Year(at); got != sum || months != count {
			t.Fatalf("the year to %s is %d of %d months, want %d of %d", at, got, months, sum, count)
		}
		size, yearly := b.Size(at)
		if count == 0 && size != "" || count == 12 && yearly != sum || count > 0 && size != flows.SizeOf(yearly) {
			t.Fatalf("%d of %d months is %s, %d a year", sum, count, size, yearly)
		}
	})
}

func checkRun(t *rapid.T, b flows.Books, sales map[flows.Month]int64, at, first flows.Month) {
	count, from, found := 0, at, false
	for m := first - 1; m <= first+42; m++ {
		if _, ok := sales[m]; ok {
			count++
			found = found || m == at
			continue
		}
		if found {
			from = m - flows.Month(count)
			break
		}
		count = 0
	}
	if !found {
		count, from = 0, at
	}
	if n, since := b.Run(at); n != count || since != from {
		t.Fatalf("around %s are %d months since %s, want %d since %s", at, n, since, count, from)
	}
}
