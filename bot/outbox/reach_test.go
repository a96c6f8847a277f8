package outbox_test

import (
	"testing"
	"time"

	"langkah/bot"
	"langkah/bot/outbox"
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
