package tgtest

import (
	"encoding/json"
	"slices"
	"strconv"
	"sync"
	"time"
)

// keepUpdates is how long Telegram keeps what no bot has confirmed.
const keepUpdates = 24 * time.Hour

// ahead is how far an offset may point beyond the newest update before the
// server takes it for one of an older numbering.
const ahead = 10

// byRequest are the kinds of update that only come to who asks for them.
var byRequest = []string{"chat_member", "message_reaction", "message_reaction_count"}

// update is one thing that happened, encoded once.
type update struct {
	id   int64
	chat int64
	at   time.Time
	raw  json.RawMessage
}

// queue holds the updates that the bot has not confirmed, oldest first.
type queue struct {
	mu      sync.Mutex
	list    []update
	again   []json.RawMessage // to be handed out once more, whatever the offset says
	next    int64
	allowed []string // empty: all but byRequest
	waiter  *waiter
	news    chan struct{} // closed when something comes; nil: nobody looks
}

// put queues an update, unless the bot does not want its kind, and returns it as encoded.
func (q *queue) put(kind string, chat int64, at time.Time, object any) json.RawMessage {
	body, err := json.Marshal(object)
	if err != nil {
		panic(err)
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.wants(kind) {
		return nil
	}
	raw := make([]byte, 0, len(body)+len(kind)+40)
	raw = strconv.AppendInt(append(raw, `{"update_id":`...), q.next, 10)
	raw = append(append(append(append(raw, `,"`...), kind...), `":`...), body...)
	raw = append(raw, '}')
	q.list = append(q.list, update{id: q.next, chat: chat, at: at, raw: raw})
	q.next++
	q.ring()
	return raw
}

// repeat hands an update out again that was confirmed long ago.
func (q *queue) repeat(raw json.RawMessage) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.again = append(q.again, raw)
	q.ring()
}

func (q *queue) wants(kind string) bool {
	if len(q.allowed) == 0 {
		return !slices.Contains(byRequest, kind)
	}
	return slices.Contains(q.allowed, kind)
}

// ring wakes who waits; q.mu is held.
func (q *queue) ring() {
	if q.waiter != nil {
		select {
		case q.waiter.wake <- struct{}{}:
		default:
		}
	}
	if q.news != nil {
		close(q.news)
		q.news = nil
	}
}

// allow remembers which kinds the bot wants; what is not a list changes nothing,
// and an empty list is the default.
func (q *queue) allow(list string) {
	var kinds []string
	if list == "" || json.Unmarshal([]byte(list), &kinds) != nil || kinds == nil {
		return
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.allowed = kinds
}

// take confirms what lies below offset and returns what follows; q.mu is held.
func (q *queue) take(offset, limit int64, now time.Time) []json.RawMessage {
	q.forget(now)
	switch {
	case offset < 0:
		q.list = q.list[max(0, len(q.list)+int(offset)):]
	case offset > q.next+ahead: // of an older numbering: confirms nothing
	default:
		q.confirm(offset)
	}
	var out []json.RawMessage
	out, q.again = q.again, nil
	for _, u := range q.list {
		if int64(len(out)) >= limit {
			break
		}
		out = append(out, u.raw)
	}
	return out
}

func (q *queue) confirm(offset int64) {
	n := 0
	for n < len(q.list) && q.list[n].id < offset {
		n++
	}
	q.list = q.list[n:]
}

// forget drops what has lain for too long.
func (q *queue) forget(now time.Time) {
	n := 0
	for n < len(q.list) && now.Sub(q.list[n].at) > keepUpdates {
		n++
	}
	q.list = q.list[n:]
}

// Pending says how many updates the bot has not confirmed.
func (s *Server) Pending() int {
	s.queue.mu.Lock()
	defer s.queue.mu.Unlock()
	return len(s.queue.list)
}

// Renumber gives the next update this id, lower than before, too: Telegram
// begins anywhere after a week without updates. What is pending is gone by then.
func (s *Server) Renumber(next int64) {
	s.queue.mu.Lock()
	defer s.queue.mu.Unlock()
	s.queue.list, s.queue.next = nil, next
}
