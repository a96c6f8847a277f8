package tgtest

import (
	"slices"
	"sync"
	"time"
)

// chat is one conversation: a person's with the bot, or a group.
type chat struct {
	s    *Server
	id   int64
	kind string // private, group, supergroup

	mu       sync.Mutex
	title    string
	who      *Person // private: the person
	last     int     // message id
	dropped  int     // messages no longer kept
	log      []entry
	read     int // messages that Read has gone past, dropped ones included
	keyboard *keyboard
	bucket   bucket
	wrote    time.Time // when somebody last wrote or pressed something
	doing    string    // the last sendChatAction since the last message
	hook     func(Message)
	news     chan struct{} // closed at the next change; nil: nobody waits

	member  bool  // the bot may write here: the person began, or it is in the group
	blocked bool  // private: blocked; group: the bot was thrown out
	gone    bool  // private: the person deleted their account
	movedTo int64 // group: became this supergroup
}

// keyboard is what stands below the chat instead of letters.
type keyboard struct {
	rows    [][]string
	contact string
}

// newChat makes a chat that can be found by its id; s.mu is held.
func (s *Server) newChat(id int64, kind string) *chat {
	c := &chat{s: s, id: id, kind: kind, last: int(s.opt.firstID)}
	s.chats[id] = c
	return c
}

// add keeps a message under the next id; c.mu is held.
func (c *chat) add(m entry) *entry {
	c.last++
	m.ID, m.At = c.last, c.s.opt.Now()
	if len(c.log) >= c.s.opt.Keep {
		n := len(c.log) - c.s.opt.Keep + 1
		clear(c.log[:n])
		c.log, c.dropped = c.log[n:], c.dropped+n
	}
	c.log = append(c.log, m)
	c.changed()
	return &c.log[len(c.log)-1]
}

// changed wakes who waits for news; c.mu is held.
func (c *chat) changed() {
	if c.news != nil {
		close(c.news)
		c.news = nil
	}
}

// find is a kept message by its id, or nil; c.mu is held.
func (c *chat) find(id int) *entry {
	i, ok := slices.BinarySearchFunc(c.log, id, func(m entry, id int) int { return m.ID - id })
	if !ok {
		return nil
	}
	return &c.log[i]
}

// shut says why the bot may not write here; c.mu is held.
func (c *chat) shut() *failure {
	private := c.kind == "private"
	switch {
	case c.movedTo != 0:
		return &failure{code: 400, text: "Bad Request: group chat was upgraded to a supergroup chat", migrateTo: c.movedTo}
	case c.gone:
		return forbidden("user is deactivated")
	case c.blocked && private:
		return forbidden("bot was blocked by the user")
	case c.blocked:
		return forbidden("bot was kicked from the " + c.kind + " chat")
	case !c.member && private:
		return forbidden("bot can't initiate conversation with a user")
	case !c.member:
		return forbidden("bot is not a member of the " + c.kind + " chat")
	}
	return nil
}

// wire is the chat as the API shows it; c.mu is held.
func (c *chat) wire() wireChat {
	w := wireChat{ID: c.id, Type: c.kind, Title: c.title}
	if c.who != nil {
		u := c.who.user()
		w.FirstName, w.Username = u.FirstName, u.Username
	}
	return w
}

// put queues an update about this chat, in the chat's order; c.mu is held. A
// person's own update is remembered so that it can be repeated.
func (c *chat) put(by *Person, kind string, object any) {
	raw := c.s.queue.put(kind, c.id, c.s.opt.Now(), object)
	if by != nil && raw != nil {
		by.lastUpdate.Store(&raw)
	}
}

// chatOf finds the chat that a request is about.
func (s *Server) chatOf(c *call) (*chat, *failure) {
	if c.get("chat_id") == "" {
		return nil, badRequest("chat_id is empty")
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	if found := s.chats[c.int("chat_id")]; found != nil {
		return found, nil
	}
	return nil, badRequest("chat not found")
}
