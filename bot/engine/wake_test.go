package engine

import (
	"testing"
)

// One worker is called for a lone message, more when more wrote than one takes
// at once; a call never waits, however many were not heard yet.
func TestWake(t *testing.T) {
	t.Parallel()
	for messages, want := range map[int]int{0: 0, 1: 1, share: 1, share + 1: 2, 100: 4, 100_000: workers} {
		e := New(Config{})
		if e.wake(messages); len(e.in) != want {
			t.Errorf("%d messages call %d workers, want %d", messages, len(e.in), want)
		}
	}
	e := New(Config{})
	for range 2 * workers {
		e.wake(1)
	}
	e.Wake()
	if len(e.in) != workers {
		t.Errorf("%d calls are held, want %d", len(e.in), workers)
	}
}
