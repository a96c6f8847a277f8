package outbox_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"langkah/bot"
)

// crowded is a world in which everybody has a row of a lane.
func crowded(t testing.TB, people int, lane bot.Lane) *world {
	t.Helper()
	w := build(t, people)
	w.rows(t, lane)
	return w
}

// rows writes one for everybody.
func (w *world) rows(t testing.TB, lane bot.Lane) {
	t.Helper()
	if _, err := w.sql.Exec(t.Context(), `
		insert into outbox (member_id, address_id, channel, account, lane, text, created_at)
		select member_id, id, channel, account, $1, $2, $3 from addresses order by id`, int16(lane), lane.String(), people); err != nil {
		t.Fatal(err)
	}
}

const sentOf = `select count(*)::text from outbox where state = 'sent' and lane = $1`

// Broadcasts that do not come back fill their own window, and no reply waits
// for them; nor the other way round.
func TestPoolsDoNotWaitForEachOther(t *testing.T) {
	t.Parallel()
	for stuck, most := range map[bot.Lane]int32{bot.LaneReply: 64, bot.LaneBroadcast: 160} {
		t.Run(stuck.String(), func(t *testing.T) {
			t.Parallel()
			w := crowded(t, 180, stuck)
			g := newGate()
			s := &sender{answer: func(ctx context.Context, o bot.Outbound) (string, error) {
				if o.Lane == stuck {
					return g.answer(ctx, o)
				}
				return fmt.Sprint("x", o.ID), nil
			}}
			running(t, w.pump(t, w.Store, s))
			g.await(t, most)
			other := bot.LaneBroadcast - stuck
			w.pass(time.Second) // beside answers that leave there is a pace
			w.rows(t, other)
			w.until(t, "180", sentOf, other)
			w.want(t, fmt.Sprint(most), leased)
			close(g.open)
			w.until(t, "360", sent)
			if high := g.highest.Load(); high != most {
				t.Errorf("%d sends in flight at once, want %d", high, most)
			}
		})
	}
}

// A stop settles what is in flight of both.
func TestStopSettlesBothPools(t *testing.T) {
	t.Parallel()
	w := crowded(t, 10, bot.LaneReply)
	w.rows(t, bot.LaneNotice)
	g := newGate()
	stop := running(t, w.pump(t, w.Store, &sender{answer: g.answer}))
	g.await(t, 20)
	close(g.open)
	stop()
	w.want(t, "20 0", `select count(*) filter (where state = 'sent') || ' ' || count(*) filter (where state = 'leased') from outbox`)
	next, err := w.Own(t.Context(), account, "next")
	if err != nil {
		t.Fatalf("the account is not free after the stop: %v", err)
	}
	next.Release()
}

// putOff answers that the messenger takes no more, in a scope.
func putOff(scope bot.Scope) func(context.Context, bot.Outbound) (string, error) {
	return func(context.Context, bot.Outbound) (string, error) {
		return "", &bot.SendError{Class: bot.Throttled, Scope: scope, After: time.Minute, Code: "429", Err: fmt.Errorf("no")}
	}
}

// What one refusal stops, and for how long.
func TestWhatARefusalConcerns(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		scope bot.Scope
		lane  bot.Lane // of the row that was refused
		want  string   // what still leaves
	}{
		{"chat", bot.ScopeChat, bot.LaneBroadcast, "reply notice broadcast"},
		{"bulk by a broadcast", bot.ScopeBulk, bot.LaneBroadcast, "reply"},
		{"bulk by a reply", bot.ScopeBulk, bot.LaneReply, "reply"},
		{"account by a reply", bot.ScopeAccount, bot.LaneReply, ""},
		{"account by a broadcast", bot.ScopeAccount, bot.LaneBroadcast, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := build(t, 2)
			w.queue(t, 0, c.lane, "x")
			s := &sender{answer: putOff(c.scope)}
			p := w.pump(t, w.Store, s)
			drain(t, p)
			w.want(t, "queued throttled 429 0", `select state || ' ' || reason || ' ' || tries from outbox`)
			s.answer = nil
			for _, lane := range []bot.Lane{bot.LaneReply, bot.LaneNotice, bot.LaneBroadcast} {
				w.queue(t, 1, lane, lane.String())
			}
			w.pass(59 * time.Second)
			drain(t, p)
			w.want(t, c.want, `select coalesce(string_agg(text, ' ' order by id), '') from outbox where state = 'sent'`)
			w.pass(time.Second)
			drain(t, p)
			w.want(t, "4", sent)
		})
	}
}

// While the account pauses, nothing of it is tried: not one row after another.
func TestAPauseStopsTheSenders(t *testing.T) {
	t.Parallel()
	for name, scope := range map[string]bot.Scope{"bulk": bot.ScopeBulk, "account": bot.ScopeAccount} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := crowded(t, 200, bot.LaneBroadcast)
			refusing := make(chan struct{})
			s := &sender{answer: func(_ context.Context, o bot.Outbound) (string, error) {
				select {
				case <-refusing:
					return fmt.Sprint("x", o.ID), nil
				default:
					return putOff(scope)(nil, o)
				}
			}}
			p := w.pump(t, w.Store, s)
			running(t, p)
			w.until(t, "true", `select (count(reason) > 0 and count(*) filter (where state = 'leased') = 0)::text from outbox`)
			close(refusing)
			refused := len(s.texts())
			w.rows(t, bot.LaneReply)
			p.Out.Ring()
			if scope == bot.ScopeBulk {
				w.until(t, "200", sentOf, bot.LaneReply)
			}
			w.pass(59 * time.Second)
			p.Out.Ring()
			w.want(t, "0", sentOf, bot.LaneBroadcast)
			w.pass(2 * time.Second)
			w.until(t, "200", sentOf, bot.LaneReply)
			w.pass(time.Second) // beside answers that leave there is a pace
			w.until(t, "400", sent)
			if n := len(s.texts()); refused > 160 || n != refused+400 {
				t.Errorf("%d sends, of which %d were refused, want 400 and at most 160", n, refused)
			}
		})
	}
}
