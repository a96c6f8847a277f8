package webchat

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"golang.org/x/time/rate"
)

const (
	sweep        = 500 * time.Millisecond // another replica's rows wake nobody here
	heartbeat    = 15 * time.Second
	writeTimeout = 10 * time.Second
)

// events streams the person's bubbles after the last one that the page has.
func (c *Channel) events(w http.ResponseWriter, r *http.Request) {
	open := c.open.Load()
	who, known := c.person(r)
	network := c.network(r)
	switch {
	case open == nil:
		refuse(w, http.StatusServiceUnavailable, "away", soon)
		return
	case !known:
		refuse(w, http.StatusUnauthorized, "stranger", 0)
		return
	}
	if wait := c.limits.ips.Wait(network, c.cfg.Now()); wait > 0 {
		refuse(w, http.StatusTooManyRequests, "slow", wait)
		return
	}
	if !c.limits.seat(who, network) {
		refuse(w, http.StatusTooManyRequests, "tabs", 5*time.Second)
		return
	}
	defer c.limits.leave(who, network)
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	defer context.AfterFunc(open.ctx, cancel)()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no") // proxies must not hold bubbles back
	s := &stream{c: c, to: who, last: position(r), w: w, rc: http.NewResponseController(w)}
	s.run(ctx)
}

// position is the last row that the page has: on reconnecting the browser
// itself says so, by a header that is newer than the URL.
func position(r *http.Request) int64 {
	last, _ := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
	seen, _ := strconv.ParseInt(r.Header.Get("Last-Event-ID"), 10, 64)
	return max(last, seen, 0)
}

// stream is one open tab.
type stream struct {
	c    *Channel
	to   string
	last int64
	away bool // the ledger does not answer

	w  http.ResponseWriter
	rc *http.ResponseController
}

// run looks whenever something may be new, until ctx ends or the tab is gone.
func (s *stream) run(ctx context.Context) {
	_ = s.rc.SetReadDeadline(time.Time{}) // a stream outlives any request
	calm := rate.NewLimiter(20, 5)        // everybody's wakes reach every stream
	look, beat := time.NewTicker(sweep), time.NewTicker(heartbeat)
	defer look.Stop()
	defer beat.Stop()
	err := s.write("retry: 1000\n\n")
	for err == nil && calm.Wait(ctx) == nil {
		wake := s.c.cfg.Mailbox.Wake()
		if err = s.more(ctx); err != nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-beat.C:
			err = s.write(": \n\n")
		case <-wake:
		case <-look.C:
		}
	}
}
