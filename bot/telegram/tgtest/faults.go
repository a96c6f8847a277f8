package tgtest

import (
	"net"
	"net/http"
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

// before is what goes wrong instead of handling; true: the request is done.
func (t *Trouble) before(w http.ResponseWriter, r *http.Request) bool {
	if t == nil {
		return false
	}
	pause(r, t.Latency)
	switch t.Kind {
	case ResetBefore:
		reset(w)
	case HangBefore:
		hang(r)
	case BadGateway:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		_, _ = w.Write([]byte("<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n"))
	case ServerError:
		refuse(w, &failure{code: 500, text: "Internal Server Error"})
	case Throttle:
		refuse(w, tooMany(t.RetryAfter))
	case Unauthorized:
		refuse(w, &failure{code: 401, text: "Unauthorized"})
	case Conflicting:
		refuse(w, secondPoller)
	default:
		return false
	}
	return true
}

// after is what goes wrong with the answer; true: there is none to write.
func (t *Trouble) after(w http.ResponseWriter, r *http.Request) bool {
	if t == nil {
		return false
	}
	switch t.Kind {
	case ResetAfter:
		reset(w)
	case HangAfter:
		hang(r)
	case BrokenJSON:
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"ok":true,"result":{"message_id":`))
	default:
		return false
	}
	return true
}

func pause(r *http.Request, d time.Duration) {
	if d <= 0 {
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-r.Context().Done():
	}
}

// hang waits until the client gives up.
func hang(r *http.Request) {
	<-r.Context().Done()
	panic(http.ErrAbortHandler)
}

// reset drops the connection so that the client gets a reset, not an end.
func reset(w http.ResponseWriter) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}
