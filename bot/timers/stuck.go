package timers

import (
	"context"
	"time"

	"langkah/store"
)

// stuck sends the pendamping who is stuck at their centre: once a week, some at
// a time.
func (l *Loop) stuck(ctx context.Context, now time.Time) (int, error) {
	week, is, _ := store.StuckWeek(now)
	if l.StuckList == nil || !is || l.sent.Equal(week) {
		return 0, nil
	}
	lists, err := l.Store.StuckLists(ctx, week, now)
	if err != nil {
		return 0, err
	}
	if len(lists) == 0 {
		l.sent = week
		return 0, nil
	}
	say := make([]store.Bubble, len(lists))
	for i, list := range lists {
		if say[i], err = l.StuckList(list, now); err != nil {
			return 0, err
		}
	}
	n, err := l.Store.TellStuck(ctx, week, lists, say, now)
	if n > 0 {
		l.Out.Ring()
	}
	return n, err
}
