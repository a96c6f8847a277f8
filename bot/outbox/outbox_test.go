package outbox_test

import (
	"context"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/outbox"
	"langkah/store"
	"langkah/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

var (
	account = bot.Account{Channel: "telegram", Name: "langkah_bot"}
	people  = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
)

// world is a ledger with some people, and a wall clock that the test moves.
type world struct {
	*store.Store
	dsn string
	sql *pgxpool.Pool

	log zerolog.Logger // of the pumps

	mu  sync.Mutex
	now time.Time
}

func build(t testing.TB, crowd int) *world {
	t.Helper()
	w := &world{dsn: storetest.DSN(t), log: zerolog.Nop(), now: time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)}
	w.Store = w.another(t)
	pool, err := pgxpool.New(t.Context(), w.dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	w.sql = pool
	var batch []store.Received
	for i := range crowd {
		from := bot.Address{Channel: account.Channel, Account: account.Name, ID: fmt.Sprintf("p%03d", i)}
		batch = append(batch, store.Received{Inbound: bot.Inbound{From: from, ExternalID: from.ID, Kind: bot.Text}})
	}
	if err := w.Accept(t.Context(), batch, people); err != nil {
		t.Fatal(err)
	}
	return w
}

// another is a second process on the same database.
func (w *world) another(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), w.dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// pump is one more pump of the account, on s.
func (w *world) pump(t testing.TB, s *store.Store, sender bot.Sender) *outbox.Pump {
	t.Helper()
	p := outbox.New(outbox.Config{
		Store: s, Sender: sender, Replica: "test", Out: &bot.Bell{}, Log: w.log,
		People: func() time.Time { return people }, Machine: w.clock, Fill: func(f bot.Fill) (string, error) { return f.Text, nil },
	})
	t.Cleanup(p.Close)
	return p
}

// queue writes rows for person number who; members are numbered in the order
// of their addresses.
func (w *world) queue(t testing.TB, who int, lane bot.Lane, texts ...string) {
	t.Helper()
	var list []store.Bubble
	for _, text := range texts {
		list = append(list, store.Bubble{MemberID: int64(who + 1), AddressID: int64(who + 1), Lane: lane, Text: text})
	}
	if err := w.Within(t.Context(), func(tx store.Tx) error { return tx.Say(t.Context(), list, people) }); err != nil {
		t.Fatal(err)
	}
}

func (w *world) read(t testing.TB, sql string, args ...any) string {
	t.Helper()
	var got string
	if err := w.sql.QueryRow(t.Context(), sql, args...).Scan(&got); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return got
}

func (w *world) want(t testing.TB, want, sql string, args ...any) {
	t.Helper()
	if got := w.read(t, sql, args...); got != want {
		t.Errorf("%s\n got %s\nwant %s", sql, got, want)
	}
}

// until waits for what happens in other goroutines.
func (w *world) until(t testing.TB, want, sql string, args ...any) {
	t.Helper()
	got := ""
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		if got = w.read(t, sql, args...); got == want {
			return
		}
	}
	t.Fatalf("%s\nis still %s\nnot %s", sql, got, want)
}

const (
	states = `select coalesce(string_agg(text || ' ' || state, ', ' order by id), '') from outbox`
	leased = `select count(*)::text from outbox where state = 'leased'`
)

func drain(t *testing.T, p *outbox.Pump) {
	t.Helper()
	if err := p.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// sender is a messenger whose answers the test writes.
type sender struct {
	caps   bot.Caps
	answer func(context.Context, bot.Outbound) (string, error)
	run    func(context.Context) error

	mu   sync.Mutex
	sent []bot.Outbound // what Send was called with, in order
	made int
}

func (s *sender) Account() bot.Account { return account }
func (s *sender) Caps() bot.Caps       { return s.caps }
func (s *sender) Health() bot.Health   { return bot.Health{Code: "ok"} }

func (s *sender) Run(ctx context.Context, _ bot.Sink) error {
	if s.run != nil {
		return s.run(ctx)
	}
	<-ctx.Done()
	return ctx.Err()
}

func (s *sender) Send(ctx context.Context, out bot.Outbound) (string, error) {
	s.mu.Lock()
	s.sent = append(s.sent, out)
	s.mu.Unlock()
	if s.answer == nil {
		return fmt.Sprint("x", out.ID), nil
	}
	return s.answer(ctx, out)
}

// texts is what was handed over so far.
func (s *sender) texts() (list []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range s.sent {
		list = append(list, o.Text)
	}
	return list
}

// owner takes ids of ours.
type owner struct{ *sender }

func (o owner) NewID() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.made++
	return fmt.Sprint("ours", o.made)
}

func failing(class bot.SendClass, after time.Duration) func(context.Context, bot.Outbound) (string, error) {
	return func(context.Context, bot.Outbound) (string, error) {
		return "", &bot.SendError{Class: class, After: after, Code: "429", Err: fmt.Errorf("no")}
	}
}
