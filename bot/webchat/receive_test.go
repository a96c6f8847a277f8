package webchat

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"langkah/bot"
)

func TestReceiveKeepsWhatWasSaid(t *testing.T) {
	t.Parallel()
	l := newLedger()
	c := newChannel(t, Config{Mailbox: l})
	run(t, c, l)
	b := visit(t, c)
	id := newID()
	for _, m := range []message{
		{ID: id, Kind: bot.Text, Text: "halo \U0001F64F\nkak"},
		{ID: id, Kind: bot.Text, Text: "halo \U0001F64F\nkak"}, // the signal was lost before the answer
		{ID: newID(), Kind: bot.Pick, Pick: "echo:yes", Text: "Ya"},
		{ID: newID(), Kind: bot.Photo, Pick: "ignored"},
		{ID: newID(), Kind: bot.Text, Text: "a\x00b\x1b[2J \u202eשלום"},
	} {
		if got := b.post(m); got.status != http.StatusNoContent || got.body != "" {
			t.Fatalf("post %+v: %d %s", m, got.status, got.body)
		}
	}
	from := bot.Address{Channel: "webchat", Account: "web", ID: digest(b.cookie())}
	want := []bot.Inbound{
		{From: from, Kind: bot.Text, Text: "halo \U0001F64F\nkak"},
		{From: from, Kind: bot.Pick, Pick: "echo:yes", Text: "Ya"},
		{From: from, Kind: bot.Photo},
		{From: from, Kind: bot.Text, Text: "ab[2J \u202eשלום"},
	}
	got := l.received()
	for i := range got {
		if !strings.HasPrefix(got[i].ExternalID, from.ID+"/") {
			t.Errorf("external id %q is not the person's own", got[i].ExternalID)
		}
		got[i].ExternalID = ""
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSameClientIDOfTwoPeopleIsTwoMessages(t *testing.T) {
	t.Parallel()
	l := newLedger()
	c := newChannel(t, Config{Mailbox: l})
	run(t, c, l)
	one := visit(t, c)
	two := newcomer(t, one.base)
	m := message{ID: newID(), Kind: bot.Text, Text: "halo"}
	one.post(m)
	two.post(m)
	got := l.received()
	if len(got) != 2 || got[0].From == got[1].From {
		t.Errorf("received %+v", got)
	}
}

func TestReceiveRefuses(t *testing.T) {
	t.Parallel()
	l := newLedger()
	c := newChannel(t, Config{Mailbox: l})
	run(t, c, l)
	id := newID()
	body := func(text string) string { return `{"id":"` + id + `","kind":"text","text":"` + text + `"}` }
	for name, tc := range map[string]struct {
		body   string
		header []string
		status int
		code   string
	}{
		"no json":         {body: "halo", status: http.StatusBadRequest, code: "unread"},
		"a form":          {body: "id=1", header: []string{"Content-Type", "text/plain"}, status: http.StatusUnsupportedMediaType, code: "unread"},
		"no id":           {body: `{"kind":"text","text":"halo"}`, status: http.StatusUnprocessableEntity, code: "unread"},
		"an id of ours":   {body: `{"id":"1","kind":"text","text":"halo"}`, status: http.StatusUnprocessableEntity, code: "unread"},
		"unknown kind":    {body: `{"id":"` + id + `","kind":"blocked"}`, status: http.StatusUnprocessableEntity, code: "unread"},
		"no words":        {body: body(` \n\u0000 `), status: http.StatusUnprocessableEntity, code: "empty"},
		"empty pick":      {body: `{"id":"` + id + `","kind":"pick"}`, status: http.StatusUnprocessableEntity, code: "unread"},
		"long pick":       {body: `{"id":"` + id + `","kind":"pick","pick":"` + strings.Repeat("x", 65) + `"}`, status: http.StatusUnprocessableEntity, code: "unread"},
		"NUL in a pick":   {body: `{"id":"` + id + `","kind":"pick","pick":"a\u0000"}`, status: http.StatusUnprocessableEntity, code: "unread"},
		"too long":        {body: body(strings.Repeat("a", 16_001)), status: http.StatusUnprocessableEntity, code: "long"},
		"too large":       {body: body(strings.Repeat("a", 64<<10)), status: http.StatusRequestEntityTooLarge, code: "long"},
		"another site":    {body: body("halo"), header: []string{"Sec-Fetch-Site", "cross-site"}, status: http.StatusForbidden, code: "elsewhere"},
		"another origin":  {body: body("halo"), header: []string{"Origin", "https://example.org"}, status: http.StatusForbidden, code: "elsewhere"},
		"no known person": {body: body("halo"), header: []string{"Cookie", cookieName + "=x"}, status: http.StatusUnauthorized, code: "stranger"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := visit(t, c)
			if tc.code == "stranger" {
				b.client.Jar = nil
			}
			got := b.do(http.MethodPost, "/chat/messages", tc.body, tc.header...)
			if got.status != tc.status || got.code() != tc.code {
				t.Errorf("got %d %s, want %d %s", got.status, got.body, tc.status, tc.code)
			}
		})
	}
	t.Cleanup(func() {
		if got := l.received(); len(got) != 0 {
			t.Errorf("received %+v", got)
		}
	})
}

func TestLongTextsAreAccepted(t *testing.T) {
	t.Parallel()
	l := newLedger()
	c := newChannel(t, Config{Mailbox: l})
	run(t, c, l)
	b := visit(t, c)
	for _, text := range []string{strings.Repeat("a", 10_001), strings.Repeat("\U0001F64F", 16_000)} {
		if got := b.say(text); got.status != http.StatusNoContent {
			t.Errorf("%d bytes: %d %s", len(text), got.status, got.body)
		}
	}
}

func TestNothingIsTakenWhileNotReceiving(t *testing.T) {
	t.Parallel()
	l := newLedger()
	c := newChannel(t, Config{Mailbox: l})
	b := visit(t, c)
	m := message{ID: newID(), Kind: bot.Text, Text: "halo"}
	hint := func(when string) {
		t.Helper()
		if got := b.post(m); got.status != http.StatusServiceUnavailable || got.header.Get("Retry-After") != "1" || got.code() != "away" {
			t.Errorf("%s: %d %s", when, got.status, got.body)
		}
		if got := b.get("/chat/events"); got.status != http.StatusServiceUnavailable || got.header.Get("Retry-After") != "1" {
			t.Errorf("%s: stream %d", when, got.status)
		}
		if got := c.Health(); got.Code != "away" || got.Since.IsZero() {
			t.Errorf("%s: health %+v", when, got)
		}
	}
	hint("before")
	stop := run(t, c, l)
	if got := b.post(m); got.status != http.StatusNoContent {
		t.Errorf("while receiving: %d", got.status)
	}
	stop()
	hint("after")
}

func TestLedgerAwayIsToldAndLogsNothingPersonal(t *testing.T) {
	t.Parallel()
	l := newLedger()
	var log bytes.Buffer
	c := newChannel(t, Config{Mailbox: l, Log: zerolog.New(&log)})
	run(t, c, l)
	b := visit(t, c)
	l.set(func(l *ledger) { l.away = true })
	if got := b.say("rahasia"); got.status != http.StatusServiceUnavailable || got.header.Get("Retry-After") != "1" {
		t.Errorf("post: %d %s", got.status, got.body)
	}
	if got := b.get("/chat/history"); got.status != http.StatusServiceUnavailable {
		t.Errorf("history: %d %s", got.status, got.body)
	}
	if text := log.String(); !strings.Contains(text, "ledger away") || strings.Contains(text, "rahasia") || strings.Contains(text, b.cookie()) {
		t.Errorf("log: %s", text)
	}
}

func TestTooManyMessages(t *testing.T) {
	t.Parallel()
	l, at := newLedger(), newClock()
	c := newChannel(t, Config{Mailbox: l, Now: at.Now})
	run(t, c, l)
	b := visit(t, c)
	for i := range personBurst {
		if got := b.say("halo"); got.status != http.StatusNoContent {
			t.Fatalf("message %d: %d", i, got.status)
		}
	}
	if got := b.say("halo"); got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") != "1" || got.code() != "slow" {
		t.Errorf("after the burst: %d %s", got.status, got.body)
	}
	if got := newcomer(t, b.base).say("halo"); got.status != http.StatusNoContent {
		t.Errorf("somebody else: %d", got.status)
	}
	at.add(500 * time.Millisecond)
	if got := b.say("halo"); got.status != http.StatusNoContent {
		t.Errorf("half a second later: %d", got.status)
	}
}
