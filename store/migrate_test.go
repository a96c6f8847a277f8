package store_test

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

	"langkah/store"
	"langkah/store/storetest"
)

// blank is a house on a database that nobody has migrated.
func blank(t *testing.T) house {
	t.Helper()
	h := open(t)
	h.exec(t, `drop schema public cascade`)
	h.exec(t, `create schema public`)
	return h
}

const tables = `select string_agg(tablename, ' ' order by tablename) from pg_tables where schemaname = 'public'`

func TestMigrateFromNothingAndAgain(t *testing.T) {
	t.Parallel()
	h := blank(t)
	if have, want, err := h.Versions(t.Context()); err != nil || have != 0 || want == 0 {
		t.Fatalf("versions of a blank database: %d, %d, %v", have, want, err)
	}
	for range 2 {
		if err := h.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if have, want, err := h.Versions(t.Context()); err != nil || have != want {
		t.Fatalf("versions after: %d, want %d, %v", have, want, err)
	}
	if got := h.read(t, tables); !strings.Contains(got, "inbox") || !strings.Contains(got, "outbox") {
		t.Errorf("tables: %s", got)
	}
	h.write(t, siti)
}

func TestMigrateTogether(t *testing.T) {
	t.Parallel()
	h := blank(t)
	var g errgroup.Group
	for range 4 {
		s := h.another(t)
		g.Go(func() error { return s.Migrate(t.Context()) })
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	h.want(t, "1", `select count(*) from goose_db_version where version_id = 1`)
}

func TestMigrateRefusesANewerDatabase(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.exec(t, `insert into goose_db_version (version_id, is_applied) values (99999, true)`)
	err := h.Migrate(t.Context())
	var newer *store.NewerError
	if !errors.As(err, &newer) || newer.Database != 99999 || newer.Binary == 0 {
		t.Fatalf("migrate: %v, want a NewerError of 99999", err)
	}
	if !strings.Contains(newer.Error(), "99999") {
		t.Errorf("the error does not say the version: %v", newer)
	}
}

// While this release waits for the lock, a newer one migrates.
func TestMigrateRefusesWhatBecameNewerMeanwhile(t *testing.T) {
	t.Parallel()
	h := blank(t)
	conn, err := h.sql.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	lock := int64(0x6c616e676b6168)
	if _, err := conn.Exec(t.Context(), `select pg_advisory_lock($1)`, lock); err != nil {
		t.Fatal(err)
	}
	failed := make(chan error, 1)
	go func() { failed <- h.Migrate(t.Context()) }()
	h.until(t, "1", `select count(*) from pg_locks where locktype = 'advisory' and not granted
		and database = (select oid from pg_database where datname = current_database())`)
	h.exec(t, `create table goose_db_version (version_id bigint, is_applied boolean)`)
	h.exec(t, `insert into goose_db_version values (99999, true)`)
	if _, err := conn.Exec(t.Context(), `select pg_advisory_unlock($1)`, lock); err != nil {
		t.Fatal(err)
	}
	var newer *store.NewerError
	if err := <-failed; !errors.As(err, &newer) {
		t.Fatalf("migrate: %v, want a NewerError", err)
	}
}

func TestScratch(t *testing.T) {
	t.Parallel()
	dsn := storetest.DSN(t)
	s, remove, err := store.Scratch(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Accept(t.Context(), []store.Received{text(siti, "1", "halo")}, people); err != nil {
		t.Error(err)
	}
	if err := remove(); err != nil {
		t.Fatal(err)
	}
	if err := s.Ping(t.Context()); err == nil {
		t.Error("the removed database still answers")
	}
}
