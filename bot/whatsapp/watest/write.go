package watest

import (
	"crypto/rand"
	"encoding/hex"
	"strings"

	"go.mau.fi/whatsmeow/proto/waE2E"
	"google.golang.org/protobuf/proto"
)

// sent is a message that the phone wrote, for who cannot read it.
type sent struct {
	to   string
	body *waE2E.Message
}

// Say writes a text to a phone number and returns the message's id.
func (p *Person) Say(to, text string) string {
	return p.Send(to, &waE2E.Message{Conversation: proto.String(text)})
}

// Send writes anything to a phone number and returns the message's id. It
// panics if nobody has the number.
func (p *Person) Send(to string, m *waE2E.Message) string {
	var b [9]byte
	_, _ = rand.Read(b[:]) // never fails
	id := "3A" + strings.ToUpper(hex.EncodeToString(b[:]))
	p.SendAs(to, id, m)
	return id
}

// SendAs is Send with the id given: with that of an earlier message it is a
// phone that sends it again, encrypted anew.
func (p *Person) SendAs(to, id string, m *waE2E.Message) {
	p.writing.Lock()
	defer p.writing.Unlock()
	p.sent[id] = sent{to, m}
	p.shown.wrote(p.message(id, to, m))
	stanza := p.stanza(to, id, m)
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	copies := 1
	if t := p.s.faults.take(moment{from: p.Phone(), to: to}, Duplicate); t != nil {
		copies = t.copies()
	}
	p.s.route(p.device, &stanza, copies)
}

// stanza seals a message for all devices of the reader and all others of the writer.
func (p *Person) stanza(to, id string, m *waE2E.Message) node {
	reader := p.reach(to)
	p.s.mu.Lock()
	readers, own := reader.sorted(), p.account.sorted()
	p.s.mu.Unlock()
	chat := readers[0].hiddenID().ToNonAD()
	var list []node
	for _, d := range readers {
		list = p.add(list, d, m)
	}
	copied := &waE2E.Message{DeviceSentMessage: &waE2E.DeviceSentMessage{DestinationJID: proto.String(chat.String()), Message: m}}
	for _, d := range own {
		if d != p.device && reader != p.account {
			list = p.add(list, d, copied)
		}
	}
	return with("message", attrs{"id": id, "to": chat, "type": stanzaType(m)}, with("participants", nil, list...))
}

// add seals for one device more; one whose keys are not there gets nothing.
func (p *Person) add(list []node, d *device, m *waE2E.Message) []node {
	if d == p.device {
		return list
	}
	to := d.hiddenID()
	sealed, err := p.keys.seal(to, p.keysFor(d), pad(m))
	if err != nil {
		return list
	}
	return append(list, with("to", attrs{"jid": to}, sealed))
}

// keysFor asks the server for keys if there is no session yet.
func (p *Person) keysFor(d *device) *bundle {
	if p.keys.knows(d.hiddenID()) {
		return nil
	}
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	b := d.give()
	return &b
}

// Again lets WhatsApp deliver the person's last message once more, the same
// cipher text under the same id, though it may have been acknowledged.
func (p *Person) Again() {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	deliverAll(p.account.wrote)
}

// LoseSessions makes the phone forget all sessions: what comes next in one of
// them it cannot read, and asks for again.
func (p *Person) LoseSessions() { p.keys.forget() }

// Typing shows the person at their keyboard to the owner of a number, or no
// longer.
func (p *Person) Typing(to string, on bool) {
	what := "paused"
	if on {
		what = "composing"
	}
	reader := p.reach(to)
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.device.chatstate(reader, with("chatstate", nil, with(what, nil)))
}

func stanzaType(m *waE2E.Message) string {
	switch {
	case m.ImageMessage != nil, m.DocumentMessage != nil, m.AudioMessage != nil, m.VideoMessage != nil, m.StickerMessage != nil,
		m.DocumentWithCaptionMessage != nil:
		return "media"
	case m.ReactionMessage != nil:
		return "reaction"
	case m.PollCreationMessage != nil, m.PollUpdateMessage != nil:
		return "poll"
	}
	return "text"
}
