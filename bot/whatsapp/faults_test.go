package whatsapp

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"go.mau.fi/whatsmeow/types"

	"langkah/bot"
	"langkah/bot/whatsapp/watest"
)

// TestRefusedMessages: each answer of WhatsApp to a message, and what becomes of
// it.
func TestRefusedMessages(t *testing.T) {
	t.Parallel()
	for code, want := range map[int]bot.SendError{
		463: {Class: bot.Held, Code: "463 time_lock"},
		429: {Class: bot.Throttled, Scope: bot.ScopeAccount, After: slower, Code: "429 message"},
		479: {Class: bot.Permanent, Code: "479 not_understood"},
		400: {Class: bot.Permanent, Code: "400 message"},
		404: {Class: bot.Permanent, Code: "404 message"},
		503: {Class: bot.Retry, Code: "503 message"},
	} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, watest.Options{}).run().is(OK)
			p := w.meet(siti, "Siti")
			w.server.Fault(watest.Fault{Kind: watest.RefuseAck, Code: code, Times: 1})
			out := w.to(p, "halo")
			e := w.fails(out)
			if e.Class != want.Class || e.Code != want.Code || e.After != want.After || e.Scope != want.Scope {
				t.Errorf("%d is %s %q after %v for %v", code, e.Class, e.Code, e.After, e.Scope)
			}
			w.sends(out)
			w.shows(p, "halo")
		})
	}
}

// TestLineFails in each way, while people write: everything comes, in order.
func TestLineFails(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{}).run().is(OK)
	p := w.meet(siti, "Siti")
	want := []string{"halo"}
	for i, breaks := range []func(){w.office.Cut, func() { w.office.StreamError(503) }, func() { w.server.Down(true); w.server.Down(false) }, w.office.Redeliver} {
		for n := range 5 {
			want = append(want, fmt.Sprint(i, " ", n))
			p.Say(office, want[len(want)-1])
			if n == 2 {
				breaks()
			}
		}
		w.until("all", func() bool { return w.whole(len(want)) })
		w.is(OK)
	}
	for _, texts := range w.byPerson() {
		if !slices.Equal(texts, want) {
			t.Errorf("arrived as %q", texts)
		}
	}
}

// TestLostAnswers: whatever happens to a message on its way, the same id again
// is shown once.
func TestLostAnswers(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]watest.Fault{
		"cut before": {Kind: watest.DropBefore, Times: 1}, "cut after": {Kind: watest.DropAfter, Times: 1}, "never": {Kind: watest.NeverAck, Times: 1},
		"late": {Kind: watest.LateAck, Latency: 300 * time.Millisecond, Times: 1}, "twice": {Kind: watest.Duplicate, Times: 1},
		"slow": {Kind: watest.Slow, Latency: 300 * time.Millisecond, Times: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			each(t, func(t *testing.T, o watest.Options) {
				w := newWorld(t, o).run().is(OK)
				p := w.meet(siti, "Siti")
				w.server.Fault(f)
				out := w.to(p, "sekali")
				w.until("the send", func() bool {
					_, err := w.Send(t.Context(), out)
					if err != nil {
						if c := bot.Classify(err).Class; c != bot.Unknown && c != bot.Throttled {
							t.Errorf("it ended with %v", err)
						}
					}
					return err == nil
				})
				w.sends(w.to(p, "lagi"))
				w.shows(p, "sekali", "lagi")
			})
		})
	}
}

// TestQuestionsRefused: what WhatsApp does not tell before a message, is asked
// again later; the message was not sent.
func TestQuestionsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{}).run().is(OK)
	p := w.server.Person(siti, "Siti") // has not written: her devices must be asked for
	w.server.Fault(watest.Fault{Kind: watest.RefuseIQ, Space: "usync", Code: 429, Times: 1})
	out := w.to(p, "halo")
	if e := w.fails(out); e.Class != bot.Throttled || e.Scope != bot.ScopeBulk || e.After != slower {
		t.Errorf("429: %v", e)
	}
	w.server.Fault(watest.Fault{Kind: watest.RefuseIQ, Space: "encrypt", Code: 429, Times: 1})
	if e := w.fails(out); e.Class != bot.Unknown || e.Code != "no_device" {
		t.Errorf("no keys: %v", e)
	}
	w.sends(out)
	w.shows(p, "halo")
	other := w.to(w.server.Person(budi, "Budi"), "halo")
	w.server.Fault(watest.Fault{Kind: watest.RefuseIQ, Space: "usync", Code: 503, Times: 1})
	if e := w.fails(other); e.Class != bot.Retry {
		t.Errorf("503: %v", e)
	}
}

func TestNobodyThere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{}).run().is(OK)
	id, err := w.store.WhatsAppPerson(t.Context(), "+6289999999999", "", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	for _, to := range []string{id, "4711", ""} {
		out := bot.Outbound{To: bot.Address{Channel: "whatsapp", Account: office, ID: to}, Text: "halo"}
		if e := w.fails(out); e.Class != bot.OptedOut || e.Code != "not_on_whatsapp" {
			t.Errorf("%q: %v", to, e)
		}
	}
}

// TestLoginRefused: each way in which WhatsApp lets us in no more, and what
// staff see. The last one mends itself.
func TestLoginRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault  watest.Fault
		want   string
		detail string
	}{
		"unlinked": {watest.Fault{Code: 401}, LoggedOut, "401"}, "locked": {watest.Fault{Code: 403}, Locked, "403"}, "for good": {watest.Fault{Code: 406}, Banned, "406"},
		"for a while": {watest.Fault{Code: 402, Ban: 104, Expire: time.Hour}, Banned, "104: you sent the same message to too many people"},
		"outdated":    {watest.Fault{Code: 405}, Outdated, "405"}, "other": {watest.Fault{Code: 409}, Refused, "409"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, watest.Options{})
			c.fault.Kind = watest.RefuseLogin
			trouble := w.server.Fault(c.fault)
			w.run().is(c.want)
			if s := w.Status(); s.Detail != c.detail || (s.Until.IsZero() == (c.fault.Expire > 0 || c.want == Refused)) {
				t.Errorf("staff see %+v", s)
			}
			if Advice(c.want) == "" {
				t.Error("nobody tells staff what to do")
			}
			hits := trouble.Hits()
			if e := w.fails(bot.Outbound{To: bot.Address{ID: "1"}}); e.Class != bot.Throttled || e.Scope != bot.ScopeAccount {
				t.Errorf("sends fail with %v", e)
			}
			w.rounds()
			if trouble.Hits() != hits || w.Health().Code != c.want {
				t.Errorf("tried %d times, %s", trouble.Hits(), w.Health().Code)
			}
		})
	}
}

func TestLoginComesBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{})
	w.server.Fault(watest.Fault{Kind: watest.RefuseLogin, Code: 503, Times: 2})
	w.server.Fault(watest.Fault{Kind: watest.RefuseLogin, Code: 402, Ban: 101, Expire: time.Second, Times: 1})
	w.server.Person(siti, "Siti").Say(office, "halo")
	w.run().is(OK)
	w.came("text halo")
}

// TestUnlinkedAndLinkedAgain: on the phone, while we are there.
func TestUnlinkedAndLinkedAgain(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o watest.Options) {
		w := newWorld(t, o).run().is(OK)
		p := w.meet(siti, "Siti")
		w.office.Unlink()
		w.is(LoggedOut)
		w.until("nothing is linked", func() bool {
			n, err := w.devices.Numbers(t.Context())
			return err == nil && len(n) == 0
		})
		link(t, w.devices, w.office)
		w.is(OK)
		p.Say(office, "masih ada?")
		w.came("text halo", "text masih ada?")
		w.sends(w.to(p, "ada"))
		w.shows(p, "ada")
		if a := w.sink.all(); a[0].From != a[1].From {
			t.Errorf("%v became %v", a[0].From, a[1].From)
		}
	})
}

// TestReplaced: another copy of the service has the same keys. We do not fight.
func TestReplaced(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{}).run().proven()
	other := &world{t: t, Channel: hurried(w.devices.Channel(office)), sink: &sink{}, log: &logbook{}}
	other.run().is(OK)
	w.is(Replaced)
	w.rounds()
	if w.Health().Code != Replaced || other.Health().Code != OK {
		t.Errorf("they fight: %s, %s", w.Health().Code, other.Health().Code)
	}
	other.stop()
	w.stop()
	w.run().is(OK)
}

// proven has all be well for a while.
func (w *world) proven() *world {
	w.t.Helper()
	w.until("a while", func() bool {
		w.Channel.mu.Lock()
		defer w.Channel.mu.Unlock()
		return w.Channel.proved.User != ""
	})
	return w
}

// TestReplacedByWhoLinked: that one goes, and we go on.
func TestReplacedByWhoLinked(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{}).run().is(OK)
	w.proven()
	w.Channel.mu.Lock()
	w.Channel.proved = types.JID{} // as if it were new
	w.Channel.mu.Unlock()
	w.current().replaced()
	w.until("gone and back", func() bool { return strings.Count(w.log.String(), `"health":"ok"`) == 2 })
	w.proven()
	w.current().replaced()
	w.is(Replaced)
}

// TestDatabaseAway: what people write while our database is away is kept by
// WhatsApp, comes once it is back, all of it and in each one's order.
func TestDatabaseAway(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o watest.Options) {
		w := newWorld(t, o).run().is(OK)
		people := []*watest.Person{w.meet(siti, "Siti"), w.meet(budi, "Budi")}
		stranger := w.server.Person("6281299000003", "Ani")
		for round := range 3 {
			w.store.Reachable(false)
			w.sink.close(true)
			for i := range 5 {
				for _, p := range append(people, stranger) {
					p.Say(office, fmt.Sprint(round, " ", i))
				}
			}
			w.is(Away)
			if e := w.fails(w.unknownTo(people[0])); e.Class != bot.Throttled && e.Class != bot.Retry && e.Class != bot.Unknown {
				t.Errorf("a send fails with %v", e)
			}
			w.store.Reachable(true)
			w.sink.close(false)
			w.is(OK)
			w.until("all", func() bool { return len(w.byPerson()) == 3 && w.whole(2+15*(round+1)) })
		}
		for who, texts := range w.byPerson() {
			var want []string
			for n := range 15 {
				want = append(want, fmt.Sprint(n/5, " ", n%5))
			}
			if texts = slices.DeleteFunc(texts, func(s string) bool { return s == "halo" }); !slices.Equal(texts, want) {
				t.Errorf("%s wrote %q", who, texts)
			}
		}
	})
}

// unknownTo is a bubble that is made without the database.
func (w *world) unknownTo(*watest.Person) bot.Outbound {
	return bot.Outbound{ID: 1, To: bot.Address{Channel: "whatsapp", Account: office, ID: "1"}, Text: "halo", ExternalID: w.NewID()}
}

// byPerson are the texts of each, a second delivery left out.
func (w *world) byPerson() map[string][]string {
	got, seen := map[string][]string{}, map[string]bool{}
	for _, in := range w.sink.all() {
		if !seen[in.ExternalID] {
			got[in.From.ID] = append(got[in.From.ID], in.Text)
		}
		seen[in.ExternalID] = true
	}
	return got
}

func (w *world) whole(n int) bool {
	sum := 0
	for _, texts := range w.byPerson() {
		sum += len(texts)
	}
	return sum >= n
}

// TestLogsHoldNothingOfPeople, nor keys, even when everything is logged.
func TestLogsHoldNothingOfPeople(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{}).run().is(OK)
	p := w.meet(siti, "Siti Aminah")
	for _, f := range []watest.Fault{{Kind: watest.RefuseAck, Code: 479, Times: 1}, {Kind: watest.DropBefore, Times: 1}, {Kind: watest.NeverAck, Times: 1}} {
		w.server.Fault(f)
		_, _ = w.Send(t.Context(), w.to(p, "rahasia"))
	}
	w.is(OK)
	_, _ = w.Send(t.Context(), w.to(w.server.Person(budi, "Budi"), "rahasia"))
	p.Say(office, "rahasia juga")
	w.until("it", func() bool { return slices.Contains(w.texts(), "text rahasia juga") })
	w.office.Unlink()
	w.is(LoggedOut)
	w.stop()
	for _, secret := range []string{siti, budi, p.LID(), "Siti", "rahasia", "https://wa.me", "@s.whatsapp.net", "@lid"} {
		if strings.Contains(w.log.String(), secret) {
			t.Errorf("the log holds %q:\n%s", secret, w.log)
		}
	}
}

// TestPanicKeepsNothing: what our own code fails on is not acknowledged.
func TestPanicKeepsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{})
	w.sink.panics = 2
	p := w.server.Person(siti, "Siti")
	p.Say(office, "satu")
	p.Say(office, "dua")
	w.run()
	w.came("text satu", "text dua")
	if !strings.Contains(w.log.String(), "panic at what whatsapp brings") {
		t.Error("nobody is told")
	}
}
