package watest

import (
	"fmt"
	"sync"
)

// Person is somebody with a phone: a WhatsApp account with its first device.
// All methods may be called by several goroutines.
type Person struct {
	s       *Server
	account *account
	device  *device
	keys    *keyring
	shown   *screen

	writing sync.Mutex // what goes out is numbered as it is sealed; taken before Server.mu
	sent    map[string]sent

	// guarded by Server.mu
	busy, away bool
}

// Person is who has that phone number (digits, no plus), made on first use.
func (s *Server) Person(phone, name string) *Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a := s.numbers[phone]; a != nil {
		return a.holder
	}
	a := s.newAccount(phone, name)
	p := &Person{s: s, account: a, keys: newKeyring(a.identity), shown: newScreen(phone), sent: map[string]sent{}}
	p.device = &device{owner: a, phone: p, bundle: p.keys.bundle()}
	a.holder, a.devices[0] = p, p.device
	return p
}

// Phone is the own number: digits, no plus.
func (p *Person) Phone() string { return p.account.number }

// LID is the number by which the account is known where phone numbers are
// hidden: digits, nothing of the phone number in them.
func (p *Person) LID() string { return p.account.lid }

// Offline takes the phone off the net: what comes waits. Or back on.
func (p *Person) Offline(away bool) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.away = away
	p.wake()
}

// wake lets the phone look at what came; Server.mu is held.
func (p *Person) wake() {
	if p.busy || p.away || p.s.closed || len(p.device.queue) == 0 {
		return
	}
	p.busy = true
	p.s.work.Go(p.look)
}

// look handles what came, one after the other.
func (p *Person) look() {
	for {
		n, ok := p.next()
		if !ok {
			return
		}
		p.hear(n)
	}
}

func (p *Person) next() (*node, bool) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if p.away || p.s.closed || len(p.device.queue) == 0 {
		p.busy = false
		return nil, false
	}
	n := p.device.queue[0]
	p.device.queue = p.device.queue[1:]
	return &n, true
}

// reach is the account of a number that the person writes to.
func (p *Person) reach(phone string) *account {
	p.s.mu.Lock()
	a := p.s.numbers[phone]
	p.s.mu.Unlock()
	if a == nil {
		panic(fmt.Sprintf("watest: nobody has the number %q", phone))
	}
	return a
}
