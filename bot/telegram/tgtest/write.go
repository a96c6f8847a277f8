package tgtest

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
)

var errNoMessage = errors.New("no such message")

// Say writes a text and returns its message id. A text longer than 4,096
// UTF-16 units goes as several messages, as the app sends it; the id is the
// last one's, 0 if there was nothing to send. Who has blocked the bot unblocks
// it by writing.
func (p *Person) Say(text string) int {
	id := 0
	for _, part := range parts(strings.TrimSpace(text)) {
		id = p.chat.write(p, entry{Message: Message{Text: part}, body: &wireMessage{}})
	}
	return id
}

// parts cuts a text into what one message holds.
func parts(text string) []string {
	if text == "" {
		return nil
	}
	if units(text) <= maxText {
		return []string{text}
	}
	var list []string
	from, n := 0, 0
	for i, r := range text {
		if n += utf16.RuneLen(r); n > maxText {
			list = append(list, text[from:i])
			from, n = i, utf16.RuneLen(r)
		}
	}
	return append(list, text[from:])
}

// Start presses START, by a link with a payload if it is not "".
func (p *Person) Start(payload string) int {
	return p.Say(strings.TrimSpace("/start " + payload))
}

// write adds a person's message to the chat and gives it to the bot.
func (c *chat) write(p *Person, m entry) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.writeLocked(p, m)
}

func (c *chat) writeLocked(p *Person, m entry) int {
	c.unblock()
	from := p.user()
	m.By, m.Kind, m.body.From = p.name, m.kind(), &from
	if c.kind == "private" {
		c.member = true
	}
	kept := c.add(m)
	c.wrote = kept.At
	if c.member {
		c.put(p, "message", c.wireOf(kept))
	}
	return kept.ID
}

// kind is which of the Kinds a person's message is.
func (m *entry) kind() string {
	switch {
	case m.File.Kind != "":
		return m.File.Kind
	case m.body.Contact != nil:
		return "contact"
	case m.body.Location != nil:
		return "location"
	case m.body.Poll != nil:
		return "poll"
	}
	return "text"
}

// Edit changes the person's last message: its caption if it is a file.
func (p *Person) Edit(text string) error {
	c := p.chat
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := len(c.log) - 1; i >= 0; i-- {
		m := &c.log[i]
		if m.By == "" || m.Deleted {
			continue
		}
		if m.Edits++; m.File.Kind != "" {
			m.Caption = text
		} else {
			m.Text = text
		}
		c.wrote = c.s.opt.Now()
		c.changed()
		c.put(p, "edited_message", c.wireOf(m))
		return nil
	}
	return errNoMessage
}

// Press presses the newest inline button with the label, anywhere in the chat;
// if there is none, the button of the keyboard below it: that one sends its
// own words, or the own contact.
func (p *Person) Press(label string) error {
	c := p.chat
	c.mu.Lock()
	defer c.mu.Unlock()
	if m, b := c.newest(label); m != nil {
		return c.pressed(p, m, b)
	}
	return c.pressKey(p, label)
}

// PressKey presses a button of the keyboard below the chat.
func (p *Person) PressKey(label string) error {
	p.chat.mu.Lock()
	defer p.chat.mu.Unlock()
	return p.chat.pressKey(p, label)
}

func (c *chat) pressKey(p *Person, label string) error {
	if c.keyboard == nil {
		return fmt.Errorf("no button %q", label)
	}
	for _, row := range c.keyboard.rows {
		for _, l := range row {
			if l != label {
				continue
			}
			m := entry{Message: Message{Text: label}, body: &wireMessage{}}
			if label == c.keyboard.contact {
				m = p.contact()
			}
			c.writeLocked(p, m)
			return nil
		}
	}
	return fmt.Errorf("no button %q", label)
}

// PressOld presses a button of one message, even if the bot has taken the
// message away meanwhile.
func (p *Person) PressOld(messageID int, label string) error {
	c := p.chat
	c.mu.Lock()
	defer c.mu.Unlock()
	m := c.find(messageID)
	if m == nil {
		return errNoMessage
	}
	b, ok := m.button(label)
	if !ok {
		return fmt.Errorf("no button %q", label)
	}
	return c.pressed(p, m, b)
}
