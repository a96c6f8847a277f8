package watest

import (
	"maps"
	"slices"
	"strconv"

	"go.mau.fi/whatsmeow/types"
)

// deliver keeps a stanza until the device acknowledges it, and sends it if the
// device is there; s.mu is held.
func (d *device) deliver(n node) {
	d.queue = append(d.queue, n)
	if d.phone != nil {
		d.phone.wake()
	} else if d.conn != nil && d.conn.active {
		d.conn.send(n)
	}
}

// done drops what the device acknowledges; s.mu is held.
func (d *device) done(tag string, ack *node) {
	d.queue = slices.DeleteFunc(d.queue, func(n node) bool {
		return n.Tag == tag && n.Attrs["id"] == ack.Attrs["id"] && n.Attrs["from"] == ack.Attrs["to"] &&
			(tag == "message" || str(&n, "type") == str(ack, "type"))
	})
}

// activate sends what waited for the client; s.mu is held.
func (c *conn) activate() {
	if c.active {
		return
	}
	c.active = true
	c.flush()
}

// flush sends what is not acknowledged, as after an absence; s.mu is held.
func (c *conn) flush() {
	counts := map[string]int{}
	for _, n := range c.device.queue {
		counts[n.Tag]++
	}
	count := func(tag string) string { return strconv.Itoa(counts[tag]) }
	all := strconv.Itoa(len(c.device.queue))
	c.send(with("ib", attrs{"from": types.ServerJID}, with("offline_preview", attrs{"count": all, "appdata": "0",
		"message": count("message"), "notification": count("notification"), "receipt": count("receipt")})))
	for _, n := range c.device.queue {
		n.Attrs = maps.Clone(n.Attrs)
		n.Attrs["offline"] = "0"
		c.send(n)
	}
	c.send(with("ib", attrs{"from": types.ServerJID}, with("offline", attrs{"count": all})))
}

// receipt takes a device's receipt and passes it on; s.mu is held.
func (d *device) receipt(n *node) {
	kind := str(n, "type")
	switch kind {
	case "read", "read-self", "played", "retry", "server-error": // the message itself may still be open
	default:
		if d.phone == nil { // a phone takes one by one off its queue
			d.done("message", n)
		}
	}
	s := d.owner.s
	to := jid(n, "to")
	reader := s.account(to)
	if reader == nil || reader == d.owner && kind != "retry" {
		return
	}
	from, _, _ := d.names()
	a := attrs{"id": n.Attrs["id"], "from": from, "t": s.stamp()}
	if kind != "" {
		a["type"] = kind
	}
	for _, o := range reader.sorted() {
		if o.id == to.Device || kind == "read" {
			o.deliver(with("receipt", a, n.GetChildren()...))
		}
	}
}
