package engine_test

import (
	"fmt"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"pgregory.net/rapid"

	"langkah/bot"
	"langkah/bot/engine"
)

// Any interleaving of people, deliveries and engines, with connections that
// break: every message is answered once, in its person's order.
func TestAnyInterleaving(t *testing.T) {
	t.Parallel()
	w := build(t)
	var engines []*engine.Engine
	for range 3 {
		engines = append(engines, w.engine(t, w.store(t), nil))
	}
	in := w.engine(t, w.db, nil)
	w.meet(t, in, crowd(6)...)
	word := rapid.SampledFrom([]string{"x", "act", "y"})
	rapid.Check(t, func(rt *rapid.T) {
		w.exec(t, `delete from outbox`)
		w.exec(t, `delete from inbox`)
		for range rapid.IntRange(1, 4).Draw(rt, "rounds") {
			var batch []bot.Inbound
			for range rapid.IntRange(0, 40).Draw(rt, "messages") {
				who := rapid.IntRange(0, 5).Draw(rt, "who")
				batch = append(batch, says(fmt.Sprintf("p%02d", who), word.Draw(rt, "word"))...)
			}
			split := rapid.IntRange(0, len(batch)).Draw(rt, "split")
			repeat := rapid.IntRange(0, split).Draw(rt, "delivered again from")
			cut := rapid.IntRange(0, 3).Draw(rt, "cut") == 0
			var g errgroup.Group
			for _, e := range engines[:rapid.IntRange(1, 3).Draw(rt, "engines")] {
				g.Go(func() error { _ = e.Drain(t.Context()); return nil }) // may be cut
			}
			accept(t, in, batch[:split], batch[repeat:])
			if cut {
				w.exec(t, `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`)
			}
			if err := g.Wait(); err != nil {
				rt.Fatal(err)
			}
		}
		for end := time.Now().Add(time.Minute); w.read(t, pending) != "0" && time.Now().Before(end); {
			drain(t, in) // what a cut connection held comes free a moment later
		}
		if err := w.answered(t.Context()); err != nil {
			rt.Error(err)
		}
	})
}
