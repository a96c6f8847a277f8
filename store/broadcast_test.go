package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"langkah/bot"
	"langkah/store"
)

var (
	operator = store.Who{Name: store.CommandLine}
	chief    = store.Who{Name: "Ibu Rina, admin"}
	onPhones = store.Way{WrittenFirst: []string{"whatsapp"}}
)

// announce makes a draft that leaves at any hour of the day.
func (h house) announce(t *testing.T, b store.Broadcast) store.Broadcast {
	t.Helper()
	if b.Texts == nil {
		b.Texts = map[string]string{"id": "Halo Kak {{nama}}"}
		b.Needs = []string{"nama"}
	}
	if b.Starts.IsZero() {
		b.Starts, b.Expires = people, people.AddDate(0, 0, 7)
	}
	b.Opens, b.Closes, b.Author = max(8, b.Opens), max(b.Closes, 20), operator.Name
	code, err := h.CreateBroadcast(t.Context(), b, people)
	if err != nil {
		t.Fatal(err)
	}
	return h.broadcast(t, code)
}

func (h house) broadcast(t *testing.T, code string) store.Broadcast {
	t.Helper()
	b, err := h.Broadcast(t.Context(), code)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// expand writes all rows that may be written.
func (h house) expand(t *testing.T, at time.Time) {
	t.Helper()
	for {
		if _, none, err := h.Expand(t.Context(), onPhones, at); err != nil || none {
			if err != nil {
				t.Fatal(err)
			}
			return
		}
	}
}

// empty forgets everybody, also what nobody may delete.
func (h house) empty(t *testing.T) {
	t.Helper()
	h.exec(t, `do $$ begin
		set local session_replication_role = replica;
		delete from outbox; delete from broadcasts; delete from segments; delete from signups; delete from licences; delete from stages;
		delete from consents; delete from inbox; delete from conversations; delete from addresses; delete from members;
	end $$`)
}

// parish are members who want news, with a chat each.
func (h house) parish(t *testing.T, channel, account string, names ...string) {
	t.Helper()
	for i, name := range names {
		h.exec(t, `with m as (insert into members (number, name, profile, kecamatan, service, announcements, created_at)
			           values ($1, $2, '{}', '31.71.07', true, true, $3) returning id),
			     a as (insert into addresses (member_id, channel, account, address, created_at, heard_at) select id, $4, $5, $2, $3, $3 from m returning id, member_id)
			insert into conversations (member_id, address_id, updated_at, heard_at) select member_id, id, $3, $3 from a`,
			fmt.Sprintf("JKP-%07d", i+1), name, people, channel, account)
	}
}

func someNames(n int) (list []string) {
	for i := range n {
		list = append(list, fmt.Sprintf("p%02d", i))
	}
	return list
}

// Of two broadcasts the one that must be over first goes first, though it was
// written later and everybody has a row of the other in the queue.
func TestTheEarlierDeadlineGoesFirst(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.parish(t, tg.Channel, tg.Name, someNames(6)...)
	late := h.announce(t, store.Broadcast{Texts: map[string]string{"id": "lambat"}, Starts: people, Expires: people.AddDate(0, 0, 9)})
	soon := h.announce(t, store.Broadcast{Texts: map[string]string{"id": "segera"}, Starts: people, Expires: people.AddDate(0, 0, 2)})
	for _, b := range []store.Broadcast{late, soon} {
		if err := h.StartBroadcast(t.Context(), b.Code, onPhones, store.BroadcastLimits{Test: 10, Approve: 10}, operator, people); err != nil {
			t.Fatal(err)
		}
		h.expand(t, people)
	}
	own, err := h.Own(t.Context(), tg, t.Name())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(own.Release)
	var order []string
	for {
		out, err := h.Turnover(t.Context(), own.Lease, nil, store.Due{Limit: 4, MaxLane: bot.LaneBroadcast, People: people, Machine: machine, Lease: time.Minute})
		if err != nil {
			t.Fatal(err)
		}
		if len(out) == 0 {
			break
		}
		var done []store.Result
		for _, o := range out {
			order = append(order, o.Fill.Text)
			said := o.Filled(o.Fill.Text)
			done = append(done, store.Result{ID: o.ID, State: "sent", At: people, Said: &said})
		}
		if _, err := h.Turnover(t.Context(), own.Lease, done, store.Due{}); err != nil {
			t.Fatal(err)
		}
	}
	want := slices.Concat(slices.Repeat([]string{"segera"}, 6), slices.Repeat([]string{"lambat"}, 6))
	if d := cmp.Diff(want, order); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// What waits until somebody writes is handed over while its broadcast runs: not
// while it is paused, and never once it is cancelled.
func TestBroadcastsBehindAnAnswer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, want string }{{"running", "queued 0"}, {"paused", "waiting 2"}, {"resumed", "queued 0"}, {"handed over, then paused", "waiting 2"}, {"cancelled", "skipped 2"}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			h.parish(t, office.Channel, office.Name, "ani")
			later := people.AddDate(0, 0, 40) // ani is cold by then
			b := h.announce(t, store.Broadcast{Starts: later, Expires: later.AddDate(0, 0, 7)})
			do := map[string]func() error{
				"start": func() error {
					return h.StartBroadcast(t.Context(), b.Code, onPhones, store.BroadcastLimits{Test: 9, Approve: 9}, operator, later)
				},
				"pause": func() error { return h.PauseBroadcast(t.Context(), b.Code, operator, later) },
				"resume": func() error {
					return h.ResumeBroadcast(t.Context(), b.Code, store.BroadcastLimits{Test: 9, Approve: 9}, operator, later)
				},
				"cancel": func() error { _, _, err := h.CancelBroadcast(t.Context(), b.Code, operator, later); return err },
				"write": func() error {
					member, address := h.member(t, onWhatsApp("ani"))
					return h.Within(t.Context(), func(tx store.Tx) error {
						return tx.HandOver(t.Context(), store.Handing{MemberID: member, AddressID: address, News: 2}, later)
					})
				},
			}
			steps := map[string]string{"running": "write", "paused": "pause write", "resumed": "pause write resume write", "handed over, then paused": "write pause", "cancelled": "cancel write"}[c.name]
			if err := do["start"](); err != nil {
				t.Fatal(err)
			}
			h.expand(t, later)
			h.want(t, "waiting next_contact", `select state, reason from outbox`)
			for step := range strings.FieldsSeq(steps) {
				if err := do[step](); err != nil {
					t.Fatalf("%s: %v", step, err)
				}
			}
			h.want(t, c.want, `select state, lane from outbox`)
		})
	}
}

// Who goes on as somebody who has a row of a broadcast gets it once.
func TestLinkedPeopleGetOneBroadcast(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.parish(t, tg.Channel, tg.Name, "ani")
	h.exec(t, `update members set number = 'JKP-0000009'`)
	h.parish(t, office.Channel, office.Name, "ani2")
	b := h.announce(t, store.Broadcast{Texts: map[string]string{"id": "kabar"}})
	if err := h.StartBroadcast(t.Context(), b.Code, onPhones, store.BroadcastLimits{Test: 9, Approve: 9}, operator, people); err != nil {
		t.Fatal(err)
	}
	h.expand(t, people)
	h.want(t, "2", `select count(*) from outbox where state = 'queued'`)
	kept, _ := h.member(t, bot.Address{Channel: tg.Channel, Account: tg.Name, ID: "ani"})
	gone, _ := h.member(t, onWhatsApp("ani2"))
	if kept == gone {
		t.Fatal("they are one already")
	}
	h.link(t, bot.Address{Channel: tg.Channel, Account: tg.Name, ID: "ani"}, onWhatsApp("ani2"), people)
	h.want(t, "queued 1; skipped 1", `select state, count(*) from outbox group by state order by state`)
}

// Limits hold: who makes a broadcast tries it out, and somebody else approves it.
func TestBroadcastsAreApproved(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.parish(t, tg.Channel, tg.Name, someNames(3)...)
	b := h.announce(t, store.Broadcast{})
	start := func() error {
		return h.StartBroadcast(t.Context(), b.Code, onPhones, store.BroadcastLimits{Test: 1, Approve: 2}, operator, people)
	}
	if err := start(); !errors.Is(err, store.NotTested) {
		t.Errorf("untested: %v", err)
	}
	member, _ := h.member(t, bot.Address{Channel: tg.Channel, Account: tg.Name, ID: "p00"})
	did, err := h.TryBroadcast(t.Context(), store.Trial{Code: b.Code, Member: member, Way: onPhones, Render: func(f bot.Fill) (string, error) { return f.Text + f.Name, nil }}, operator, people)
	if err != nil || did.Text != "Halo Kak {{nama}}p00" || did.As != "" {
		t.Errorf("%+v, %v", did, err)
	}
	h.want(t, "0 <nil>", `select lane, broadcast_id from outbox`)
	if err := start(); err != nil || h.broadcast(t, b.Code).State != store.BroadcastAsked {
		t.Errorf("not approved: %v, %s", err, h.broadcast(t, b.Code).State)
	}
	if err := h.ApproveBroadcast(t.Context(), b.Code, operator, people); !errors.Is(err, store.OwnApproval) {
		t.Errorf("its author approves: %v", err)
	}
	if err := h.ApproveBroadcast(t.Context(), b.Code, chief, people); err != nil {
		t.Error(err)
	}
	if err := h.EditBroadcast(t.Context(), b.Code, map[string]string{"id": "Lain"}, nil, operator, people); err != nil {
		t.Error(err)
	}
	if err := start(); !errors.Is(err, store.NotTested) {
		t.Errorf("edited: %v", err)
	}
	h.want(t, "broadcast.create; broadcast.test; broadcast.start; broadcast.approve; broadcast.edit", `select action from audit order by id`)
}

// A segment that a broadcast means stays as it was approved.
func TestSegments(t *testing.T) {
	t.Parallel()
	h := open(t)
	save := func(a store.Audience) error {
		return h.SaveSegment(t.Context(), store.Segment{Name: "kuliner", Audience: a}, chief, people)
	}
	food := store.Audience{Fields: []string{"kuliner"}}
	if err := save(store.Audience{Except: &store.Audience{Segment: "kuliner"}}); !errors.Is(err, store.ErrSegmentNested) {
		t.Errorf("of itself: %v", err)
	}
	if err := errors.Join(save(store.Audience{}), save(food)); err != nil {
		t.Fatal(err)
	}
	if _, err := h.CreateBroadcast(t.Context(), store.Broadcast{Audience: store.Audience{Segment: "fesyen"}}, people); err == nil {
		t.Error("a segment that there is not")
	}
	b := h.announce(t, store.Broadcast{Audience: store.Audience{Except: &store.Audience{Segment: "kuliner"}}})
	if err := save(store.Audience{}); !errors.Is(err, store.ErrSegmentUsed) {
		t.Errorf("in use: %v", err)
	}
	if err := h.DeleteSegment(t.Context(), "kuliner", chief, people); !errors.Is(err, store.ErrSegmentUsed) {
		t.Errorf("in use: %v", err)
	}
	if _, _, err := h.CancelBroadcast(t.Context(), b.Code, operator, people); err != nil {
		t.Fatal(err)
	}
	list, err := h.Segments(t.Context())
	if d := cmp.Diff([]store.Segment{{Name: "kuliner", Audience: food, Author: chief.Name, Created: people}}, list, cmp.Transformer("at", func(x time.Time) int64 { return x.Unix() })); err != nil || d != "" {
		t.Errorf("%v\n%s", err, d)
	}
	if err := h.DeleteSegment(t.Context(), "kuliner", chief, people); err != nil {
		t.Error(err)
	}
	if err := h.DeleteSegment(t.Context(), "kuliner", chief, people); !errors.Is(err, store.ErrNoSegment) {
		t.Errorf("twice: %v", err)
	}
}

// What failed goes again with the words of today, and nothing else does without a
// word.
func TestRetryOfABroadcast(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.parish(t, tg.Channel, tg.Name, "ani", "budi", "cici", "dodi", "")
	b := h.announce(t, store.Broadcast{})
	if err := h.StartBroadcast(t.Context(), b.Code, onPhones, store.BroadcastLimits{Test: 9, Approve: 9}, operator, people); err != nil {
		t.Fatal(err)
	}
	h.expand(t, people)
	h.want(t, "failed missing_nama; queued <nil>", `select distinct state, reason from outbox order by state`)
	h.exec(t, `update outbox set state = 'failed', reason = 'boom', text = 'lama' where id = (select min(id) from outbox)`)
	h.exec(t, `update outbox set state = 'unknown', reason = 'owner_lost' where id in (select id from outbox where state = 'queued' order by id limit 2)`)
	h.exec(t, `update outbox set state = 'sent', sent_at = $1 where state = 'queued'`, people)
	if _, err := h.EndBroadcasts(t.Context(), people); err != nil {
		t.Fatal(err)
	}
	h.want(t, "done", `select state from broadcasts`)
	n, err := h.RetryBroadcast(t.Context(), b.Code, nil, operator, people)
	if err != nil || n != 1 {
		t.Errorf("%d go again, %v", n, err)
	}
	h.want(t, "running", `select state from broadcasts`)
	h.want(t, "failed 1 ; queued 1 ; sent 1 ; unknown 2 ", `select state, count(*), max(text) from outbox group by state order by state`)
	list, err := h.Doubtful(t.Context(), b)
	if err != nil || len(list) != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	if n, err = h.RetryBroadcast(t.Context(), b.Code, []int64{list[0].ID}, operator, people); err != nil || n != 1 {
		t.Errorf("%d go again, %v", n, err)
	}
	h.want(t, "true true", `select resent, in_doubt from outbox where id = $1`, list[0].ID)
	if n, err = h.RetryBroadcast(t.Context(), b.Code, nil, operator, b.Expires); !errors.Is(err, store.TooLate) {
		t.Errorf("too late: %d, %v", n, err)
	}
}

// Once a pause has returned nothing leaves any more, however many claim meanwhile.
func TestPausedBroadcastsAreHeldToTheRow(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.parish(t, tg.Channel, tg.Name, someNames(300)...)
	b := h.announce(t, store.Broadcast{})
	limits := store.BroadcastLimits{Test: 1000, Approve: 1000}
	if err := h.StartBroadcast(t.Context(), b.Code, onPhones, limits, operator, people); err != nil {
		t.Fatal(err)
	}
	h.expand(t, people)
	own, err := h.Own(t.Context(), tg, t.Name())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(own.Release)
	const leased = `select count(*) from outbox where state = 'leased'`
	for round := range 5 {
		claims := make(chan error, 1)
		begun := make(chan struct{}, 1000)
		go func() {
			for range 20 {
				_, err := h.Turnover(context.Background(), own.Lease, nil, store.Due{Limit: 2, MaxLane: bot.LaneBroadcast, People: people, Machine: machine, Lease: time.Minute})
				if err != nil {
					claims <- err
					return
				}
				begun <- struct{}{}
			}
			claims <- nil
		}()
		for range round + 1 {
			<-begun
		}
		if err := h.PauseBroadcast(t.Context(), b.Code, operator, people); err != nil {
			t.Fatal(err)
		}
		had := h.read(t, leased)
		if err := <-claims; err != nil {
			t.Fatal(err)
		}
		if now := h.read(t, leased); now != had || had == "0" {
			t.Errorf("%s were on their way at the pause, %s after it", had, now)
		}
		if err := h.ResumeBroadcast(t.Context(), b.Code, limits, operator, people); err != nil {
			t.Fatal(err)
		}
	}
}
