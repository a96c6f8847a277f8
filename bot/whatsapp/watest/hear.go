package watest

import "context"

// hear does what a client's stanza asks for.
func (s *Server) hear(ctx context.Context, c *conn, n *node) {
	if n.Tag == "iq" {
		s.hearIQ(c, n)
		return
	}
	if c.device == nil {
		return
	}
	switch n.Tag {
	case "message":
		s.submit(ctx, c, n)
	case "receipt":
		s.mu.Lock()
		defer s.mu.Unlock()
		c.send(receiptAck(n, s.stamp()))
		c.device.receipt(n)
	case "ack":
		s.mu.Lock()
		defer s.mu.Unlock()
		c.device.done(str(n, "class"), n)
	case "chatstate":
		s.mu.Lock()
		defer s.mu.Unlock()
		if to := s.account(jid(n, "to")); to != nil {
			c.device.chatstate(to, *n)
		}
	case "presence":
		s.mu.Lock()
		defer s.mu.Unlock()
		if name := str(n, "name"); name != "" {
			c.device.owner.name = name
		}
	}
}

// receiptAck takes note of a receipt.
func receiptAck(n *node, stamp string) node {
	a := attrs{"class": "receipt", "id": n.Attrs["id"], "from": n.Attrs["to"], "t": stamp}
	if t, ok := n.Attrs["type"]; ok {
		a["type"] = t
	}
	return with("ack", a)
}

// chatstate shows that somebody types to whoever is there; s.mu is held.
func (d *device) chatstate(to *account, n node) {
	from, _, _ := d.names()
	for _, o := range to.sorted() {
		switch {
		case o.phone != nil:
			o.phone.shown.typing(d.owner.number, first(&n))
		case o.conn != nil && o.conn.active:
			o.conn.send(with("chatstate", attrs{"from": from}, n.GetChildren()...))
		}
	}
}
