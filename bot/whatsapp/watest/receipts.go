package watest

import (
	"go.mau.fi/whatsmeow/types"
)

// Tick is what the phone shows beside a message that its owner wrote.
type Tick int

// The ticks. A client in the background confirms with Quiet, which phones do
// not show.
const (
	Sent      Tick = iota // one
	Quiet                 // one, though it came
	Delivered             // two
	Read                  // two blue ones
)

// Tick is the best that came for a message.
func (p *Person) Tick(id string) Tick {
	p.shown.mu.Lock()
	defer p.shown.mu.Unlock()
	return p.shown.ticks[id]
}

func (v *screen) tick(id string, t Tick) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.ticks[id] = max(v.ticks[id], t)
	v.changed()
}

// MarkRead opens the chats with those messages: their writers see blue ticks.
func (p *Person) MarkRead(ids ...string) {
	for _, m := range p.All() {
		for _, id := range ids {
			if m.ID == id && m.From != p.Phone() {
				p.markRead(m)
			}
		}
	}
}

func (p *Person) markRead(m Message) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if writer := p.s.numbers[m.From]; writer != nil {
		to := types.NewJID(writer.lid, types.HiddenUserServer)
		r := with("receipt", attrs{"id": m.ID, "to": to, "type": "read", "t": p.s.stamp()})
		p.device.receipt(&r)
	}
}

func (p *Person) hearReceipt(n *node) {
	ids := []string{str(n, "id")}
	list := n.GetChildByTag("list")
	for _, item := range list.GetChildren() {
		ids = append(ids, str(&item, "id"))
	}
	switch str(n, "type") {
	case "retry":
		p.writeAgain(n)
		return
	case "read", "played":
		p.tickAll(ids, Read)
	case "inactive":
		p.tickAll(ids, Quiet)
	case "":
		p.tickAll(ids, Delivered)
	}
}

func (p *Person) tickAll(ids []string, t Tick) {
	for _, id := range ids {
		p.shown.tick(id, t)
	}
}

// writeAgain seals a message anew for the one device that could not read it.
func (p *Person) writeAgain(n *node) {
	to, reader := p.sender(n)
	p.writing.Lock()
	defer p.writing.Unlock()
	id := str(n, "id")
	m, ok := p.sent[id]
	if !ok {
		return
	}
	var keys *bundle
	if new, ok := n.GetOptionalChildByTag("keys"); ok {
		keys = &bundle{
			registration: content(n, "registration"), identity: content(&new, "identity"),
			signed: new.GetChildByTag("skey"), once: new.GetChildrenByTag("key"),
		}
	}
	sealed, err := p.keys.seal(to, keys, pad(m.body))
	if err != nil {
		return
	}
	retry := n.GetChildByTag("retry")
	sealed.Attrs["count"] = retry.Attrs["count"]
	stanza := with("message", attrs{"id": id, "to": to, "type": stanzaType(m.body)}, sealed)
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if reader != p.account {
		p.s.route(p.device, &stanza, 1)
	}
}
