package outbox_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"langkah/bot"
	"langkah/bot/outbox"
)

// hasty is a pump that waits a moment for its channel, not twenty seconds.
func (w *world) hasty(t *testing.T, s bot.Sender) *outbox.Pump {
	t.Helper()
	config := w.pump(t, w.Store, s).Config
	config.Patience = 200 * time.Millisecond
	return outbox.New(config)
}

// deaf is a channel that never comes back for some texts, whatever its context
// says.
func deaf(t *testing.T) *sender {
	t.Helper()
	never := make(chan struct{})
	t.Cleanup(func() { close(never) })
	return &sender{answer: func(_ context.Context, o bot.Outbound) (string, error) {
		if strings.HasPrefix(o.Text, "hang") {
			<-never
		}
		return fmt.Sprint("x", o.ID), nil
	}}
}

// Some people's sends hang for good: others do not wait for them, and they are
// in doubt when the patience is over.
func TestHangingSendsHoldUpNobodyElse(t *testing.T) {
	t.Parallel()
	w := build(t, 60)
	for i := range 60 {
		text := "fine"
		if i < 30 {
			text = "hang"
		}
		w.queue(t, i, bot.LaneNotice, text, "next")
	}
	running(t, w.hasty(t, deaf(t)))
	w.until(t, "30", `select count(*)::text from outbox where text = 'fine' and state = 'sent'`)
	w.until(t, "30 unknown hangs", `select count(*) || ' ' || coalesce(max(reason), '') from outbox where state = 'unknown'`)
	w.until(t, "60", `select count(*)::text from outbox where text = 'next' and state = 'sent'`)
}

// All places in the window hang: everybody waits for the patience, not longer.
func TestAWindowFullOfHangingSends(t *testing.T) {
	t.Parallel()
	w := build(t, 70)
	for i := range 64 {
		w.queue(t, i, bot.LaneNotice, "hang")
	}
	for i := range 6 {
		w.queue(t, 64+i, bot.LaneNotice, "fine")
	}
	running(t, w.hasty(t, deaf(t)))
	w.until(t, "64 6", `select count(*) filter (where state = 'unknown') || ' ' || count(*) filter (where state = 'sent') from outbox`)
}

// A stop waits for hanging sends and a hanging channel no longer than a
// quarter over the patience.
func TestAStopIsBounded(t *testing.T) {
	t.Parallel()
	w := build(t, 2)
	w.queue(t, 0, bot.LaneNotice, "hang")
	w.queue(t, 1, bot.LaneNotice, "fine")
	s := deaf(t)
	never := make(chan struct{})
	t.Cleanup(func() { close(never) })
	s.run = func(context.Context) error { <-never; return nil }
	stop := running(t, w.hasty(t, s))
	w.until(t, "1", sent)
	began := time.Now()
	stop()
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("the stop took %v", took)
	}
	w.want(t, "hang unknown, fine sent", states)
}
