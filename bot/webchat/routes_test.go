package webchat

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"langkah/bot"
)

func TestPageMayLoadOnlyOurOwn(t *testing.T) {
	t.Parallel()
	b := visit(t, newChannel(t, Config{Mailbox: newLedger()}))
	for _, path := range []string{"/chat", "/chat/static/chat.js", "/chat/history", "/chat/none"} {
		got := b.get(path)
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
				"base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
			"X-Content-Type-Options": "nosniff",
			"Referrer-Policy":        "same-origin",
			"X-Frame-Options":        "DENY",
		} {
			if got.header.Get(name) != want {
				t.Errorf("%s: %s is %q", path, name, got.header.Get(name))
			}
		}
	}
}

func TestPageIsSentOnceAndItsFilesAreKept(t *testing.T) {
	t.Parallel()
	b := visit(t, newChannel(t, Config{Mailbox: newLedger()}))
	page := b.get("/chat")
	if got := b.get("/chat", "If-None-Match", page.header.Get("ETag")); got.status != http.StatusNotModified || got.body != "" {
		t.Errorf("again: %d, %d bytes", got.status, len(got.body))
	}
	links := regexp.MustCompile(`/chat/static/[^"]+`).FindAllString(page.body, -1)
	if len(links) != 3 {
		t.Errorf("links: %q", links)
	}
	for _, link := range links {
		if got := b.get(link); got.status != http.StatusOK || !strings.Contains(got.header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d, kept %q", link, got.status, got.header.Get("Cache-Control"))
		}
	}
	if got := b.get("/chat/static/"); got.status != http.StatusNotFound {
		t.Errorf("folder: %d", got.status)
	}
}

func TestCookie(t *testing.T) {
	t.Parallel()
	for public, secure := range map[string]bool{"": false, "http://localhost:8080": false, "https://chat.example.id": true} {
		c := newChannel(t, Config{Mailbox: newLedger(), PublicURL: public})
		ask := func(cookie string) *http.Cookie {
			w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/chat/history", nil)
			if cookie != "" {
				r.AddCookie(&http.Cookie{Name: cookieName, Value: cookie})
			}
			c.Handler().ServeHTTP(w, r)
			if w.Code != http.StatusOK || len(w.Result().Cookies()) != 1 {
				t.Fatalf("%d with %d cookies", w.Code, len(w.Result().Cookies()))
			}
			return w.Result().Cookies()[0]
		}
		got := ask("")
		if !got.HttpOnly || got.Secure != secure || got.SameSite != http.SameSiteStrictMode || got.Path != "/chat" ||
			got.MaxAge < int((300*24*time.Hour).Seconds()) || !regexp.MustCompile(`^[0-9a-f]{32}$`).MatchString(got.Value) {
			t.Errorf("public url %q: %+v", public, got)
		}
		if again := ask(got.Value); again.Value != got.Value {
			t.Error("a known browser became somebody else")
		}
		if other := ask(""); other.Value == got.Value {
			t.Error("two browsers are one person")
		}
		for _, forged := range []string{"budi", strings.ToUpper(got.Value) + "0", got.Value[:30], strings.Repeat("z", 32)} {
			if ask(forged).Value == forged {
				t.Errorf("took %q", forged)
			}
		}
	}
}

// A link on another site opens the page without the Strict cookie; that must
// not make the person a stranger.
func TestVisitFromElsewhereKeepsThePerson(t *testing.T) {
	t.Parallel()
	c := newChannel(t, Config{Mailbox: newLedger()})
	for path, status := range map[string]int{"/chat": http.StatusOK, "/chat/history": http.StatusForbidden} {
		w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		c.Handler().ServeHTTP(w, r)
		if w.Code != status || len(w.Result().Cookies()) != 0 {
			t.Errorf("%s: %d with cookies %v", path, w.Code, w.Result().Cookies())
		}
	}
}

func TestPublicOriginBehindAProxyIsOurs(t *testing.T) {
	t.Parallel()
	l := newLedger()
	c := newChannel(t, Config{Mailbox: l, PublicURL: "https://chat.example.id"})
	run(t, c, l)
	b := visit(t, c)
	// The cookie jar keeps a Secure cookie from plain http, so carry it by hand.
	cookie := cookieName + "=" + strings.Repeat("0a", 16)
	m := message{ID: newID(), Kind: bot.Text, Text: "halo"}
	if got := b.post(m, "Origin", "https://chat.example.id", "Cookie", cookie); got.status != http.StatusNoContent {
		t.Errorf("our origin: %d %s", got.status, got.body)
	}
	if got := b.post(m, "Origin", "https://other.example.id", "Cookie", cookie); got.status != http.StatusForbidden {
		t.Errorf("another origin: %d %s", got.status, got.body)
	}
	if _, err := New(Config{Mailbox: l, Now: time.Now, PublicURL: "https://%zz"}); err == nil {
		t.Error("took a broken public url")
	}
}

func TestChannelSaysWhatItIs(t *testing.T) {
	t.Parallel()
	var c bot.Channel = newChannel(t, Config{Mailbox: newLedger()})
	if c.Account().String() != "webchat/web" {
		t.Errorf("account %v", c.Account())
	}
	if got := c.Caps(); got != (bot.Caps{Buttons: true, OwnIDs: true, MaxText: 4096}) {
		t.Errorf("caps %+v", got)
	}
}
