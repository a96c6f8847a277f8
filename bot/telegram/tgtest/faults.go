package tgtest

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// FaultKind is a way in which a request goes wrong.
type FaultKind int

// The kinds. "Handled" means that what was asked for happened.
const (
	Slow         FaultKind = iota // only Fault.Latency
	ResetBefore                   // connection reset, not handled
	ResetAfter                    // handled, connection reset instead of an answer
	HangBefore                    // never answered, not handled
	HangAfter                     // handled, never answered
	BadGateway                    // 502 with a page, not handled
	ServerError                   // 500, not handled
	BrokenJSON                    // handled, 200 with half an answer
	Throttle                      // 429 with Fault.RetryAfter, not handled
	Unauthorized                  // 401, not handled
	Conflicting                   // 409 as for a second poller, not handled
)

// Fault is what goes wrong, and for which requests.
type Fault struct {
	Kind       FaultKind
	Method     string // "": every method
	Chat       int64  // 0: every chat, and requests without one
	Times      int    // 0: until lifted
	Latency    time.Duration
	RetryAfter int // seconds
}

// Trouble is a fault at work.
type Trouble struct {
	Fault
	from *faults
	left int
	hits int
}

// faults are looked through in the order in which they were set.
type faults struct {
	any  atomic.Bool
	mu   sync.Mutex
	list []*Trouble
}

// Fault lets requests go wrong from now on. Of several that fit the first is taken.
func (s *Server) Fault(f Fault) *Trouble {
	f.Method = strings.ToLower(f.Method)
	t := &Trouble{Fault: f, from: &s.fault, left: f.Times}
	s.fault.mu.Lock()
	defer s.fault.mu.Unlock()
	s.fault.list = append(s.fault.list, t)
	s.fault.any.Store(true)
	return t
}

// Lift ends the fault; requests that hang already go on hanging.
func (t *Trouble) Lift() {
	t.from.mu.Lock()
	defer t.from.mu.Unlock()
	t.from.drop(t)
}

// Hits says how many requests it has met.
func (t *Trouble) Hits() int {
	t.from.mu.Lock()
	defer t.from.mu.Unlock()
	return t.hits
}

func (f *faults) drop(t *Trouble) {
	f.list = slices.DeleteFunc(f.list, func(o *Trouble) bool { return o == t })
	f.any.Store(len(f.list) > 0)
}

// take finds the fault for a request; nil is none.
func (f *faults) take(method string, chat int64) *Trouble {
	if !f.any.Load() {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, t := range f.list {
		if (t.Method != "" && t.Method != method) || (t.Chat != 0 && t.Chat != chat) {
			continue
		}
		t.hits++
		if t.Times > 0 {
			if t.left--; t.left == 0 {
				f.drop(t)
			}
		}
		return t
	}
	return nil
}
