// Package store is the only SQL of the service: one file an aggregate. A
// public method is a transaction, or takes the Tx of one.
//
// Locks are taken in one order everywhere, each by id:
// conversations → members → outbox → addresses. Whoever holds an account's row waits for
// nothing else. Should two meet all the same, Within runs the loser again.
package store

import (
	"context"
	"fmt"
	"maps"
	"sync"

	"github.com/jackc/pgx/v5/pgxpool"
)

// poolSize: 64 connections do no more turns a second than 16, on two cores.
const poolSize = 16

// statements are prepared once on each connection, room for which is taken at once: more
// than those that come again and again.
const statements = 192

// idleInTransaction is how long the server lets a process hang within a
// transaction before it frees the people that it holds. No turn takes as long:
// the engine gives one up after ten seconds.
const idleInTransaction = "idle_in_transaction_session_timeout"

// Store is the service's PostgreSQL.
type Store struct {
	pool   *pgxpool.Pool
	gate   *gate
	keeper *keeper
	lent   *Tx // what it does is done in this transaction; nil: in ones of its own

	mu      sync.Mutex
	devices *pgxpool.Pool // of the WhatsApp library; nil: not used
}

// planning: every statement of ours finds its rows by an index, and is planned
// once a connection. Left to itself the planner reads the whole inbox for 32
// messages, because it was small when the connection was new, and plans a
// claim anew every time, which takes longer than the claim.
var planning = map[string]string{"enable_seqscan": "off", "plan_cache_mode": "force_generic_plan", "jit": "off"}

// Open prepares the pool; nothing is dialled before it is needed.
func Open(ctx context.Context, dsn string) (*Store, error) { return openNamed(ctx, dsn, "") }

// openNamed opens another database of the same server, if one is named.
func openNamed(ctx context.Context, dsn, database string) (*Store, error) {
	cfg, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("parse database url: %w", err)
	}
	if database != "" {
		cfg.ConnConfig.Database = database
	}
	cfg.MaxConns = max(cfg.MaxConns, poolSize)
	cfg.ConnConfig.StatementCacheCapacity = min(cfg.ConnConfig.StatementCacheCapacity, statements)
	params := cfg.ConnConfig.RuntimeParams
	params["application_name"] = "langkah"
	params["timezone"] = "UTC"
	if _, set := params[idleInTransaction]; !set {
		params[idleInTransaction] = "15s"
	}
	maps.Copy(params, planning)
	g := &gate{}
	cfg.BeforeConnect = g.check
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	return &Store{pool: pool, gate: g, keeper: newKeeper()}, nil
}

// Close waits for what is running.
func (s *Store) Close() {
	for _, p := range s.pools() {
		p.Close()
	}
}

func (s *Store) pools() []*pgxpool.Pool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.devices == nil {
		return []*pgxpool.Pool{s.pool}
	}
	return []*pgxpool.Pool{s.pool, s.devices}
}

// Ping tells whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.pool.Ping(ctx); err != nil {
		return fmt.Errorf("ping database: %w", err)
	}
	return nil
}
