package licensing

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"langkah/flows"
)

func TestStanding(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, wib)
	for _, c := range []struct {
		paper  ownPaper
		want   string
		months int
	}{
		{ownPaper{Expires: "2026-11-22"}, "over", 0},
		{ownPaper{Expires: "2026-11-23"}, "soon", 0}, // good for the whole of its last day
		{ownPaper{Expires: "2026-12-22"}, "soon", 0},
		{ownPaper{Expires: "2026-12-23"}, "soon", 1},
		{ownPaper{Expires: "2027-06-22"}, "soon", 6},
		{ownPaper{Expires: "2027-06-23"}, "safe", 7},
		{ownPaper{}, "safe", 0},
		{ownPaper{Returned: "buram", Expires: "2026-11-22"}, "returned", 0},
		{ownPaper{Answer: flows.NotNeeds}, "not_needed", 0},
	} {
		if got, months := c.paper.state(now); got != c.want || months != c.months {
			t.Errorf("%+v is %s, %d months", c.paper, got, months)
		}
	}
}

// With every day that passes a paper comes nearer to its end, and never back.
func TestStandingOnlyGoesDown(t *testing.T) {
	t.Parallel()
	order := map[string]int{"safe": 2, "soon": 1, "over": 0}
	rapid.Check(t, func(rt *rapid.T) {
		now := time.Date(2026, 11, 23, rapid.IntRange(0, 23).Draw(rt, "hour"), 0, 0, 0, wib)
		o := ownPaper{Expires: now.AddDate(0, 0, rapid.IntRange(-500, 4000).Draw(rt, "days")).Format(time.DateOnly)}
		before, left := o.state(now)
		after, then := o.state(now.AddDate(0, 0, rapid.IntRange(1, 900).Draw(rt, "later")))
		if order[after] > order[before] || then > left {
			rt.Errorf("%s is %s with %d months, later %s with %d", o.Expires, before, left, after, then)
		}
	})
}

func TestNamed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"mau urus nib": "nib", "halal dong": "halal", "p-irt": "pirt", "izin": "", "nib sama halal": "", "merk dagang": "merek", "": ""} {
		if got := Named(text); got != want {
			t.Errorf("%q names %q, want %q", text, got, want)
		}
	}
}
