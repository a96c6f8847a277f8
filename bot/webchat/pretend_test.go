package webchat

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
)

// townsfolk knows demo-17 alone; away: nobody can tell.
func townsfolk(away *atomic.Bool) func(context.Context, string) (bool, error) {
	return func(_ context.Context, name string) (bool, error) {
		if away.Load() {
			return false, errors.New("no database")
		}
		return name == "demo-17", nil
	}
}

// A browser may be somebody made up, and itself again afterwards.
func TestTalkingAsSomebodyMadeUp(t *testing.T) {
	t.Parallel()
	l := newLedger()
	var away atomic.Bool
	c := newChannel(t, Config{Mailbox: l, Sample: true, MadeUp: townsfolk(&away)})
	b := visit(t, c)
	defer run(t, c, l)()
	write := func(wantFrom string) string {
		t.Helper()
		if got := b.say("halo"); got.status != http.StatusNoContent {
			t.Fatalf("post: %d %s", got.status, got.body)
		}
		list := l.received()
		from := list[len(list)-1].From.ID
		if wantFrom != "" && from != wantFrom {
			t.Errorf("%s wrote, not %s", from, wantFrom)
		}
		return from
	}
	own := write("")
	if got := b.get("/chat?person=demo-17"); !strings.Contains(got.body, "Uji coba · demo-17") {
		t.Errorf("the page does not say who one is: %d %.300s", got.status, got.body)
	}
	write("demo-17")
	if got := b.get("/chat/history"); strings.Count(got.body, `"kind"`) != 1 {
		t.Errorf("history: %s", got.body)
	}
	away.Store(true)
	write("demo-17")
	away.Store(false)
	if got := b.get("/chat?person="); !strings.Contains(got.body, "Uji coba · data contoh") {
		t.Errorf("the page still pretends: %.300s", got.body)
	}
	write(own)
}

func TestNobodyElseCanBeTakenFor(t *testing.T) {
	t.Parallel()
	var here atomic.Bool
	l := newLedger()
	c := newChannel(t, Config{Mailbox: l, Sample: true, MadeUp: townsfolk(&here)})
	b := visit(t, c)
	defer run(t, c, l)()
	for _, name := range []string{"demo-18", "browser-1", "demo-17%00", "demo-" + strings.Repeat("1", 40)} {
		if got := b.get("/chat?person=" + name); got.status != http.StatusNotFound || got.header.Get("Set-Cookie") != "" {
			t.Errorf("%s: %d", name, got.status)
		} else if !strings.Contains(got.body, `name="viewport"`) || !strings.Contains(got.header.Get("Content-Security-Policy"), "'unsafe-inline'") {
			t.Errorf("%s: not to be read on a phone: %s", name, got.body)
		}
	}
	if got := b.get("/chat?person=demo-17", "Sec-Fetch-Site", "cross-site"); got.status != http.StatusForbidden || got.header.Get("Set-Cookie") != "" {
		t.Errorf("another site's link: %d", got.status)
	}
	for _, forged := range []string{"demo-18", "browser-1"} {
		got := b.get("/chat", "Cookie", pretendName+"="+forged)
		if !strings.Contains(got.body, "data contoh") {
			t.Errorf("%s got in by a cookie", forged)
		}
	}
}

// Where nobody is made up, or others can come, nobody is anybody else.
func TestNoPretendingElsewhere(t *testing.T) {
	t.Parallel()
	l := newLedger()
	c := newChannel(t, Config{Mailbox: l})
	b := visit(t, c)
	defer run(t, c, l)()
	if got := b.get("/chat?person=demo-17"); got.status != http.StatusNotFound {
		t.Errorf("status %d", got.status)
	}
	if got := b.get("/chat", "Cookie", pretendName+"=demo-17"); !strings.Contains(got.body, "Resmi · Gratis") {
		t.Errorf("%.300s", got.body)
	}
}
