// Package pace keeps one key, a person, a chat or a network, from taking
// everybody's room.
package pace

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Rates is a token bucket a key, in two generations: when the young one is
// full it becomes the old one and the old one is forgotten. So it never holds
// more than twice Keys, and drops only who has long been quiet or who came in
// such a crowd that a fresh bucket makes no difference.
type Rates struct {
	Limit rate.Limit // tokens a second
	Burst int
	Keys  int

	mu         sync.Mutex
	young, old map[string]*rate.Limiter
}

// Wait takes a token; above zero there is none before that time has passed.
func (r *Rates) Wait(key string, now time.Time) time.Duration {
	taken := r.bucket(key).ReserveN(now, 1)
	wait := taken.DelayFrom(now)
	if wait > 0 {
		taken.CancelAt(now)
	}
	return wait
}

// Left is how many tokens a key has.
func (r *Rates) Left(key string, now time.Time) float64 { return r.bucket(key).TokensAt(now) }

// Empty takes what tokens a key has: somebody else knows that it has none.
func (r *Rates) Empty(key string, now time.Time) {
	b := r.bucket(key)
	b.AllowN(now, int(b.TokensAt(now)))
}

func (r *Rates) bucket(key string) *rate.Limiter {
	r.mu.Lock()
	defer r.mu.Unlock()
	if b := r.young[key]; b != nil {
		return b
	}
	b := r.old[key]
	if b == nil {
		b = rate.NewLimiter(r.Limit, r.Burst)
	}
	if r.young == nil || len(r.young) >= r.Keys {
		r.young, r.old = make(map[string]*rate.Limiter), r.young
	}
	r.young[key] = b
	return b
}
