package outbox_test

import (
	"context"
	"fmt"
	"math"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"langkah/bot"
	"langkah/bot/outbox"
)

// paced is a sender that lets so many rows a second leave, and no other.
type paced struct {
	*sender
	mu   sync.Mutex
	pace float64
}

func (p *paced) Pace() float64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.pace
}

// turnstile counts sends against a pace on the steered clock.
type turnstile struct {
	w     *world
	t     *testing.T
	pace  float64
	burst float64
	start time.Time

	mu sync.Mutex
	n  int
}

func (c *turnstile) answer(_ context.Context, o bot.Outbound) (string, error) {
	if o.Lane == bot.LaneReply {
		return fmt.Sprint("x", o.ID), nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
	if most := c.pace*c.w.clock().Sub(c.start).Seconds() + c.burst; float64(c.n) > most+1e-6 {
		c.t.Errorf("%d left, %.1f may", c.n, most)
	}
	return fmt.Sprint("x", o.ID), nil
}

func (c *turnstile) left() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

// reach waits until so many have left.
func (c *turnstile) reach(n int) {
	c.t.Helper()
	for end := time.Now().Add(time.Minute); c.left() < n; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			c.t.Fatalf("%d have left, want %d", c.left(), n)
		}
	}
}

// At every moment no more have left than the pace and its burst allow, and no
// fewer than the pace; nobody waits in flight for their turn.
func TestPace(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pace, burst float64
		step        time.Duration
	}{{1, 2, time.Second}, {30, 15, 100 * time.Millisecond}, {1000, 500, 50 * time.Millisecond}} {
		t.Run(fmt.Sprint(c.pace), func(t *testing.T) {
			t.Parallel()
			const steps = 10
			w := crowded(t, int(c.pace*steps*c.step.Seconds()+c.burst)+50, bot.LaneBroadcast)
			count := &turnstile{w: w, t: t, pace: c.pace, burst: c.burst, start: w.clock()}
			running(t, w.pump(t, w.Store, &paced{sender: &sender{answer: count.answer}, pace: c.pace}))
			for step := range steps {
				w.pass(c.step)
				count.reach(int(math.Floor(c.pace * float64(step+1) * c.step.Seconds())))
			}
			w.rows(t, bot.LaneReply) // replies have no pace
			w.until(t, w.read(t, `select count(*)::text from addresses`), sentOf, bot.LaneReply)
			w.until(t, "0", leased)
		})
	}
}

// A governor changes its mind: slower, faster, and no pace at all.
func TestPaceChanges(t *testing.T) {
	t.Parallel()
	w := crowded(t, 200, bot.LaneNotice)
	count := &turnstile{w: w, t: t, pace: 30, burst: 15, start: w.clock()}
	s := &paced{sender: &sender{answer: count.answer}, pace: 30}
	running(t, w.pump(t, w.Store, s))
	for tenth := range 10 {
		w.pass(100 * time.Millisecond)
		count.reach(3 * (tenth + 1))
	}
	s.mu.Lock()
	s.pace = 0
	s.mu.Unlock()
	count.mu.Lock()
	count.burst = math.Inf(1)
	count.mu.Unlock()
	w.until(t, "200", sent)
}

// BenchmarkPace sends for three seconds on a true clock, to a messenger that
// takes 50 ms. Goal: at least 0.98 of the pace.
func BenchmarkPace(b *testing.B) {
	for _, pace := range []float64{30, 1000} {
		b.Run(fmt.Sprint(pace), func(b *testing.B) { benchPace(b, pace) })
	}
}

func benchPace(b *testing.B, pace float64) {
	const span, warm = 3 * time.Second, time.Second
	for b.Loop() {
		w := crowded(b, int(pace*(span+2*warm).Seconds()), bot.LaneBroadcast)
		var n atomic.Int64
		s := &paced{pace: pace, sender: &sender{answer: func(_ context.Context, o bot.Outbound) (string, error) {
			n.Add(1)
			time.Sleep(50 * time.Millisecond)
			return fmt.Sprint("x", o.ID), nil
		}}}
		config := w.pump(b, w.Store, s).Config
		config.Machine = time.Now
		stop := running(b, outbox.New(config))
		time.Sleep(warm)
		before, began := n.Load(), time.Now()
		time.Sleep(span)
		rate := float64(n.Load()-before) / time.Since(began).Seconds()
		stop()
		b.ReportMetric(rate/pace, "of-pace")
		b.ReportMetric(rate, "rows/s")
	}
	b.ReportMetric(0, "ns/op")
}
