package timers_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/engine"
	"langkah/bot/timers"
	"langkah/flows/catalogue"
	"langkah/store"
	"langkah/store/storetest"
	"langkah/templates"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

// monday is a morning in Jakarta.
var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, bot.WIB)

// world is the service with its real flows, on a clock that the test moves.
type world struct {
	t     testing.TB
	store *store.Store
	sql   *pgxpool.Pool
	now   time.Time
	parts []replica
	n     int
	open  []string // whose page is open: they see at once what is said
	close func()   // of its connections
}

type replica struct {
	engine *engine.Engine
	timers *timers.Loop
}

func build(t testing.TB, replicas int) *world {
	t.Helper()
	dsn := storetest.DSN(t)
	w := &world{t: t, now: monday, close: func() {}}
	closed := func(end func()) {
		before := w.close
		w.close = func() { end(); before() }
	}
	for range replicas {
		s, err := store.Open(t.Context(), dsn)
		if err != nil {
			t.Fatal(err)
		}
		closed(s.Close)
		now := func() time.Time { return w.now }
		e := engine.New(engine.Config{Store: s, Router: catalogue.Router(), Texts: templates.Text, Now: now, Log: zerolog.Nop(), Out: &bot.Bell{},
			Caps: func(channel string) bot.Caps { return bot.Caps{Buttons: true, WrittenFirst: channel == "whatsapp"} }})
		w.parts = append(w.parts, replica{e, timers.New(timers.Config{Store: s, Now: now, Machine: time.Now, Wake: e.Wake, Texts: templates.Text, Out: &bot.Bell{}, Log: zerolog.Nop()})})
		w.store = s
	}
	pool, err := pgxpool.New(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	closed(pool.Close)
	w.sql = pool
	return w
}

// says has somebody write; nothing is answered yet.
func (w *world) says(name string, texts ...string) {
	w.t.Helper()
	var batch []bot.Inbound
	for _, text := range texts {
		w.n++
		batch = append(batch, bot.Inbound{From: bot.Address{Channel: "webchat", Account: "web", ID: name},
			ExternalID: fmt.Sprint(w.n), Kind: bot.Text, Text: text})
	}
	if err := w.parts[0].engine.Accept(w.t.Context(), batch); err != nil {
		w.t.Fatal(err)
	}
}

// settle answers and brings what is due until nothing is left.
func (w *world) settle() {
	w.t.Helper()
	for {
		left := 0
		for _, r := range w.parts {
			if err := r.engine.Drain(w.t.Context()); err != nil {
				w.t.Fatal(err)
			}
			n, err := r.timers.Fire(w.t.Context())
			if err != nil {
				w.t.Fatal(err)
			}
			left += n
		}
		if left == 0 {
			break
		}
	}
	for _, name := range w.open {
		to := bot.Address{Channel: "webchat", Account: "web", ID: name}
		if _, err := w.parts[0].engine.Mailbox().After(w.t.Context(), to, 0); err != nil {
			w.t.Fatal(err)
		}
	}
}

// pass lets time go by, from one due instant to the next.
func (w *world) pass(d time.Duration) {
	w.t.Helper()
	for until := w.now.Add(d); ; {
		w.settle()
		at, some, err := w.parts[0].timers.Next(w.t.Context())
		if err != nil {
			w.t.Fatal(err)
		}
		if !some || at.After(until) {
			w.now = until
			return
		}
		w.now = at
	}
}

// value reads one value.
func value[T any](w *world, sql string, args ...any) (v T) {
	w.t.Helper()
	if err := w.sql.QueryRow(w.t.Context(), sql, args...).Scan(&v); err != nil {
		w.t.Fatalf("%s: %v", sql, err)
	}
	return v
}

func (w *world) exec(sql string, args ...any) {
	w.t.Helper()
	if _, err := w.sql.Exec(w.t.Context(), sql, args...); err != nil {
		w.t.Fatalf("%s: %v", sql, err)
	}
}
