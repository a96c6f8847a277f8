package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
)

// devicePool: the library writes a session with each message, both ways.
const devicePool = 8

// Devices is the database of the WhatsApp library: the schema whatsmeow, with
// connections of its own. upgrade, which is the library's, brings its tables
// forward; processes that start together take turns, as with our migrations.
// The library looks for its tables in all schemas: one database has them once.
func (s *Store) Devices(ctx context.Context, upgrade func(context.Context, *sql.DB) error) (*sql.DB, error) {
	pool, err := s.openDevices(ctx)
	if err != nil {
		return nil, err
	}
	db := stdlib.OpenDBFromPool(pool)
	err = s.alone(ctx, func() error { return upgrade(ctx, db) })
	if err != nil {
		db.Close()
		return nil, fmt.Errorf("prepare the tables of the whatsapp library: %w", err)
	}
	return db, nil
}

// openDevices opens the pool, once.
func (s *Store) openDevices(ctx context.Context) (*pgxpool.Pool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.devices != nil {
		return s.devices, nil
	}
	cfg := s.pool.Config()
	cfg.MaxConns, cfg.MinConns = devicePool, 0
	params := maps.Clone(cfg.ConnConfig.RuntimeParams)
	for name := range planning { // its statements are not ours
		delete(params, name)
	}
	params["search_path"] = "whatsmeow"
	params["application_name"] = "langkah whatsapp"
	cfg.ConnConfig.RuntimeParams = params
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("open the tables of the whatsapp library: %w", err)
	}
	s.devices = pool
	return pool, nil
}
