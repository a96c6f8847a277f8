package outbox_test

import (
	"testing"
	"time"

	"langkah/bot"
)

// The clock of one owner was two hours ahead, then that of the next is right,
// and the other way round: what waits for another try goes within the longest
// backoff, once, and what is in flight is not sent again.
func TestClocksThatJump(t *testing.T) {
	t.Parallel()
	for name, jump := range map[string]time.Duration{"forward": 2 * time.Hour, "backward": -2 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := build(t, 2)
			w.queue(t, 0, bot.LaneNotice, "x", "next")
			s := &sender{answer: failing(bot.Retry, 0)}
			p := w.pump(t, w.Store, s)
			drain(t, p)
			w.pass(jump)
			p.Close() // whoever starts anew reads the clock as it is now
			s.answer = nil
			next := w.pump(t, w.Store, s)
			drain(t, next)
			w.pass(68 * time.Second)
			drain(t, next)
			drain(t, next)
			w.want(t, "x sent, next sent", states)
			if n := len(s.texts()); n != 3 {
				t.Errorf("%d sends, want the failed one and two", n)
			}
		})
	}
}

// The clock jumps while sends are in flight: each is settled once.
func TestAJumpWhileSendsAreInFlight(t *testing.T) {
	t.Parallel()
	for _, jump := range []time.Duration{2 * time.Hour, -2 * time.Hour} {
		w := build(t, 10)
		for i := range 10 {
			w.queue(t, i, bot.LaneReply, "one", "two")
		}
		g := newGate()
		s := &sender{answer: g.answer}
		stop := running(t, w.pump(t, w.Store, s))
		g.await(t, 10)
		w.pass(jump)
		close(g.open)
		w.until(t, "20", sent)
		stop()
		if n := len(s.texts()); n != 20 {
			t.Errorf("a jump of %v: %d sends of 20 rows", jump, n)
		}
	}
}
