package outbox_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"langkah/bot"
	"langkah/bot/outbox"
	"langkah/store"
)

// governed is a messenger that minds who is written to first.
type governed struct {
	*sender
	gate bot.Gate
}

func (g *governed) Caps() bot.Caps { return bot.Caps{WrittenFirst: true, OwnIDs: true} }
func (g *governed) Gate() bot.Gate { return g.gate }

func governing(t *testing.T, crowd int) (*world, *governed, *outbox.Pump) {
	w := build(t, crowd)
	g := &governed{sender: &sender{}, gate: bot.Gate{Begin: -1}}
	return w, g, w.pump(t, w.Store, g)
}

const why = `select coalesce(string_agg(text || ' ' || state || coalesce(' ' || reason, ''), ', ' order by id), '') from outbox`

// What a messenger refuses to the account is held until its time, and not tried
// before; whoever wrote is answered.
func TestWhatTheAccountMayNotSend(t *testing.T) {
	t.Parallel()
	w, g, p := governing(t, 2)
	w.queue(t, 0, bot.LaneNotice, "notice")
	g.answer = failing(bot.Held, 0)
	g.gate.Opens = w.clock().Add(3 * time.Hour)
	drain(t, p)
	g.answer = nil
	w.queue(t, 1, bot.LaneReply, "answer")
	for range 3 {
		drain(t, p)
	}
	w.want(t, "notice waiting number_held, answer sent", why)
	w.pass(3*time.Hour + time.Second)
	drain(t, p)
	w.want(t, "notice sent, answer sent", why)
	if n := len(g.texts()); n != 3 {
		t.Errorf("%d sends, want 3", n)
	}
}

// Talks that a messenger refuses to begin wait until the account may begin some
// again, whatever time was named, or until their people write themselves.
func TestATalkThatIsRefused(t *testing.T) {
	t.Parallel()
	w, g, p := governing(t, 3)
	if _, err := w.sql.Exec(t.Context(), `update addresses set heard_at = $1`, people.Add(-bot.OpenFor-2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	w.queue(t, 0, bot.LaneNotice, "first")
	w.queue(t, 1, bot.LaneNotice, "second")
	g.answer = failing(bot.Held, 0)
	drain(t, p)
	g.answer, g.gate = nil, bot.Gate{Opens: w.clock().Add(30 * time.Hour)}
	drain(t, p)
	w.want(t, "first waiting number_held, second waiting number_held", why)
	if _, err := w.sql.Exec(t.Context(), `update addresses set heard_at = $1 where id = (select address_id from outbox where text = 'second')`, people); err != nil {
		t.Fatal(err)
	}
	drain(t, p)
	w.want(t, "first waiting number_held, second sent", why)
	g.gate = bot.Gate{Begin: -1}
	drain(t, p)
	w.want(t, "first sent, second sent", why)
}

// Through a gate that is shut nothing passes but answers; when it opens, what is
// held leaves, once.
func TestAGateThatIsShut(t *testing.T) {
	t.Parallel()
	w, g, p := governing(t, 2)
	g.gate = bot.Gate{Shut: true, Begin: -1, Opens: w.clock().Add(time.Hour)}
	w.queue(t, 0, bot.LaneNotice, "notice")
	w.queue(t, 0, bot.LaneBroadcast, "news")
	w.queue(t, 1, bot.LaneReply, "answer")
	drain(t, p)
	w.want(t, "notice waiting number_held, news waiting number_held, answer sent", why)
	w.want(t, "true", `select bool_and(not_before = $1)::text from outbox where state = 'waiting'`, g.gate.Opens)
	g.gate = bot.Gate{Begin: -1}
	drain(t, p)
	w.want(t, "notice sent, news sent, answer sent", why)
}

// Talks are begun with so many people a day; open ones go on.
func TestTalksADay(t *testing.T) {
	t.Parallel()
	w, g, p := governing(t, 6)
	if _, err := w.sql.Exec(t.Context(), `update addresses set heard_at = $1 where id > 1`, people.Add(-bot.OpenFor-2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	g.gate.Begin = 2
	for i, text := range []string{"open", "one", "two", "three", "four", "five"} {
		w.queue(t, i, bot.LaneNotice, text)
	}
	drain(t, p)
	w.want(t, "open sent, one sent, two sent, three waiting number_held, four waiting number_held, five waiting number_held", why)
	drain(t, p)
	w.want(t, "3", `select count(*)::text from outbox where state = 'sent'`)
	w.want(t, "2", `select count(*)::text from outbox where begins`)
	if _, err := w.sql.Exec(t.Context(), `update outbox set sent_at = sent_at - interval '1 day'`); err != nil {
		t.Fatal(err)
	}
	drain(t, p)
	w.want(t, "open sent, one sent, two sent, three sent, four sent, five waiting number_held", why)
}

// The running pump holds to it as well.
func TestARunningPumpMindsTheGate(t *testing.T) {
	t.Parallel()
	w, g, p := governing(t, 2)
	g.gate.Shut = true
	w.queue(t, 0, bot.LaneNotice, "notice")
	w.queue(t, 1, bot.LaneReply, "answer")
	running(t, p)
	w.until(t, "notice waiting number_held, answer sent", why)
}

// A talk that looked open and is refused all the same waits no longer than it
// must: until its person writes again, or the messenger has lifted the lock.
func TestAnOpenTalkThatIsRefused(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*testing.T, *world, *governed){
		"the lock is lifted": func(_ *testing.T, _ *world, g *governed) { g.gate = bot.Gate{Begin: -1} },
		"within a budget": func(_ *testing.T, w *world, g *governed) {
			g.gate = bot.Gate{Begin: 5, Opens: w.clock().Add(9 * time.Hour)}
		},
		"they write": func(t *testing.T, w *world, _ *governed) {
			if _, err := w.sql.Exec(t.Context(), `update addresses set heard_at = $1`, people.Add(time.Minute)); err != nil {
				t.Fatal(err)
			}
		},
		"they write again within the hour": func(t *testing.T, w *world, _ *governed) {
			if _, err := w.sql.Exec(t.Context(), `update conversations c set heard_at = $1, address_id = a.id from addresses a where a.member_id = c.member_id`, people.Add(time.Minute)); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, g, p := governing(t, 2)
			w.queue(t, 0, bot.LaneNotice, "notice")
			g.answer, g.gate = failing(bot.Held, 0), bot.Gate{Opens: w.clock().Add(24 * time.Hour)}
			drain(t, p)
			g.answer = nil
			for range 3 {
				drain(t, p)
			}
			w.want(t, "notice waiting number_held", why)
			if n := len(g.texts()); n != 1 {
				t.Errorf("%d tries before anything has changed", n)
			}
			end(t, w, g)
			drain(t, p)
			w.want(t, "notice sent", why)
		})
	}
}

// What met a shut gate on its way was no try: it leaves as soon as it opens.
func TestWhatMeetsAShutGateOnItsWay(t *testing.T) {
	t.Parallel()
	w, g, p := governing(t, 1)
	w.queue(t, 0, bot.LaneNotice, "notice")
	g.answer = func(context.Context, bot.Outbound) (string, error) {
		g.gate = bot.Gate{Shut: true, Begin: -1, Opens: w.clock().Add(10 * time.Minute)}
		return "", &bot.SendError{Class: bot.Held, Kept: true, Code: "number_held", Err: errors.New("shut")}
	}
	drain(t, p)
	w.want(t, "notice waiting number_held 0", `select text || ' ' || state || ' ' || reason || ' ' || tries from outbox`)
	g.answer, g.gate = nil, bot.Gate{Opens: w.clock().Add(24 * time.Hour)} // a message was confirmed; no talk is begun, and this one is open
	drain(t, p)
	w.want(t, "notice sent", why)
}

// A short pause leaves a long queue nearly as it is: nothing passes, and little
// is written. What was held leaves before what was not.
func TestAShortPauseOfALongQueue(t *testing.T) {
	t.Parallel()
	w, g, p := governing(t, 3)
	g.gate = bot.Gate{Shut: true, Begin: -1, Opens: w.clock().Add(10 * time.Minute)}
	_, err := w.sql.Exec(t.Context(), `
		insert into outbox (member_id, address_id, channel, account, lane, text, created_at)
		select member_id, id, channel, account, 1, n, $1 from addresses, generate_series(1000, 1499) n order by n, id`, people)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		drain(t, p)
	}
	const counts = `select string_agg(state || ' ' || n, ', ' order by state) from (select state, count(*) n from outbox group by 1) x`
	w.want(t, "queued 500, waiting 1000", counts)
	g.gate.Opens = w.clock().Add(time.Hour) // it lasts: now the queue says why it waits
	drain(t, p)
	w.want(t, "waiting 1500", counts)
	g.gate = bot.Gate{Shut: true, Begin: -1, Opens: w.clock().Add(time.Minute)}
	if _, err = w.sql.Exec(t.Context(), `update outbox set state = 'queued', reason = null, not_before = null where id % 2 = 0`); err != nil {
		t.Fatal(err)
	}
	g.gate = bot.Gate{Begin: -1}
	drain(t, p)
	w.want(t, "sent 1500", counts)
	if !slices.IsSorted(g.texts()) {
		t.Error("the order is lost")
	}
}

// What is held for somebody has to leave before what came later, however soon
// the gate has opened.
func TestHeldRowsKeepTheirPlace(t *testing.T) {
	t.Parallel()
	w, _, p := governing(t, 2)
	w.queue(t, 0, bot.LaneNotice, "first", "second")
	w.queue(t, 1, bot.LaneNotice, "other")
	if _, err := w.sql.Exec(t.Context(), `update outbox set state = 'waiting', reason = 'number_held' where text = 'first'`); err != nil {
		t.Fatal(err)
	}
	own, err := w.Own(t.Context(), account, "test")
	if err != nil {
		t.Fatal(err)
	}
	d := store.Due{Limit: 8, MaxLane: bot.LaneBroadcast, People: people, Machine: w.clock(), Lease: time.Minute, Reach: &store.Reach{Gate: bot.Gate{Begin: -1}, People: people}}
	if rows, err := w.Turnover(t.Context(), own.Lease, nil, d); err != nil || len(rows) != 1 || rows[0].Text != "other" {
		t.Errorf("%+v leave: %v", rows, err)
	}
	own.Release()
	drain(t, p)
	w.want(t, "first sent, second sent, other sent", states)
}
