package whatsapp

import (
	"context"
	"slices"
	"sync"
	"time"
)

// turns has one bubble leave at a time, as the library does, but answers before
// what we start ourselves. Within each it is first come, first served.
type turns struct {
	mu    sync.Mutex
	taken bool
	queue [2][]chan struct{} // answers, and all else
}

// take waits for a turn, and reports whether it came within wait. It is to be
// given back.
func (t *turns) take(ctx context.Context, answer bool, wait time.Duration) bool {
	mine, of := t.join(answer)
	if mine == nil {
		return true
	}
	late := time.NewTimer(wait)
	defer late.Stop()
	select {
	case <-mine:
		return true
	case <-late.C:
	case <-ctx.Done():
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	at := slices.Index(*of, mine)
	if at < 0 { // it came just now
		t.next()
		return false
	}
	*of = slices.Delete(*of, at, at+1)
	return false
}

// join takes the turn at once (nil), or a place in the queue.
func (t *turns) join(answer bool) (mine chan struct{}, of *[]chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.taken {
		t.taken = true
		return nil, nil
	}
	of = &t.queue[1]
	if answer {
		of = &t.queue[0]
	}
	mine = make(chan struct{})
	*of = append(*of, mine)
	return mine, of
}

func (t *turns) give() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.next()
}

// next hands the turn on; t.mu is held.
func (t *turns) next() {
	for i, q := range t.queue {
		if len(q) > 0 {
			t.queue[i] = q[1:]
			close(q[0])
			return
		}
	}
	t.taken = false
}
