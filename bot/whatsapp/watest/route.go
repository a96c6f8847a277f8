package watest

import "go.mau.fi/whatsmeow/types"

// route hands every device its part of a message; false: nobody has that
// address. s.mu is held.
func (s *Server) route(from *device, n *node, copies int) bool {
	to := s.account(jid(n, "to"))
	if to == nil {
		return false
	}
	var rest []node // goes to everybody: the sender's papers
	for _, child := range n.GetChildren() {
		if child.Tag != "participants" && child.Tag != "enc" {
			rest = append(rest, child)
		}
	}
	var wrote []delivery
	for _, part := range parts(n) {
		if d := s.device(part.to); d != nil {
			stanza := with("message", from.heading(d, to, n), append(part.sealed, rest...)...)
			wrote = append(wrote, delivery{d, stanza})
		}
	}
	from.owner.wrote = wrote
	for range copies {
		deliverAll(wrote)
	}
	return true
}

// delivery is what one device gets.
type delivery struct {
	to     *device
	stanza node
}

func deliverAll(list []delivery) {
	for _, d := range list {
		d.to.deliver(d.stanza)
	}
}

// part is what one device gets of a message.
type part struct {
	to     types.JID
	sealed []node
}

func parts(n *node) []part {
	all, ok := n.GetOptionalChildByTag("participants")
	if !ok { // once more for one device, or for the own phone alone
		return []part{{jid(n, "to"), n.GetChildrenByTag("enc")}}
	}
	var list []part
	for _, to := range all.GetChildrenByTag("to") {
		list = append(list, part{jid(&to, "jid"), to.GetChildren()})
	}
	return list
}

// heading says to a device whose message it is, and to whom.
func (d *device) heading(reader *device, to *account, n *node) attrs {
	s := d.owner.s
	address, other, also := d.names()
	a := attrs{"id": n.Attrs["id"], "t": s.stamp(), "type": n.Attrs["type"], "notify": d.owner.name, "from": address}
	a["addressing_mode"] = "pn"
	if s.opt.LID {
		a["addressing_mode"] = "lid"
	}
	if reader.owner == d.owner {
		chat, _, also := (&device{owner: to}).names()
		a["recipient"], a["peer_recipient_"+other] = chat, also
	} else {
		a["sender_"+other] = also
	}
	for _, name := range []string{"edit", "category"} {
		if v, ok := n.Attrs[name]; ok {
			a[name] = v
		}
	}
	return a
}
