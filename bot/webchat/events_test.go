package webchat

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// events opens a stream and hands over its lines until ctx ends.
func (b *browser) events(ctx context.Context, after string, header ...string) (int, <-chan string) {
	b.t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, b.base+"/chat/events"+after, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := b.client.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	lines := make(chan string)
	go func() {
		defer close(lines)
		defer res.Body.Close()
		for line := range lineByLine(res.Body) {
			select {
			case lines <- line:
			case <-ctx.Done():
				return
			}
		}
	}()
	return res.StatusCode, lines
}

func lineByLine(r io.Reader) iter.Seq[string] {
	return func(yield func(string) bool) {
		scan := bufio.NewScanner(r)
		scan.Buffer(nil, 1<<20)
		for scan.Scan() && yield(scan.Text()) {
		}
	}
}

// texts reads the next n bubbles.
func texts(t *testing.T, lines <-chan string, n int) []string {
	t.Helper()
	var list []string
	end := time.After(time.Minute)
	for id := ""; len(list) < n; {
		select {
		case line, open := <-lines:
			if !open {
				t.Fatalf("stream ended after %q", list)
			}
			if now, found := strings.CutPrefix(line, "id: "); found {
				id = now
			}
			if body, found := strings.CutPrefix(line, "data: "); found {
				var b bubble
				if err := json.Unmarshal([]byte(body), &b); err != nil || id != fmt.Sprint(b.ID) {
					t.Fatalf("event %s: %s: %v", id, body, err)
				}
				list = append(list, b.Text)
			}
		case <-end:
			t.Fatalf("still waiting after %q", list)
		}
	}
	return list
}

func TestStreamBringsEachBubbleOnceInOrder(t *testing.T) {
	t.Parallel()
	l := newLedger()
	c := newChannel(t, Config{Mailbox: l})
	run(t, c, l)
	b := visit(t, c)
	newcomer(t, b.base).say("bukan untuk Kakak")
	status, lines := b.events(t.Context(), "?after=0")
	if status != http.StatusOK || <-lines != "retry: 1000" {
		t.Fatalf("stream: %d", status)
	}
	b.say("satu")
	b.say("dua <b>&\u2028")
	l.notice(address(digest(b.cookie())), "Kabar\nbaru")
	want := []string{"Jawaban: satu", "Jawaban: dua <b>&\u2028", "Kabar\nbaru"}
	if diff := cmp.Diff(want, texts(t, lines, 3)); diff != "" {
		t.Error(diff)
	}
}

func TestStreamGoesOnWhereItBroke(t *testing.T) {
	t.Parallel()
	l := newLedger()
	c := newChannel(t, Config{Mailbox: l})
	run(t, c, l)
	b := visit(t, c)
	to := address(digest(b.cookie()))
	for i := range 4 {
		l.notice(to, fmt.Sprint("kabar ", i+1))
	}
	for name, tc := range map[string]struct {
		after string
		last  string
		want  []string
	}{
		"from the page":     {"?after=2", "", []string{"kabar 3", "kabar 4"}},
		"from the browser":  {"?after=1", "3", []string{"kabar 4"}},
		"from the start":    {"", "", []string{"kabar 1", "kabar 2"}},
		"garbage is no end": {"?after=x", "-5", []string{"kabar 1"}},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		_, lines := b.events(ctx, tc.after, "Last-Event-ID", tc.last)
		if diff := cmp.Diff(tc.want, texts(t, lines, len(tc.want))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		cancel()
	}
}

func TestStreamEndsWithTheService(t *testing.T) {
	t.Parallel()
	l := newLedger()
	c := newChannel(t, Config{Mailbox: l})
	stop := run(t, c, l)
	b := visit(t, c)
	_, lines := b.events(t.Context(), "")
	<-lines
	stop()
	until(t, "the stream to end", func() bool {
		select {
		case _, open := <-lines:
			return !open
		default:
			return false
		}
	})
}

func TestFourTabsAPerson(t *testing.T) {
	t.Parallel()
	l := newLedger()
	c := newChannel(t, Config{Mailbox: l})
	run(t, c, l)
	b := visit(t, c)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for range tabs {
		if status, _ := b.events(ctx, ""); status != http.StatusOK {
			t.Fatalf("stream: %d", status)
		}
	}
	if got := b.get("/chat/events"); got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") == "" || got.code() != "tabs" {
		t.Errorf("fifth: %d %s", got.status, got.body)
	}
	if status, _ := newcomer(t, b.base).events(ctx, ""); status != http.StatusOK {
		t.Errorf("somebody else: %d", status)
	}
	cancel()
	until(t, "a closed tab to make room", func() bool {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		status, _ := b.events(ctx, "")
		return status == http.StatusOK
	})
}
