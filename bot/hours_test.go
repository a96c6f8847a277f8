package bot

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestFirstAllowed(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"2026-11-23 07:59": "2026-11-23 08:00",
		"2026-11-23 08:00": "2026-11-23 08:00",
		"2026-11-23 12:30": "2026-11-23 12:30",
		"2026-11-23 19:59": "2026-11-23 19:59",
		"2026-11-23 20:00": "2026-11-24 08:00",
		"2026-11-23 00:00": "2026-11-23 08:00",
		"2026-12-31 23:59": "2027-01-01 08:00",
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", in, WIB)
		if err != nil {
			t.Fatal(err)
		}
		if got := FirstAllowed(at.UTC()).In(WIB).Format("2006-01-02 15:04"); got != want {
			t.Errorf("%s: first allowed %s, want %s", in, got, want)
		}
	}
}

// TestFirstAllowedAlways: never in the night, never before, at most twelve
// hours later, and not at all where it is allowed already.
func TestFirstAllowedAlways(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		at := time.Unix(rapid.Int64Range(0, 4e9).Draw(rt, "at"), 0)
		got := FirstAllowed(at)
		switch {
		case Quiet(got):
			rt.Fatalf("%s is in the night", got)
		case got.Before(at) || got.Sub(at) > 12*time.Hour:
			rt.Fatalf("%s comes from %s", got, at)
		case !Quiet(at) && !got.Equal(at):
			rt.Fatalf("%s was allowed", at)
		case MaxLane(at) == LaneReply && !Quiet(at):
			rt.Fatalf("%s: only replies by day", at)
		}
	})
}
