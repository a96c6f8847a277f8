package whatsapp

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"langkah/bot"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, bot.WIB)

func after(d time.Duration) time.Time { return noon.Add(d) }

var (
	free = bot.Gate{Begin: -1}
	// shutFor and lockedFor are gates at noon.
	shutFor   = func(d time.Duration) bot.Gate { return bot.Gate{Shut: true, Opens: after(d)} }
	lockedFor = func(d time.Duration) bot.Gate { return bot.Gate{Opens: after(d)} }
)

// TestSignals: what each does to the gate, and when that is over.
func TestSignals(t *testing.T) {
	t.Parallel()
	type step struct {
		at   time.Duration // since noon
		do   func(*governor, time.Time)
		want bot.Gate
	}
	lock := func(is bool, until time.Duration) func(*governor, time.Time) {
		return func(g *governor, now time.Time) { g.locked(is, after(until), now) }
	}
	nameless := func(g *governor, now time.Time) { g.locked(true, time.Time{}, now) }
	answered := func(g *governor, _ time.Time) { g.answered() }
	refused, much, silent := (*governor).refused, (*governor).tooMuch, (*governor).unanswered
	nothing := func(*governor, time.Time) {}
	for name, steps := range map[string][]step{
		"nothing":               {{0, nothing, free}},
		"463":                   {{0, refused, lockedFor(timeLock)}, {timeLock, nothing, free}},
		"463 again":             {{0, refused, lockedFor(timeLock)}, {23 * time.Hour, refused, lockedFor(timeLock)}, {timeLock, refused, lockedFor(2 * timeLock)}},
		"463, then the word":    {{0, refused, lockedFor(timeLock)}, {time.Minute, lock(true, time.Hour), lockedFor(time.Hour)}, {2 * time.Minute, refused, lockedFor(time.Hour)}, {time.Hour, nothing, free}},
		"463, then a longer":    {{0, refused, lockedFor(timeLock)}, {time.Minute, lock(true, 60*time.Hour), lockedFor(60 * time.Hour)}},
		"463, then the end":     {{0, refused, lockedFor(timeLock)}, {time.Minute, lock(false, 0), free}, {2 * time.Minute, refused, lockedFor(timeLock + 2*time.Minute)}},
		"a lock without a time": {{0, nameless, lockedFor(timeLock)}, {time.Hour, nameless, lockedFor(timeLock)}},
		"a lock of yesterday":   {{0, lock(true, -time.Hour), lockedFor(timeLock)}},
		"429":                   {{0, much, shutFor(slower)}, {slower - 1, much, shutFor(slower)}, {slower, nothing, free}},
		"429 again and again": {
			{0, much, shutFor(time.Minute)}, {time.Minute, much, shutFor(3 * time.Minute)}, {2 * time.Minute, much, shutFor(6 * time.Minute)},
			{6 * time.Minute, much, shutFor(14 * time.Minute)}, {14 * time.Minute, much, shutFor(30 * time.Minute)}, {30 * time.Minute, much, shutFor(62 * time.Minute)},
			{62 * time.Minute, much, shutFor(122 * time.Minute)}, {122 * time.Minute, much, shutFor(182 * time.Minute)},
		},
		"429 after a good hour": {
			{0, much, shutFor(time.Minute)}, {time.Minute, much, shutFor(3 * time.Minute)},
			{62 * time.Minute, much, shutFor(66 * time.Minute)}, {126 * time.Minute, much, shutFor(127 * time.Minute)},
		},
		"no answer":             {{0, silent, shutFor(silence)}, {silence, nothing, free}},
		"no answer, then one":   {{0, silent, shutFor(silence)}, {time.Second, answered, free}},
		"no answer twice":       {{0, silent, shutFor(silence)}, {time.Minute, silent, shutFor(silence + time.Minute)}},
		"an answer ends no 429": {{0, much, shutFor(slower)}, {0, silent, shutFor(silence)}, {time.Second, answered, shutFor(slower)}},
		"a pause within a lock": {{0, refused, lockedFor(timeLock)}, {time.Hour, much, shutFor(time.Hour + slower)}, {2 * time.Hour, nothing, lockedFor(timeLock)}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := &governor{}
			for i, s := range steps {
				s.do(g, after(s.at))
				if diff := cmp.Diff(s.want, g.gate(after(s.at))); diff != "" {
					t.Fatalf("after step %d (-want +got)\n%s", i, diff)
				}
			}
		})
	}
}

// TestWarmUp: the day's talks rise evenly, by days of Jakarta, and what a day
// does not hold waits for the next midnight.
func TestWarmUp(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		budget Budget
		days   int
		most   int
		warm   bool
	}{
		{Budget{200, 14}, -3, 20, true}, {Budget{200, 14}, 0, 20, true}, {Budget{200, 14}, 1, 32, true}, {Budget{200, 14}, 7, 110, true}, {Budget{200, 14}, 13, 187, true},
		{Budget{200, 14}, 14, 200, false}, {Budget{200, 14}, 400, 200, false}, {Budget{200, 0}, 0, 200, false}, {Budget{200, 1}, 0, 20, true}, {Budget{200, 1}, 1, 200, false},
		{Budget{5, 14}, 0, 1, true}, {Budget{0, 14}, 0, 0, true}, {Budget{0, 0}, 0, 0, false},
	} {
		for _, hour := range []time.Duration{0, 23*time.Hour + 59*time.Minute} {
			linked := time.Date(2026, 11, 20, 23, 59, 0, 0, bot.WIB)
			now := bot.Day(linked).AddDate(0, 0, c.days).Add(hour)
			g := &governor{budget: &c.budget, linked: linked.UTC()}
			want := bot.Gate{Begin: c.most, Opens: bot.Day(now).AddDate(0, 0, 1)}
			if diff := cmp.Diff(want, g.gate(now.UTC())); diff != "" {
				t.Errorf("%+v on day %d (-want +got)\n%s", c.budget, c.days, diff)
			}
			a := g.allowance(now)
			if a.Whole.IsZero() == c.warm || c.warm && !a.Whole.Equal(bot.Day(linked).AddDate(0, 0, c.budget.Warmup)) {
				t.Errorf("%+v on day %d: whole at %v", c.budget, c.days, a.Whole)
			}
		}
	}
	unknown := &governor{budget: &Budget{200, 14}}
	if g := unknown.gate(noon); g.Begin != 200 {
		t.Errorf("linked nobody knows when: %+v", g)
	}
}

// TestGateAlwaysOpens: whatever WhatsApp signals, short of its own word all is
// open again within a day of the last of it, and nothing opens before it was told.
func TestGateAlwaysOpens(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		g, now := &governor{}, noon
		for range rapid.IntRange(1, 40).Draw(rt, "signals") {
			now = now.Add(time.Duration(rapid.IntRange(0, 5000).Draw(rt, "seconds")) * time.Second)
			before := g.gate(now)
			switch rapid.IntRange(0, 4).Draw(rt, "signal") {
			case 0:
				g.refused(now)
			case 1:
				g.tooMuch(now)
			case 2:
				g.unanswered(now)
			case 3:
				g.answered()
			case 4:
				g.locked(rapid.Bool().Draw(rt, "is"), time.Time{}, now)
			}
			gate := g.gate(now)
			closed := gate.Shut || gate.Begin == 0
			if closed != !gate.Opens.IsZero() || closed && !gate.Opens.After(now) {
				rt.Fatalf("%+v at %v", gate, now)
			}
			if closed && gate.Opens.After(later(before.Opens, now.Add(timeLock))) {
				rt.Fatalf("%+v becomes %+v", before, gate)
			}
		}
		if gate := g.gate(now.Add(timeLock)); gate != free {
			rt.Fatalf("a day later it is %+v", gate)
		}
	})
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
