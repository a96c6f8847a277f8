package script

import (
	"context"
	"fmt"
	"mime"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"langkah/bot"
)

// Phone is one person's end of one messenger.
type Phone struct {
	sim    *Sim
	name   string // of the person
	addr   bot.Address
	number string // E.164
	shut   bool   // the person blocked us
	pulled int64
	shown  []*bubble
	last   *bot.Inbound
}

// Phone is the phone of the n-th person, made when it is first asked for.
// Their number is +62812990000NN.
func (s *Sim) Phone(name string, n int) *Phone {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.phones {
		if p.name == name {
			return p
		}
	}
	p := &Phone{sim: s, name: name, number: fmt.Sprintf("+6281299%06d", n)}
	p.addr = bot.Address{Channel: s.account.Channel, Account: s.account.Name}
	switch s.account.Channel {
	case telegram:
		p.addr.ID = strconv.Itoa(7_000_000 + n)
	case whatsapp:
		p.addr.ID = p.number[1:] + "@s.whatsapp.net"
	default:
		p.addr.ID = "browser-" + strconv.Itoa(n)
	}
	s.phones = append(s.phones, p)
	s.byID[p.addr.ID] = p
	return p
}

// Address is where the service reaches this phone.
func (p *Phone) Address() bot.Address { return p.addr }

// post hands a message to the messenger, which delivers it until it is
// accepted.
func (p *Phone) post(in bot.Inbound) {
	s := p.sim
	s.mu.Lock()
	s.seq++
	in.From, in.Seq, in.At = p.addr, s.seq, s.now()
	in.ExternalID = "p" + strconv.FormatInt(s.seq, 10)
	if s.caps.GivesPhone && in.Kind != bot.Contact {
		in.Phone = p.number
	}
	if s.account.Channel != webchat {
		in.Name = capital(p.name)
	}
	p.last = &in
	s.held = append(s.held, in)
	s.show.wrote(p, in)
	s.mu.Unlock()
	s.wake.Ring()
}

func capital(name string) string {
	r, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(r)) + name[n:]
}

// Again has the messenger deliver the last message a second time.
func (p *Phone) Again() error {
	s := p.sim
	s.mu.Lock()
	if p.last == nil {
		s.mu.Unlock()
		return fmt.Errorf("nothing was written on %s before", s.account.Channel)
	}
	s.held = append(s.held, *p.last)
	s.mu.Unlock()
	s.wake.Ring()
	return nil
}

// Write sends a text. Telegram makes "/start" the opening of the chat.
func (p *Phone) Write(text string) {
	word, payload, _ := strings.Cut(text, " ")
	if p.sim.account.Channel == telegram && word == "/start" {
		p.Open(payload)
		return
	}
	p.post(bot.Inbound{Kind: bot.Text, Text: text})
}

// Open opens the chat, by a link that may carry a payload.
func (p *Phone) Open(payload string) { p.post(bot.Inbound{Kind: bot.Start, Text: payload}) }

// Share sends a phone number; "" is the person's own.
func (p *Phone) Share(number string) {
	if number == "" {
		number = p.number
	}
	p.post(bot.Inbound{Kind: bot.Contact, Phone: number})
}

// Attach sends a file, or a voice note, sticker or place without one. The chat
// page only tells that there was one.
func (p *Phone) Attach(kind bot.Kind, file, caption string, size int64) {
	if p.sim.account.Channel == webchat {
		p.post(bot.Inbound{Kind: kind, Text: caption})
		return
	}
	m := &bot.Media{Ref: file, Name: path.Base(file), MIME: mime.TypeByExtension(path.Ext(file)), Size: size}
	if file == "" {
		m = &bot.Media{Ref: string(kind) + "-" + p.name}
	}
	p.post(bot.Inbound{Kind: kind, Text: caption, Media: m})
}

// Shut blocks us, or opens the chat again.
func (p *Phone) Shut(shut bool) {
	p.sim.mu.Lock()
	p.shut = shut
	p.sim.mu.Unlock()
	kind := bot.Reopened
	if shut {
		kind = bot.Blocked
	}
	p.post(bot.Inbound{Kind: kind})
}

// pull fetches what is new for this phone.
func (p *Phone) pull(ctx context.Context, box bot.Mailbox) error {
	for {
		list, err := box.After(ctx, p.addr, p.pulled)
		if err != nil || len(list) == 0 {
			return err
		}
		p.sim.mu.Lock()
		for _, out := range list {
			p.pulled = max(p.pulled, out.ID)
			p.show("", out)
		}
		p.sim.mu.Unlock()
	}
}
