package tgtest

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"sync"
	"time"
)

const maxConnections = 40 // unless the bot says otherwise

var secretToken = regexp.MustCompile(`^[A-Za-z0-9_-]*$`)

// webhook pushes updates instead of waiting for getUpdates.
type webhook struct {
	mu     sync.Mutex
	url    string // "": off
	secret string
	conns  int
	stopIt func()

	failed time.Time // the last failure; zero: none
	why    string
}

func (h *webhook) active() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.url != ""
}

// stop ends the deliveries and waits for them.
func (h *webhook) stop() {
	h.mu.Lock()
	stop := h.stopIt
	h.stopIt, h.url, h.secret, h.conns, h.why, h.failed = nil, "", "", 0, "", time.Time{}
	h.mu.Unlock()
	if stop != nil {
		stop()
	}
}

func setWebhook(s *Server, c *call) (any, *failure) {
	target := c.get("url")
	if target == "" {
		return deleteWebhook(s, c)
	}
	if u, err := url.Parse(target); err != nil || u.Host == "" {
		return nil, badRequest("invalid webhook URL specified")
	}
	switch secret := c.get("secret_token"); {
	case len(secret) > 256:
		return nil, badRequest("secret token is too long")
	case !secretToken.MatchString(secret):
		return nil, badRequest("secret token contains unallowed characters")
	}
	s.queue.end(conflict("terminated by setWebhook request"))
	s.hook.stop()
	s.dropPending(c)
	s.queue.allow(c.get("allowed_updates"))
	s.hook.start(s, target, c.get("secret_token"), int(c.between("max_connections", maxConnections, 1, 100)))
	return described{true, "Webhook was set"}, nil
}

func deleteWebhook(s *Server, c *call) (any, *failure) {
	word := "Webhook is already deleted"
	if s.hook.active() {
		word = "Webhook was deleted"
	}
	s.hook.stop()
	s.dropPending(c)
	return described{true, word}, nil
}

func (s *Server) dropPending(c *call) {
	if !c.bool("drop_pending_updates") {
		return
	}
	s.queue.mu.Lock()
	defer s.queue.mu.Unlock()
	s.queue.list, s.queue.again = nil, nil
}

func getWebhookInfo(s *Server, _ *call) (any, *failure) {
	info := map[string]any{"has_custom_certificate": false, "pending_update_count": s.Pending()}
	s.queue.mu.Lock()
	if len(s.queue.allowed) > 0 {
		info["allowed_updates"] = s.queue.allowed
	}
	s.queue.mu.Unlock()
	s.hook.mu.Lock()
	defer s.hook.mu.Unlock()
	info["url"] = s.hook.url
	if s.hook.url != "" {
		info["max_connections"] = s.hook.conns
	}
	if s.hook.why != "" {
		info["last_error_date"], info["last_error_message"] = s.hook.failed.Unix(), s.hook.why
	}
	return info, nil
}

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
