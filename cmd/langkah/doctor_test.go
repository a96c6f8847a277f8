package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/store"
	"langkah/store/storetest"
)

// visit is what the doctor says of a store: the checks by name.
func visit(t *testing.T, st *store.Store, status int) map[string]finding {
	t.Helper()
	var out bytes.Buffer
	s := around(t, &out)
	s.store = st
	if got := run(s, []string{"doctor", "--json"}); got != status {
		t.Errorf("exit status %d, want %d\n%s", got, status, out.String())
	}
	var list []finding
	if err := json.Unmarshal(out.Bytes(), &list); err != nil {
		t.Fatalf("%v in\n%s", err, out.String())
	}
	by := map[string]finding{}
	for _, f := range list {
		if f.Name == "" || f.Seen == "" || f.OK != (f.Cure == "") {
			t.Errorf("finding %+v", f)
		}
		by[f.Name] = f
	}
	return by
}

// healthy are the checks that a fresh store passes, wherever the tests run.
var healthy = []string{"settings", "postgresql", "migrations", "clock", "vacuum", "sessions", "inbox", "quarantine", "releases", "outbox",
	"in doubt", "leases", "demo", "restored", "accounts"}

func TestDoctorOfAHealthyStore(t *testing.T) {
	t.Parallel()
	found := visit(t, storetest.New(t), 1) // the tests' own server has no fsync
	for _, name := range healthy {
		if f := found[name]; !f.OK {
			t.Errorf("%s: %+v", name, f)
		}
	}
	if f := found["durability"]; f.OK || f.Cure == "" {
		t.Errorf("a server without fsync is called fine: %+v", f)
	}
}

func TestDoctorFindsWhatNeedsCare(t *testing.T) {
	t.Parallel()
	dsn := storetest.DSN(t)
	st, err := store.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(st.Close)
	sick(t, dsn)
	found := visit(t, st, 1)
	for _, name := range []string{"inbox", "quarantine", "outbox", "in doubt", "leases", "accounts"} {
		if f := found[name]; f.OK {
			t.Errorf("%s is called fine: %+v", name, f)
		}
	}
	if f := found["accounts"]; !strings.Contains(f.Seen, "telegram/langkah_bot by nobody (last replica-9), 1 bubbles wait") {
		t.Errorf("accounts: %s", f.Seen)
	}
	var out bytes.Buffer
	s := around(t, &out)
	s.store = st
	if code := run(s, []string{"doctor"}); code != 1 || !strings.Contains(out.String(), "\nCARE  in doubt     1 bubbles") {
		t.Errorf("exit status %d\n%s", code, out.String())
	}
}

// sick writes one row of each trouble.
func sick(t *testing.T, dsn string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	now := time.Now()
	batch := &pgx.Batch{}
	batch.Queue(`set session_replication_role = replica`)
	batch.Queue(`insert into accounts (channel, name, epoch, owner) values ('telegram', 'langkah_bot', 3, 'replica-9')`)
	for _, state := range []string{"pending", "quarantined"} {
		batch.Queue(`insert into inbox (channel, account, external_id, member_id, address_id, kind, state, at)
			values ('telegram', 'langkah_bot', $1, 1, 1, 'text', $1, $2)`, state, now.Add(-time.Hour))
	}
	for _, state := range []string{"queued", "leased", "failed", "unknown"} {
		batch.Queue(`insert into outbox (member_id, address_id, channel, account, lane, state, text, created_at, leased_until)
			values (1, 1, 'telegram', 'langkah_bot', 0, $1, '', $2, $2)`, state, now.Add(-time.Hour))
	}
	if err := conn.SendBatch(t.Context(), batch).Close(); err != nil {
		t.Fatal(err)
	}
}

func TestDoctorWithoutADatabase(t *testing.T) {
	t.Parallel()
	st := storetest.New(t)
	st.Reachable(false)
	if f := visit(t, st, 1)["database"]; f.OK {
		t.Errorf("found %+v", f)
	}
}

// What each check makes of what it sees.
func TestDoctorsJudgement(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	later := at.Add(50 * time.Millisecond)
	kept := func(dead, live int64) store.Upkeep {
		return store.Upkeep{Autovacuum: true, Tables: []store.Table{{Name: "inbox", Live: 10}, {Name: "outbox", Live: live, Dead: dead}}}
	}
	owner := func(held bool, queued int64) []store.Owner {
		return []store.Owner{{Account: bot.Account{Channel: "telegram", Name: "b"}, Replica: "r", Held: held, Queued: queued}}
	}
	for _, c := range []struct {
		finding
		ok    bool
		holds string // in what is seen or in the cure
	}{
		{ofDisk(3<<30, 10<<30, "/d"), true, "3.0 of 10.0 GiB free in /d"},
		{ofDisk(1<<30, 10<<30, "/d"), false, "never delete a file in /d"},
		{ofClock(at, at, later), true, "agree"},
		{ofClock(at.Add(-time.Second), at, later), true, "1s behind"},
		{ofClock(at.Add(-3*time.Second), at, later), false, "3s behind"},
		{ofClock(later.Add(time.Minute), at, later), false, "1m0s ahead"},
		{ofClock(time.Time{}, at, later), true, "track_activities"},
		{ofTables(kept(200_000, 300_000)), false, "vacuum (analyze) outbox;"},
		{ofTables(kept(200_000, 900_000)), true, "keeps up"},
		{ofTables(kept(90_000, 0)), true, "keeps up"},
		{ofTables(store.Upkeep{}), false, "autovacuum = on"},
		{ofSessions(nil), true, "none"},
		{ofSessions([]store.Session{{PID: 77, Program: "psql", State: "idle in transaction", Age: time.Hour}}), false, "pg_terminate_backend(77)"},
		{ofAccounts(nil), true, "no messenger is connected"},
		{ofDemo(config{Listen: "127.0.0.1:1"}, store.Inhabitants{Real: 3}), true, "nobody is made up"},
		{ofDemo(config{Listen: "127.0.0.1:1"}, store.Inhabitants{Sample: true, Members: 200, Visitors: 10, Real: 3}), true, "200 made-up members and 10 visitors (contoh), beside 3 real"},
		{ofDemo(config{Listen: ":8080"}, store.Inhabitants{Sample: true, Members: 200}), false, "open to others"},
		{ofDemo(config{Listen: "127.0.0.1:1", PublicURL: "https://chat.example"}, store.Inhabitants{Sample: true}), false, "empty database"},
		{ofAccounts(owner(true, 9)), true, "telegram/b by r"},
		{ofAccounts(owner(false, 0)), true, "by nobody"},
		{ofAccounts(owner(false, 1)), false, "the key of telegram/b"},
		{settings(config{Webchat: true, Listen: ":8080"}), false, "LANGKAH_WEBCHAT"},
		{settings(config{Webchat: true, Listen: "127.0.0.1:8080"}), true, "readable"},
		{unreachable(config{DatabaseURL: "x"}, errors.New("refused")), false, "DATABASE_URL"},
		{unreachable(config{Data: "/d"}, errors.New("refused")), false, "/d/postgres.log"},
		{unreachable(config{}, &store.NewerError{Database: 9, Binary: 3}), false, "install the release"},
	} {
		if c.OK != c.ok || !strings.Contains(c.Seen+c.Cure, c.holds) {
			t.Errorf("want ok %v and %q in %+v", c.ok, c.holds, c.finding)
		}
	}
}
