package watest

import (
	"sync"
	"time"
)

// screen is what a phone shows: one list of all its chats.
type screen struct {
	own string // the phone's number

	mu     sync.Mutex
	log    []*Message
	byKey  map[messageKey]*Message
	ticks  map[string]Tick
	doing  map[string]string // by LID or number of who does it
	read   int
	silent bool
	hook   func(Message)
	news   chan struct{} // closed at the next change
}

// messageKey is what makes two messages one, as in the official apps.
type messageKey struct{ from, to, id string }

func newScreen(own string) *screen {
	return &screen{own: own, byKey: map[messageKey]*Message{}, ticks: map[string]Tick{}, doing: map[string]string{}, news: make(chan struct{})}
}

// changed wakes who waits; v.mu is held.
func (v *screen) changed() {
	close(v.news)
	v.news = make(chan struct{})
}

// add shows a message that came and says whether it is new.
func (v *screen) add(m Message) (fresh bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	defer v.changed()
	delete(v.doing, m.From)
	key := messageKey{m.From, m.To, m.ID}
	if old := v.byKey[key]; old != nil {
		old.Times++
		return false
	}
	m.Times = 1
	v.put(key, m)
	return true
}

// wrote shows what the phone itself wrote.
func (v *screen) wrote(m Message) {
	v.mu.Lock()
	defer v.mu.Unlock()
	defer v.changed()
	if key := (messageKey{m.From, m.To, m.ID}); v.byKey[key] == nil {
		v.put(key, m)
	}
}

func (v *screen) put(key messageKey, m Message) {
	v.byKey[key] = &m
	v.log = append(v.log, &m)
}

// again counts a message that came once more in the same cipher text; false:
// the phone does not show it.
func (v *screen) again(from, id string) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, m := range v.log {
		if m.ID == id && m.From == from {
			m.Times++
			v.changed()
			return true
		}
	}
	return false
}

// retract takes back what from wrote.
func (v *screen) retract(from, id string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if m := v.byKey[messageKey{from, v.own, id}]; m != nil {
		m.Recalled, m.Text, m.File, m.Body = true, "", File{}, nil
		v.changed()
	}
}

func (v *screen) list(want func(*Message) bool) []Message {
	v.mu.Lock()
	defer v.mu.Unlock()
	var list []Message
	for _, m := range v.log {
		if want(m) {
			list = append(list, *m)
		}
	}
	return list
}

// unread takes the next n messages that came, or none and what will tell of more.
func (v *screen) unread(n int, all bool) ([]Message, <-chan struct{}) {
	v.mu.Lock()
	defer v.mu.Unlock()
	var list []Message
	at := v.read
	for ; at < len(v.log) && len(list) < n; at++ {
		if v.log[at].Times > 0 {
			list = append(list, *v.log[at])
		}
	}
	if len(list) < n && !all {
		return nil, v.news
	}
	v.read = at
	return list, nil
}

func (v *screen) next(n int, wait time.Duration) []Message {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for {
		list, news := v.unread(n, false)
		if len(list) == n {
			return list
		}
		select {
		case <-news:
		case <-timer.C:
			list, _ = v.unread(n, true)
			return list
		}
	}
}
