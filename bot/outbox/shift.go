package outbox

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"langkah/bot"
	"langkah/store"
)

// shift is a pool's sending from the moment that the account is ours until it
// is given up. Rows get into it by a claim, or by the commit that wrote them.
type shift struct {
	*pool
	lease  store.Lease
	back   chan store.Result // more than can be in flight
	flying atomic.Int64      // rows in flight, promised ones among them

	gate  sync.RWMutex // read-held by who was promised room
	open  bool
	doubt chan struct{} // told once a promise ended in a doubt

	rows chan bot.Outbound // to whoever has sent one and waits for the next
	over chan struct{}     // closed with the shift
}

func begin(l store.Lease, of *pool) *shift {
	return &shift{pool: of, lease: l, back: make(chan store.Result, maxWindow), open: true, doubt: make(chan struct{}, 1),
		rows: make(chan bot.Outbound), over: make(chan struct{})}
}

// end promises no more, and waits for what was promised.
func (s *shift) end() {
	s.gate.Lock()
	defer s.gate.Unlock()
	if s.open {
		s.open = false
		close(s.over)
	}
}

// promise keeps room for up to most rows until the gate is left again; 0: there
// is none, and no gate to leave.
func (s *shift) promise(most int) int {
	if !s.gate.TryRLock() {
		return 0
	}
	for s.open {
		flying := s.flying.Load()
		n := min(int64(most), int64(s.window)-flying)
		if n <= 0 {
			break
		}
		if s.flying.CompareAndSwap(flying, flying+n) {
			return int(n)
		}
	}
	s.gate.RUnlock()
	return 0
}

// fly has rows leave, each by itself; how they end comes back. Who has sent one waits
// for the next: a new goroutine would grow its stack for each row.
func (s *shift) fly(rows []bot.Outbound, deliver func(bot.Outbound, func(store.Result))) {
	for _, out := range rows {
		select {
		case s.rows <- out:
		default:
			go s.sending(out, deliver)
		}
	}
}

// spread has rows leave a few at a time, within what a flock takes to gather: all at
// once they would have the processors, and whoever writes to us waits for them.
func (s *shift) spread(rows []bot.Outbound, deliver func(bot.Outbound, func(store.Result))) {
	pause := gathering * together / time.Duration(len(rows))
	for some := range slices.Chunk(rows, together) {
		s.fly(some, deliver)
		select {
		case <-time.After(pause):
		case <-s.over: // the rest at once
		}
	}
}

func (s *shift) sending(out bot.Outbound, deliver func(bot.Outbound, func(store.Result))) {
	for {
		deliver(out, func(r store.Result) { s.back <- r })
		select {
		case out = <-s.rows:
		case <-s.over:
			return
		}
	}
}

// collect adds what has come back to done.
func (s *shift) collect(done []store.Result) []store.Result {
	for {
		select {
		case r := <-s.back:
			done = append(done, r)
		default:
			return done
		}
	}
}

// await rests until sends that have ended are worth a commit, somebody rings, or rows
// may leave again. It adds to done what has come back.
func (s *shift) await(ctx context.Context, wait time.Duration, done []store.Result, ring <-chan struct{}) []store.Result {
	late := time.After(wait)
	var gathered, calmed <-chan time.Time
	for {
		select {
		case r := <-s.back:
			done = append(done, r)
			if s.gather == 0 || len(done) >= few || int64(len(done)) == s.flying.Load() {
				return done
			}
			if gathered == nil {
				gathered = time.After(s.gather)
			}
		case <-ring:
			ring, calmed = nil, time.After(s.calm)
		case <-gathered:
			return done
		case <-calmed:
			return done
		case <-late:
			return done
		case <-ctx.Done():
			return done
		}
	}
}
