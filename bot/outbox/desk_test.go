package outbox_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"langkah/bot"
	"langkah/bot/outbox"
	"langkah/store"
)

// met is a pump that runs with a desk.
func (w *world) met(t *testing.T, s *sender) (*outbox.Desk, func()) {
	t.Helper()
	config := outbox.Config{Store: w.Store, Sender: s, Replica: "test", Out: &bot.Bell{}, Desk: &outbox.Desk{}, Log: w.log,
		People: func() time.Time { return people }, Machine: w.clock}
	if r := config.Desk.Ask(account, 1); r != nil {
		t.Fatal("room before anybody sends")
	}
	return config.Desk, running(t, outbox.New(config))
}

// room asks until there is some: the account is taken in a moment.
func room(t *testing.T, d *outbox.Desk, most int) *outbox.Room {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		if r := d.Ask(account, most); r != nil {
			return r
		}
	}
	t.Fatal("there is no room")
	return nil
}

// write has an answer to person number who written into room.
func (w *world) write(t *testing.T, r *outbox.Room, who int, text string) (leave []bot.Outbound) {
	t.Helper()
	list := []store.Bubble{{MemberID: int64(who + 1), AddressID: int64(who + 1), Text: text}}
	err := w.Within(t.Context(), func(tx store.Tx) error {
		return tx.SayInto(t.Context(), []store.Room{r.Room}, list, people, func(rows []bot.Outbound) { leave = rows })
	})
	if err != nil {
		t.Fatal(err)
	}
	return leave
}

// What was written into room leaves without a claim, and is settled.
func TestHandedOver(t *testing.T) {
	t.Parallel()
	w := build(t, 1)
	s := &sender{}
	desk, _ := w.met(t, s)
	r := room(t, desk, 5)
	r.Fill(w.write(t, r, 0, "jawaban"))
	w.until(t, "1", sent)
	w.want(t, "1", `select tries::text from outbox`)
	if got := s.texts(); len(got) != 1 || got[0] != "jawaban" {
		t.Errorf("%v left", got)
	}
}

// There is room for a window's rows, promised, claimed and handed over ones
// together, and what is not used comes back.
func TestRoomForAWindow(t *testing.T) {
	t.Parallel()
	w := build(t, 70)
	g := newGate()
	desk, _ := w.met(t, &sender{answer: g.answer})
	first := room(t, desk, 40)
	second := room(t, desk, 40)
	if first.Rows != 40 || second.Rows != 24 || desk.Ask(account, 1) != nil {
		t.Fatalf("room for %d and %d", first.Rows, second.Rows)
	}
	if desk.Talking() {
		t.Error("people are said to be answered before they are")
	}
	first.Fill(w.write(t, first, 0, "a"))
	second.Fill(nil)
	if !desk.Talking() {
		t.Error("nobody is said to be answered")
	}
	g.await(t, 1)
	third := room(t, desk, 100)
	if third.Rows != 63 {
		t.Errorf("room for %d beside one in flight", third.Rows)
	}
	third.Fill(nil)
	close(g.open)
	w.until(t, "1", sent)
	w.pass(time.Second)
	if desk.Talking() {
		t.Error("people are said to be answered a second behind")
	}
}

// A stop waits for what was promised, sends it and settles it.
func TestAStopKeepsItsPromise(t *testing.T) {
	t.Parallel()
	w := build(t, 1)
	s := &sender{}
	desk, stop := w.met(t, s)
	r := room(t, desk, 1)
	stopped := make(chan error)
	go func() { stop(); close(stopped) }()
	for end := time.Now().Add(time.Minute); ; { // no more is promised while it waits
		other := desk.Ask(account, 1)
		if other == nil {
			break
		}
		other.Fill(nil)
		if time.Now().After(end) {
			t.Fatal("it promises on")
		}
	}
	r.Fill(w.write(t, r, 0, "terakhir"))
	come(t, stopped)
	w.want(t, "1", sent)
	if desk.Ask(account, 1) != nil {
		t.Error("room after the end")
	}
}

// An account that pauses promises nothing.
func TestNoRoomInAPause(t *testing.T) {
	t.Parallel()
	w := build(t, 1)
	s := &sender{answer: func(context.Context, bot.Outbound) (string, error) {
		return "", &bot.SendError{Class: bot.Throttled, Scope: bot.ScopeAccount, After: time.Minute, Err: errors.New("slower")}
	}}
	desk, _ := w.met(t, s)
	r := room(t, desk, 1)
	r.Fill(w.write(t, r, 0, "a"))
	w.until(t, "queued", `select state from outbox`)
	if r := desk.Ask(account, 1); r != nil {
		t.Error("room in a pause")
	}
}

// Nobody knows how a commit ended: the account is taken anew, and what was
// leased is found and sent.
func TestADoubtfulCommit(t *testing.T) {
	t.Parallel()
	w := build(t, 1)
	s := &sender{}
	desk, _ := w.met(t, s)
	r := room(t, desk, 1)
	if lost := w.write(t, r, 0, "hilang"); len(lost) != 1 {
		t.Fatalf("%d rows leased", len(lost))
	}
	r.Doubt()
	w.until(t, "1", sent)
	w.want(t, "2 true", `select epoch || ' ' || resent from outbox`)
	room(t, desk, 1).Fill(nil) // and the new owner promises again
}
