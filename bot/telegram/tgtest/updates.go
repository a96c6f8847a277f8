package tgtest

import (
	"encoding/json"
	"time"
)

const maxPoll = 50 // seconds; longer timeouts are cut to that

// waiter is the one getUpdates that may wait.
type waiter struct {
	wake chan struct{}
	end  chan *failure // ended by somebody else
}

var secondPoller = conflict("terminated by other getUpdates request; make sure that only one bot instance is running")

func getUpdates(s *Server, c *call) (any, *failure) {
	if s.hook.active() {
		return nil, conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	}
	s.queue.allow(c.get("allowed_updates"))
	s.queue.end(secondPoller)
	offset, limit := c.int("offset"), c.between("limit", 100, 1, 100)
	timeout := time.Duration(c.between("timeout", 0, 0, maxPoll)) * time.Second
	if timeout == 0 {
		return joined(s.queue.poll(nil, offset, limit, s.opt.Now())), nil
	}
	long := time.NewTimer(timeout)
	defer long.Stop()
	w := &waiter{wake: make(chan struct{}, 1), end: make(chan *failure, 1)}
	defer s.queue.leave(w)
	for {
		if list := s.queue.poll(w, offset, limit, s.opt.Now()); len(list) > 0 {
			return joined(list), nil
		}
		select {
		case <-w.wake:
		case f := <-w.end:
			return nil, f
		case <-long.C:
			return joined(nil), nil
		case <-c.r.Context().Done():
			return joined(nil), nil
		}
	}
}

// poll takes what there is; if there is nothing, w is woken by what comes.
func (q *queue) poll(w *waiter, offset, limit int64, now time.Time) []json.RawMessage {
	q.mu.Lock()
	defer q.mu.Unlock()
	if w != nil && len(w.end) > 0 {
		return nil
	}
	list := q.take(offset, limit, now)
	if len(list) == 0 && w != nil && q.waiter != w {
		q.endLocked(secondPoller)
		q.waiter = w
	}
	return list
}

// end makes the waiting getUpdates fail.
func (q *queue) end(f *failure) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.endLocked(f)
}

func (q *queue) endLocked(f *failure) {
	if q.waiter != nil {
		q.waiter.end <- f
		q.waiter = nil
	}
}

func (q *queue) leave(w *waiter) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.waiter == w {
		q.waiter = nil
	}
}

// joined is a list of updates as they were encoded.
func joined(list []json.RawMessage) encoded {
	n := 2
	for _, raw := range list {
		n += len(raw) + 1
	}
	out := append(make(encoded, 0, n), '[')
	for i, raw := range list {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, raw...)
	}
	return append(out, ']')
}
