package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"langkah/bot"
	"langkah/store"
)

// own takes the account tg for s until the test ends.
func (h house) own(t *testing.T, s *store.Store) store.Lease {
	t.Helper()
	o, err := s.Own(t.Context(), tg, t.Name())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(o.Release)
	return o.Lease
}

func due() store.Due {
	return store.Due{Limit: 64, MaxLane: bot.LaneBroadcast, People: people, Machine: machine, Lease: time.Minute}
}

func (h house) turn(t *testing.T, l store.Lease, done []store.Result) []bot.Outbound {
	t.Helper()
	return h.turnAt(t, l, done, due())
}

func (h house) turnAt(t *testing.T, l store.Lease, done []store.Result, d store.Due) []bot.Outbound {
	t.Helper()
	rows, err := h.Turnover(t.Context(), l, done, d)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func words(rows []bot.Outbound) string {
	var list []string
	for _, o := range rows {
		list = append(list, o.Text)
	}
	return strings.Join(list, " ")
}

// gone is the result of a send that arrived.
func gone(o bot.Outbound) store.Result {
	return store.Result{ID: o.ID, State: "sent", ExternalID: fmt.Sprint("x", o.ID), At: people}
}

func TestLanesAndOneInFlight(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	h.queue(t, siti, bot.LaneBroadcast, "queued", "s-news1", "s-news2")
	h.queue(t, siti, bot.LaneNotice, "queued", "s-note1")
	h.queue(t, budi, bot.LaneNotice, "queued", "b-note1", "b-note2")
	h.queue(t, siti, bot.LaneReply, "queued", "s-re1", "s-re2")
	l := h.own(t, h.Store)
	var done []store.Result
	for i, want := range []string{"s-re1 s-note1 b-note1 s-news1", "s-re2 b-note2 s-news2", ""} {
		rows := h.turn(t, l, done)
		if got := words(rows); got != want {
			t.Errorf("turn %d: %q, want %q", i, got, want)
		}
		done = nil
		for _, o := range rows {
			done = append(done, gone(o))
		}
		if i == 0 && words(h.turn(t, l, nil)) != "" {
			t.Error("a second row of the same person and lane left")
		}
	}
	h.want(t, "7 7 7 7", `select count(*), count(sent_at), count(external_id), sum(tries) from outbox where state = 'sent'`)
}

// Two senders share an account: each takes its own lanes, in the same order
// that one alone would keep.
func TestLanesFromAndTo(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	h.queue(t, siti, bot.LaneBroadcast, "queued", "s-news1", "s-news2")
	h.queue(t, siti, bot.LaneNotice, "queued", "s-note1")
	h.queue(t, budi, bot.LaneReply, "queued", "b-re1", "b-re2")
	l := h.own(t, h.Store)
	for _, c := range []struct {
		min, max bot.Lane
		want     string
	}{
		{bot.LaneNotice, bot.LaneReply, ""},
		{bot.LaneNotice, bot.LaneBroadcast, "s-note1 s-news1"},
		{bot.LaneNotice, bot.LaneBroadcast, ""},
		{bot.LaneReply, bot.LaneReply, "b-re1"},
		{bot.LaneReply, bot.LaneBroadcast, ""},
	} {
		d := due()
		d.MinLane, d.MaxLane = c.min, c.max
		if got := words(h.turnAt(t, l, nil, d)); got != c.want {
			t.Errorf("lanes %v to %v: %q, want %q", c.min, c.max, got, c.want)
		}
	}
}

// What the messenger put off was no try.
func TestATryThatDoesNotCount(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	h.queue(t, siti, bot.LaneReply, "queued", "put off")
	h.queue(t, budi, bot.LaneReply, "queued", "failed")
	l := h.own(t, h.Store)
	for range 3 {
		rows := h.turn(t, l, nil)
		h.turnAt(t, l, []store.Result{{ID: rows[0].ID, State: "queued", Uncounted: true}, {ID: rows[1].ID, State: "queued"}}, store.Due{})
	}
	h.want(t, "put off 0; failed 3", `select text, tries from outbox order by id`)
}

func TestLimitTakesTheOldest(t *testing.T) {
	t.Parallel()
	h := open(t)
	var crowd []bot.Address
	for i := range 70 {
		a := siti
		a.ID = fmt.Sprintf("p%02d", i)
		crowd = append(crowd, a)
	}
	h.write(t, crowd...)
	for _, a := range crowd {
		h.queue(t, a, bot.LaneReply, "queued", a.ID)
	}
	l := h.own(t, h.Store)
	for _, limit := range []int{3, 64, 64, 64} {
		d := due()
		d.Limit = limit
		rows := h.turnAt(t, l, nil, d)
		if len(rows) > limit || !slices.IsSortedFunc(rows, func(a, b bot.Outbound) int { return int(a.ID - b.ID) }) {
			t.Errorf("limit %d gave %d: %s", limit, len(rows), words(rows))
		}
	}
	h.want(t, "70", `select count(*) from outbox where state = 'leased' and leased_until = $1`, machine.Add(time.Minute))
}

var poster = bot.Media{Kind: bot.Photo, Ref: "AgAC", Name: "poster.jpg", MIME: "image/jpeg", Size: 3}

func TestOutboundIsComplete(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	member, address := h.member(t, siti)
	h.within(t, func(tx store.Tx) error {
		return tx.Say(t.Context(), []store.Bubble{{MemberID: member, AddressID: address, Lane: bot.LaneNotice, Text: "Pilih:",
			Choices: []bot.Choice{{ID: "a", Label: "A", Number: 1}}, Contact: "Bagikan", Media: &poster}}, people)
	})
	want := []bot.Outbound{{ID: 1, To: siti, Lane: bot.LaneNotice, Text: "Pilih:", Tries: 1,
		Choices: []bot.Choice{{ID: "a", Label: "A", Number: 1}}, ShareContact: "Bagikan", Media: &poster}}
	if diff := cmp.Diff(want, h.turn(t, h.own(t, h.Store), nil)); diff != "" {
		t.Error(diff)
	}
}

func TestBackoffHoldsThePersonsNext(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	h.queue(t, siti, bot.LaneReply, "queued", "s1", "s2")
	h.queue(t, budi, bot.LaneReply, "queued", "b1", "b2")
	l := h.own(t, h.Store)
	rows := h.turn(t, l, nil)
	later := machine.Add(10 * time.Second)
	next := h.turn(t, l, []store.Result{{ID: rows[0].ID, State: "queued", Reason: "retry 500", NotBefore: later, Resent: true}, gone(rows[1])})
	if words(next) != "b2" {
		t.Errorf("while s1 backs off: %q", words(next))
	}
	h.want(t, "queued retry 500 true; queued <nil> false", `select state, reason, resent from outbox where text like 's%' order by id`)
	d := due()
	d.Machine = later
	if rows = h.turnAt(t, l, nil, d); words(rows) != "s1" || rows[0].Tries != 2 || !rows[0].Resent {
		t.Errorf("after the backoff: %+v", rows)
	}
	if rows = h.turnAt(t, l, []store.Result{gone(rows[0])}, d); words(rows) != "s2" {
		t.Errorf("then: %q", words(rows))
	}
	h.want(t, "sent <nil>", `select state, reason from outbox where text = 's1'`)
}

func TestUsefulUntil(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	h.queue(t, siti, bot.LaneNotice, "queued", "late", "fresh")
	h.queue(t, budi, bot.LaneNotice, "waiting", "held")
	h.exec(t, `update outbox set useful_until = $1 where text <> 'fresh'`, people)
	l := h.own(t, h.Store)
	d := due()
	d.People = people.Add(time.Second)
	if rows := h.turnAt(t, l, nil, d); words(rows) != "fresh" {
		t.Errorf("left: %q", words(rows))
	}
	h.want(t, "late expired useful_until; fresh leased <nil>; held expired useful_until", `select text, state, reason from outbox order by id`)
}

// More rows than one turn sets aside expire at once: none of them leaves.
func TestMuchExpiresInTurns(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	member, address := h.member(t, siti)
	h.exec(t, `insert into outbox (member_id, address_id, channel, account, lane, text, created_at, useful_until)
		select $1, $2, 'telegram', 'langkah_bot', 2, 'old', $3, $3 from generate_series(1, 2500)`, member, address, people.Add(-time.Hour))
	h.queue(t, siti, bot.LaneBroadcast, "queued", "new")
	l := h.own(t, h.Store)
	got := ""
	for turns := 0; got == "" && turns < 5; turns++ {
		got = words(h.turn(t, l, nil))
	}
	if got != "new" {
		t.Errorf("left: %q", got)
	}
	h.want(t, "2500", `select count(*) from outbox where state = 'expired'`)
}

func TestOurIDsAreStoredAndReused(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	h.queue(t, siti, bot.LaneReply, "queued", "s")
	h.queue(t, budi, bot.LaneReply, "queued", "b")
	l := h.own(t, h.Store)
	n := 0
	d := due()
	d.NewID = func() string { n++; return fmt.Sprint("ID", n) }
	rows := h.turnAt(t, l, nil, d)
	if len(rows) != 2 || rows[0].ExternalID == "" || rows[0].ExternalID == rows[1].ExternalID {
		t.Fatalf("ids: %+v", rows)
	}
	h.want(t, rows[0].ExternalID+"; "+rows[1].ExternalID, `select external_id from outbox order by id`)
	again := h.turnAt(t, l, []store.Result{{ID: rows[0].ID, State: "queued"}, {ID: rows[1].ID, State: "sent", At: people}}, d)
	if len(again) != 1 || again[0].ExternalID != rows[0].ExternalID {
		t.Errorf("again: %+v, want the id %s", again, rows[0].ExternalID)
	}
	h.want(t, rows[1].ExternalID, `select external_id from outbox where text = 'b'`)
}

func TestBlockedComesBackAsAMessage(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	h.queue(t, siti, bot.LaneReply, "queued", "s")
	l := h.own(t, h.Store)
	r := store.Result{ID: h.turn(t, l, nil)[0].ID, State: "failed", Reason: "opted_out 403", Blocked: true, At: people}
	for range 2 {
		h.turn(t, l, []store.Result{r})
	}
	h.want(t, "blocked pending true", `select i.kind, i.state, i.address_id = o.address_id from inbox i, outbox o where i.kind = 'blocked'`)
	h.want(t, "failed opted_out 403", `select state, reason from outbox`)
}

// An account that stands still holds nobody up on another.
func TestAnotherAccountsRowsAreNotWaitedFor(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	member, _ := h.member(t, siti)
	page := bot.Address{Channel: "webchat", Account: "web", ID: "b1"}
	h.write(t, page)
	h.exec(t, `update addresses set member_id = $1`, member) // one person, two addresses
	h.queue(t, page, bot.LaneReply, "queued", "unseen")
	h.queue(t, siti, bot.LaneReply, "queued", "reply")
	if rows := h.turn(t, h.own(t, h.Store), nil); words(rows) != "reply" {
		t.Errorf("left: %q", words(rows))
	}
}
