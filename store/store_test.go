package store_test

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"langkah/bot"
	"langkah/store"
	"langkah/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

// people is people's time in these tests, machine the wall clock.
var (
	people  = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	machine = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
)

// ours are the flows that "this release" knows.
var ours = map[string]int{"menu": 1, "registration": 3}

// house is a store with a way around it, to look at what was written.
type house struct {
	*store.Store
	dsn string
	sql *pgxpool.Pool
}

func open(t *testing.T) house {
	t.Helper()
	h := house{dsn: storetest.DSN(t)}
	h.Store = h.another(t)
	pool, err := pgxpool.New(t.Context(), h.dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	h.sql = pool
	return h
}

// another is a second process on the same database.
func (h house) another(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), h.dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func (h house) exec(t *testing.T, sql string, args ...any) {
	t.Helper()
	if _, err := h.sql.Exec(t.Context(), sql, args...); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// read is the answer of a query: columns parted by blanks, rows by "; ".
func (h house) read(t *testing.T, sql string, args ...any) string {
	t.Helper()
	rows, err := h.sql.Query(t.Context(), sql, args...)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	defer rows.Close()
	var lines []string
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
		lines = append(lines, strings.TrimSuffix(fmt.Sprintln(values...), "\n"))
	}
	if rows.Err() != nil {
		t.Fatalf("%s: %v", sql, rows.Err())
	}
	return strings.Join(lines, "; ")
}

func (h house) want(t *testing.T, want, sql string, args ...any) {
	t.Helper()
	if got := h.read(t, sql, args...); got != want {
		t.Errorf("%s\n got %s\nwant %s", sql, got, want)
	}
}

var (
	web  = bot.Account{Channel: "webchat", Name: "web"}
	tg   = bot.Account{Channel: "telegram", Name: "langkah_bot"}
	siti = bot.Address{Channel: "telegram", Account: "langkah_bot", ID: "siti"}
	budi = bot.Address{Channel: "telegram", Account: "langkah_bot", ID: "budi"}
)

func text(from bot.Address, id, text string) store.Received {
	return store.Received{Inbound: bot.Inbound{From: from, ExternalID: id, Kind: bot.Text, Text: text}}
}

// write has people write one message each; the ids are theirs and numbered.
func (h house) write(t *testing.T, from ...bot.Address) {
	t.Helper()
	var batch []store.Received
	for i, a := range from {
		batch = append(batch, text(a, fmt.Sprintf("%s-%d-%d", a.ID, i, serial()), "halo"))
	}
	if err := h.Accept(t.Context(), batch, people); err != nil {
		t.Fatal(err)
	}
}

var serial = func() func() int {
	var mu sync.Mutex
	n := 0
	return func() int { mu.Lock(); defer mu.Unlock(); n++; return n }
}()

func (h house) member(t *testing.T, a bot.Address) (member, address int64) {
	t.Helper()
	err := h.sql.QueryRow(t.Context(), `select member_id, id from addresses where (channel, account, address) = ($1, $2, $3)`,
		a.Channel, a.Account, a.ID).Scan(&member, &address)
	if err != nil {
		t.Fatalf("find %s: %v", a.ID, err)
	}
	return member, address
}

// within runs fn in a transaction that must succeed.
func (h house) within(t *testing.T, fn func(store.Tx) error) {
	t.Helper()
	if err := h.Within(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// until asks again until the answer is there: for what another connection does.
func (h house) until(t *testing.T, want, sql string, args ...any) {
	t.Helper()
	got := ""
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		if got = h.read(t, sql, args...); got == want {
			return
		}
	}
	t.Fatalf("%s\nis still %s\nnot %s", sql, got, want)
}
