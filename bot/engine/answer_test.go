package engine_test

import (
	"fmt"
	"math"
	"testing"

	"langkah/bot"
)

func TestDuplicatesAreAnsweredOnce(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	w.meet(t, e, "siti")
	one := says("siti", "a", "b")
	accept(t, e, one, one)
	drain(t, e)
	accept(t, e, one, one[:1])
	drain(t, e)
	w.want(t, "a, b", answers, "siti")
}

func TestNothingToAccept(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	w.db.Reachable(false) // nothing needs no database
	accept(t, e, nil)
	if err := e.Receipts(t.Context(), nil); err != nil {
		t.Error(err)
	}
}

// A batch comes as the network brought it; the channel's own order counts.
func TestTheChannelsOrderCounts(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	batch := says("siti", "last", "tie1", "tie2", "first", "second")
	for i, seq := range []int64{math.MaxInt64, 7, 7, math.MinInt64, -1} {
		batch[i].Seq = seq
	}
	accept(t, e, batch)
	if batch[0].Text != "last" {
		t.Error("the channel's own batch was reordered")
	}
	w.want(t, "first second tie1 tie2 last", `select string_agg(text, ' ' order by id) from inbox`)
}

// Fast bubbles of many people, on four replicas at once.
func TestFastBubblesInOrder(t *testing.T) {
	t.Parallel()
	w := build(t)
	for range 4 {
		running(t, w.engine(t, w.store(t), nil))
	}
	e := w.engine(t, w.db, nil)
	for i := range 12 {
		var batch []bot.Inbound
		for _, name := range crowd(40) {
			batch = append(batch, says(name, fmt.Sprint(i))...)
		}
		accept(t, e, batch)
	}
	w.until(t, "0", pending)
	if err := w.answered(t.Context()); err != nil {
		t.Error(err)
	}
	w.want(t, "480", `select count(*)::text from outbox`)
}

// One person's flood comes in portions and holds nobody up.
func TestFloodOfOnePerson(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	var flood []string
	for i := range 90 {
		flood = append(flood, fmt.Sprint(i))
	}
	accept(t, e, says("siti", flood...), says("budi", "hi"))
	drain(t, e)
	if err := w.answered(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestAnActIsInTheTurn(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	w.meet(t, e, "siti", "budi")
	accept(t, e, says("siti", "act", "x", "act"), says("budi", "act"))
	drain(t, e)
	w.want(t, "JKP-0000001, x\nJKP-0000001, JKP-0000001", answers, "siti")
	w.want(t, "JKP-0000002", answers, "budi")
}

func TestBlockedAndReopened(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	const shut = `select string_agg(address || ' ' || (blocked_at is not null), ', ' order by address) from addresses`
	const session = `select string_agg(session::text, ', ' order by member_id) from conversations`
	w.meet(t, e, "budi", "siti")
	before := w.read(t, session)
	event := func(kind bot.Kind) []bot.Inbound {
		in := says("siti", "")
		in[0].Kind = kind
		return in
	}
	accept(t, e, event(bot.Blocked))
	drain(t, e)
	w.want(t, "budi false, siti true", shut)
	accept(t, e, event(bot.Reopened), event(bot.Blocked), event(bot.Reopened))
	drain(t, e)
	w.want(t, "budi false, siti false", shut)
	w.want(t, before, session)
	w.want(t, "0", `select count(*)::text from outbox`)
	w.want(t, "0", pending)
	// Whoever blocks before they ever wrote is a person as well.
	stranger := says("new", "")
	stranger[0].Kind = bot.Blocked
	accept(t, e, stranger, says("new", "hi"))
	drain(t, e)
	if w.read(t, answers, "new") == "" {
		t.Error("a stranger got no answer")
	}
}

// A conversation that a newer release has written waits for it.
func TestANewerConversationWaits(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	w.meet(t, e, "siti", "budi")
	w.exec(t, `update conversations set version = 3 where member_id = (select member_id from addresses where address = 'siti')`)
	accept(t, e, says("siti", "x"), says("budi", "x"))
	drain(t, e)
	w.want(t, "", answers, "siti")
	w.want(t, "x", answers, "budi")
	w.want(t, "1", `select count(*)::text from inbox where state = 'pending' and tries = 0`)
	w.exec(t, `update conversations set version = 2`)
	drain(t, e)
	w.want(t, "0", pending)
}

func TestMailbox(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	w.meet(t, e, "siti")
	wake := e.Mailbox().Wake()
	accept(t, e, says("siti", "x", "y"))
	drain(t, e)
	select {
	case <-wake:
	default:
		t.Error("nobody was woken")
	}
	rows, err := e.Mailbox().After(t.Context(), address("siti"), 0)
	if err != nil || len(rows) != 2 || rows[1].Text != "y\ntalk/go_on" {
		t.Fatalf("after 0: %+v, %v", rows, err)
	}
	rows, err = e.Mailbox().After(t.Context(), address("siti"), rows[0].ID)
	if err != nil || len(rows) != 1 {
		t.Errorf("after the first: %+v, %v", rows, err)
	}
	all, err := e.Mailbox().History(t.Context(), address("siti"), 10)
	if err != nil || len(all) != 4 || all[0].Kind != bot.Text || all[1].Kind != "" {
		t.Errorf("history: %+v, %v", all, err)
	}
	if err := e.Receipts(t.Context(), []bot.Receipt{{Account: bot.Account{Channel: "telegram", Name: "x"}, ExternalID: "1"}}); err != nil {
		t.Error(err)
	}
}
