package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Upkeep is how the server is kept.
type Upkeep struct {
	Clock      time.Time // of the server, when it was asked; zero: it does not say
	Autovacuum bool
	Tables     []Table
	Sessions   []Session // only those that are too long, oldest first
}

// Table is one whose rows change all the time.
type Table struct {
	Name       string
	Live, Dead int64 // rows, by the server's own estimate
}

// Session is one that keeps old rows from being cleared away.
type Session struct {
	PID     int
	Program string
	State   string // "active", "idle in transaction"
	Age     time.Duration
}

// Upkeep reads it. A session is too long when it has been idle in a transaction
// for idle, or busy in one for busy. It goes by the server's clock, since that
// is what is looked at: when this very query began.
func (s *Store) Upkeep(ctx context.Context, idle, busy time.Duration) (Upkeep, error) {
	var u Upkeep
	var clock *time.Time
	err := s.pool.QueryRow(ctx, `
		select me.query_start, current_setting('autovacuum')::bool from pg_stat_activity me where me.pid = pg_backend_pid()`).
		Scan(&clock, &u.Autovacuum)
	if err != nil {
		return u, fmt.Errorf("read the server's clock: %w", err)
	}
	if clock != nil {
		u.Clock = *clock
	}
	if u.Tables, err = s.tables(ctx); err != nil {
		return u, err
	}
	u.Sessions, err = s.longSessions(ctx, idle, busy)
	return u, err
}

func (s *Store) tables(ctx context.Context) ([]Table, error) {
	rows, err := s.pool.Query(ctx, `
		select relname, n_live_tup, n_dead_tup from pg_stat_user_tables
		where relname = any('{inbox,outbox,conversations}') order by relname`)
	if err != nil {
		return nil, fmt.Errorf("read tables: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Table])
	if err != nil {
		return nil, fmt.Errorf("read tables: %w", err)
	}
	return list, nil
}

func (s *Store) longSessions(ctx context.Context, idle, busy time.Duration) ([]Session, error) {
	rows, err := s.pool.Query(ctx, `
		select o.pid, coalesce(o.application_name, ''), o.state, me.query_start - coalesce(o.xact_start, o.state_change)
		from pg_stat_activity o, pg_stat_activity me
		where me.pid = pg_backend_pid() and o.pid <> me.pid and o.datname = current_database() and o.backend_type = 'client backend'
		  and (o.state like 'idle in transaction%' and o.state_change < me.query_start - $1::interval
		       or o.state = 'active' and o.xact_start < me.query_start - $2::interval)
		order by o.xact_start`, idle, busy)
	if err != nil {
		return nil, fmt.Errorf("read sessions: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Session])
	if err != nil {
		return nil, fmt.Errorf("read sessions: %w", err)
	}
	return list, nil
}
