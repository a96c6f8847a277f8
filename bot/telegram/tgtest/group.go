package tgtest

import "time"

const (
	firstGroup      = -4_100_000_001
	firstSupergroup = -1_002_000_000_001
)

// Group is a chat of several people.
type Group struct {
	s    *Server
	slot int

	chat *chat // changes when the group becomes a supergroup; s.mu holds it
}

// Group is the group of that title, made on first use, without the bot.
func (s *Server) Group(title string) *Group {
	s.mu.Lock()
	defer s.mu.Unlock()
	if g := s.groups[title]; g != nil {
		return g
	}
	g := &Group{s: s, slot: len(s.groups)}
	g.chat = s.newChat(int64(firstGroup-g.slot), "group")
	g.chat.title = title
	s.groups[title] = g
	return g
}

func (g *Group) now() *chat {
	g.s.mu.RLock()
	defer g.s.mu.RUnlock()
	return g.chat
}

// ID is the chat's id, which Upgrade changes.
func (g *Group) ID() int64 { return g.now().id }

// Say writes into the group.
func (g *Group) Say(by *Person, text string) int {
	return g.now().write(by, entry{Message: Message{Text: text}, body: &wireMessage{}})
}

// Press presses the newest inline button with the label.
func (g *Group) Press(by *Person, label string) error {
	c := g.now()
	c.mu.Lock()
	defer c.mu.Unlock()
	m, b := c.newest(label)
	if m == nil {
		return errNoMessage
	}
	return c.pressed(by, m, b)
}

// AddBot invites the bot: my_chat_member, and the line in the chat that says so.
func (g *Group) AddBot(by *Person) {
	c := g.now()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.member, c.blocked = true, false
	c.membership(by, "left", "member")
	c.service(by, wireMessage{NewMembers: []wireUser{g.s.bot}})
}

// RemoveBot throws the bot out.
func (g *Group) RemoveBot(by *Person) {
	c := g.now()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.member, c.blocked = false, true
	c.membership(by, "member", "kicked")
}

// service queues a message that nobody wrote; c.mu is held.
func (c *chat) service(by *Person, body wireMessage) {
	m := c.add(entry{Message: Message{By: by.name}, body: &body})
	from := by.user()
	body.From = &from
	c.put(by, "message", c.wireOf(m))
}

// Upgrade makes the group a supergroup: another id. Both ends are told by a
// service message, and the old id answers where to.
func (g *Group) Upgrade(by *Person) {
	g.s.mu.Lock()
	old := g.chat
	if old.kind != "group" {
		g.s.mu.Unlock()
		return
	}
	fresh := g.s.newChat(int64(firstSupergroup-g.slot), "supergroup")
	g.chat = fresh
	g.s.mu.Unlock()
	old.mu.Lock()
	defer old.mu.Unlock()
	fresh.mu.Lock()
	defer fresh.mu.Unlock()
	fresh.title, fresh.member, fresh.blocked = old.title, old.member, old.blocked
	old.movedTo = fresh.id
	if fresh.member {
		old.service(by, wireMessage{MigrateTo: fresh.id})
		fresh.service(by, wireMessage{MigrateFrom: old.id})
	}
}

// Read is Person.Read for the group.
func (g *Group) Read(n int, wait time.Duration) []Message { return g.now().next(n, wait) }

// All is every kept message of both sides.
func (g *Group) All() []Message { return g.now().history() }

func leaveChat(s *Server, c *call) (any, *failure) {
	ch, bad := s.chatOf(c)
	if bad != nil {
		return nil, bad
	}
	ch.mu.Lock()
	defer ch.mu.Unlock()
	if ch.kind == "private" {
		return nil, badRequest("chat member status can't be changed in private chats")
	}
	if bad := ch.shut(); bad != nil {
		return nil, bad
	}
	ch.member = false
	ch.put(nil, "my_chat_member", wireMembership{
		Chat: ch.wire(), From: s.bot, Date: s.opt.Now().Unix(),
		Old: wireMember{User: s.bot, Status: "member"}, New: wireMember{User: s.bot, Status: "left"},
	})
	return true, nil
}
