package timers

import (
	"testing"
	"time"
)

// Rows of a broadcast are written in half of the time, and beside answers in a tenth.
func TestBreath(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		talking    func() bool
		took, want time.Duration
	}{
		{nil, 8 * time.Millisecond, 8 * time.Millisecond},
		{func() bool { return false }, 8 * time.Millisecond, 8 * time.Millisecond},
		{func() bool { return true }, 8 * time.Millisecond, 72 * time.Millisecond},
		{func() bool { return true }, time.Minute, sweep},
	} {
		l := New(Config{Talking: c.talking})
		if got := l.breath(c.took); got != c.want {
			t.Errorf("%v behind a batch of %v, want %v", got, c.took, c.want)
		}
	}
}
