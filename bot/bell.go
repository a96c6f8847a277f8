package bot

import (
	"context"
	"sync"
	"time"
)

// Bell tells everybody who waits, in this process, that there may be work.
// The zero value is ready.
type Bell struct {
	mu sync.Mutex
	ch chan struct{}
}

// Wait returns a channel that the next Ring closes. Take it before looking for
// work, or a ring in between is missed.
func (b *Bell) Wait() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ch == nil {
		b.ch = make(chan struct{})
	}
	return b.ch
}

// Ring wakes all who wait.
func (b *Bell) Ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ch != nil {
		close(b.ch)
		b.ch = nil
	}
}

// Rest waits for the ring (nil: none), for as long as d, or until ctx ends.
func Rest(ctx context.Context, ring <-chan struct{}, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-ring:
	case <-t.C:
	}
}
