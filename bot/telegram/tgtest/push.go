package tgtest

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"time"
)

func (h *webhook) start(s *Server, target, secret string, conns int) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	p := &pusher{
		s: s, url: target, secret: secret, conns: conns, busy: map[int64]bool{}, over: make(chan delivery),
		client: &http.Client{Timeout: 60 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: conns}},
	}
	go func() { defer close(done); p.run(ctx) }()
	h.mu.Lock()
	defer h.mu.Unlock()
	h.url, h.secret, h.conns = target, secret, conns
	h.stopIt = func() { cancel(); <-done }
}

// pusher delivers what is pending: one update of a chat at a time, in order,
// several chats at once.
type pusher struct {
	s           *Server
	url, secret string
	conns       int
	client      *http.Client
	busy        map[int64]bool // chats with one under way
	over        chan delivery
}

// delivery is how one update fared.
type delivery struct {
	update
	taken bool
}

func (p *pusher) run(ctx context.Context) {
	defer p.client.CloseIdleConnections()
	for {
		list, news := p.ready()
		for _, u := range list {
			go p.deliver(ctx, u)
		}
		select {
		case <-ctx.Done():
			for range len(p.busy) {
				<-p.over
			}
			return
		case <-news:
		case u := <-p.over:
			delete(p.busy, u.chat)
			if u.taken {
				p.s.queue.remove(u.id)
			}
		}
	}
}

// ready takes what can be delivered now and says where news will show.
func (p *pusher) ready() (list []update, news <-chan struct{}) {
	q := &p.s.queue
	q.mu.Lock()
	defer q.mu.Unlock()
	q.forget(p.s.opt.Now())
	for _, raw := range q.again { // the numbering has gone on: it comes as one more
		q.list = append(q.list, update{id: q.next, at: p.s.opt.Now(), raw: raw})
		q.next++
	}
	q.again = nil
	for _, u := range q.list {
		if len(p.busy) >= p.conns {
			break
		}
		if !p.busy[u.chat] {
			p.busy[u.chat] = true
			list = append(list, u)
		}
	}
	if q.news == nil {
		q.news = make(chan struct{})
	}
	return list, q.news
}

// deliver tries until the bot takes the update.
func (p *pusher) deliver(ctx context.Context, u update) {
	taken := false
	defer func() { p.over <- delivery{u, taken} }()
	wait := p.s.opt.WebhookPause
	for {
		why := p.post(ctx, u)
		if taken = why == ""; taken || ctx.Err() != nil {
			return
		}
		p.s.hook.note(why, p.s.opt.Now())
		t := time.NewTimer(wait)
		select {
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return
		}
		wait = min(2*wait, 50*p.s.opt.WebhookPause)
	}
}

func (p *pusher) post(ctx context.Context, u update) (why string) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url, bytes.NewReader(u.raw))
	if err != nil {
		return err.Error()
	}
	req.Header.Set("Content-Type", "application/json")
	if p.secret != "" {
		req.Header.Set("X-Telegram-Bot-Api-Secret-Token", p.secret)
	}
	resp, err := p.client.Do(req)
	if err != nil {
		return "Connection refused"
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	if resp.StatusCode/100 != 2 {
		return "Wrong response from the webhook: " + resp.Status
	}
	return ""
}

func (h *webhook) note(why string, now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.why, h.failed = why, now
}

// remove confirms one update.
func (q *queue) remove(id int64) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for i, u := range q.list {
		if u.id == id {
			copy(q.list[1:i+1], q.list[:i]) // it stands near the front
			q.list = q.list[1:]
			return
		}
	}
}
