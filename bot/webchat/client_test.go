package webchat

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"langkah/bot"
)

// clock is machine time in a test's hand.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Now()} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func newChannel(t *testing.T, cfg Config) *Channel {
	t.Helper()
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// browser is one person's HTTP side, without a page.
type browser struct {
	t      *testing.T
	base   string
	client *http.Client
}

// visit serves c and comes as somebody new.
func visit(t *testing.T, c *Channel) *browser {
	t.Helper()
	server := httptest.NewServer(c.Handler())
	t.Cleanup(server.CloseClientConnections)
	t.Cleanup(server.Close)
	t.Cleanup(server.CloseClientConnections)
	return newcomer(t, server.URL)
}

func newcomer(t *testing.T, base string) *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &browser{t: t, base: base, client: &http.Client{Jar: jar}}
	if got := b.get("/chat/history"); got.status != http.StatusOK {
		t.Fatalf("history: %d %s", got.status, got.body)
	}
	return b
}

type response struct {
	status int
	header http.Header
	body   string
}

func (r response) code() string {
	var answer struct{ Code, Message string }
	if json.Unmarshal([]byte(r.body), &answer) != nil || answer.Message == "" {
		return ""
	}
	return answer.Code
}

func (b *browser) do(method, path, body string, header ...string) response {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), method, b.base+path, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := b.client.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close()
	got, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return response{res.StatusCode, res.Header, string(got)}
}

func (b *browser) get(path string, header ...string) response {
	b.t.Helper()
	return b.do(http.MethodGet, path, "", header...)
}

func (b *browser) post(m message, header ...string) response {
	b.t.Helper()
	body, err := json.Marshal(m)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.do(http.MethodPost, "/chat/messages", string(body), header...)
}

func (b *browser) say(text string) response {
	b.t.Helper()
	return b.post(message{ID: newID(), Kind: bot.Text, Text: text})
}

// cookie is the one that the channel gave.
func (b *browser) cookie() string {
	b.t.Helper()
	req, err := http.NewRequest(http.MethodGet, b.base+"/chat", nil)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range b.client.Jar.Cookies(req.URL) {
		if c.Name == cookieName {
			return c.Value
		}
	}
	b.t.Fatal("no cookie")
	return ""
}

// until polls a condition at the edge of the process.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	end := time.After(time.Minute)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-end:
			t.Fatalf("still waiting: %s", what)
		case <-tick.C:
		}
	}
}
