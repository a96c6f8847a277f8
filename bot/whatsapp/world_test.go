package whatsapp

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/whatsapp/watest"
	"langkah/store"
	"langkah/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

const (
	office = "628110000001"
	siti   = "6281299000001"
	budi   = "6281299000002"
	soon   = time.Minute          // for what must happen
	glance = 5 * time.Millisecond // between looks
)

// each runs a test with both ways in which WhatsApp names people.
func each(t *testing.T, test func(*testing.T, watest.Options)) {
	for name, o := range map[string]watest.Options{"phone": {}, "lid": {LID: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, o)
		})
	}
}

func newServer(t testing.TB, o watest.Options) *watest.Server {
	t.Helper()
	s, err := watest.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// newDevices are the numbers of a database at a play WhatsApp.
func newDevices(t testing.TB, server *watest.Server, db *sql.DB, people Directory, now func() time.Time, log zerolog.Logger) *Devices {
	t.Helper()
	d, err := Open(Config{DB: db, People: people, Now: now, Log: log, Server: server.Addr(), Root: server.Root(), Rate: 1000})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func tables(t testing.TB, s *store.Store) *sql.DB {
	t.Helper()
	db, err := s.Devices(t.Context(), Upgrade)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// link links a phone, which scans what it is shown.
func link(t testing.TB, d *Devices, phone *watest.Number) {
	t.Helper()
	number, err := d.Link(t.Context(), How{Show: func(s Step) {
		if s.QR != "" {
			if err := phone.Scan(s.QR); err != nil {
				t.Error(err)
			}
		}
	}})
	if err != nil || number != phone.Phone() {
		t.Fatalf("linked %q: %v", number, err)
	}
}

// hurried tries again as soon as it can.
func hurried(c *Channel) *Channel {
	c.pauses = pauses{first: 10 * time.Millisecond, most: 200 * time.Millisecond, tick: 50 * time.Millisecond, login: 2 * time.Second, rescan: 50 * time.Millisecond, send: time.Second}
	return c
}

// world is a number on the play WhatsApp, whose service only notes.
type world struct {
	*Channel
	t       *testing.T
	server  *watest.Server
	office  *watest.Number
	store   *store.Store
	devices *Devices
	log     *logbook
	sink    *sink
	stop    func()
	looks   *atomic.Int64 // at the clock
	ahead   *atomic.Int64 // nanoseconds that the clock was put on
}

func newWorld(t *testing.T, o watest.Options) *world {
	t.Helper()
	w := &world{t: t, server: newServer(t, o), log: &logbook{}, sink: &sink{}, store: storetest.New(t), looks: &atomic.Int64{}, ahead: &atomic.Int64{}}
	w.office = w.server.Number(office, "Jakpreneur")
	w.devices = newDevices(t, w.server, tables(t, w.store), w.store, w.now, zerolog.New(w.log).Level(zerolog.TraceLevel))
	link(t, w.devices, w.office)
	w.Channel = hurried(w.devices.Channel(office))
	return w
}

// now is machine time.
func (w *world) now() time.Time {
	w.looks.Add(1)
	return time.Now().Add(time.Duration(w.ahead.Load()))
}

// passes puts the clock on.
func (w *world) passes(d time.Duration) { w.ahead.Add(int64(d)) }

// run receives until stopped.
func (w *world) run() *world {
	w.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- w.Run(ctx, w.sink) }()
	w.stop = sync.OnceFunc(func() {
		cancel()
		select {
		case err := <-ended:
			if err != nil {
				w.t.Error(err)
			}
		case <-time.After(soon):
			w.t.Error("does not stop")
		}
	})
	w.t.Cleanup(w.stop)
	return w
}

func (w *world) until(what string, ok func() bool) {
	w.t.Helper()
	for end := time.Now().Add(soon); !ok(); time.Sleep(glance) {
		if time.Now().After(end) {
			w.t.Fatalf("waited in vain: %s (health %s)\n%s", what, w.Health().Code, w.log)
		}
	}
}

func (w *world) is(code string) *world {
	w.t.Helper()
	w.until("health "+code, func() bool { return w.Health().Code == code })
	return w
}

// rounds lets the number look around for a while: what must not happen would.
func (w *world) rounds() {
	w.t.Helper()
	before := w.looks.Load()
	w.until("a while", func() bool { return w.looks.Load() > before+15 })
}

// texts are what was accepted, a second delivery too.
func (w *world) texts() (list []string) {
	for _, in := range w.sink.all() {
		list = append(list, string(in.Kind)+" "+in.Text)
	}
	return list
}

func (w *world) came(want ...string) {
	w.t.Helper()
	w.until(strings.Join(want, ", "), func() bool { return slices.Equal(w.texts(), want) })
}

// to is a bubble for somebody who has written.
func (w *world) to(p *watest.Person, text string) bot.Outbound {
	w.t.Helper()
	id, err := w.store.WhatsAppPerson(w.t.Context(), "+"+p.Phone(), "", time.Now())
	if err != nil {
		w.t.Fatal(err)
	}
	return bot.Outbound{ID: 1, To: bot.Address{Channel: "whatsapp", Account: office, ID: id}, Text: text, ExternalID: w.NewID()}
}

// meet has somebody write, so that they can be written to.
func (w *world) meet(phone, name string) *watest.Person {
	w.t.Helper()
	p := w.server.Person(phone, name)
	before := len(w.texts())
	p.Say(office, "halo")
	w.until("halo", func() bool { return len(w.texts()) > before })
	return p
}

func (w *world) sends(out bot.Outbound) {
	w.t.Helper()
	if id, err := w.Send(w.t.Context(), out); err != nil || id != out.ExternalID {
		w.t.Fatalf("sent as %q: %v", id, err)
	}
}

// fails sends, and wants a failure.
func (w *world) fails(out bot.Outbound) *bot.SendError {
	w.t.Helper()
	id, err := w.Send(w.t.Context(), out)
	if err == nil {
		w.t.Fatalf("it was sent as %s", id)
	}
	return bot.Classify(err)
}

func (w *world) shows(p *watest.Person, want ...string) {
	w.t.Helper()
	var got []string
	for _, m := range p.Read(len(want), soon) {
		got = append(got, m.Text)
	}
	if !slices.Equal(got, want) {
		w.t.Fatalf("%s was shown %q, want %q", p.Phone(), got, want)
	}
}

type sink struct {
	mu       sync.Mutex
	got      []bot.Inbound
	receipts []bot.Receipt
	shut     bool
	panics   int // times that it panics first
}

func (s *sink) Accept(_ context.Context, batch []bot.Inbound) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.panics--; s.panics >= 0 {
		panic("oh")
	}
	if s.shut {
		return errors.New("database is away")
	}
	s.got = append(s.got, batch...)
	return nil
}

func (s *sink) Receipts(_ context.Context, batch []bot.Receipt) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shut {
		return errors.New("database is away")
	}
	s.receipts = append(s.receipts, batch...)
	return nil
}

func (s *sink) close(shut bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shut = shut
}

func (s *sink) all() []bot.Inbound {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.got)
}

func (s *sink) received(kind bot.ReceiptKind, id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.ContainsFunc(s.receipts, func(r bot.Receipt) bool { return r.Kind == kind && r.ExternalID == id })
}

type logbook struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
