package tgtest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestOffsetsConfirm(t *testing.T) {
	t.Parallel()
	const first = 100_000_001
	for _, c := range []struct {
		name  string
		polls [][]any
		want  []string // of the last poll
	}{
		{"no offset hands everything out", [][]any{{}, {}}, []string{"a", "b", "c", "d"}},
		{"limit", [][]any{{"limit", 2}}, []string{"a", "b"}},
		{"limit below one", [][]any{{"limit", 0}}, []string{"a"}},
		{"an offset confirms what is below", [][]any{{"offset", first + 2}, {}}, []string{"c", "d"}},
		{"the newest's offset keeps it", [][]any{{"offset", first + 3}, {"offset", first + 3}}, []string{"d"}},
		{"beyond the newest", [][]any{{"offset", first + 4}, {}}, []string{}},
		{"negative counts from the end", [][]any{{"offset", -1}}, []string{"d"}},
		{"negative forgets the rest", [][]any{{"offset", -2}, {}}, []string{"c", "d"}},
		{"negative beyond the oldest", [][]any{{"offset", -9}}, []string{"a", "b", "c", "d"}},
		{"an older numbering's offset confirms nothing", [][]any{{"offset", first + 900}, {}}, []string{"a", "b", "c", "d"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := begin(t, Options{FirstUpdate: first})
			for _, text := range []string{"a", "b", "c", "d"} {
				w.Person("Siti").Say(text)
			}
			var got []event
			for _, poll := range c.polls {
				got = w.updates(poll...)
			}
			if diff := cmp.Diff(c.want, texts(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// polling is a getUpdates that waits.
type polling struct {
	done chan struct{}
	got  reply
	err  error
}

func (w *world) poll(pairs ...any) *polling {
	w.t.Helper()
	p := &polling{done: make(chan struct{})}
	go func() {
		defer close(p.done)
		p.got, p.err = w.do("getUpdates", pairs...)
	}()
	w.until("a poll waits", func() bool { w.queue.mu.Lock(); defer w.queue.mu.Unlock(); return w.queue.waiter != nil })
	return p
}

func (p *polling) wait(t *testing.T) reply {
	t.Helper()
	select {
	case <-p.done:
	case <-time.After(soon):
		t.Fatal("still waiting")
	}
	if p.err != nil {
		t.Fatal(p.err)
	}
	return p.got
}

// until looks until something holds.
func (w *world) until(what string, holds func() bool) {
	w.t.Helper()
	for end := time.Now().Add(soon); !holds(); {
		if time.Now().After(end) {
			w.t.Fatalf("never: %s", what)
		}
		time.Sleep(time.Millisecond)
	}
}

func TestLongPollWakesAtOnce(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.poll("timeout", 50)
	w.Person("Siti").Say("halo")
	var list []event
	p.wait(t).read(t, &list)
	if diff := cmp.Diff([]string{"halo"}, texts(list)); diff != "" {
		t.Error(diff)
	}
}

func TestLongPollEndsEmpty(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	began := time.Now()
	if list := w.updates("timeout", 1); len(list) != 0 || time.Since(began) < 900*time.Millisecond {
		t.Errorf("%d updates after %v", len(list), time.Since(began))
	}
}

func TestASecondPollerEndsTheFirst(t *testing.T) {
	t.Parallel()
	for _, timeout := range []int{0, 50} {
		w := begin(t, Options{})
		first := w.poll("timeout", 50)
		second := &polling{done: make(chan struct{})}
		go func() {
			defer close(second.done)
			second.got, second.err = w.do("getUpdates", "timeout", timeout)
		}()
		want := "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
		if got := first.wait(t); got.bad() != want || got.Status != 409 {
			t.Errorf("first: %q", got.bad())
		}
		w.Person("Siti").Say("halo")
		if got := second.wait(t); !got.OK {
			t.Errorf("second: %q", got.bad())
		}
	}
}

func TestAPollThatIsGivenUpKeepsTheUpdates(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	client := *w.client
	client.Timeout = 50 * time.Millisecond
	if _, err := client.PostForm(w.at("getUpdates"), form("timeout", 50)); err == nil {
		t.Fatal("answered")
	}
	w.until("nobody waits", func() bool { w.queue.mu.Lock(); defer w.queue.mu.Unlock(); return w.queue.waiter == nil })
	w.Person("Siti").Say("halo")
	if diff := cmp.Diff([]string{"halo"}, texts(w.updates("timeout", 50))); diff != "" {
		t.Error(diff)
	}
}

func TestAllowedUpdatesAreRemembered(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti")
	kinds := func() string {
		p.Say("halo")
		_ = p.Edit("halo!")
		p.Block()
		p.Unblock()
		out := ""
		list := w.updates()
		for _, e := range list {
			switch {
			case e.Message != nil:
				out += "m"
			case e.Edited != nil:
				out += "e"
			case e.Membership != nil:
				out += "b"
			}
			w.updates("offset", e.ID+1)
		}
		return out
	}
	for _, c := range []struct{ allowed, want string }{
		{"", "mebb"},
		{`["message"]`, "m"},
		{"", "m"}, // remembered
		{`not a list`, "m"},
		{`["my_chat_member","edited_message"]`, "ebb"},
		{`[]`, "mebb"}, // all again
	} {
		w.updates("allowed_updates", c.allowed)
		if got := kinds(); got != c.want {
			t.Errorf("after %q: %q, want %q", c.allowed, got, c.want)
		}
	}
}

func TestUpdatesAreKeptADay(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	w.Person("Siti").Say("lama")
	w.clock.pass(20 * time.Hour)
	w.Person("Siti").Say("baru")
	w.clock.pass(5 * time.Hour)
	if diff := cmp.Diff([]string{"baru"}, texts(w.updates())); diff != "" {
		t.Error(diff)
	}
}

func TestNumberingMayBeginAgain(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{FirstUpdate: 900_000})
	w.Person("Siti").Say("lama")
	w.one()
	w.Renumber(500)
	w.Person("Siti").Say("baru")
	list := w.updates("offset", 900_001)
	if len(list) != 1 || list[0].ID != 500 {
		t.Fatalf("%+v", list)
	}
	if left := w.updates("offset", 501); len(left) != 0 || w.Pending() != 0 {
		t.Errorf("%d left", len(left))
	}
}

func TestAgainIsHandedOutOnceMore(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	p := w.Person("Siti")
	p.Say("halo")
	first := w.one()
	p.Say("lagi")
	w.one()
	p.Again()
	if again := w.updates("offset", first.ID+2); len(again) != 1 || again[0].ID != first.ID+1 || again[0].Message.Text != "lagi" {
		t.Fatalf("%+v", again)
	}
	if list := w.updates(); len(list) != 0 {
		t.Errorf("a third time: %+v", list)
	}
	w.Person("Budi").Again() // never wrote: nothing
}
