package tgtest

import (
	"encoding/json"
	"time"
)

// deletable is for how long the bot may take a message away.
const deletable = 48 * time.Hour

func editMessageText(s *Server, c *call) (any, *failure) {
	text, bad := checkText(c.get("text"))
	if bad != nil {
		return nil, bad
	}
	return s.edit(c, func(m *Message) (changed bool) {
		changed = m.Text != text
		m.Text, m.ParseMode = text, c.get("parse_mode")
		return changed
	})
}

func editMessageReplyMarkup(s *Server, c *call) (any, *failure) {
	return s.edit(c, func(*Message) bool { return false })
}

// edit changes one of the bot's messages; inline buttons that the request does
// not name again are gone.
func (s *Server) edit(c *call, change func(*Message) bool) (any, *failure) {
	ch, bad := s.chatOf(c)
	if bad != nil {
		return nil, bad
	}
	mk, bad := readMarkup(c.get("reply_markup"))
	if bad != nil {
		return nil, bad
	}
	ch.mu.Lock()
	defer ch.mu.Unlock()
	if bad := ch.shut(); bad != nil {
		return nil, bad
	}
	m := ch.find(int(c.int("message_id")))
	switch {
	case m == nil || m.Deleted:
		return nil, badRequest("message to edit not found")
	case m.By != "":
		return nil, badRequest("message can't be edited")
	}
	if !change(&m.Message) && mk.same(&m.Message) {
		return nil, badRequest("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	}
	m.Buttons = mk.Inline
	m.Edits++
	ch.changed()
	raw, err := json.Marshal(ch.wireOf(m))
	if err != nil {
		panic(err)
	}
	return encoded(raw), nil
}

func deleteMessage(s *Server, c *call) (any, *failure) {
	ch, bad := s.chatOf(c)
	if bad != nil {
		return nil, bad
	}
	ch.mu.Lock()
	defer ch.mu.Unlock()
	if bad := ch.shut(); bad != nil {
		return nil, bad
	}
	m := ch.find(int(c.int("message_id")))
	switch {
	case m == nil || m.Deleted:
		return nil, badRequest("message to delete not found")
	case s.opt.Now().Sub(m.At) > deletable, m.By != "" && ch.kind != "private":
		return nil, badRequest("message can't be deleted")
	}
	m.Deleted = true
	ch.changed()
	return true, nil
}
