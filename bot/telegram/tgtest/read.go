package tgtest

import "time"

// OnMessage calls hook with every new message of the bot, on the goroutine of
// the bot's request and before it is answered, outside all locks. It is for
// drivers that answer at once; nil ends it.
func (p *Person) OnMessage(hook func(Message)) {
	p.chat.mu.Lock()
	defer p.chat.mu.Unlock()
	p.chat.hook = hook
}

// Read waits for the next n messages of the bot that were not read before, in
// order; after wait it returns those that there are.
func (p *Person) Read(n int, wait time.Duration) []Message { return p.chat.next(n, wait) }

// All is every kept message of the bot, as it stands now, deleted ones included.
func (p *Person) All() []Message {
	var list []Message
	for _, m := range p.History() {
		if m.By == "" {
			list = append(list, m)
		}
	}
	return list
}

// History is every kept message of both sides.
func (p *Person) History() []Message { return p.chat.history() }

func (c *chat) history() []Message {
	c.mu.Lock()
	defer c.mu.Unlock()
	list := make([]Message, len(c.log))
	for i := range c.log {
		list[i] = c.log[i].Message
	}
	return list
}

// Changed is closed at the next change of the chat.
func (p *Person) Changed() <-chan struct{} {
	p.chat.mu.Lock()
	defer p.chat.mu.Unlock()
	return p.chat.changes()
}

func (c *chat) changes() <-chan struct{} {
	if c.news == nil {
		c.news = make(chan struct{})
	}
	return c.news
}

// Keyboard is what stands below the chat: its labels, and which of them shares
// the own contact.
func (p *Person) Keyboard() (rows [][]string, contact string) {
	p.chat.mu.Lock()
	defer p.chat.mu.Unlock()
	if p.chat.keyboard == nil {
		return nil, ""
	}
	return p.chat.keyboard.rows, p.chat.keyboard.contact
}

// Doing is the chat action that the bot showed after its last message, as
// "typing"; "" none.
func (p *Person) Doing() string {
	p.chat.mu.Lock()
	defer p.chat.mu.Unlock()
	return p.chat.doing
}

func (c *chat) next(n int, wait time.Duration) []Message {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for {
		list, news := c.unread(n)
		if len(list) >= n {
			return list
		}
		select {
		case <-news:
		case <-timer.C:
			c.mu.Lock()
			defer c.mu.Unlock()
			return c.readLocked(n)
		}
	}
}

// unread takes n messages, or none and says where news will show.
func (c *chat) unread(n int) ([]Message, <-chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	was := c.read
	list := c.readLocked(n)
	if len(list) < n {
		c.read = was
	}
	return list, c.changes()
}

func (c *chat) readLocked(n int) []Message {
	var list []Message
	c.read = max(c.read, c.dropped)
	for ; c.read < c.dropped+len(c.log) && len(list) < n; c.read++ {
		if m := c.log[c.read-c.dropped]; m.By == "" && !m.Deleted {
			list = append(list, m.Message)
		}
	}
	return list
}
