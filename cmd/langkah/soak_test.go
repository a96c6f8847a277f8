package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
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
	news    chan struct{} // closed when answers grows
	blows   []*blow
	guests  []*registrant
}

// blow is one fault, and how long it took until somebody's next message was
// accepted and answered.
type blow struct {
	what  string
	at    time.Time // of a kill; of an outage its end
	from  time.Time // messages posted from then on count; zero: none does yet
	back  time.Duration
	whole time.Duration // until all who were waiting had their answers
}

// What is done to the service.
const (
	killed  = "kill of the service"
	crashed = "kill of PostgreSQL"
	away    = "outage of the Bot API"
)

const backLimit = 10 * time.Second

func newSoak(t *testing.T, size soakSize, env ...string) *soak {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if given, err := strconv.ParseUint(os.Getenv("LANGKAH_SEED"), 10, 64); err == nil {
		seed = given
	}
	t.Logf("LANGKAH_SEED=%d", seed)
	return &soak{t: t, size: size, random: rand.New(rand.NewPCG(seed, 0)), service: supervise(t, env...), news: make(chan struct{})}
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

// moment is when a blow falls: so many answers were given, and a little later.
type moment struct {
	answers int
	later   time.Duration
	what    string
}

func (s *soak) moments() []moment {
	list := make([]moment, s.size.kills+s.size.crashes)
	total := s.size.people * len(wholeWay(person{}))
	for i := range list {
		what := killed
		if i < s.size.crashes {
			what = crashed
		}
		list[i] = moment{s.random.IntN(total * 9 / 10), time.Duration(s.random.IntN(50)) * time.Millisecond, what}
	}
	if s.size.outage > 0 {
		list = append(list, moment{answers: total / 2, what: away})
	}
	slices.SortFunc(list, func(a, b moment) int { return a.answers - b.answers })
	return list
}

func (s *soak) strike(ctx context.Context, moments []moment) error {
	for _, m := range moments {
		if err := s.await(ctx, m.answers); err != nil {
			return err
		}
		if err := rest(ctx, m.later); err != nil {
			return err
		}
		b, err := s.hit(ctx, m.what)
		if err != nil {
			return err
		}
		s.mu.Lock()
		s.blows = append(s.blows, b)
		s.mu.Unlock()
	}
	return nil
}

func (s *soak) hit(ctx context.Context, what string) (*blow, error) {
	if what == away {
		return s.outage(ctx)
	}
	hit := s.service.kill
	if what == crashed {
		hit = s.service.crash
	}
	if err := hit(ctx); err != nil {
		return nil, err
	}
	b := &blow{what: what, at: time.Now()}
	b.from = b.at
	if what == crashed { // its processes outlive a postmaster for a moment, and may still answer
		b.from = time.Time{}
		go s.replaced(ctx, b)
	}
	return b, nil
}

// replaced waits until there is a new postmaster.
func (s *soak) replaced(ctx context.Context, b *blow) {
	if s.service.restarted(ctx) == nil {
		s.mu.Lock()
		b.from = time.Now()
		s.mu.Unlock()
	}
}

func (s *soak) await(ctx context.Context, answers int) error {
	for {
		s.mu.Lock()
		have, news := s.answers, s.news
		s.mu.Unlock()
		if have >= answers {
			return nil
		}
		select {
		case <-news:
		case <-ctx.Done():
			return fmt.Errorf("only %d answers: %w", have, ctx.Err())
		}
	}
}

// answered notes that a message which was posted at that time has its answer.
func (s *soak) answered(posted time.Time) {
	now := time.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers++
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

func (s *soak) lines() int { return strings.Count(s.service.log(), "\n") }

// back is how long each blow of a sort was felt.
func (s *soak) back(what string) (list []time.Duration) {
	for _, b := range s.blows {
		if b.what != what {
			continue
		}
		if b.back == 0 || b.back > backLimit {
			s.t.Errorf("back at work %v after a %s, want at most %v", b.back, what, backLimit)
		}
		list = append(list, b.back)
	}
	slices.Sort(list)
	return list
}

func feltFor(list []time.Duration) string {
	if len(list) == 0 {
		return "-"
	}
	ms := time.Millisecond
	return fmt.Sprintf("median %v, at most %v", list[len(list)/2].Round(ms), list[len(list)-1].Round(ms))
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

// dataDir is a fresh data directory that the server's user can reach.
func dataDir(t testing.TB) string {
	t.Helper()
	parent, err := os.MkdirTemp("", "langkah-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(parent) })
	if err := os.Chmod(parent, 0o755); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(parent, "data")
}
