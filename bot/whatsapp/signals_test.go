package whatsapp

import (
	"strings"
	"testing"
	"time"

	"langkah/bot"
	"langkah/bot/whatsapp/watest"
)

// cue is what WhatsApp may tell a number, and what follows.
type cue struct {
	play  func(*world)
	want  bot.Gate      // but for when it opens
	lasts time.Duration // until then; 0: nobody knows
	code  string        // what staff read
}

// refusing has WhatsApp answer one message so. It is a notice: nobody waits.
func refusing(f watest.Fault) func(*world) {
	return func(w *world) {
		w.t.Helper()
		p := w.meet(budi, "Budi")
		f.Times = 1
		w.server.Fault(f)
		w.fails(w.notice(p, "kabar"))
	}
}

func barring(f watest.Fault) func(*world) {
	return func(w *world) {
		f.Kind, f.Times = watest.RefuseLogin, 1
		w.server.Fault(f)
		w.office.Cut()
	}
}

// TestEachSignal: what is held, what goes on, what staff read, and when it
// opens.
func TestEachSignal(t *testing.T) {
	t.Parallel()
	shut := bot.Gate{Shut: true}
	for name, s := range map[string]cue{
		"463":                   {play: refusing(watest.Fault{Kind: watest.RefuseAck, Code: 463}), lasts: timeLock, code: NoNewChats},
		"lock with a time":      {play: func(w *world) { w.office.TimeLock(true, time.Now().Add(60*time.Hour)) }, lasts: 60 * time.Hour, code: NoNewChats},
		"lock without one":      {play: func(w *world) { w.office.TimeLock(true, time.Time{}) }, lasts: timeLock, code: NoNewChats},
		"429 to a message":      {play: refusing(watest.Fault{Kind: watest.RefuseAck, Code: 429}), want: shut, lasts: slower, code: TooMuch},
		"429 to a question":     {play: strangersAsked, want: shut, lasts: slower, code: TooMuch},
		"no ack":                {play: refusing(watest.Fault{Kind: watest.NeverAck}), want: shut, lasts: silence, code: NoAnswer},
		"banned for a while":    {play: barring(watest.Fault{Code: 402, Ban: 101, Expire: 3 * time.Hour}), want: shut, lasts: 3 * time.Hour, code: Banned},
		"banned, no time named": {play: barring(watest.Fault{Code: 402, Ban: 106}), want: shut, lasts: banWait, code: Banned},
		"banned for good":       {play: barring(watest.Fault{Code: 406}), want: shut, code: Banned},
		"locked":                {play: barring(watest.Fault{Code: 403}), want: shut, code: Locked},
		"unlinked":              {play: func(w *world) { w.office.Unlink() }, want: shut, code: LoggedOut},
		"outdated":              {play: barring(watest.Fault{Code: 405}), want: shut, code: Outdated},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, watest.Options{}).run().is(OK)
			p := w.meet(siti, "Siti")
			w.sends(w.to(p, "satu")) // the keys of all are there
			w.shows(p, "satu")
			if g := w.Gate(); g != (bot.Gate{Begin: -1}) {
				t.Fatalf("before it is %+v", g)
			}
			began := w.now()
			s.play(w)
			w.reads(s.code)
			w.gated(s, began)
			w.holds(s, p)
			if s.lasts == 0 {
				return
			}
			w.passes(s.lasts)
			w.is(OK)
			if g := w.Gate(); g != (bot.Gate{Begin: -1}) {
				t.Errorf("when it is over it is %+v", g)
			}
			if st := w.Status(); !st.HeldUntil.IsZero() || st.Pause != "" || !st.PausedUntil.IsZero() {
				t.Errorf("staff still read %+v", st)
			}
			w.sends(w.notice(p, "lagi"))
			w.until("the notice", func() bool { all := p.All(); return all[len(all)-1].Text == "lagi" })
		})
	}
}

// strangersAsked has WhatsApp refuse to tell the devices of somebody.
func strangersAsked(w *world) {
	w.server.Fault(watest.Fault{Kind: watest.RefuseIQ, Space: "usync", Code: 429, Times: 1})
	w.fails(w.notice(w.server.Person(budi, "Budi"), "kabar"))
}

func (w *world) notice(p *watest.Person, text string) bot.Outbound {
	w.t.Helper()
	out := w.to(p, text)
	out.Lane = bot.LaneNotice
	return out
}

// reads waits until staff see it, and wants words for them.
func (w *world) reads(code string) {
	w.t.Helper()
	w.until(code, func() bool {
		st := w.Status()
		return st.Code == code || st.Pause == code || code == NoNewChats && !st.HeldUntil.IsZero()
	})
	if Advice(code) == "" {
		w.t.Errorf("nobody tells staff what to do about %s", code)
	}
}

// gated wants the gate of the signal, which staff read the same time of.
func (w *world) gated(s cue, began time.Time) {
	w.t.Helper()
	g, st := w.Gate(), w.Status()
	if g.Shut != s.want.Shut || g.Begin != 0 || g.Opens.IsZero() != (s.lasts == 0) {
		w.t.Errorf("the gate is %+v", g)
	}
	for _, told := range []time.Time{st.Until, st.HeldUntil, st.PausedUntil} {
		if !told.IsZero() && !told.Equal(g.Opens) {
			w.t.Errorf("staff read %v, and it opens at %v", told, g.Opens)
		}
	}
	if s.lasts == 0 {
		return
	}
	if lasts := g.Opens.Sub(began); lasts < s.lasts-time.Second || lasts > s.lasts+soon {
		w.t.Errorf("it opens after %v, want %v", lasts, s.lasts)
	}
}

// holds: a shut gate lets out no notice that was claimed already. Whoever wrote
// is answered, unless the number is barred.
func (w *world) holds(s cue, p *watest.Person) {
	w.t.Helper()
	notice := w.notice(p, "kabar")
	switch barred := w.Health().Code != OK; {
	case barred:
		if e := w.fails(notice); e.Class != bot.Throttled || e.Scope != bot.ScopeAccount {
			w.t.Errorf("a notice fails with %v", e)
		}
	case s.want.Shut:
		if e := w.fails(notice); e.Class != bot.Held || e.Code != "number_held" || w.server.Came(notice.ExternalID) != 0 {
			w.t.Errorf("a notice fails with %v", e)
		}
		w.sends(w.to(p, "jawaban"))
		w.shows(p, "jawaban")
	default: // the talk with her is open
		w.sends(notice)
		w.sends(w.to(p, "jawaban"))
		w.shows(p, "kabar", "jawaban")
	}
	if s.code == NoAnswer { // the answer was confirmed
		if g := w.Gate(); g.Shut {
			w.t.Errorf("WhatsApp confirms again, and it is %+v", g)
		}
		w.sends(notice)
		w.shows(p, "kabar")
	}
}

// TestLockEndsByItsWord before its time.
func TestLockEndsByItsWord(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{}).run().is(OK)
	w.office.TimeLock(true, time.Now().Add(60*time.Hour))
	w.reads(NoNewChats)
	w.office.TimeLock(false, time.Time{})
	w.until("the end", func() bool { return w.Status().HeldUntil.IsZero() && w.Gate().Begin < 0 })
}

// TestRefusedAgainIsNoLonger: what was on its way when the first was refused
// does not hold the number for longer.
func TestRefusedAgainIsNoLonger(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{}).run().is(OK)
	p := w.meet(siti, "Siti")
	w.server.Fault(watest.Fault{Kind: watest.RefuseAck, Code: 463, Times: 3})
	if e := w.fails(w.notice(p, "kabar")); e.Class != bot.Held || e.Code != "463 time_lock" {
		t.Errorf("refused as %v", e)
	}
	opens := w.Gate().Opens
	for range 2 {
		w.passes(time.Hour)
		w.fails(w.notice(p, "kabar"))
	}
	if g := w.Gate(); !g.Opens.Equal(opens) || g.Begin != 0 || g.Shut {
		t.Errorf("%v became %+v", opens, g)
	}
	if n := strings.Count(w.log.String(), `"code":"no_new_chats"`); n != 1 {
		t.Errorf("the log tells it %d times", n)
	}
}

// TestTheHoldOutlivesARestart: the next owner of a number does not try what
// WhatsApp refused the one before, and does not knock while it is banned.
func TestTheHoldOutlivesARestart(t *testing.T) {
	t.Parallel()
	soonOver := func() time.Time { return time.Now().Add(time.Hour).Truncate(time.Microsecond) }
	for name, past := range map[string]Status{
		"lock": {HeldUntil: soonOver()}, "too much": {PausedUntil: soonOver(), Pause: TooMuch}, "no answer": {PausedUntil: soonOver(), Pause: NoAnswer},
		"banned": {Health: bot.Health{Code: Banned}, Detail: "101", Until: soonOver()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, watest.Options{})
			w.Recall(past)
			opens := later(past.Until, later(past.HeldUntil, past.PausedUntil))
			if g := w.Gate(); !g.Opens.Equal(opens) || g.Shut != past.HeldUntil.IsZero() {
				t.Errorf("recalled as %+v", g)
			}
			w.run()
			if past.Code == Banned {
				w.rounds()
				if w.office.Online() != 0 || w.Health().Code != Banned || w.Status().Detail != "101" {
					t.Errorf("it knocked: %+v", w.Status())
				}
			} else {
				w.is(OK)
			}
			w.passes(time.Hour)
			w.is(OK)
			if g := w.Gate(); g != (bot.Gate{Begin: -1}) {
				t.Errorf("an hour later it is %+v", g)
			}
		})
	}
	t.Run("linked anew", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t, watest.Options{})
		w.Recall(Status{Health: bot.Health{Code: Banned}, Until: soonOver(), HeldUntil: soonOver()})
		w.Recall(Status{Linked: time.Now()})
		if g := w.Gate(); g != (bot.Gate{Begin: -1}) {
			t.Errorf("it is %+v", g)
		}
		w.run().is(OK)
	})
}
