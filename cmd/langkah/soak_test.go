package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"langkah/store/storetest"
)

// soaking tells whether faults are run at full size (make soak).
var soaking = os.Getenv("LANGKAH_SOAK") != ""

// TestSoak: people register on the page while the service and its PostgreSQL
// are killed at random moments. Nothing is lost, doubled or asked again, and
// work goes on within ten seconds of every kill.
func TestSoak(t *testing.T) {
	t.Parallel()
	size := soakSize{people: 5, together: 5, kills: 10, crashes: 1}
	if soaking {
		size = soakSize{people: 100, together: 12, kills: 200, crashes: 20}
	}
	s := newSoak(t, size)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Minute)
	defer cancel()
	model := s.alone(ctx)
	began := time.Now()
	s.run(ctx)
	s.summary(time.Since(began))
	s.check(ctx, model)
	s.service.stop()
}

type soakSize struct {
	people, together, kills, crashes int
	outage                           time.Duration // of the Bot API; 0: none
}

// soak is one run.
type soak struct {
	t       *testing.T
	size    soakSize
	random  *rand.Rand
	service *supervised
	outage  func(context.Context) (*blow, error) // of the Bot API, where there is one

	mu      sync.Mutex
	answers int
	open    map[time.Time]int // messages without an answer, by when they were posted
	news    chan struct{}     // closed when answers grows
	blows   []*blow
	guests  []*registrant
}

func newSoak(t *testing.T, size soakSize, env ...string) *soak {
	t.Helper()
	return newSoakIn(t, storetest.DataDir(t), size, env...)
}

func newSoakIn(t *testing.T, data string, size soakSize, env ...string) *soak {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if given, err := strconv.ParseUint(os.Getenv("LANGKAH_SEED"), 10, 64); err == nil {
		seed = given
	}
	t.Logf("LANGKAH_SEED=%d", seed)
	return &soak{
		t: t, size: size, random: rand.New(rand.NewPCG(seed, 0)), service: superviseIn(t, data, env...),
		open: map[time.Time]int{}, news: make(chan struct{}),
	}
}

// alone is somebody who registers while nothing happens: what everybody else
// must read too.
func (s *soak) alone(ctx context.Context) *registrant {
	s.t.Helper()
	r := newRegistrant(0, s.random.Uint64())
	if err := r.register(ctx, s.service.base, func(time.Time) {}); err != nil {
		s.t.Fatal(err, s.service.log())
	}
	return r
}

// run lets everybody register under blows.
func (s *soak) run(ctx context.Context) {
	s.t.Helper()
	moments := s.moments() // drawn before anybody begins: the seed decides
	for i := range s.size.people {
		s.guests = append(s.guests, newRegistrant(i+1, s.random.Uint64()))
	}
	s.under(ctx, moments, func(ctx context.Context, i int) error { return s.guests[i].register(ctx, s.service.base, s.answered) })
}

// under lets everybody register while the blows fall.
func (s *soak) under(ctx context.Context, moments []moment, register func(ctx context.Context, i int) error) {
	s.t.Helper()
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(s.size.together + 1)
	g.Go(func() error { return s.strike(ctx, moments) })
	for i := range s.size.people {
		g.Go(func() error { return register(ctx, i) })
	}
	if err := g.Wait(); err != nil {
		s.t.Fatalf("%v\n%s", err, s.service.log())
	}
}

// until waits for a state of affairs that only an answer can bring.
func (s *soak) until(ctx context.Context, what string, is func() bool) error {
	for {
		s.mu.Lock()
		reached, news := is(), s.news
		s.mu.Unlock()
		if reached {
			return nil
		}
		select {
		case <-news:
		case <-ctx.Done():
			return fmt.Errorf("wait for %s: %w", what, ctx.Err())
		}
	}
}

// posted notes a message that waits for its answer.
func (s *soak) posted(at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[at]++
}

// answered notes that a message which was posted at that time has its answer.
func (s *soak) answered(posted time.Time) {
	now := time.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers++
	if s.open[posted]--; s.open[posted] <= 0 {
		delete(s.open, posted)
	}
	for _, b := range s.blows {
		if b.back == 0 && !b.from.IsZero() && posted.After(b.from) {
			b.back = now.Sub(b.at)
		}
		if posted.Before(b.at) {
			b.whole = now.Sub(b.at)
		}
	}
	close(s.news)
	s.news = make(chan struct{})
}

func (s *soak) summary(took time.Duration) {
	kills, crashes := s.back(killed), s.back(crashed)
	s.t.Logf("%d people, %d answers, %d kills of the service (back at work after %s), %d of PostgreSQL (%s), %s altogether, %d lines of log, %d starts failed",
		s.size.people, s.answers, len(kills), feltFor(kills), len(crashes), feltFor(crashes), took.Round(time.Second), s.lines(), strings.Count(s.service.log(), "ended by itself"))
}

// lines is how many lines of log an operator sees.
func (s *soak) lines() int {
	said := s.service.log()
	return strings.Count(said, "\n") - strings.Count(said, `"level":"trace"`)
}

// freeAddress is where nobody listens at the moment.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
