package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/rs/zerolog"

	"langkah/store"
	"langkah/store/pg"
)

// database is the PostgreSQL a command works on: the one of DATABASE_URL, or
// the private one in LANGKAH_DATA, shared with every other langkah process.
type database struct {
	dsn     string
	private *pg.Server // nil with DATABASE_URL
}

func openDatabase(ctx context.Context, c config, log zerolog.Logger) (*database, error) {
	if c.DatabaseURL != "" {
		return &database{dsn: c.DatabaseURL}, nil
	}
	server, err := pg.Open(ctx, pg.Config{Dir: c.Data, Log: log})
	if err != nil {
		return nil, fmt.Errorf("start private PostgreSQL in %s: %w", c.Data, err)
	}
	return &database{dsn: server.DSN(), private: server}, nil
}

// keep restarts a private server that dies, until ctx ends.
func (d *database) keep(ctx context.Context) error {
	if d.private == nil {
		<-ctx.Done()
		return nil
	}
	return d.private.Keep(ctx)
}

func (d *database) close() error {
	if d.private == nil {
		return nil
	}
	return d.private.Close()
}

// openStore is the database, migrated and ready.
func (d *database) openStore(ctx context.Context) (*store.Store, error) {
	s, err := store.Open(ctx, d.dsn)
	if err != nil {
		return nil, err
	}
	if err := s.Migrate(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// withStore runs fn on the migrated database and closes everything after it.
func withStore(s *surroundings, fn func(*store.Store) error) error {
	return withDatabase(s, func(_ *database, st *store.Store) error { return fn(st) })
}

// withDatabase is withStore for who also looks at the server. A script's store
// has none of its own.
func withDatabase(s *surroundings, fn func(*database, *store.Store) error) (err error) {
	if s.store != nil {
		return fn(&database{}, s.store)
	}
	db, err := openDatabase(s.ctx, s.config, s.logger())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close()) }()
	st, err := db.openStore(s.ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	return fn(db, st)
}
