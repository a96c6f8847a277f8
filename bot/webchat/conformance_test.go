package webchat

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"langkah/bot"
	"langkah/bot/bottest"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	bottest.Conformance(t, func(t *testing.T, box bot.Mailbox) bottest.Harness {
		c := newChannel(t, Config{Mailbox: box})
		server := httptest.NewServer(c.Handler())
		t.Cleanup(server.Close)
		t.Cleanup(server.CloseClientConnections)
		return bottest.Harness{
			Channel: c,
			Person:  func(string) bottest.Peer { return newGuest(t, server.URL) },
			Kinds:   []bot.Kind{bot.Photo, bot.Voice, bot.Sticker, bot.Document, bot.Location},
		}
	})
}

// guest is one person as the page serves them: a queue that goes out in order
// and again until it is taken, and one stream.
type guest struct {
	*browser
	last  message
	out   chan message
	seen  chan bubble
	picks []bot.Choice
}

func newGuest(t *testing.T, base string) *guest {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &browser{t: t, base: base, client: &http.Client{Jar: jar}}
	b.get("/chat/history")
	ctx, cancel := context.WithCancel(context.Background())
	g := &guest{browser: b, out: make(chan message, 100), seen: make(chan bubble, 1000)}
	t.Cleanup(cancel)
	go g.send(ctx)
	go g.listen(ctx)
	return g
}

func (g *guest) Address() bot.Address { return address(digest(g.cookie())) }

func (g *guest) Say(text string) { g.post(message{ID: newID(), Kind: bot.Text, Text: text}) }

func (g *guest) Send(kind bot.Kind) { g.post(message{ID: newID(), Kind: kind}) }

func (g *guest) Again() { g.post(g.last) }

func (g *guest) Press(label string) {
	i := slices.IndexFunc(g.picks, func(c bot.Choice) bool { return c.Label == label })
	if i < 0 {
		g.t.Errorf("no button %q", label)
		return
	}
	g.post(message{ID: newID(), Kind: bot.Pick, Pick: g.picks[i].ID, Text: label})
}

func (g *guest) post(m message) {
	g.last = m
	g.out <- m
}

// Read implements bottest.Peer.
func (g *guest) Read(n int, wait time.Duration) []bottest.Seen {
	var list []bottest.Seen
	end := time.After(wait)
	for len(list) < n {
		select {
		case <-end:
			return list
		case b := <-g.seen:
			one := bottest.Seen{Text: b.Text}
			for _, c := range b.Choices {
				one.Labels = append(one.Labels, c.Label)
			}
			g.picks = b.Choices
			list = append(list, one)
		}
	}
	return list
}

// send empties the queue.
func (g *guest) send(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case m := <-g.out:
			for !g.taken(ctx, m) {
				if !pause(ctx, nil) {
					return
				}
			}
		}
	}
}

// taken tells that the channel took m, or never will.
func (g *guest) taken(ctx context.Context, m message) bool {
	body, _ := json.Marshal(m)
	req, _ := http.NewRequestWithContext(ctx, http.MethodPost, g.base+"/chat/messages", strings.NewReader(string(body)))
	req.Header.Set("Content-Type", "application/json")
	res, err := g.client.Do(req)
	if err != nil {
		return false
	}
	_ = res.Body.Close()
	return res.StatusCode < 500 && res.StatusCode != http.StatusTooManyRequests
}

// listen keeps a stream open and takes every bubble once.
func (g *guest) listen(ctx context.Context) {
	last, got := "0", map[string]bool{}
	for {
		req, _ := http.NewRequestWithContext(ctx, http.MethodGet, g.base+"/chat/events", nil)
		req.Header.Set("Last-Event-ID", last)
		if res, err := g.client.Do(req); err == nil {
			last = g.take(res.Body, last, got)
			_ = res.Body.Close()
		}
		if !pause(ctx, nil) {
			return
		}
	}
}

func (g *guest) take(stream io.Reader, last string, got map[string]bool) string {
	for line := range lineByLine(stream) {
		if id, found := strings.CutPrefix(line, "id: "); found {
			last = id
		}
		body, found := strings.CutPrefix(line, "data: ")
		var b bubble
		if !found || json.Unmarshal([]byte(body), &b) != nil {
			continue
		}
		if key := strconv.FormatInt(b.ID, 10) + "." + strconv.Itoa(b.Part); !got[key] {
			got[key] = true
			g.seen <- b
		}
	}
	return last
}
