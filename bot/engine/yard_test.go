package engine

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/flows/catalogue"
	"langkah/store"
	"langkah/store/pg"
	"langkah/templates"
)

// yard is a private PostgreSQL as the service has it, fsync and all: what is
// measured here is written to the disk.
type yard struct {
	dsn string
	sql *pgx.Conn
	pid int // of the postmaster
}

func newYard(b *testing.B) *yard {
	b.Helper()
	server, err := pg.Open(b.Context(), pg.Config{Dir: filepath.Join(b.TempDir(), "data"), Log: zerolog.Nop()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := server.Close(); err != nil {
			b.Error(err)
		}
	})
	y := &yard{dsn: server.DSN()}
	if y.sql, err = pgx.Connect(b.Context(), y.dsn); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { y.sql.Close(context.Background()) })
	y.pid = parent(b, int(y.sql.PgConn().PID()))
	return y
}

// place is a fresh database with an engine on it.
func (y *yard) place(b *testing.B, name string) (*Engine, string) {
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
	return New(Config{
		Store: s, Router: catalogue.Router(), Texts: templates.Text, Out: &bot.Bell{}, Log: zerolog.Nop(), Now: time.Now,
		Caps: func(string) bot.Caps { return bot.Caps{Buttons: true} },
	}), dsn
}

func (y *yard) exec(b *testing.B, sql string) {
	b.Helper()
	if _, err := y.sql.Exec(b.Context(), sql); err != nil {
		b.Fatal(err)
	}
}

// read is one line of numbers from a database of the yard.
func read(b *testing.B, dsn, sql string, into ...any) {
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
