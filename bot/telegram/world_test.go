package telegram

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/telegram/tgtest"
)

const (
	soon   = time.Minute          // for what must happen
	glance = 3 * time.Millisecond // between looks
)

// world is a bot on the play Telegram, whose service only notes.
type world struct {
	*Channel
	t      *testing.T
	server *tgtest.Server
	log    *logbook
	sink   *sink
	stop   func()
}

func newWorld(t *testing.T, o tgtest.Options, cfg Config) *world {
	t.Helper()
	w := &world{t: t, server: newServer(t, o), log: &logbook{}, sink: &sink{}}
	cfg.Token, cfg.API = w.server.Token(), w.server.URL()
	cfg.Log = zerolog.New(w.log).Level(zerolog.TraceLevel)
	w.Channel = newChannel(t, cfg)
	return w
}

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
			w.t.Fatalf("waited in vain: %s (health %s)", what, w.Health().Code)
		}
	}
}

func (w *world) is(code string) {
	w.t.Helper()
	w.until("health "+code, func() bool { return w.Health().Code == code })
}

// texts are what was accepted, a second delivery too.
func (w *world) texts() (list []string) {
	for _, in := range w.sink.all() {
		list = append(list, string(in.Kind)+" "+in.Text+in.Pick)
	}
	return list
}

func (w *world) to(p *tgtest.Person, text string) bot.Outbound {
	return bot.Outbound{ID: p.ID(), To: bot.Address{Channel: "telegram", Account: w.name, ID: strconv.FormatInt(p.ID(), 10)}, Text: text}
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

type sink struct {
	mu   sync.Mutex
	got  []bot.Inbound
	sets []int // messages at once
	shut bool
}

func (s *sink) Accept(_ context.Context, batch []bot.Inbound) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shut {
		return errors.New("database is away")
	}
	s.got, s.sets = append(s.got, batch...), append(s.sets, len(batch))
	return nil
}

func (s *sink) Receipts(context.Context, []bot.Receipt) error { return nil }

func (s *sink) close(shut bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shut = shut
}

func (s *sink) all() []bot.Inbound {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]bot.Inbound(nil), s.got...)
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

// atMost is how long a send into a fault may take: one that hangs is what the
// deadline is for, any other ends by itself.
func atMost(f tgtest.Fault) time.Duration {
	if f.Kind == tgtest.HangBefore || f.Kind == tgtest.HangAfter {
		return 2 * time.Second
	}
	return soon
}
