package bot_test

import (
	"fmt"
	"testing"
	"time"

	"langkah/bot"
)

// An outage of a minute that many meet many times a second is six lines.
func TestTroubleIsToldCalmly(t *testing.T) {
	t.Parallel()
	var trouble bot.Trouble
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	if _, tell := trouble.Over(now); tell {
		t.Error("the end of nothing was told")
	}
	var told []string
	for range 60 * 20 {
		for range 4 {
			if lasted, tell := trouble.Met(now); tell {
				told = append(told, fmt.Sprint(lasted))
			}
		}
		now = now.Add(50 * time.Millisecond)
	}
	if got := fmt.Sprint(told); got != "[0s 15s 30s 45s]" {
		t.Errorf("told after %s", got)
	}
	if lasted, tell := trouble.Over(now); !tell || lasted != time.Minute {
		t.Errorf("over after %v, told: %v", lasted, tell)
	}
	if _, tell := trouble.Over(now); tell {
		t.Error("the end was told twice")
	}
}

// What comes and goes many times a second is told as rarely.
func TestFlickeringTroubleIsToldCalmly(t *testing.T) {
	t.Parallel()
	var trouble bot.Trouble
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	lines := 0
	for range 60 * 20 {
		if _, tell := trouble.Met(now); tell {
			lines++
		}
		if _, tell := trouble.Over(now); tell {
			lines++
		}
		now = now.Add(50 * time.Millisecond)
	}
	if lines != 8 {
		t.Errorf("%d lines in a minute, want 4 beginnings and 4 ends", lines)
	}
}
