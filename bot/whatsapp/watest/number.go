package watest

import (
	"strconv"
	"time"
)

// Number is the phone on which the service's number is registered: a person's
// phone to which clients are linked. It has a copy of all that they write, and
// they have one of what is written on it.
type Number struct{ *Person }

// Number is the phone of that number (digits, no plus), made on first use.
func (s *Server) Number(phone, name string) *Number { return &Number{s.Person(phone, name)} }

// Unlink takes all clients off the number, as the phone's list of linked
// devices can.
func (n *Number) Unlink() { n.eachClient((*device).unlink) }

// Cut cuts the connections of the number's clients.
func (n *Number) Cut() {
	n.eachConn(func(c *conn) { c.cut() })
}

// Replace tells the clients that another process took their place, which it
// does also when one comes.
func (n *Number) Replace() {
	n.eachConn(func(c *conn) { c.end(replaced()) })
}

// StreamError ends the connections of the clients with a code: 503 is a
// server that goes away.
func (n *Number) StreamError(code int) {
	n.eachConn(func(c *conn) { c.end(with("stream:error", attrs{"code": strconv.Itoa(code)})) })
}

// Redeliver sends the clients that are there once more what they have not
// acknowledged.
func (n *Number) Redeliver() {
	n.eachConn(func(c *conn) { c.flush() })
}

// TimeLock tells the clients that the number may not write to strangers until
// then (zero: for a time that is not named), or that it may again. Refusing them is RefuseAck with 463.
func (n *Number) TimeLock(active bool, until time.Time) {
	n.eachClient(func(d *device) {
		d.deliver(with("notification", n.s.fromServer(attrs{"type": "mex"}), timeLock(active, until)))
	})
}

// Linked says how many clients the number has.
func (n *Number) Linked() int {
	count := 0
	n.eachClient(func(*device) { count++ })
	return count
}

// Online says how many of them are there and take messages.
func (n *Number) Online() int {
	count := 0
	n.eachConn(func(*conn) { count++ })
	return count
}

// Waiting says how many stanzas the clients have not acknowledged.
func (n *Number) Waiting() int {
	count := 0
	n.eachClient(func(d *device) { count += len(d.queue) })
	return count
}

// eachClient calls do with Server.mu held.
func (n *Number) eachClient(do func(*device)) {
	n.s.mu.Lock()
	defer n.s.mu.Unlock()
	for _, d := range n.account.sorted() {
		if d.phone == nil {
			do(d)
		}
	}
}

func (n *Number) eachConn(do func(*conn)) {
	n.eachClient(func(d *device) {
		if d.conn != nil && d.conn.active {
			do(d.conn)
		}
	})
}
