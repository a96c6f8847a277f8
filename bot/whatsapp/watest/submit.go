package watest

import (
	"context"
	"strconv"
	"time"
)

// submit takes a client's message, delivers and acknowledges it.
func (s *Server) submit(ctx context.Context, c *conn, n *node) {
	t := s.struck(c, n)
	if t.Kind == Slow && !pause(ctx, t.Latency) {
		return
	}
	ack := with("ack", attrs{"class": "message", "id": n.Attrs["id"], "from": n.Attrs["to"], "t": s.stamp()})
	switch t.Kind {
	case DropBefore:
		c.cut()
		return
	case RefuseAck:
		ack.Attrs["error"] = strconv.Itoa(t.Code)
		c.send(ack)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.route(c.device, n, t.copies()) {
		ack.Attrs["error"] = "404"
	}
	switch t.Kind {
	case DropAfter:
		c.cut()
	case NeverAck:
	case LateAck:
		time.AfterFunc(t.Latency, func() { c.send(ack) })
	default:
		c.send(ack)
	}
}

// none is the fault that is none: it lasts no time.
var none = &Trouble{Fault: Fault{Kind: Slow}}

// struck counts the message and finds its fault.
func (s *Server) struck(c *conn, n *node) *Trouble {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.came[str(n, "id")]++
	at := moment{from: c.device.owner.number}
	if to := s.account(jid(n, "to")); to != nil {
		at.to = to.number
	}
	t := s.faults.take(at, Slow, DropBefore, DropAfter, LateAck, NeverAck, RefuseAck, Duplicate)
	if t == nil {
		return none
	}
	return t
}

// copies is how often a message is delivered.
func (t *Trouble) copies() int {
	if t.Kind != Duplicate {
		return 1
	}
	return 1 + or(t.Copies, 1)
}

// pause waits; false: the connection ended meanwhile.
func pause(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// faultIQ says whether a question met a fault.
func (s *Server) faultIQ(c *conn, n *node, space string) bool {
	at := moment{space: space}
	if c.device != nil {
		at.from = c.device.owner.number
	}
	t := s.faults.take(at, RefuseIQ, HangIQ)
	if t == nil {
		return false
	}
	if t.Kind == RefuseIQ {
		c.send(refusal(n, t.Code))
	}
	return true
}
