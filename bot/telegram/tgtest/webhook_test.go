package tgtest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// hooked is a bot that is pushed to.
type hooked struct {
	*httptest.Server
	mu       sync.Mutex
	got      []event
	secrets  map[string]bool
	refuse   int // how many requests still get a 500
	tries    int
	now, top int
	hold     chan struct{} // nil: answer at once
}

func newHook(t *testing.T) *hooked {
	h := &hooked{secrets: map[string]bool{}}
	h.Server = httptest.NewServer(h)
	t.Cleanup(h.Close)
	return h
}

func (h *hooked) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	var e event
	_ = json.Unmarshal(body, &e)
	h.mu.Lock()
	h.tries++
	h.now++
	h.top = max(h.top, h.now)
	h.secrets[r.Header.Get("X-Telegram-Bot-Api-Secret-Token")] = true
	hold, bad := h.hold, h.refuse > 0
	if bad {
		h.refuse--
	}
	h.mu.Unlock()
	if hold != nil {
		<-hold
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now--
	if bad {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	h.got = append(h.got, e)
}

func (h *hooked) texts() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return texts(h.got)
}

func (w *world) info() (info struct {
	URL     string   `json:"url"`
	Pending int      `json:"pending_update_count"`
	Conns   int      `json:"max_connections"`
	Allowed []string `json:"allowed_updates"`
	Why     string   `json:"last_error_message"`
}) {
	w.t.Helper()
	w.call("getWebhookInfo").read(w.t, &info)
	return info
}

func TestWebhookDeliversInOrderUntilTaken(t *testing.T) {
	t.Parallel()
	w, h := begin(t, Options{WebhookPause: time.Millisecond}), newHook(t)
	h.refuse = 3
	w.Person("Siti").Say("sebelum")
	if r := w.call("setWebhook", "url", h.URL, "secret_token", "rahasia-1", "max_connections", 1); !r.OK {
		t.Fatal(r.bad())
	}
	var want = []string{"sebelum"}
	for i := range 20 {
		text := strconv.Itoa(i)
		w.Person("Siti").Say(text)
		want = append(want, text)
	}
	w.until("all is delivered", func() bool { return w.Pending() == 0 })
	if diff := cmp.Diff(want, h.texts()); diff != "" {
		t.Error(diff)
	}
	if h.tries != len(want)+3 || !h.secrets["rahasia-1"] || len(h.secrets) != 1 {
		t.Errorf("%d tries, secrets %v", h.tries, h.secrets)
	}
	if i := w.info(); i.URL != h.URL || i.Conns != 1 || i.Why != "Wrong response from the webhook: 500 Internal Server Error" {
		t.Errorf("%+v", i)
	}
}

func TestWebhookUsesSeveralConnectionsButOneAChat(t *testing.T) {
	t.Parallel()
	w, h := begin(t, Options{}), newHook(t)
	h.hold = make(chan struct{})
	w.call("setWebhook", "url", h.URL, "max_connections", 3)
	for i := range 6 {
		for _, text := range []string{"a", "b"} {
			w.Person(strconv.Itoa(i)).Say(text)
		}
	}
	under := func() int { h.mu.Lock(); defer h.mu.Unlock(); return h.now }
	w.until("three are under way", func() bool { return under() == 3 })
	close(h.hold)
	w.until("all is delivered", func() bool { return w.Pending() == 0 })
	if h.top != 3 {
		t.Errorf("%d at once", h.top)
	}
	last := map[int64]string{}
	for _, e := range h.got {
		if last[e.Message.Chat.ID] == "b" {
			t.Errorf("out of order in %d", e.Message.Chat.ID)
		}
		last[e.Message.Chat.ID] = e.Message.Text
	}
}

func TestWebhookAndPollingExclude(t *testing.T) {
	t.Parallel()
	w, h := begin(t, Options{}), newHook(t)
	waiting := w.poll("timeout", 50)
	w.call("setWebhook", "url", h.URL, "allowed_updates", `["message"]`)
	if got := waiting.wait(t).bad(); got != "409 Conflict: terminated by setWebhook request" {
		t.Error(got)
	}
	want := "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
	if got := w.call("getUpdates").bad(); got != want {
		t.Error(got)
	}
	if diff := cmp.Diff([]string{"message"}, w.info().Allowed); diff != "" {
		t.Error(diff)
	}
	h.mu.Lock()
	h.refuse = 1 << 30
	h.mu.Unlock()
	w.Person("Siti").Say("halo")
	w.until("it was tried", func() bool { h.mu.Lock(); defer h.mu.Unlock(); return h.tries > 0 })
	w.call("deleteWebhook")
	if diff := cmp.Diff([]string{"halo"}, texts(w.updates())); diff != "" {
		t.Error("not pending any more: " + diff)
	}
	if i := w.info(); i.URL != "" || i.Pending != 1 {
		t.Errorf("%+v", i)
	}
	w.call("deleteWebhook", "drop_pending_updates", "true")
	if n := w.Pending(); n != 0 {
		t.Errorf("%d pending after dropping", n)
	}
}

func TestWebhookIsRefused(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	for _, c := range []struct{ url, secret, want string }{
		{"::", "", "400 Bad Request: invalid webhook URL specified"},
		{"http://127.0.0.1:1", "ada spasi", "400 Bad Request: secret token contains unallowed characters"},
		{"http://127.0.0.1:1", string(make([]byte, 257)), "400 Bad Request: secret token is too long"},
		{"", "", ""},
	} {
		if got := w.call("setWebhook", "url", c.url, "secret_token", c.secret).bad(); got != c.want {
			t.Errorf("%q %q: %q", c.url, c.secret, got)
		}
	}
}

func TestAgainThroughAWebhook(t *testing.T) {
	t.Parallel()
	w, h := begin(t, Options{}), newHook(t)
	w.call("setWebhook", "url", h.URL)
	w.Person("Siti").Say("halo")
	w.until("delivered", func() bool { return w.Pending() == 0 })
	w.Person("Siti").Again()
	w.until("delivered again", func() bool { return len(h.texts()) == 2 })
	if h.got[0].ID != h.got[1].ID {
		t.Errorf("another id: %+v", h.got)
	}
}
