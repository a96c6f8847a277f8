package pace

import (
	"sync"
	"time"
)

const (
	moment   = time.Second      // an answer that takes longer shows that we type
	patience = 30 * time.Second // after that nobody believes it
	mostWait = 1000             // people to whom it is shown
)

// Look is how often Waits should be asked who is due.
const Look = moment / 4

// Waits knows who waits for an answer, since when, and when they are shown next
// that we are at it.
type Waits struct {
	Shows time.Duration // how long the messenger shows it

	mu   sync.Mutex
	list map[string]waiting
}

type waiting struct{ since, next time.Time }

// Begin notes that somebody waits.
func (w *Waits) Begin(who string, now time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.list == nil {
		w.list = map[string]waiting{}
	}
	if _, waits := w.list[who]; !waits && len(w.list) < mostWait {
		w.list[who] = waiting{now, now.Add(moment)}
	}
}

// End notes that they have their answer.
func (w *Waits) End(who string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.list, who)
}

// Due are those who are to be shown now.
func (w *Waits) Due(now time.Time) (list []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for who, is := range w.list {
		switch {
		case now.Sub(is.since) > patience:
			delete(w.list, who)
		case !now.Before(is.next):
			w.list[who] = waiting{is.since, now.Add(w.Shows)}
			list = append(list, who)
		}
	}
	return list
}
