package main

import (
	"context"
	"fmt"
	"slices"
	"time"
)

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

// backLimit is the goal of make soak. The small runs of make test are for what is
// lost or doubled, on any machine.
var backLimit = func() time.Duration {
	if soaking {
		return 10 * time.Second
	}
	return time.Minute
}()

// moment is when a blow falls: so many answers were given, and a little later.
type moment struct {
	answers int
	later   time.Duration
	what    string
}

// moments fall while enough is still to be said that each is felt.
func (s *soak) moments() []moment {
	list := make([]moment, s.size.kills+s.size.crashes)
	total := s.size.people * len(wholeWay(person{}))
	for i := range list {
		what := killed
		if i < s.size.crashes {
			what = crashed
		}
		list[i] = moment{s.random.IntN(total * 2 / 3), time.Duration(s.random.IntN(50)) * time.Millisecond, what}
	}
	if s.size.outage > 0 {
		list = append(list, moment{answers: total / 2, what: away})
	}
	slices.SortFunc(list, func(a, b moment) int { return a.answers - b.answers })
	return list
}

func (s *soak) strike(ctx context.Context, moments []moment) error {
	for _, m := range moments {
		if err := s.until(ctx, "answers", func() bool { return s.answers >= m.answers }); err != nil {
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
		if m.what == away { // who waited gets an answer before the next blow
			if err := s.until(ctx, "those who waited", func() bool { return s.waiting(b.at) == 0 }); err != nil {
				return err
			}
		}
	}
	return nil
}

// waiting counts the messages from before then that have no answer yet.
func (s *soak) waiting(then time.Time) (n int) {
	for posted, open := range s.open {
		if posted.Before(then) {
			n += open
		}
	}
	return n
}

// felt tells whether some blow still is.
func (s *soak) felt() bool {
	return slices.ContainsFunc(s.blows, func(b *blow) bool { return b.back == 0 })
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
