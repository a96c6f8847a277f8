package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

func onTelegram(name string) bot.Address {
	return bot.Address{Channel: tg.Channel, Account: tg.Name, ID: name}
}

// runs starts a broadcast to all there are, and writes its rows.
func (h house) runs(t *testing.T, b store.Broadcast) store.Broadcast {
	t.Helper()
	b = h.announce(t, b)
	if err := h.StartBroadcast(t.Context(), b.Code, onPhones, store.BroadcastLimits{Test: 1e6, Approve: 1e6}, operator, b.Starts); err != nil {
		t.Fatal(err)
	}
	h.expand(t, b.Starts)
	return h.broadcast(t, b.Code)
}

// takes is what an account sends at a time.
func (h house) takes(t *testing.T, of bot.Account, at time.Time, r *store.Reach) (list []bot.Outbound) {
	t.Helper()
	own, err := h.Own(t.Context(), of, t.Name())
	if err != nil {
		t.Fatal(err)
	}
	defer own.Release()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	list, err = h.Turnover(ctx, own.Lease, nil, store.Due{Limit: 64, MaxLane: bot.LaneBroadcast, People: at, Machine: machine, Lease: time.Minute, Reach: r})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func names(list []bot.Outbound) string {
	var all []string
	for _, o := range list {
		all = append(all, o.To.ID)
	}
	return strings.Join(all, " ")
}

// Of two who become one, each with a row of the same broadcast in any state, one
// goes on, by whichever chat it reaches them sooner; none does where one has left.
func TestLinkedRowsInAnyState(t *testing.T) {
	t.Parallel()
	h := open(t)
	states := map[string]string{
		"queued": "queued", "waiting": "waiting next_contact", "held": "waiting number_held", "tray": "skipped tray", "leased": "leased",
		"sent": "sent", "unknown": "unknown", "failed": "failed", "cap": "skipped cap",
	}
	left := map[string]bool{"leased": true, "sent": true, "unknown": true}
	open := map[string]int{"queued": 2, "waiting": 1, "held": 1, "tray": 1}
	for first, a := range states {
		for second, b := range states {
			h.empty(t)
			h.exec(t, `truncate merges, link_codes cascade`)
			h.parish(t, tg.Channel, tg.Name, "ani")
			h.exec(t, `update members set number = 'JKP-0000009'`)
			h.parish(t, office.Channel, office.Name, "ani")
			h.runs(t, store.Broadcast{})
			for channel, state := range map[string]string{tg.Channel: a, office.Channel: b} {
				is, why, _ := strings.Cut(state, " ")
				h.exec(t, `update outbox set state = $2, reason = nullif($3, '') where channel = $1`, channel, is, why)
			}
			h.link(t, onTelegram("ani"), onWhatsApp("ani"), people)
			want := "0"
			switch {
			case left[first] || left[second]:
			case open[first] == 2 || open[second] == 2:
				want = "queued"
			case open[first]+open[second] > 0:
				want = "1"
			}
			got := h.read(t, `select count(*) from outbox where state in ('queued', 'waiting') or reason = 'tray'`)
			if want == "queued" {
				got = h.read(t, `select state from outbox where state in ('queued', 'waiting') or reason = 'tray'`)
			}
			if got != want {
				t.Errorf("%s and %s: %s goes on, want %s: %s", first, second, got, want, h.read(t, `select channel, state, reason from outbox order by id`))
			}
			h.want(t, "2", `select count(distinct member_id) from outbox`)
			if open[first] == 2 && open[second] == 1 {
				h.want(t, "telegram", `select channel from outbox where state = 'queued'`)
			}
		}
	}
}

// Parted again, each has their own: a row that went to the other's chat comes back.
func TestPartedPeopleHaveTheirOwnRow(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.parish(t, tg.Channel, tg.Name, "ani")
	h.exec(t, `update members set number = 'JKP-0000009'`)
	h.parish(t, office.Channel, office.Name, "ani")
	h.runs(t, store.Broadcast{})
	h.exec(t, `update outbox set state = 'failed' where channel = 'telegram'`)
	h.link(t, onTelegram("ani"), onWhatsApp("ani"), people)
	const rows = `select o.channel, o.state, a.member_id = o.member_id from outbox o join addresses a on a.id = o.address_id where o.state = 'queued'`
	h.want(t, "whatsapp queued true", rows)
	if out := h.asks(t, onWhatsApp("ani"), people, flows.UnlinkAccounts{}); out.Event != "parted" {
		t.Fatalf("%+v", out)
	}
	h.want(t, "whatsapp queued true", rows)
	h.want(t, "2", `select count(distinct member_id) from outbox`)
}

// Who goes on as a member whose row is not written yet brings theirs along, or has
// had it: the writing goes on, and gives them no other.
func TestExpansionMeetsLinkedPeople(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.parish(t, office.Channel, office.Name, "early", "sent")
	h.exec(t, `insert into members (id, number, name, profile, service, announcements, created_at)
		select i, 'JKP-1' || i, 'x', '{}', true, true, $1 from generate_series(100, 5200) i`, people)
	h.exec(t, `update members set number = number || 'a' where id < 100`)
	h.parish(t, tg.Channel, tg.Name, "late", "had")
	h.exec(t, `update members set registered_at = $1 where id in (select member_id from addresses where channel = 'telegram')`, people)
	h.exec(t, `do $$ begin
		set local session_replication_role = replica;
		update members set id = id + 10000 where id in (select member_id from addresses where channel = 'telegram');
		update conversations set member_id = member_id + 10000 where member_id in (select member_id from addresses where channel = 'telegram');
		update addresses set member_id = member_id + 10000 where channel = 'telegram';
	end $$`)
	b := h.announce(t, store.Broadcast{})
	if err := h.StartBroadcast(t.Context(), b.Code, onPhones, store.BroadcastLimits{Test: 1e6, Approve: 1e6}, operator, people); err != nil {
		t.Fatal(err)
	}
	if _, none, err := h.Expand(t.Context(), onPhones, people); err != nil || none {
		t.Fatal(none, err)
	}
	h.want(t, "2 false", `select (select count(*) from outbox), expanded from broadcasts`)
	h.exec(t, `update outbox set state = 'sent', sent_at = $1 where address_id = (select id from addresses where address = 'sent')`, people)
	h.link(t, onTelegram("late"), onWhatsApp("early"), people)
	h.link(t, onTelegram("had"), onWhatsApp("sent"), people)
	h.want(t, "2", `select count(*) from members where merged_into > 10000`)
	h.expand(t, people)
	h.want(t, "early queued; sent sent", `select a.address, o.state from outbox o join addresses a on a.id = o.address_id order by 1`)
	if got := names(h.takes(t, office, people, nil)) + names(h.takes(t, tg, people, nil)); got != "early" {
		t.Errorf("%s gets it", got)
	}
}

// A row that has to leave again leaves as its broadcast does by then.
func TestRowsThatComeBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, c := range []struct{ lane, state, stop, doubt, retried, recovered string }{
		{"2", "running", "", "", "queued 2", "queued 2"},
		{"0", "running", "", "", "queued 2", "queued 2"},
		{"0", "paused", "", "", "queued 2", "queued 2"},
		{"0", "done", "", "", "waiting 2", "unknown 0"},
		{"0", "cancelled", "", "", "skipped 2", "unknown 0"},
		{"2", "cancelled", "", "", "skipped 2", "unknown 2"},
		{"2", "cancelled", "", "doubt", "unknown 2", "unknown 2"},
		{"2", "running", "stop", "", "skipped 2", "unknown 2"},
		{"2", "paused", "stop", "doubt", "unknown 2", "unknown 2"},
	} {
		for _, killed := range []bool{false, true} {
			h.empty(t)
			h.parish(t, office.Channel, office.Name, "ani")
			h.runs(t, store.Broadcast{})
			own, err := h.Own(t.Context(), office, t.Name())
			if err != nil {
				t.Fatal(err)
			}
			out, err := h.Turnover(t.Context(), own.Lease, nil, store.Due{Limit: 9, MaxLane: bot.LaneBroadcast, People: people, Machine: machine, Lease: time.Minute})
			if err != nil || len(out) != 1 {
				t.Fatal(out, err)
			}
			h.exec(t, `update outbox set lane = $1`, c.lane)
			h.exec(t, `update broadcasts set state = $1`, c.state)
			if c.stop != "" {
				h.act(t, onWhatsApp("ani"), flows.StopMessages{Text: "berhenti"})
			}
			want := c.retried
			if killed {
				own.Release()
				if own, err = h.Own(t.Context(), office, t.Name()); err == nil {
					_, _, err = h.Recover(t.Context(), own.Lease, store.Recovery{OwnIDs: true})
				}
				want = c.recovered
			} else {
				_, err = h.Turnover(t.Context(), own.Lease, []store.Result{{ID: out[0].ID, State: "queued", Reason: "later", Doubt: c.doubt != "", At: people}}, store.Due{})
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := h.read(t, `select state, lane from outbox`); got != want {
				t.Errorf("%+v, killed %v: %s, want %s", c, killed, got, want)
			}
			own.Release()
			if got := h.takes(t, office, people, nil); c.state == "paused" && len(got) > 0 {
				t.Errorf("%+v, killed %v: it leaves", c, killed)
			}
		}
	}
}

// What was on its way to somebody who was erased meanwhile is not kept.
func TestWhatWasOnItsWayIsForgotten(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.parish(t, tg.Channel, tg.Name, "ani", "budi")
	h.runs(t, store.Broadcast{})
	own, err := h.Own(t.Context(), tg, t.Name())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(own.Release)
	out, err := h.Turnover(t.Context(), own.Lease, nil, store.Due{Limit: 9, MaxLane: bot.LaneBroadcast, People: people, Machine: machine, Lease: time.Minute})
	if err != nil || len(out) != 2 {
		t.Fatal(out, err)
	}
	h.act(t, onTelegram("ani"), flows.EraseMember{})
	var done []store.Result
	for _, o := range out {
		said := o.Filled("Halo Kak " + o.To.ID)
		done = append(done, store.Result{ID: o.ID, State: "sent", ExternalID: o.To.ID, At: people, Said: &said})
	}
	if _, err := h.Turnover(t.Context(), own.Lease, done, store.Due{}); err != nil {
		t.Fatal(err)
	}
	h.want(t, "ani sent ; budi sent Halo Kak budi", `select external_id, state, text from outbox order by id`)
}

// What failed is not sent again to who has had it, as another who is the same.
func TestRetryKnowsWhoIsTheSame(t *testing.T) {
	t.Parallel()
	h := open(t)
	for how, want := range map[string]int{"failed sent": 0, "sent failed": 0, "failed failed": 1, "failed skipped": 1, "unknown sent": 0, "failed unknown": 0} {
		h.empty(t)
		h.exec(t, `truncate merges, link_codes cascade`)
		h.parish(t, tg.Channel, tg.Name, "ani")
		h.exec(t, `update members set number = 'JKP-0000009'`)
		h.parish(t, office.Channel, office.Name, "ani")
		b := h.runs(t, store.Broadcast{})
		a, c, _ := strings.Cut(how, " ")
		h.exec(t, `update outbox set state = case channel when 'telegram' then $1 else $2 end`, a, c)
		h.link(t, onTelegram("ani"), onWhatsApp("ani"), people)
		var ids []int64
		list, err := h.Doubtful(t.Context(), b)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range list {
			ids = append(ids, r.ID)
		}
		if how == "failed failed" || how == "failed unknown" {
			ids = nil
		}
		if n, err := h.RetryBroadcast(t.Context(), b.Code, ids, operator, people); err != nil || n < want || n > want+btoi(how == "failed failed") {
			t.Errorf("%s: %d go again, want %d: %v", how, n, want, err)
		}
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Whoever holds a broadcast, as one who calls it off for many does, holds up nobody
// but itself: notices leave, answers are given, others end.
func TestAHeldBroadcastHoldsNobodyUp(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.parish(t, tg.Channel, tg.Name, "ani", "budi")
	held := h.runs(t, store.Broadcast{})
	h.exec(t, `update outbox set state = 'waiting', reason = 'next_contact' where id = (select min(id) from outbox)`)
	if err := h.Notice(t.Context(), onTelegram("ani"), store.Bubble{Lane: bot.LaneNotice, Class: flows.Requested, Text: "besok kelas"}, people); err != nil {
		t.Fatal(err)
	}
	tx, err := h.sql.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback(context.Background())
	if _, err := tx.Exec(t.Context(), `select from broadcasts where id = $1 for update`, held.ID); err != nil {
		t.Fatal(err)
	}
	if out := h.takes(t, tg, people, nil); len(out) != 1 || out[0].Text != "besok kelas" {
		t.Errorf("%+v leaves", out)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	member, address := h.member(t, onTelegram("ani"))
	if err := h.Within(ctx, func(tx store.Tx) error {
		return tx.HandOver(ctx, store.Handing{MemberID: member, AddressID: address, News: 2}, people)
	}); err != nil {
		t.Error(err)
	}
	if _, err := h.Pull(ctx, onTelegram("ani"), 0, people, bot.LaneBroadcast); err != nil {
		t.Error(err)
	}
	if _, err := h.EndBroadcasts(ctx, held.Expires); err != nil {
		t.Error(err)
	}
	h.want(t, "queued; waiting", `select state from outbox where broadcast_id is not null order by state`)
	h.want(t, "running", `select state from broadcasts`)
}

// Whoever has not written for long while a broadcast takes its time gets it when they
// write, behind the answer and once.
func TestWhoTurnsColdDuringABroadcast(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.parish(t, office.Channel, office.Name, "ani", "budi", "cici")
	h.runs(t, store.Broadcast{Starts: people, Expires: people.AddDate(0, 0, 60)})
	paused := h.runs(t, store.Broadcast{Starts: people, Expires: people.AddDate(0, 0, 50)})
	if err := h.PauseBroadcast(t.Context(), paused.Code, operator, people); err != nil {
		t.Fatal(err)
	}
	later := people.Add(bot.ColdAfter + time.Hour)
	h.exec(t, `update addresses set heard_at = $1 where address = 'budi'`, later)
	h.sift(t, bot.Gate{Begin: -1}, later)
	const rows = `select a.address, o.state, o.lane from outbox o join addresses a on a.id = o.address_id join broadcasts b on b.id = o.broadcast_id where b.state = $1 order by a.address`
	h.want(t, "ani waiting 2; budi queued 2; cici waiting 2", rows, "running")
	h.want(t, "ani queued 2; budi queued 2; cici queued 2", rows, "paused")
	h.hears(t, onWhatsApp("ani"), later)
	member, address := h.member(t, onWhatsApp("ani"))
	h.within(t, func(tx store.Tx) error {
		return tx.HandOver(t.Context(), store.Handing{MemberID: member, AddressID: address, News: 2}, later)
	})
	h.exec(t, `update addresses set heard_at = $1 where address = 'ani'`, later)
	reach := &store.Reach{Gate: bot.Gate{Begin: -1}, People: later, Machine: machine}
	if got := names(h.takes(t, office, later, reach)); got != "ani budi" {
		t.Errorf("%s get it", got)
	}
	h.want(t, "ani leased 0; budi leased 2; cici waiting 2", rows, "running")
}

// Where a number may begin no more talks today, those who have one open get theirs,
// of every broadcast; where it may say nothing first, nobody does.
func TestBroadcastsPassByTalksThatMayNotBegin(t *testing.T) {
	t.Parallel()
	h := open(t)
	list := someNames(150)
	h.parish(t, office.Channel, office.Name, list...)
	h.exec(t, `update addresses set heard_at = $1`, people.Add(-48*time.Hour))
	h.exec(t, `update addresses set heard_at = $1 where address in ('p90', 'p91')`, people)
	h.runs(t, store.Broadcast{Starts: people, Expires: people.AddDate(0, 0, 2), Spends: true})
	h.runs(t, store.Broadcast{Starts: people, Expires: people.AddDate(0, 0, 3), Spends: true})
	for _, c := range []struct {
		gate bot.Gate
		want string
	}{
		{bot.Gate{Shut: true, Begin: -1}, "0"}, {bot.Gate{Begin: 0}, "2"}, {bot.Gate{Begin: 3}, "5"}, {bot.Gate{Begin: -1}, "64"},
	} {
		h.exec(t, `update outbox set state = 'queued', begins = false`)
		h.sift(t, c.gate, people)
		taken := 0
		for range 3 {
			taken += len(h.takes(t, office, people, &store.Reach{Gate: c.gate, People: people, Machine: machine}))
			if c.gate.Begin < 0 {
				break
			}
		}
		if fmt.Sprint(taken) != c.want {
			t.Errorf("%+v: %d leave, want %s", c.gate, taken, c.want)
		}
		if c.gate.Begin == 0 { // of the other one, once they are not in flight
			h.exec(t, `update outbox set state = 'sent' where state = 'leased'`)
			if got := names(h.takes(t, office, people, &store.Reach{Gate: c.gate, People: people, Machine: machine})); got != "p90 p91" {
				t.Errorf("%s get the other", got)
			}
		}
	}
}

// What WhatsApp refused goes again once its person has written, in the words of that
// moment, and once.
func TestARefusedRowGoesWhenItsPersonWrites(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.parish(t, office.Channel, office.Name, "ani")
	b := h.runs(t, store.Broadcast{Texts: map[string]string{"id": "satu"}})
	own, err := h.Own(t.Context(), office, t.Name())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(own.Release)
	shut := &store.Reach{Gate: bot.Gate{Begin: 0, Opens: machine.Add(time.Hour)}, People: people, Machine: machine}
	turn := func(done ...store.Result) []bot.Outbound {
		t.Helper()
		out, err := h.Turnover(t.Context(), own.Lease, done, store.Due{Limit: 9, MaxLane: bot.LaneBroadcast, People: people, Machine: machine, Lease: time.Minute, Reach: shut})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	out := turn()
	if len(out) != 1 {
		t.Fatalf("%+v leaves", out)
	}
	said := out[0].Filled("satu")
	if again := turn(store.Result{ID: out[0].ID, State: "waiting", Reason: "number_held", Refused: true, NotBefore: machine.Add(24 * time.Hour), Said: &said, At: people}); len(again) > 0 {
		t.Errorf("%+v leaves again", again)
	}
	if err := h.PauseBroadcast(t.Context(), b.Code, operator, people); err != nil {
		t.Fatal(err)
	}
	if err := h.EditBroadcast(t.Context(), b.Code, map[string]string{"id": "dua"}, nil, operator, people); err != nil {
		t.Fatal(err)
	}
	h.sift(t, shut.Gate, people)
	h.want(t, "waiting number_held", `select state, reason from outbox`)
	later := people.Add(time.Minute)
	h.hears(t, onWhatsApp("ani"), later)
	h.exec(t, `update addresses set heard_at = $1`, later)
	h.sift(t, shut.Gate, later)
	if again := turn(); len(again) > 0 {
		t.Errorf("%+v leaves while it pauses", again)
	}
	if err := h.ResumeBroadcast(t.Context(), b.Code, store.BroadcastLimits{Test: 9, Approve: 9}, operator, later); err != nil {
		t.Fatal(err)
	}
	if again := turn(); len(again) != 1 || again[0].Fill.Text != "dua" {
		t.Errorf("%+v leaves", again)
	}
	h.want(t, "1", `select count(*) from outbox`)
}
