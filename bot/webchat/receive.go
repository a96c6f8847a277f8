package webchat

import (
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"time"

	"langkah/bot"
)

const (
	maxBody = 64 << 10
	soon    = time.Second // when to try again after a trouble of ours
)

// receive takes one message. 204 says that it is committed; the same id again
// is the same message.
func (c *Channel) receive(w http.ResponseWriter, r *http.Request) {
	open := c.open.Load()
	if open == nil {
		refuse(w, http.StatusServiceUnavailable, "away", soon)
		return
	}
	who, known := c.person(r)
	if !known {
		refuse(w, http.StatusUnauthorized, "stranger", 0)
		return
	}
	if wait := max(c.limits.ips.Wait(c.network(r), c.cfg.Now()), c.limits.people.Wait(who, c.cfg.Now())); wait > 0 {
		refuse(w, http.StatusTooManyRequests, "slow", wait)
		return
	}
	m, status, code := decode(w, r)
	if code == "" {
		status, code = http.StatusUnprocessableEntity, m.clean()
	}
	if code != "" {
		refuse(w, status, code, 0)
		return
	}
	err := open.sink.Accept(r.Context(), []bot.Inbound{m.inbound(who)})
	if r.Context().Err() == nil { // else the browser is gone, which is no trouble
		c.tell(&c.accepting, "accept message", err)
	}
	if err != nil {
		refuse(w, http.StatusServiceUnavailable, "away", soon)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// decode reads the body; a code says why it cannot be read.
func decode(w http.ResponseWriter, r *http.Request) (m message, status int, code string) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return m, http.StatusUnsupportedMediaType, "unread"
	}
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&m)
	var over *http.MaxBytesError
	switch {
	case errors.As(err, &over):
		return m, http.StatusRequestEntityTooLarge, "long"
	case err != nil:
		return m, http.StatusBadRequest, "unread"
	}
	return m, 0, ""
}
