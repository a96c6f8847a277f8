package watest

import (
	"bytes"
	"strconv"

	"go.mau.fi/whatsmeow/types"
)

// login lets a linked client in, unless a fault or its key is against it.
func (s *Server) login(c *conn) {
	p := &c.hello.payload
	j := types.JID{User: strconv.FormatUint(p.GetUsername(), 10), Device: uint16(p.GetDevice()), Server: types.DefaultUserServer}
	if t := s.faults.take(moment{from: j.User}, RefuseLogin); t != nil {
		c.end(t.failure())
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.device(j)
	if d == nil || d.phone != nil || !bytes.Equal(d.noise, c.hello.static) {
		c.end(with("failure", attrs{"reason": "401", "location": "play"}))
		return
	}
	if d.conn != nil { // the same device a second time
		d.conn.end(replaced())
	}
	d.conn, c.device = c, d
	c.send(with("success", attrs{"t": s.stamp(), "props": "27", "creation": strconv.Itoa(longAgo), "lid": d.hiddenID()}))
}

// gone forgets a connection that ended.
func (s *Server) gone(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, c)
	if c.device != nil && c.device.conn == c {
		c.device.conn = nil
	}
	for text, o := range s.offers {
		if o == c {
			delete(s.offers, text)
		}
	}
	for ref, l := range s.codes {
		if l.conn == c {
			delete(s.codes, ref)
		}
	}
}

// unlink takes a client off its account; s.mu is held.
func (d *device) unlink() {
	delete(d.owner.devices, d.id)
	if d.conn != nil {
		d.conn.end(removed())
	}
}
