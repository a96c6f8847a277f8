package timers_test

import (
	"testing"
	"time"

	"langkah/flows"
	"langkah/store"
)

// does carries an action out for a member.
func (w *world) does(name string, action flows.Action, want string) {
	w.t.Helper()
	member := value[int64](w, `select member_id from addresses where address = $1`, name)
	err := w.store.Within(w.t.Context(), func(tx store.Tx) error {
		out, err := tx.Perform(w.t.Context(), store.Act{MemberID: member, ExternalID: "m", At: w.now, Action: action})
		if err == nil && out.Event != want {
			w.t.Errorf("%s: %T: %s, want %s", name, action, out.Event, want)
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// TestClassesCloseAtNight: the queue of a class in the evening is closed when it
// begins, offers end as it becomes day; people are told by day. The clock knows
// when to look.
func TestClassesCloseAtNight(t *testing.T) {
	t.Parallel()
	w := build(t, 1)
	defer w.close()
	begins := monday.Add(12 * time.Hour) // 21.00
	c := flows.Class{Code: "A", Title: "t", Capacity: 1, Days: []flows.Day{{Starts: begins, Ends: begins.Add(time.Hour)}}}
	if err := w.store.Within(t.Context(), func(tx store.Tx) error {
		return tx.PutCity(t.Context(), store.City{Classes: []flows.Class{c}}, w.now)
	}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"siti", "budi", "dewi"} {
		w.says(name, "halo")
		w.does(name, flows.Register{Profile: flows.Answers{"name": name}}, "registered")
	}
	w.settle()
	if _, some, err := w.parts[0].timers.Next(t.Context()); some || err != nil {
		t.Errorf("a class of nobody is waited for (%v)", err)
	}
	w.does("siti", flows.BookClass{Code: "A"}, "booked")
	w.does("budi", flows.QueueForClass{Code: "A"}, "waiting")
	w.does("siti", flows.CancelBooking{Code: "A"}, "cancelled")
	w.does("dewi", flows.QueueForClass{Code: "A"}, "waiting")
	next := func(want time.Time) {
		t.Helper()
		w.settle()
		at, some, err := w.parts[0].timers.Next(t.Context())
		if err != nil || !some || !at.Equal(want) {
			t.Errorf("next is %v, %v (%v), want %v", at, some, err, want)
		}
		w.now = want
	}
	next(monday.Add(2 * time.Hour)) // budi's offer ends
	next(monday.Add(4 * time.Hour)) // dewi's
	w.settle()
	w.does("siti", flows.BookClass{Code: "A"}, "booked")
	w.does("budi", flows.QueueForClass{Code: "A"}, "waiting")
	next(monday.Add(10 * time.Hour)) // siti is reminded
	next(begins)
	w.settle()
	if got := value[string](w, `select state from bookings b join addresses a on a.member_id = b.member_id where address = 'budi'`); got != "unseated" {
		t.Errorf("who waits at night when the class begins is %s", got)
	}
	next(monday.Add(23 * time.Hour)) // budi is told
	next(monday.Add(24 * time.Hour)) // siti was absent
	w.settle()
	if n := value[int](w, `select count(*) from classes where closes_at is not null`); n != 0 {
		t.Error("the class is not closed")
	}
}
