// Package storetest gives every test a database of its own: a clone of a
// migrated template, on a private PostgreSQL without fsync that all test
// binaries share.
package storetest

import (
	"context"
	"crypto/rand"
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/rs/zerolog"

	"langkah/store"
	"langkah/store/pg"
)

var (
	server   *pg.Server
	template string
	prepare  = sync.OnceValue(makeTemplate)
)

// Main is the TestMain of a package whose tests use New:
//
//	func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }
func Main(m *testing.M) int {
	var err error
	server, err = pg.Open(context.Background(), pg.Config{Dir: home(), FastAndUnsafe: true, Log: zerolog.Nop()})
	if err != nil {
		fmt.Fprintln(os.Stderr, "start the test database (make setup installs it):", err)
		return 1
	}
	defer server.Close()
	fewer()
	return m.Run()
}

// fewer makes a random test on a database a twentieth of what it is with
// LANGKAH_SOAK=1; -rapid.checks on the command line still counts.
func fewer() {
	checks := flag.Lookup("rapid.checks")
	if checks == nil {
		return
	}
	n := "20"
	if os.Getenv("LANGKAH_SOAK") != "" {
		n = "400"
	}
	_ = checks.Value.Set(n) // a number: cannot fail
}

// New is a store on a fresh, migrated database, gone when the test ends.
func New(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// DSN is a fresh, migrated database, for tests that open it themselves.
func DSN(t testing.TB) string {
	t.Helper()
	if server == nil {
		t.Fatal("the package needs: func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }")
	}
	if err := prepare(); err != nil {
		t.Fatal(err)
	}
	name := "t_" + strings.ToLower(rand.Text()[:16])
	if err := admin(`create database ` + name + ` template ` + template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := admin(`drop database ` + name + ` with (force)`); err != nil {
			t.Error(err)
		}
	})
	return on(name)
}

// makeTemplate migrates a database once per set of migrations.
func makeTemplate() error {
	template = "template_" + store.Schema()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, server.DSN())
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer conn.Close(ctx)
	// Test binaries run side by side: one makes the template, the others wait.
	if _, err := conn.Exec(ctx, `select pg_advisory_lock(1)`); err != nil {
		return fmt.Errorf("lock template: %w", err)
	}
	var there bool
	err = conn.QueryRow(ctx, `select exists (select from pg_database where datname = $1)`, template).Scan(&there)
	if err != nil || there {
		return err
	}
	if _, err := conn.Exec(ctx, `drop database if exists making with (force)`); err != nil {
		return fmt.Errorf("clear template: %w", err)
	}
	if _, err := conn.Exec(ctx, `create database making`); err != nil {
		return fmt.Errorf("create template: %w", err)
	}
	if err := migrate(ctx, on("making")); err != nil {
		return err
	}
	_, err = conn.Exec(ctx, `alter database making rename to `+template)
	return err
}

func migrate(ctx context.Context, dsn string) error {
	s, err := store.Open(ctx, dsn)
	if err != nil {
		return err
	}
	defer s.Close()
	return s.Migrate(ctx)
}

func admin(sql string) error { return store.Admin(context.Background(), server.DSN(), sql) }

// on is the server's address with another database: a later keyword counts.
func on(name string) string { return server.DSN() + " dbname=" + name }
