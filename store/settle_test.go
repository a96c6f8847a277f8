package store_test

import (
	"fmt"
	"testing"
	"time"

	"langkah/bot"
	"langkah/store"
)

// takenOver is a row in flight, the only one, of an owner who lost the account:
// the leases of the old owner and of the new, and the row.
func (h house) takenOver(t *testing.T, lane bot.Lane) (old, now store.Lease, row bot.Outbound) {
	t.Helper()
	h.write(t, siti)
	h.exec(t, `delete from outbox`)
	h.queue(t, siti, lane, "queued", "hi")
	first, err := h.Own(t.Context(), tg, "first")
	if err != nil {
		t.Fatal(err)
	}
	row = h.turn(t, first.Lease, nil)[0]
	first.Release()
	return first.Lease, h.own(t, h.Store), row
}

func (h house) recover(t *testing.T, l store.Lease, ownIDs bool) string {
	t.Helper()
	requeued, unknown, err := h.Recover(t.Context(), l, store.Recovery{OwnIDs: ownIDs, Latest: people})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(requeued, " again, ", unknown, " unknown")
}

func TestAnOldOwnerClaimsNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	old, now, _ := h.takenOver(t, bot.LaneReply)
	h.queue(t, siti, bot.LaneNotice, "queued", "more")
	if rows := h.turn(t, old, nil); len(rows) != 0 {
		t.Errorf("the old owner claimed %q", words(rows))
	}
	if rows := h.turn(t, now, nil); words(rows) != "more" {
		t.Errorf("the new owner claimed %q", words(rows))
	}
}

// The owner changes while the old one is claiming: the new one waits until it
// can see what was claimed.
func TestTheNextOwnerSeesWhatTheLastOneClaimed(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	h.queue(t, siti, bot.LaneReply, "queued", "hi")
	first, err := h.Own(t.Context(), tg, "first")
	if err != nil {
		t.Fatal(err)
	}
	claiming, err := h.sql.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	rows, err := claiming.Query(t.Context(), store.ClaimBubbles, tg.Channel, tg.Name, first.Epoch, 64, people, machine, machine, nil,
		int16(bot.LaneBroadcast), int16(bot.LaneReply))
	if err != nil {
		t.Fatal(err)
	}
	rows.Close()
	first.Release()
	owned := make(chan *store.Ownership, 1)
	go func() {
		next, err := h.Own(t.Context(), tg, "next")
		if err != nil {
			t.Error(err)
		}
		owned <- next
	}()
	h.until(t, "1", `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
	if err := claiming.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	next := <-owned
	defer next.Release()
	if got := h.recover(t, next.Lease, false); got != "1 again, 0 unknown" {
		t.Errorf("recovered %s", got)
	}
}

func TestSettleByAnOldOwner(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		recovered, leased bool // what the new owner did before
		state             string
		want              string
	}{
		"it was sent":                         {false, false, "sent", "sent"},
		"it was not":                          {false, false, "queued", "queued"},
		"sent, and queued again":              {true, false, "sent", "sent"},
		"sent, and in flight again":           {true, true, "sent", "sent"},
		"not sent, but queued again":          {true, false, "failed", "queued"},
		"not sent, but in flight again":       {true, true, "queued", "leased"},
		"nobody knows, but in flight again":   {true, true, "unknown", "leased"},
		"to be tried later, but queued again": {true, false, "queued", "queued"},
	}
	h := open(t)
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			old, now, row := h.takenOver(t, bot.LaneReply)
			if c.recovered {
				h.recover(t, now, false)
			}
			if c.leased && len(h.turn(t, now, nil)) != 1 {
				t.Fatal("the new owner could not claim the row")
			}
			late := store.Result{ID: row.ID, State: c.state, At: people, NotBefore: machine.Add(time.Hour)}
			h.turnAt(t, old, []store.Result{late}, store.Due{})
			h.want(t, c.want, `select state from outbox`)
			if c.recovered && c.state != "sent" {
				h.want(t, "1", `select count(*) from outbox where not_before is null`)
			}
		})
	}
}

func TestSettleIsDoneOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	h.queue(t, siti, bot.LaneReply, "queued", "hi")
	l := h.own(t, h.Store)
	r := gone(h.turn(t, l, nil)[0])
	h.turn(t, l, []store.Result{r})
	h.turn(t, l, []store.Result{{ID: r.ID, State: "failed", Reason: "late"}})
	r.ExternalID = "other"
	h.turn(t, l, []store.Result{r})
	h.want(t, "sent <nil> x1", `select state, reason, external_id from outbox`)
}

// An id that a messenger gives twice, and words that no text can hold, do not
// keep the others from being settled.
func TestForeignAnswersAreSettled(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	h.queue(t, siti, bot.LaneReply, "queued", "s")
	h.queue(t, budi, bot.LaneReply, "queued", "b")
	l := h.own(t, h.Store)
	rows := h.turn(t, l, nil)
	h.turn(t, l, []store.Result{
		{ID: rows[0].ID, State: "sent", ExternalID: "same\x00", At: people},
		{ID: rows[1].ID, State: "sent", ExternalID: "same", Reason: "\x00\xff", At: people},
	})
	h.want(t, "sent same; sent same", `select state, external_id from outbox order by id`)
}

func TestRecover(t *testing.T) {
	t.Parallel()
	cases := []struct {
		lane   bot.Lane
		ownIDs bool
		want   string
		row    string
	}{
		{bot.LaneReply, true, "1 again, 0 unknown", "queued false <nil>"},
		{bot.LaneNotice, true, "1 again, 0 unknown", "queued false <nil>"},
		{bot.LaneBroadcast, true, "1 again, 0 unknown", "queued false <nil>"},
		{bot.LaneReply, false, "1 again, 0 unknown", "queued true <nil>"},
		{bot.LaneNotice, false, "0 again, 1 unknown", "unknown false owner_lost"},
		{bot.LaneBroadcast, false, "0 again, 1 unknown", "unknown false owner_lost"},
	}
	h := open(t)
	for _, c := range cases {
		t.Run(fmt.Sprint("lane ", c.lane, " own ids ", c.ownIDs), func(t *testing.T) {
			old, now, _ := h.takenOver(t, c.lane)
			if got := h.recover(t, old, c.ownIDs); got != "0 again, 0 unknown" {
				t.Errorf("an owner recovered its own rows: %s", got)
			}
			if got := h.recover(t, now, c.ownIDs); got != c.want {
				t.Errorf("recovered %s, want %s", got, c.want)
			}
			h.want(t, c.row, `select state, resent, reason from outbox`)
			h.want(t, "0", `select count(*) from outbox where leased_until is not null`)
		})
	}
}

// A reply that fells whoever sends it does not come back for ever.
func TestRecoverGivesUpInTheEnd(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	h.queue(t, siti, bot.LaneReply, "queued", "poison", "next")
	owners := 0
	for ; owners < 50; owners++ {
		o, err := h.Own(t.Context(), tg, "mortal")
		if err != nil {
			t.Fatal(err)
		}
		h.recover(t, o.Lease, false)
		rows := h.turn(t, o.Lease, nil)
		o.Release()
		if words(rows) == "next" {
			break
		}
	}
	if owners != 10 {
		t.Errorf("the poison fell %d owners, want 10", owners)
	}
	h.want(t, "unknown", `select state from outbox where text = 'poison'`)
}

// failures are late verdicts on a row that must not undo what is known.
func (h house) failures(id int64) (list []store.Result) {
	for _, state := range []string{"queued", "unknown", "failed", "waiting"} {
		list = append(list, store.Result{ID: id, State: state, Reason: "late"})
	}
	return list
}

// What an earlier owner wrote with a clock that was hours ahead does not wait
// for hours; a backoff that may be ours stays.
func TestRecoverForgetsAWaitFromAnotherClock(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi)
	h.queue(t, siti, bot.LaneReply, "queued", "ahead")
	h.queue(t, budi, bot.LaneReply, "queued", "soon")
	h.exec(t, `update outbox set not_before = $1::timestamptz + case text when 'ahead' then interval '2 hours' else interval '1 minute' end`, people)
	o := h.own(t, h.Store)
	if _, _, err := h.Store.Recover(t.Context(), o, store.Recovery{Latest: people.Add(time.Minute)}); err != nil {
		t.Fatal(err)
	}
	h.want(t, "ahead true; soon false", `select text, not_before is null from outbox order by id`)
}
