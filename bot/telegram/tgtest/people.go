package tgtest

import (
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"
)

// firstPerson is beyond 32 bits, as new accounts are.
const firstPerson = 7_100_000_001

// Person is somebody with a private chat with the bot. All methods may be
// called by several goroutines.
type Person struct {
	s          *Server
	name       string
	chat       *chat
	lastUpdate atomic.Pointer[json.RawMessage]

	mu        sync.Mutex // taken last, after a chat's
	username  string
	language  string
	phone     string
	callbacks []Callback
	presses   int
}

// Person is the person of that name, made on first use: the bot does not know
// them before they write.
func (s *Server) Person(name string) *Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.people[name]; p != nil {
		return p
	}
	id := int64(firstPerson + len(s.order))
	p := &Person{s: s, name: name, language: "id", phone: fmt.Sprintf("62812%08d", len(s.order)+1)}
	p.presses = int(s.opt.firstID)
	p.chat = s.newChat(id, "private")
	p.chat.who = p
	s.people[name] = p
	s.order = append(s.order, p)
	return p
}

// People is everybody, in the order in which they were made.
func (s *Server) People() []*Person {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return append([]*Person(nil), s.order...)
}

// PersonByID is who has that user id, or nil.
func (s *Server) PersonByID(id int64) *Person {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if i := id - firstPerson; i >= 0 && i < int64(len(s.order)) {
		return s.order[i]
	}
	return nil
}

// ID is the user's id and that of their chat.
func (p *Person) ID() int64 { return p.chat.id }

// Name is the first name.
func (p *Person) Name() string { return p.name }

// Phone is the own number as Telegram gives it: digits, no plus.
func (p *Person) Phone() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.phone
}

// SetPhone changes the own number.
func (p *Person) SetPhone(digits string) { p.set(func() { p.phone = digits }) }

// SetLanguage changes the app's language, an IETF tag; "" is unknown.
func (p *Person) SetLanguage(tag string) { p.set(func() { p.language = tag }) }

// SetUsername changes the username, without @; "" is none.
func (p *Person) SetUsername(name string) { p.set(func() { p.username = name }) }

func (p *Person) set(change func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change()
}

func (p *Person) user() wireUser {
	p.mu.Lock()
	defer p.mu.Unlock()
	return wireUser{ID: p.chat.id, FirstName: p.name, Username: p.username, Language: p.language}
}

// Met makes the bot know the person without an update: somebody who wrote long ago.
func (p *Person) Met() *Person {
	p.chat.mu.Lock()
	defer p.chat.mu.Unlock()
	p.chat.member = true
	return p
}

// Deactivate deletes the person's account.
func (p *Person) Deactivate() {
	p.chat.mu.Lock()
	defer p.chat.mu.Unlock()
	p.chat.gone = true
}

// Block shuts the bot out: my_chat_member says kicked, sends are refused.
func (p *Person) Block() {
	p.chat.mu.Lock()
	defer p.chat.mu.Unlock()
	if !p.chat.blocked {
		p.chat.blocked = true
		p.chat.membership(p, "member", "kicked")
	}
}

// Unblock lets the bot in again: my_chat_member says member.
func (p *Person) Unblock() {
	p.chat.mu.Lock()
	defer p.chat.mu.Unlock()
	p.chat.unblock()
}

// Blocked says whether the bot is shut out.
func (p *Person) Blocked() bool {
	p.chat.mu.Lock()
	defer p.chat.mu.Unlock()
	return p.chat.blocked
}

// unblock is what the app does before anything can be written; c.mu is held.
func (c *chat) unblock() {
	if c.blocked && c.who != nil {
		c.blocked = false
		c.membership(c.who, "kicked", "member")
	}
}

// membership tells the bot what became of it here; c.mu is held.
func (c *chat) membership(by *Person, from, to string) {
	member := func(status string) wireMember {
		m := wireMember{User: c.s.bot, Status: status}
		if status == "kicked" {
			m.Until = new(int64)
		}
		return m
	}
	c.changed()
	c.put(by, "my_chat_member", wireMembership{
		Chat: c.wire(), From: by.user(), Date: c.s.opt.Now().Unix(), Old: member(from), New: member(to),
	})
}

// Again lets the messenger hand the person's last update out once more, though
// it may have been confirmed.
func (p *Person) Again() {
	if raw := p.lastUpdate.Load(); raw != nil {
		p.s.queue.repeat(*raw)
	}
}
