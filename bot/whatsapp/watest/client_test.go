package watest

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
	"go.mau.fi/libsignal/logger"
	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/store/sqlstore"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"
	"google.golang.org/protobuf/proto"

	"langkah/store/storetest"
)

const (
	soon = time.Minute

	office = "6281100000001"
	siti   = "6281200000001"
)

// quiet keeps libsignal from writing to the console.
type quiet struct{ logger.Loggable }

func (quiet) Debug(string, string)   {}
func (quiet) Info(string, string)    {}
func (quiet) Warning(string, string) {}
func (quiet) Error(string, string)   {}
func (quiet) Configure(string)       {}

func TestMain(m *testing.M) {
	var silent logger.Loggable = quiet{}
	logger.Setup(&silent)
	whatsmeow.WACertPubKey = Root()
	os.Exit(storetest.Main(m))
}

// client is a real client with its own database, and what it has seen.
type client struct {
	*whatsmeow.Client
	t     *testing.T
	store *sqlstore.Container

	mu   sync.Mutex
	seen []any
	news chan struct{}
}

func newClient(t *testing.T, s *Server) *client {
	t.Helper()
	c, err := sqlstore.New(t.Context(), "pgx", storetest.DSN(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return startClient(t, s, c)
}

// startClient is the client of a store: a second one is that of another process.
func startClient(t *testing.T, s *Server, store *sqlstore.Container) *client {
	t.Helper()
	device, err := store.GetFirstDevice(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c := &client{Client: whatsmeow.NewClient(device, nil), t: t, store: store, news: make(chan struct{})}
	c.EnableAutoReconnect = false // the library's own reads a count that its handlers write
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "tcp", s.Addr())
	}
	h := &http.Client{Transport: &http.Transport{DialContext: dial, DialTLSContext: dial}}
	c.SetWebsocketHTTPClient(h)
	c.SetPreLoginHTTPClient(h)
	c.SetMediaHTTPClient(h)
	c.AddEventHandler(func(e any) {
		if _, cut := e.(*events.Disconnected); cut {
			go c.comeBack()
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		c.seen = append(c.seen, e)
		close(c.news)
		c.news = make(chan struct{})
	})
	t.Cleanup(c.Disconnect)
	return c
}

// comeBack connects again until it is in, somebody else is quicker, or the test
// is over.
func (c *client) comeBack() {
	for pause := 10 * time.Millisecond; c.t.Context().Err() == nil; pause = min(2*pause, time.Second) {
		if err := c.Connect(); err == nil || errors.Is(err, whatsmeow.ErrAlreadyConnected) {
			return
		}
		select {
		case <-c.t.Context().Done():
		case <-time.After(pause):
		}
	}
}

// await is the first event that fits, now or soon.
func await[T any](c *client, fits func(T) bool) T {
	c.t.Helper()
	late := time.After(soon)
	for {
		c.mu.Lock()
		for _, e := range c.seen {
			if v, ok := e.(T); ok && (fits == nil || fits(v)) {
				c.mu.Unlock()
				return v
			}
		}
		news := c.news
		c.mu.Unlock()
		select {
		case <-news:
		case <-late:
			var none T
			c.t.Fatalf("no %T", none)
		}
	}
}

// count is how many events fit so far.
func count[T any](c *client, fits func(T) bool) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := 0
	for _, e := range c.seen {
		if v, ok := e.(T); ok && (fits == nil || fits(v)) {
			n++
		}
	}
	return n
}

// forget looks at later events only.
func (c *client) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen = nil
}

func said(text string) func(*events.Message) bool {
	return func(m *events.Message) bool { return m.Message.GetConversation() == text }
}

func receiptFor(id string, kind types.ReceiptType) func(*events.Receipt) bool {
	return func(r *events.Receipt) bool { return r.Type == kind && slices.Contains(r.MessageIDs, id) }
}

// link scans the code that the client shows and waits until it is in.
func (c *client) link(n *Number) *client {
	c.t.Helper()
	if err := c.Connect(); err != nil {
		c.t.Fatal(err)
	}
	qr := await[*events.QR](c, nil)
	if err := n.Scan(qr.Codes[0]); err != nil {
		c.t.Fatal(err)
	}
	await[*events.Connected](c, nil)
	return c
}

func (c *client) send(to types.JID, text string, extra ...whatsmeow.SendRequestExtra) (whatsmeow.SendResponse, error) {
	return c.SendMessage(c.t.Context(), to, &waE2E.Message{Conversation: proto.String(text)}, extra...)
}

func number(phone string) types.JID { return types.NewJID(phone, types.DefaultUserServer) }

// world is a server with the service's number linked to a real client.
type world struct {
	*Server
	t      *testing.T
	office *Number
	client *client
}

func begin(t *testing.T, o Options) *world {
	t.Helper()
	w := prepare(t, o)
	w.client.link(w.office)
	return w
}

// prepare is begin before anything is linked.
func prepare(t *testing.T, o Options) *world {
	t.Helper()
	w := &world{Server: New(o), t: t}
	t.Cleanup(w.Close)
	w.office = w.Number(office, "Jakpreneur")
	w.client = newClient(t, w.Server)
	return w
}

// each runs a test with people named by number and by LID.
func each(t *testing.T, test func(t *testing.T, o Options)) {
	for name, o := range map[string]Options{"number": {}, "lid": {LID: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, o)
		})
	}
}

// read waits for the next n messages of a phone.
func (w *world) read(p *Person, n int) []Message {
	w.t.Helper()
	list := p.Read(n, soon)
	if len(list) != n {
		w.t.Fatalf("%d of %d messages", len(list), n)
	}
	return list
}

// eventually polls: for what nothing tells of.
func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	late := time.After(soon)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-late:
			t.Fatalf("never: %s", what)
		}
	}
}

// copied finds what the number's owner wrote elsewhere.
func copied(text string) func(*events.Message) bool {
	return func(m *events.Message) bool { return m.Info.IsFromMe && said(text)(m) }
}
