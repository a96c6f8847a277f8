package watest

import "time"

// OnMessage calls hook with every message that is new on the phone, one after
// the other, outside all locks. It is for drivers that answer at once; nil
// ends it.
func (p *Person) OnMessage(hook func(Message)) {
	p.shown.mu.Lock()
	defer p.shown.mu.Unlock()
	p.shown.hook = hook
}

func (v *screen) tell(m Message) {
	v.mu.Lock()
	hook := v.hook
	v.mu.Unlock()
	if hook != nil {
		m.Times = 1
		hook(m)
	}
}

// Read waits for the next n messages that came and were not read before, in
// order; after wait it returns those that there are.
func (p *Person) Read(n int, wait time.Duration) []Message { return p.shown.next(n, wait) }

// All is every message that came, each once, with the times that it came.
func (p *Person) All() []Message {
	return p.shown.list(func(m *Message) bool { return m.Times > 0 })
}

// Chat is every message with one number, of both sides.
func (p *Person) Chat(phone string) []Message {
	return p.shown.list(func(m *Message) bool { return m.From == phone || m.To == phone })
}

// Changed is closed at the next change of what the phone shows.
func (p *Person) Changed() <-chan struct{} {
	p.shown.mu.Lock()
	defer p.shown.mu.Unlock()
	return p.shown.news
}

// Silent makes the phone send no delivery receipts.
func (p *Person) Silent(silent bool) {
	p.shown.mu.Lock()
	defer p.shown.mu.Unlock()
	p.shown.silent = silent
}

func (v *screen) isSilent() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.silent
}

// Doing is what somebody does in their chat with the person after their last
// message, as "composing"; "" nothing.
func (p *Person) Doing(phone string) string {
	p.shown.mu.Lock()
	defer p.shown.mu.Unlock()
	return p.shown.doing[phone]
}

// typing shows what the owner of a number does.
func (v *screen) typing(phone, what string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.doing[phone] = what
	if what == "paused" {
		delete(v.doing, phone)
	}
	v.changed()
}
