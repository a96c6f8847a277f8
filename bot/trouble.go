package bot

import (
	"sync"
	"time"
)

// Repeat is how often the log is told of a trouble that lasts.
const Repeat = 15 * time.Second

// Trouble is one cause of failures, shared by all who meet it. It keeps the log
// calm: a line when it begins, one each Repeat while it lasts, one when it is
// over. The zero value is ready; times are machine time.
type Trouble struct {
	mu     sync.Mutex
	began  time.Time // zero: there is none
	told   time.Time // when the log last heard of any
	silent bool      // the log has not heard of this one
}

// Met notes a failure. It tells how long the trouble has lasted, and whether
// to log it.
func (t *Trouble) Met(now time.Time) (lasted time.Duration, tell bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.began.IsZero() {
		t.began, t.silent = now, true
	}
	if !t.told.IsZero() && now.Sub(t.told) < Repeat {
		return now.Sub(t.began), false
	}
	t.told, t.silent = now, false
	return now.Sub(t.began), true
}

// Over notes a success. It tells how long the trouble lasted, and whether to
// log its end: only where its beginning was logged.
func (t *Trouble) Over(now time.Time) (lasted time.Duration, tell bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.began.IsZero() {
		return 0, false
	}
	lasted = now.Sub(t.began)
	t.began = time.Time{}
	return lasted, !t.silent
}
