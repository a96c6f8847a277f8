package outbox_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"langkah/bot"
	"langkah/bot/outbox"
)

// running starts a pump and returns what stops it and waits for its end.
func running(t testing.TB, p *outbox.Pump) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	var once sync.Once
	stop = func() {
		once.Do(func() {
			cancel()
			if err := come(t, done); err != nil {
				t.Errorf("run: %v", err)
			}
		})
	}
	t.Cleanup(stop)
	return stop
}

// come waits for what another goroutine sends.
func come[T any](t testing.TB, c <-chan T) (got T) {
	t.Helper()
	select {
	case got = <-c:
	case <-time.After(time.Minute):
		t.Fatal("it did not come")
	}
	return got
}

const sent = `select count(*)::text from outbox where state = 'sent'`

// gate is a messenger that answers only when the test lets it, and counts how
// many wait for that.
type gate struct {
	open            chan struct{}
	flying, highest atomic.Int32
}

func newGate() *gate { return &gate{open: make(chan struct{})} }

func (g *gate) answer(ctx context.Context, o bot.Outbound) (string, error) {
	n := g.flying.Add(1)
	defer g.flying.Add(-1)
	for {
		high := g.highest.Load()
		if n <= high || g.highest.CompareAndSwap(high, n) {
			break
		}
	}
	select {
	case <-g.open:
		return fmt.Sprint("x", o.ID), nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func (g *gate) await(t *testing.T, n int32) {
	t.Helper()
	for end := time.Now().Add(time.Minute); g.flying.Load() != n; {
		if time.Now().After(end) {
			t.Fatalf("%d sends in flight, want %d", g.flying.Load(), n)
		}
	}
}

func TestWindow(t *testing.T) {
	t.Parallel()
	w := build(t, 140)
	for i := range 140 {
		w.queue(t, i, bot.LaneReply, "one", "two")
	}
	g := newGate()
	running(t, w.pump(t, w.Store, &sender{answer: g.answer}))
	g.await(t, 64)
	w.want(t, "64", leased)
	for landed := range 5 { // one lands, one leaves, in the same commit
		g.open <- struct{}{}
		w.until(t, fmt.Sprint(landed+1), sent)
		w.want(t, "64", leased)
	}
	close(g.open)
	w.until(t, "280", sent)
	if high := g.highest.Load(); high != 64 {
		t.Errorf("%d sends in flight at once, want 64", high)
	}
}

// One person's slow messenger holds up that person only, and keeps their order.
func TestSlowSendsKeepOrder(t *testing.T) {
	t.Parallel()
	w := build(t, 2)
	w.queue(t, 0, bot.LaneReply, "slow1", "slow2")
	w.queue(t, 1, bot.LaneReply, "a", "b", "c", "d")
	g := newGate()
	s := &sender{}
	s.answer = func(ctx context.Context, o bot.Outbound) (string, error) {
		if strings.HasPrefix(o.Text, "slow") {
			return g.answer(ctx, o)
		}
		return fmt.Sprint("x", o.ID), nil
	}
	running(t, w.pump(t, w.Store, s))
	w.until(t, "4", sent)
	w.want(t, "slow1 leased, slow2 queued, a sent, b sent, c sent, d sent", states)
	close(g.open)
	w.until(t, "6", sent)
	var theirs, hers []string
	for _, text := range s.texts() {
		if strings.HasPrefix(text, "slow") {
			hers = append(hers, text)
		} else {
			theirs = append(theirs, text)
		}
	}
	if fmt.Sprint(hers, theirs) != "[slow1 slow2] [a b c d]" {
		t.Errorf("sent %v and %v", hers, theirs)
	}
}

// A stop lets what is in flight arrive and settles it.
func TestStopSettlesWhatIsInFlight(t *testing.T) {
	t.Parallel()
	w := build(t, 20)
	for i := range 20 {
		w.queue(t, i, bot.LaneNotice, "one", "two")
	}
	g := newGate()
	p := w.pump(t, w.Store, &sender{answer: g.answer})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	g.await(t, 20)
	cancel()
	close(g.open)
	if err := come(t, done); err != nil {
		t.Fatal(err)
	}
	w.want(t, "0", leased)
	w.want(t, "20", sent)
	w.want(t, "20", `select count(*)::text from outbox where state = 'queued' and text = 'two'`)
	next, err := w.Own(t.Context(), account, "next")
	if err != nil {
		t.Fatalf("the account is not free after the stop: %v", err)
	}
	next.Release()
}

// Two replicas serve one account: one of them does, and nothing is doubled.
func TestTwoPumpsSendEachRowOnce(t *testing.T) {
	t.Parallel()
	w := build(t, 50)
	senders := []*sender{{}, {}}
	for _, s := range senders {
		running(t, w.pump(t, w.another(t), s))
	}
	for i := range 50 {
		w.queue(t, i, bot.LaneReply, fmt.Sprint(i, "a"), fmt.Sprint(i, "b"))
	}
	w.until(t, "100", sent)
	all := append(senders[0].texts(), senders[1].texts()...)
	times := map[string]int{}
	for _, text := range all {
		times[text]++
	}
	if len(all) != 100 || len(times) != 100 {
		t.Errorf("%d sends of %d rows, want 100 of 100", len(all), len(times))
	}
}
