package bottest

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/engine"
	"langkah/bot/outbox"
	"langkah/store"
	"langkah/store/storetest"
)

const (
	patience = time.Minute          // for what must happen
	glance   = 5 * time.Millisecond // between looks
)

// world is one service with one channel.
type world struct {
	Harness
	t      *testing.T
	store  *store.Store
	engine *engine.Engine
	gate   *gate
	out    bot.Bell
	ahead  atomic.Int64 // machine time beside the wall clock, ns
	log    *sent
	stop   func() // ends the channel; nil while it does not run
}

func newWorld(t *testing.T, fresh New) *world {
	t.Helper()
	w := &world{t: t, store: storetest.New(t), log: &sent{}}
	r, err := router()
	if err != nil {
		t.Fatal(err)
	}
	w.engine = engine.New(engine.Config{Store: w.store, Router: r, Texts: texts, Now: w.people, Log: zerolog.Nop(), Out: &w.out,
		Caps: func(string) bot.Caps { return w.Channel.Caps() }})
	w.gate = &gate{sink: w.engine}
	w.Harness = fresh(t, w.engine.Mailbox())
	w.listen()
	return w
}

// sender is the channel, if it is one that is sent to.
func (w *world) sender() (bot.Sender, bool) {
	s, ok := w.Channel.(bot.Sender)
	return s, ok
}

// pushes passes a case by where people fetch their bubbles themselves.
func (w *world) pushes() bool {
	_, ok := w.sender()
	return ok
}

// background runs fn until the returned function, or the test, ends it.
func (w *world) background(fn func(context.Context) error) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- fn(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		select {
		case err := <-done:
			if err != nil && !errors.Is(err, context.Canceled) {
				w.t.Errorf("run: %v", err)
			}
		case <-time.After(patience):
			w.t.Error("run does not end with its context")
		}
	})
	w.t.Cleanup(stop)
	return stop
}

// answer lets the engine work.
func (w *world) answer() { w.background(w.engine.Run) }

// listen runs the channel: by its pump, or alone where nothing is sent to it.
func (w *world) listen() {
	run := func(ctx context.Context) error { return w.Channel.Run(ctx, w.gate) }
	if s, ok := w.sender(); ok {
		run = outbox.New(outbox.Config{Store: w.store, Sender: w.log.over(s), Sink: w.gate, Replica: w.t.Name(),
			People: w.people, Machine: w.machine, Out: &w.out, Log: zerolog.Nop()}).Run
	}
	w.stop = w.background(run)
}

// people's time is noon, whenever the tests run: in the night only replies leave.
func (w *world) people() time.Time {
	now := time.Now()
	return time.Date(now.Year(), now.Month(), now.Day(), 12, 0, 0, now.Nanosecond(), bot.WIB)
}

func (w *world) machine() time.Time { return time.Now().Add(time.Duration(w.ahead.Load())) }

// until polls at the edge of the process.
func (w *world) until(what string, ok func() bool) {
	w.t.Helper()
	for end := time.Now().Add(patience); !ok(); time.Sleep(glance) {
		if time.Now().After(end) {
			w.t.Fatalf("waited in vain: %s", what)
		}
	}
}

// talk is somebody who has been welcomed.
func (w *world) talk(name string) Peer {
	w.t.Helper()
	p := w.Person(name)
	p.Say("halo")
	w.sees(p, welcome)
	return p
}

// sees reads the next bubbles: these and no others.
func (w *world) sees(p Peer, want ...string) {
	w.t.Helper()
	for _, text := range want {
		got := p.Read(1, patience)
		if len(got) == 0 {
			w.t.Fatalf("waited in vain for %q", text)
		}
		if got[0].Text != text {
			w.t.Fatalf("saw %q, want %q", got[0].Text, text)
		}
	}
}

// friend is somebody whom the ledger can write to.
type friend struct {
	Peer
	member, address int64
}

var errEnough = errors.New("enough was read")

// reach makes people known before the engine works: they write, and nothing
// answers.
func (w *world) reach(names ...string) []friend {
	w.t.Helper()
	var list []friend
	for _, name := range names {
		p := w.Person(name)
		before := len(w.gate.accepted())
		p.Say("halo")
		w.until("first message of "+name, func() bool { return len(w.gate.accepted()) > before })
		list = append(list, friend{Peer: p})
	}
	err := w.store.Within(w.t.Context(), func(tx store.Tx) error {
		ids, err := tx.Claim(w.t.Context(), nil)
		if err != nil {
			return err
		}
		talks, err := tx.Load(w.t.Context(), ids, w.people())
		for _, c := range talks {
			for i := range list {
				if to := c.Messages[0].To; to.Address == list[i].Address() {
					list[i].member, list[i].address = c.MemberID, to.ID
				}
			}
		}
		return errors.Join(err, errEnough)
	})
	for _, f := range list {
		if !errors.Is(err, errEnough) || f.member == 0 {
			w.t.Fatalf("%v is not known: %v", f.Address(), err)
		}
	}
	return list
}

// tell writes bubbles into the ledger.
func (w *world) tell(f friend, list ...store.Bubble) {
	w.t.Helper()
	for i := range list {
		list[i].MemberID, list[i].AddressID = f.member, f.address
	}
	err := w.store.Within(w.t.Context(), func(tx store.Tx) error { return tx.Say(w.t.Context(), list, w.people()) })
	if err != nil {
		w.t.Fatal(err)
	}
	w.out.Ring()
}
