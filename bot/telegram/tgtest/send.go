package tgtest

import (
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	maxText    = 4096 // UTF-16 units
	maxCaption = 1024
)

func sendMessage(s *Server, c *call) (any, *failure) {
	return s.deliver(c, func() (entry, *failure) {
		text, bad := checkText(c.get("text"))
		return entry{Message: Message{Text: text}}, bad
	})
}

// checkText trims a text as Telegram does and says what is wrong with it.
func checkText(text string) (string, *failure) {
	if !utf8.ValidString(text) {
		return "", badRequest("strings must be encoded in UTF-8")
	}
	text = strings.TrimSpace(text)
	switch n := units(text); {
	case n == 0:
		return "", badRequest("message text is empty")
	case n > maxText:
		return "", badRequest("message is too long")
	}
	return text, nil
}

func checkCaption(text string) (string, *failure) {
	if !utf8.ValidString(text) {
		return "", badRequest("strings must be encoded in UTF-8")
	}
	text = strings.TrimSpace(text)
	if units(text) > maxCaption {
		return "", badRequest("message caption is too long")
	}
	return text, nil
}

// units is a text's length as Telegram counts it.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// deliver puts what content makes into the chat, if the chat, the buttons and
// the limits allow it.
func (s *Server) deliver(c *call, content func() (entry, *failure)) (any, *failure) {
	ch, bad := s.chatOf(c)
	if bad != nil {
		return nil, bad
	}
	m, bad := content()
	if bad != nil {
		return nil, bad
	}
	mk, bad := readMarkup(c.get("reply_markup"))
	if bad != nil {
		return nil, bad
	}
	mk.on(&m.Message)
	m.ParseMode, m.Paid, m.Silent = c.get("parse_mode"), c.bool("allow_paid_broadcast"), c.bool("disable_notification")
	if m.body == nil {
		m.body = s.plain
	}
	result, hook, seen, bad := ch.take(m, mk)
	if bad != nil {
		return nil, bad
	}
	if hook != nil {
		hook(seen)
	}
	raw, err := json.Marshal(result)
	if err != nil {
		panic(err)
	}
	return encoded(raw), nil
}

// take adds the bot's message to the chat.
func (c *chat) take(m entry, mk markup) (wireMessage, func(Message), Message, *failure) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if bad := c.shut(); bad != nil {
		return wireMessage{}, nil, Message{}, bad
	}
	if bad := c.s.limit.admit(c, m.Paid, c.s.opt.Now()); bad != nil {
		return wireMessage{}, nil, Message{}, bad
	}
	c.doing = ""
	switch {
	case mk.Remove:
		c.keyboard = nil
	case len(m.Keyboard) > 0:
		c.keyboard = &keyboard{rows: m.Keyboard, contact: m.ContactLabel}
	}
	kept := c.add(m)
	return c.wireOf(kept), c.hook, kept.Message, nil
}

var command = regexp.MustCompile(`(?:^|\s)(/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]+)?)`)

// commands finds the /words that Telegram marks.
func commands(text string) []wireEntity {
	if !strings.Contains(text, "/") {
		return nil
	}
	var list []wireEntity
	for _, at := range command.FindAllStringSubmatchIndex(text, -1) {
		list = append(list, wireEntity{"bot_command", units(text[:at[2]]), at[3] - at[2]})
	}
	return list
}
