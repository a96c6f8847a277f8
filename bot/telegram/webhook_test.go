package telegram

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"langkah/bot/telegram/tgtest"
)

// hooked is a bot to which Telegram delivers.
func hooked(t *testing.T) *world {
	t.Helper()
	w := newWorld(t, tgtest.Options{}, Config{Webhook: "https://to-be-known"})
	door := httptest.NewServer(w.Handler(w.sink))
	t.Cleanup(door.Close)
	w.cfg.Webhook = door.URL
	return w
}

func TestWebhookDelivers(t *testing.T) {
	t.Parallel()
	w := hooked(t)
	siti := w.server.Person("siti")
	siti.Say("satu")
	w.run()
	w.until("what waited", func() bool { return slices.Equal(w.texts(), []string{"text satu"}) })
	w.is(OK)
	w.sink.close(true) // the database is away: Telegram keeps it
	siti.Say("dua")
	siti.Say("tiga")
	w.until("a refusal", func() bool { return strings.Contains(w.log.String(), "cannot be kept yet") })
	w.sink.close(false)
	w.until("both, in order", func() bool { return slices.Equal(w.texts(), []string{"text satu", "text dua", "text tiga"}) })
	w.leaksNothing()
}

func TestWebhookChecksItsSecret(t *testing.T) {
	t.Parallel()
	w := hooked(t)
	post := func(secret, body string) int {
		req := httptest.NewRequest(http.MethodPost, "/telegram", strings.NewReader(body))
		if secret != "" {
			req.Header.Set(secretHeader, secret)
		}
		rec := httptest.NewRecorder()
		w.Handler(w.sink).ServeHTTP(rec, req)
		return rec.Code
	}
	halo := `{"update_id":1,"message":{` + sitis + `,"text":"halo"}}`
	for name, c := range map[string]struct {
		secret, body string
		want         int
	}{
		"none": {"", halo, 403}, "wrong": {"abc", halo, 403}, "the token": {w.server.Token(), halo, 403},
		"odd": {w.secret(), `{"update_id":1,"message":7}`, 200}, "huge": {w.secret(), halo + strings.Repeat(" ", maxUpdate), 413},
		"right": {w.secret(), halo, 200},
	} {
		if got := post(c.secret, c.body); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
	if got := w.texts(); !slices.Equal(got, []string{"text halo"}) {
		t.Errorf("accepted %v", got)
	}
}
