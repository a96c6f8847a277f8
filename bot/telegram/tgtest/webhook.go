package tgtest

import (
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
