// Package benchtest is what benchmarks on a database share: a PostgreSQL that
// writes to the disk, pgbench beside us on it, what processes take, and how
// rounds are summed up.
package benchtest

import (
	"context"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/rs/zerolog"

	"langkah/store"
	"langkah/store/pg"
	"langkah/store/storetest"
)

// Yard is a private PostgreSQL as the service has it, fsync and all: what is
// measured here is written to the disk.
type Yard struct {
	dsn string
	sql *pgx.Conn
	pid int // of the postmaster
}

// New starts one for a benchmark, with settings ("name = value") beyond ours.
func New(b *testing.B, settings ...string) *Yard {
	b.Helper()
	cfg := pg.Config{Dir: storetest.DataDir(b), Log: zerolog.Nop()}
	if len(settings) > 0 {
		server := open(b, cfg)
		for _, set := range settings {
			if err := store.Admin(b.Context(), server.DSN(), "alter system set "+set); err != nil {
				b.Fatal(err)
			}
		}
		shut(b, server)
	}
	server := open(b, cfg)
	b.Cleanup(func() { shut(b, server) })
	y := &Yard{dsn: server.DSN()}
	var err error
	if y.sql, err = pgx.Connect(b.Context(), y.dsn); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { y.sql.Close(context.Background()) })
	y.pid = parent(b, int(y.sql.PgConn().PID()))
	return y
}

func open(b *testing.B, cfg pg.Config) *pg.Server {
	b.Helper()
	server, err := pg.Open(b.Context(), cfg)
	if err != nil {
		b.Fatal(err)
	}
	return server
}

func shut(b *testing.B, server *pg.Server) {
	b.Helper()
	if err := server.Close(); err != nil {
		b.Error(err)
	}
}

// Place is a fresh, migrated database.
func (y *Yard) Place(b *testing.B, name string) (*store.Store, string) {
	b.Helper()
	y.exec(b, "create database "+name)
	dsn := y.dsn + " dbname=" + name // a later keyword counts
	s, err := store.Open(b.Context(), dsn)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(s.Close)
	if err := s.Migrate(b.Context()); err != nil {
		b.Fatal(err)
	}
	return s, dsn
}

// Checkpoint writes everything out, so that no round pays for another.
func (y *Yard) Checkpoint(b *testing.B) {
	b.Helper()
	y.exec(b, "checkpoint")
}

func (y *Yard) exec(b *testing.B, sql string) {
	b.Helper()
	if _, err := y.sql.Exec(b.Context(), sql); err != nil {
		b.Fatal(err)
	}
}

// Read is one line from a database of the yard.
func Read(b *testing.B, dsn, sql string, into ...any) {
	b.Helper()
	conn, err := pgx.Connect(b.Context(), dsn)
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close(context.Background())
	if err := conn.QueryRow(b.Context(), sql).Scan(into...); err != nil {
		b.Fatal(fmt.Errorf("%s: %w", sql, err))
	}
}
