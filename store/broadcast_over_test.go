package store_test

import (
	"fmt"
	"testing"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// multitude writes rows of a broadcast that runs, of people who are not.
func (h house) multitude(t *testing.T, b store.Broadcast, of bot.Account, state string, from, to int) {
	t.Helper()
	h.exec(t, fmt.Sprintf(`do $$ begin
		set local session_replication_role = replica;
		insert into outbox (member_id, address_id, channel, account, lane, state, reason, text, class, created_at, useful_until, broadcast_id)
		select i, i, '%s', '%s', 2, '%s', case '%[3]s' when 'waiting' then 'next_contact' end, '', 'announced', '%[4]s', '%[5]s', %d from generate_series(%d, %d) i;
	end $$`, of.Channel, of.Name, state, people.Format(time.RFC3339), b.Expires.Format(time.RFC3339), b.ID, from, to))
}

// However many there are: what was called off never leaves, and is noted to the row.
func TestManyAreCalledOff(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.parish(t, tg.Channel, tg.Name, "ani")
	b := h.runs(t, store.Broadcast{})
	h.multitude(t, b, tg, "queued", 1_000, 7_999)
	h.multitude(t, b, tg, "waiting", 8_000, 8_999)
	h.multitude(t, b, tg, "sent", 9_000, 9_009)
	stopped, left, err := h.CancelBroadcast(t.Context(), b.Code, operator, people)
	if err != nil || stopped != 8_001 || left != 10 {
		t.Errorf("%d stopped, %d left, %v", stopped, left, err)
	}
	if out := h.takes(t, tg, people, nil); len(out) > 0 {
		t.Errorf("%d leave", len(out))
	}
	for ended := 1; ended > 0; {
		if ended, err = h.EndBroadcasts(t.Context(), people); err != nil {
			t.Fatal(err)
		}
	}
	h.want(t, "sent <nil> 10; skipped cancelled 8001", `select state, reason, count(*) from outbox group by 1, 2 order by 1`)
}

// A broadcast ends with its time, paused or not, and all its rows do: also those of
// a number that nobody serves any more.
func TestBroadcastsEndWithTheirRows(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.parish(t, tg.Channel, tg.Name, "ani")
	running, paused := h.runs(t, store.Broadcast{}), h.runs(t, store.Broadcast{})
	if err := h.PauseBroadcast(t.Context(), paused.Code, operator, people); err != nil {
		t.Fatal(err)
	}
	gone := bot.Account{Channel: "whatsapp", Name: "628119999999"}
	h.multitude(t, running, gone, "queued", 1_000, 1_002)
	h.multitude(t, running, gone, "waiting", 2_000, 2_001)
	h.multitude(t, running, gone, "unknown", 3_000, 3_000)
	if n, err := h.EndBroadcasts(t.Context(), people); err != nil || n != 0 {
		t.Errorf("%d ended before their time, %v", n, err)
	}
	if n, err := h.EndBroadcasts(t.Context(), running.Expires); err != nil || n != 7 {
		t.Errorf("%d ended, %v", n, err)
	}
	h.want(t, "done; done", `select state from broadcasts`)
	h.want(t, "expired useful_until 7; unknown <nil> 1", `select state, reason, count(*) from outbox group by 1, 2 order by 1`)
}

// What waits for its person keeps a broadcast from ending, and so does what is on
// its way; what has left, or is in doubt, does not.
func TestWhatKeepsABroadcast(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.parish(t, tg.Channel, tg.Name, "ani")
	for state, want := range map[string]string{"queued": "running", "leased": "running", "waiting": "running", "unknown": "done", "failed": "done", "sent": "done"} {
		b := h.runs(t, store.Broadcast{Spends: true})
		h.exec(t, `update outbox set state = $1 where broadcast_id = $2`, state, b.ID)
		if _, err := h.EndBroadcasts(t.Context(), people); err != nil {
			t.Fatal(err)
		}
		if got := h.broadcast(t, b.Code).State; string(got) != want {
			t.Errorf("with a row that is %s it is %s, want %s", state, got, want)
		}
	}
}

// Who announces a bazaar that is called off does not go on: staff decide.
func TestACancelledEventIsNotAnnounced(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.parish(t, tg.Channel, tg.Name, "ani")
	h.exec(t, `insert into events (code, name, kind, venue, starts_at, ends_at, register_by, slots, conditions, organiser)
		values ('BZR-9', 'Bazar', 'online', 'x', $1::timestamptz + interval '9 days', $1::timestamptz + interval '10 days', $1::timestamptz + interval '5 days', 60, '', 'x')`, people)
	about, other := h.runs(t, store.Broadcast{Event: "BZR-9", Spends: true}), h.runs(t, store.Broadcast{Spends: true})
	h.exec(t, `update outbox set lane = 0 where broadcast_id = $1`, about.ID)
	out, err := h.Command(t.Context(), flows.CancelEvent{Code: "BZR-9", Reason: "hujan"}, people)
	if err != nil || out.Event != "cancelled" || fmt.Sprint(out.Args["Held"]) != fmt.Sprintf("[%s]", about.Code) {
		t.Errorf("%+v, %v", out, err)
	}
	if got := h.broadcast(t, about.Code).State; got != store.BroadcastPaused {
		t.Errorf("it is %s", got)
	}
	if out := h.takes(t, tg, people, nil); len(out) != 1 || h.read(t, `select broadcast_id from outbox where id = $1`, out[0].ID) != fmt.Sprint(other.ID) {
		t.Errorf("%+v leaves", out)
	}
}

// In a restored copy news do not leave behind an answer either: they may have been
// said. Answers do.
func TestACopyHandsNothingOver(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.parish(t, tg.Channel, tg.Name, "ani")
	h.runs(t, store.Broadcast{})
	h.exec(t, `update outbox set lane = 0`) // handed over as the copy was made
	if err := h.Notice(t.Context(), onTelegram("ani"), store.Bubble{Lane: bot.LaneReply, Text: "jawaban"}, people); err != nil {
		t.Fatal(err)
	}
	if err := h.AsRestored(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Recognise(t.Context(), people); err != nil {
		t.Fatal(err)
	}
	if out := h.takes(t, tg, people, nil); len(out) != 1 || out[0].Text != "jawaban" {
		t.Errorf("%+v leaves", out)
	}
	if err := h.Thaw(t.Context(), people); err != nil {
		t.Fatal(err)
	}
	h.want(t, "waiting 2", `select state, lane from outbox where broadcast_id is not null`)
}
