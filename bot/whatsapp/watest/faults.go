package watest

import (
	"slices"
	"strconv"
	"sync"
	"time"
)

// FaultKind is a way in which something goes wrong.
type FaultKind int

// The kinds. "Delivered" means that the message went its way.
const (
	Slow        FaultKind = iota // a client's message waits Latency before anything is done
	DropBefore                   // connection cut, a client's message not delivered
	DropAfter                    // delivered, connection cut instead of the ack
	LateAck                      // delivered, ack after Latency
	NeverAck                     // delivered, never acknowledged
	RefuseAck                    // ack with error Code, not delivered: 463 429 479 …
	Duplicate                    // delivered Copies times more, the same ciphertext; people's messages too
	RefuseIQ                     // a question is answered with error Code: 429 …
	HangIQ                       // a question is never answered
	RefuseLogin                  // failure Code: 401 402 (with Ban, Expire) 403 405 406 503 …
	LoseRestart                  // a new client is linked and cut before it hears that it must log in anew
	RefuseMedia                  // an upload or download is answered with HTTP status Code
)

// Fault is what goes wrong, and for what.
type Fault struct {
	Kind     FaultKind
	From, To string // phone numbers; "": every one. RefuseLogin, RefuseIQ, HangIQ and LoseRestart look at From
	Space    string // of a question: its xmlns, as "usync"; "": every one
	Times    int    // 0: until lifted
	Code     int
	Ban      int           // why a number is banned for a while: 101 too many strangers, 104 the same text too often …
	Expire   time.Duration // of that ban
	Latency  time.Duration
	Copies   int // of Duplicate; 0 is one
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
	mu   sync.Mutex
	list []*Trouble
}

// Fault lets things go wrong from now on. Of several that fit the first is taken.
func (s *Server) Fault(f Fault) *Trouble {
	t := &Trouble{Fault: f, from: &s.faults, left: f.Times}
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.list = append(s.faults.list, t)
	return t
}

// Lift ends the fault.
func (t *Trouble) Lift() {
	t.from.mu.Lock()
	defer t.from.mu.Unlock()
	t.from.drop(t)
}

// Hits says how often it has struck.
func (t *Trouble) Hits() int {
	t.from.mu.Lock()
	defer t.from.mu.Unlock()
	return t.hits
}

func (f *faults) drop(t *Trouble) {
	f.list = slices.DeleteFunc(f.list, func(o *Trouble) bool { return o == t })
}

// moment is when a fault may strike.
type moment struct{ from, to, space string }

func (f *Fault) fits(at moment) bool {
	return (f.From == "" || f.From == at.from) && (f.To == "" || f.To == at.to) && (f.Space == "" || f.Space == at.space)
}

// take finds the fault of one of these kinds for a moment; nil is none.
func (f *faults) take(at moment, kinds ...FaultKind) *Trouble {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, t := range f.list {
		if !slices.Contains(kinds, t.Kind) || !t.fits(at) {
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

// failure is the answer to a refused login.
func (t *Trouble) failure() node {
	a := attrs{"reason": strconv.Itoa(t.Code), "location": "play"}
	if t.Ban > 0 {
		a["code"] = strconv.Itoa(t.Ban)
	}
	if t.Expire > 0 {
		a["expire"] = strconv.Itoa(int(t.Expire.Seconds()))
	}
	return with("failure", a)
}
