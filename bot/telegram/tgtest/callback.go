package tgtest

import (
	"fmt"
	"strconv"
	"time"
)

const keepCallbacks = 64 // of one person

// Callback is one press of an inline button.
type Callback struct {
	ID        string
	MessageID int
	Data      string
	At        time.Time
	Answers   int    // how often the bot answered; until then a button waits
	Text      string // of the last answer
	Alert     bool
}

// callbackID tells whose press it is, so that nothing need be looked up.
func callbackID(person int64, n int) string {
	return strconv.FormatInt((person-firstPerson)<<40|int64(n), 10)
}

func answerCallbackQuery(s *Server, c *call) (any, *failure) {
	tooOld := badRequest("query is too old and response timeout expired or query ID is invalid")
	id := c.get("callback_query_id")
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return nil, tooOld
	}
	p := s.PersonByID(firstPerson + n>>40)
	if p == nil {
		return nil, tooOld
	}
	if !p.answered(id, c.get("text"), c.bool("show_alert")) {
		return nil, tooOld
	}
	p.chat.mu.Lock()
	defer p.chat.mu.Unlock()
	p.chat.changed()
	return true, nil
}

// answered notes the bot's answer to a press, if it came in time.
func (p *Person) answered(id, text string, alert bool) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range p.callbacks {
		if cb := &p.callbacks[i]; cb.ID == id {
			if p.s.opt.Now().Sub(cb.At) > p.s.opt.CallbackAge {
				return false
			}
			cb.Answers++
			cb.Text, cb.Alert = text, alert
			return true
		}
	}
	return false
}

// Callbacks are the person's last presses, oldest first.
func (p *Person) Callbacks() []Callback {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Callback(nil), p.callbacks...)
}

// noteCallback remembers a press.
func (p *Person) noteCallback(cb Callback) Callback {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.presses++
	cb.ID, cb.At = callbackID(p.ID(), p.presses), p.s.opt.Now()
	if len(p.callbacks) >= keepCallbacks {
		p.callbacks = append(p.callbacks[:0], p.callbacks[1:]...)
	}
	p.callbacks = append(p.callbacks, cb)
	return cb
}

// pressed sends the callback query for the button on m; c.mu is held.
func (c *chat) pressed(p *Person, m *entry, b Button) error {
	if b.URL != "" {
		return fmt.Errorf("button %q opens %s", b.Text, b.URL)
	}
	c.wrote = c.s.opt.Now()
	cb := p.noteCallback(Callback{MessageID: m.ID, Data: b.Data})
	query := wireCallback{ID: cb.ID, From: p.user(), Instance: strconv.FormatInt(-c.id, 10), Data: b.Data, Message: c.wireOf(m)}
	if m.Deleted {
		query.Message = wireGone{Chat: c.wire(), MessageID: m.ID}
	}
	c.put(p, "callback_query", query)
	return nil
}

// button finds an inline button by its label.
func (m *entry) button(label string) (Button, bool) {
	for _, row := range m.Buttons {
		for _, b := range row {
			if b.Text == label {
				return b, true
			}
		}
	}
	return Button{}, false
}

// newest finds the newest inline button with the label; c.mu is held.
func (c *chat) newest(label string) (*entry, Button) {
	for i := len(c.log) - 1; i >= 0; i-- {
		if m := &c.log[i]; !m.Deleted {
			if b, ok := m.button(label); ok {
				return m, b
			}
		}
	}
	return nil, Button{}
}
