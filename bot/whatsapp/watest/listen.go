package watest

import (
	"errors"
	"strconv"

	"go.mau.fi/libsignal/signalerror"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"
)

// hear is what the phone does with a stanza.
func (p *Person) hear(n *node) {
	switch n.Tag {
	case "message":
		p.hearMessage(n)
	case "receipt":
		p.hearReceipt(n)
	}
}

func (p *Person) hearMessage(n *node) {
	from, writer := p.sender(n)
	sealed := n.GetChildByTag("enc")
	p.writing.Lock()
	body, err := p.keys.open(from, &sealed)
	p.writing.Unlock()
	id := str(n, "id")
	switch {
	case errors.Is(err, signalerror.ErrOldCounter): // the same cipher text once more
		p.shown.again(writer.number, id)
	case err != nil:
		p.askAgain(n, &sealed)
		return
	}
	p.confirm(n)
	if err == nil && body.GetProtocolMessage().GetType() == waE2E.ProtocolMessage_REVOKE && body.ProtocolMessage != nil {
		p.shown.retract(writer.number, body.GetProtocolMessage().GetKey().GetID())
	}
	if err != nil || body.ProtocolMessage != nil {
		return
	}
	m := Message{ID: id, From: writer.number, To: p.Phone(), Device: int(from.Device), At: p.s.opt.Now(), Body: body}
	if copied := body.GetDeviceSentMessage(); copied != nil {
		m.To, m.Body = p.chatOf(copied.GetDestinationJID()), copied.GetMessage()
	}
	m = p.s.read(m)
	if p.shown.add(m) {
		p.shown.tell(m)
	}
}

// sender is who wrote a stanza: the address of libsignal's sessions, always a
// LID, and the account.
func (p *Person) sender(n *node) (types.JID, *account) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	j := jid(n, "from")
	a := p.s.account(j)
	return types.JID{User: a.lid, Device: j.Device, Server: types.HiddenUserServer}, a
}

// chatOf is the phone number of an address; "": nobody's.
func (p *Person) chatOf(address string) string {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	j, _ := types.ParseJID(address)
	if a := p.s.account(j); a != nil {
		return a.number
	}
	return ""
}

// confirm sends the delivery receipt, unless the phone sends none.
func (p *Person) confirm(n *node) {
	if p.shown.isSilent() {
		return
	}
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	r := with("receipt", attrs{"id": n.Attrs["id"], "to": n.Attrs["from"]})
	if p.s.account(jid(n, "from")) == p.account {
		r.Attrs["type"] = "sender"
	}
	p.device.receipt(&r)
}

// askAgain tells the writer that the phone cannot read a message; from the
// second time on with new keys.
func (p *Person) askAgain(n, sealed *node) {
	count, _ := strconv.Atoi(str(sealed, "count"))
	count++
	if count > 5 {
		return
	}
	keys := p.keys.bundle()
	r := with("receipt", attrs{"id": n.Attrs["id"], "to": n.Attrs["from"], "type": "retry"},
		with("retry", attrs{"count": strconv.Itoa(count), "id": n.Attrs["id"], "t": n.Attrs["t"], "v": "1"}),
		holding("registration", keys.registration))
	if count > 1 {
		keys.once = []node{keyNode(p.keys.newPreKey())}
		r.Content = append(r.GetChildren(), with("keys", nil, keys.nodes()[1:]...))
	}
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.device.receipt(&r)
}
