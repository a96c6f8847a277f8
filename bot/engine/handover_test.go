package engine_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/engine"
	"langkah/bot/outbox"
)

// messenger shows what it is sent, in the order of each chat.
type messenger struct {
	mu   sync.Mutex
	seen map[string][]string
	look func(bot.Outbound) // while it is in flight
}

func (m *messenger) Account() bot.Account {
	return bot.Account{Channel: "telegram", Name: "langkah_bot"}
}
func (m *messenger) Caps() bot.Caps     { return bot.Caps{Buttons: true} }
func (m *messenger) Health() bot.Health { return bot.Health{Code: "ok"} }

func (m *messenger) Run(ctx context.Context, _ bot.Sink) error { <-ctx.Done(); return ctx.Err() }

func (m *messenger) Send(_ context.Context, out bot.Outbound) (string, error) {
	if m.look != nil {
		m.look(out)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.seen[out.To.ID] = append(m.seen[out.To.ID], strings.TrimSuffix(out.Text, "\ntalk/go_on"))
	return fmt.Sprint(out.ID), nil
}

// sending is an engine and a pump that know each other; both run.
func (w *world) sending(t *testing.T, m *messenger, desk *outbox.Desk) *engine.Engine {
	t.Helper()
	e := w.engine(t, w.db, nil)
	e.Desk = desk
	running(t, e)
	p := outbox.New(outbox.Config{Store: w.db, Sender: m, Sink: e, Replica: "test", Out: e.Out, Desk: desk, Log: zerolog.Nop(),
		People: e.Now, Machine: time.Now})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	t.Cleanup(func() { cancel(); come(t, done) })
	if desk != nil {
		for end := time.Now().Add(time.Minute); ; {
			if r := desk.Ask(m.Account(), 1); r != nil {
				r.Fill(nil)
				break
			}
			if time.Now().After(end) {
				t.Fatal("nobody sends")
			}
		}
	}
	return e
}

const (
	leasedAsWritten = `select (o.xmin = i.xmin)::text from outbox o join inbox i on i.id = o.inbox_id where o.id = $1`
	allSent         = `select (count(*) filter (where state <> 'sent'))::text from outbox`
)

// A lone answer is in flight as its own commit wrote it: no claim lies between.
func TestAnAnswerLeavesWithItsCommit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, want string
		desk       *outbox.Desk
	}{{"with a desk", "true", &outbox.Desk{}}, {"without", "false", nil}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := build(t)
			w.meet(t, w.engine(t, w.db, nil), "siti")
			as := make(chan string, 10)
			m := &messenger{seen: map[string][]string{}, look: func(o bot.Outbound) {
				as <- w.read(t, leasedAsWritten, o.ID)
			}}
			e := w.sending(t, m, c.desk)
			accept(t, e, says("siti", "apa kabar"))
			if got := come(t, as); got != c.want {
				t.Errorf("leased by the commit that wrote it: %s", got)
			}
			w.until(t, "0", allSent)
		})
	}
}

// The answers to a crowd are claimed together.
func TestACrowdIsClaimed(t *testing.T) {
	t.Parallel()
	w := build(t)
	names := crowd(5)
	w.meet(t, w.engine(t, w.db, nil), names...)
	as := make(chan string, 10)
	m := &messenger{seen: map[string][]string{}, look: func(o bot.Outbound) { as <- w.read(t, leasedAsWritten, o.ID) }}
	e := w.sending(t, m, &outbox.Desk{})
	var batch []bot.Inbound
	for _, name := range names {
		batch = append(batch, says(name, "halo")...)
	}
	accept(t, e, batch)
	for range names {
		if got := come(t, as); got != "false" {
			t.Errorf("leased by the commit that wrote it: %s", got)
		}
	}
	w.until(t, "0", allSent)
}

// Whoever writes a lot, among many, gets every answer once and in order,
// however it left.
func TestHandedOverInOrder(t *testing.T) {
	t.Parallel()
	const people, turns = 40, 12
	w := build(t)
	m := &messenger{seen: map[string][]string{}}
	names := crowd(people)
	w.meet(t, w.engine(t, w.db, nil), names...)
	e := w.sending(t, m, &outbox.Desk{})
	want := map[string][]string{}
	var all sync.WaitGroup
	for i, name := range names {
		var words []string
		for n := range turns {
			words = append(words, fmt.Sprint("kata ", n))
		}
		want[name] = words
		all.Go(func() {
			for n := 0; n < turns; {
				some := min(1+(i+n)%3, turns-n)
				accept(t, e, says(name, words[n:n+some]...))
				n += some
			}
		})
	}
	all.Wait()
	w.until(t, "0", pending)
	w.until(t, "0", allSent)
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, name := range names {
		if got := m.seen[name]; !slices.Equal(got, want[name]) {
			t.Errorf("%s saw %q", name, got)
		}
	}
}
