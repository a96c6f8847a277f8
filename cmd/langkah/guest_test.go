package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"strconv"
	"strings"
	"sync"
	"time"
)

// between tries of a guest. The page waits a second; here there is more to see.
const again = 100 * time.Millisecond

// guest is somebody at the chat page: what they write is posted under one id
// until it is accepted, and the stream is opened again after the last bubble
// they have.
type guest struct {
	base   string
	client *http.Client
	random *rand.Rand

	ids []string // of what they wrote, in order

	mu    sync.Mutex
	seen  []seenBubble
	last  int64
	newer chan struct{} // closed when seen grows
}

type seenBubble struct {
	ID   int64
	Part int
	Kind string
	Text string
}

func newGuest(ctx context.Context, base string, random *rand.Rand) (*guest, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	g := &guest{base: base, client: &http.Client{Jar: jar}, random: random, newer: make(chan struct{})}
	_, err = g.history(ctx) // which also brings the cookie
	return g, err
}

// history asks until it is answered.
func (g *guest) history(ctx context.Context) (bubbles []seenBubble, err error) {
	for {
		var h struct{ Bubbles []seenBubble }
		code, answer, err := g.do(ctx, http.MethodGet, "/chat/history", nil)
		if err == nil && code == http.StatusOK {
			return h.Bubbles, json.Unmarshal(answer, &h)
		}
		if err := rest(ctx, again); err != nil {
			return nil, fmt.Errorf("no history: %w", err)
		}
	}
}

func (g *guest) do(ctx context.Context, method, path string, body []byte) (int, []byte, error) {
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second) // as the page does
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, g.base+path, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Origin", g.base)
	}
	res, err := g.client.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	return res.StatusCode, answer, err
}

// write posts a text until it is accepted, and says when the try that was
// began.
func (g *guest) write(ctx context.Context, text string) (began time.Time, err error) {
	id := fmt.Sprintf("%08x-0000-4000-8000-%012x", g.random.Uint32(), g.random.Uint64()>>16)
	g.ids = append(g.ids, id)
	body, err := json.Marshal(map[string]string{"id": id, "kind": "text", "text": text})
	if err != nil {
		return began, err
	}
	for {
		began = time.Now()
		code, answer, err := g.do(ctx, http.MethodPost, "/chat/messages", body)
		switch {
		case err == nil && code == http.StatusNoContent:
			return began, nil
		case err == nil && code < 500 && code != http.StatusTooManyRequests:
			return began, fmt.Errorf("%q was refused: %d %s", text, code, answer)
		}
		if err := rest(ctx, again); err != nil {
			return began, fmt.Errorf("%q was never accepted: %w", text, err)
		}
	}
}

// listen keeps the stream open until ctx ends.
func (g *guest) listen(ctx context.Context) {
	for ctx.Err() == nil {
		g.stream(ctx)
		_ = rest(ctx, again)
	}
}

func (g *guest) stream(ctx context.Context) {
	g.mu.Lock()
	after := strconv.FormatInt(g.last, 10)
	g.mu.Unlock()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, g.base+"/chat/events?after="+after, nil)
	if err != nil {
		return
	}
	res, err := g.client.Do(req)
	if err != nil {
		return
	}
	defer res.Body.Close()
	var id int64
	var data string
	for in := bufio.NewScanner(res.Body); res.StatusCode == http.StatusOK && in.Scan(); {
		switch field, value, _ := strings.Cut(in.Text(), ": "); {
		case field == "id":
			id, _ = strconv.ParseInt(value, 10, 64)
		case field == "data":
			data = value
		case in.Text() == "" && data != "": // what was cut off in the middle is no event
			g.see(id, data)
			data = ""
		}
	}
}

func (g *guest) see(id int64, data string) {
	var b seenBubble
	if json.Unmarshal([]byte(data), &b) != nil {
		b.Text = "unreadable: " + data
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.seen, g.last = append(g.seen, b), max(g.last, id)
	close(g.newer)
	g.newer = make(chan struct{})
}

// await waits until a bubble from the given one on holds want, and returns the
// number of the one behind it.
func (g *guest) await(ctx context.Context, from int, want string) (int, error) {
	for {
		g.mu.Lock()
		seen, newer := g.seen, g.newer
		g.mu.Unlock()
		for i := from; i < len(seen); i++ {
			if strings.Contains(seen[i].Text, want) {
				return i + 1, nil
			}
		}
		select {
		case <-newer:
		case <-ctx.Done():
			return 0, fmt.Errorf("no answer with %q among %v", want, seen[from:])
		}
	}
}

func rest(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
