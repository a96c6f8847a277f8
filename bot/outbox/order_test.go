package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"langkah/bot"
)

func TestDrainSendsByLaneAndInOrder(t *testing.T) {
	t.Parallel()
	w := build(t, 2)
	w.queue(t, 0, bot.LaneBroadcast, "a-news")
	w.queue(t, 1, bot.LaneNotice, "b-note")
	w.queue(t, 0, bot.LaneReply, "a1", "a2", "a3")
	s := &sender{}
	p := w.pump(t, w.Store, s)
	drain(t, p)
	drain(t, p)
	if got := strings.Join(s.texts(), " "); got != "a1 b-note a-news a2 a3" {
		t.Errorf("sent %s", got)
	}
	w.want(t, "5", `select count(*)::text from outbox where state = 'sent' and external_id = 'x' || id and sent_at = $1`, people)
}

// A drain that could not begin, or was cut off, leaves nothing behind for ever.
func TestDrainAfterTrouble(t *testing.T) {
	t.Parallel()
	w := build(t, 1)
	w.queue(t, 0, bot.LaneReply, "one", "two")
	s := &sender{answer: func(_ context.Context, o bot.Outbound) (string, error) {
		if o.Text == "one" && !o.Resent {
			w.Reachable(false) // the send arrived, but cannot be settled
		}
		return fmt.Sprint("x", o.ID), nil
	}}
	p := w.pump(t, w.Store, s)
	if err := p.Drain(t.Context()); err == nil {
		t.Fatal("drained without a database")
	}
	if err := p.Drain(t.Context()); err == nil {
		t.Fatal("drained without a database")
	}
	w.Reachable(true)
	drain(t, p)
	w.want(t, "one sent, two sent", states)
	if got := strings.Join(s.texts(), " "); got != "one one two" {
		t.Errorf("sent %s", got)
	}
}

const open = `select count(*)::text from outbox where state in ('queued', 'leased')`

// dice is a messenger whose answers are drawn.
type dice struct {
	rt *rapid.T

	mu      sync.Mutex
	arrived map[string][]int64 // person and lane → rows in the order in which they first arrived
	seen    map[int64]int
	doubted map[int64]bool
}

func (d *dice) answer(_ context.Context, o bot.Outbound) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	class := rapid.SampledFrom([]bot.SendClass{"", "", bot.Retry, bot.Throttled, bot.Permanent, bot.OptedOut, bot.Held, bot.Unknown, "left"}).Draw(d.rt, o.Text)
	if class == "" || class == "left" {
		if d.seen[o.ID]++; d.seen[o.ID] == 1 {
			chat := fmt.Sprint(o.To.ID, " lane ", o.Lane)
			d.arrived[chat] = append(d.arrived[chat], o.ID)
		}
	}
	switch class {
	case "":
		return fmt.Sprint("x", o.ID), nil
	case "left": // it arrived, but nobody was told
		d.doubted[o.ID] = true
		return "", errors.New("no answer")
	}
	return "", &bot.SendError{Class: class, After: 3 * time.Second, Err: errors.New("drawn")}
}

// Whatever the messenger answers: per person and lane rows first arrive in
// their order, only a doubt is repeated, and every row ends where staff or
// nobody has to look at it.
func TestNothingIsLostOrReordered(t *testing.T) {
	t.Parallel()
	w := build(t, 4)
	rapid.Check(t, func(rt *rapid.T) {
		d := &dice{rt: rt, arrived: map[string][]int64{}, seen: map[int64]int{}, doubted: map[int64]bool{}}
		s := &sender{answer: d.answer}
		p := w.pump(t, w.Store, s)
		defer p.Close()
		if _, err := w.sql.Exec(t.Context(), `delete from outbox`); err != nil {
			rt.Fatal(err)
		}
		rows := rapid.IntRange(1, 25).Draw(rt, "rows")
		for i := range rows {
			w.queue(t, rapid.IntRange(0, 3).Draw(rt, "who"), bot.Lane(rapid.IntRange(0, 2).Draw(rt, "lane")), fmt.Sprint("m", i))
		}
		for turns := 0; turns < 60 && w.read(t, open) != "0"; turns++ {
			drain(t, p)
			if rapid.IntRange(0, 5).Draw(rt, "owner lost") == 0 {
				p.Close()
			}
			w.pass(2 * time.Minute)
		}
		d.check(rt, w, t, rows)
	})
}

func (d *dice) check(rt *rapid.T, w *world, t *testing.T, rows int) {
	for chat, ids := range d.arrived {
		for i := 1; i < len(ids); i++ {
			if ids[i] < ids[i-1] {
				rt.Errorf("%s: arrived in the order %v", chat, ids)
			}
		}
	}
	for id, n := range d.seen {
		if n > 1 && !d.doubted[id] {
			rt.Errorf("row %d arrived %d times without a doubt", id, n)
		}
	}
	if got := w.read(t, `select count(*)::text from outbox where state in ('sent', 'failed', 'unknown', 'waiting')`); got != fmt.Sprint(rows) {
		rt.Errorf("of %d rows %s came to an end: %s", rows, got, w.read(t, states))
	}
	if got := w.read(t, `select count(*)::text from outbox where state = 'sent'`); got > fmt.Sprint(len(d.seen)) && len(got) >= len(fmt.Sprint(len(d.seen))) {
		rt.Errorf("%s rows are sent, %d arrived", got, len(d.seen))
	}
}
