package timers

import (
	"context"
	"time"

	"langkah/store"
)

// A broadcast that has nothing in the queue is asked soon whether it is over; where
// asking takes long, seldom: a hundredth of the time, or once a minute.
const (
	settling = 5 * time.Second
	share    = 100
	latest   = time.Minute
)

// broadcast writes the next rows of what is to be announced, at any hour: they
// leave when their broadcast's hours come. What is over ends, with its rows.
func (l *Loop) broadcast(ctx context.Context, now time.Time) (int, error) {
	began := l.Machine()
	n, _, err := l.Store.Expand(ctx, store.Way{WrittenFirst: l.WrittenFirst}, now)
	if n > 0 {
		l.Out.Ring()
		l.rest = l.breath(l.Machine().Sub(began))
	}
	if err != nil || n > 0 || now.Sub(l.ended).Abs() < max(settling, l.asking) {
		return n, err
	}
	began = l.Machine()
	ended, err := l.Store.EndBroadcasts(ctx, now)
	l.asking = min(share*l.Machine().Sub(began), latest)
	if err == nil && ended == 0 {
		l.ended = now
	}
	return ended, err
}

// breath is the rest behind a batch of rows that took so long: half of the time
// belongs to the sending of those that are there, and nine tenths to who writes to us.
func (l *Loop) breath(took time.Duration) time.Duration {
	if l.Talking != nil && l.Talking() {
		took *= 9
	}
	return min(took, sweep)
}
