package store

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Tx is a transaction of ours: its methods are the steps of one turn.
type Tx struct{ tx *line }

// Flush carries out what was put off, so that its failure shows here.
func (t Tx) Flush(ctx context.Context) error { return t.tx.flush(ctx) }

const (
	collisions = 3                     // how often a transaction is tried that met another one
	giveWay    = 50 * time.Millisecond // in which the other takes what it waited for
)

// Within runs fn in one transaction, and again from the start when the server
// rolled it back for the sake of another: fn must not leave anything behind. At
// once it could lock what the other has not yet woken up to take.
func (s *Store) Within(ctx context.Context, fn func(Tx) error) error {
	if s.lent != nil {
		return fn(*s.lent)
	}
	for try := 1; ; try++ {
		err := s.once(ctx, fn)
		if try == collisions || !collided(err) {
			return discreet(err)
		}
		select {
		case <-ctx.Done():
			return discreet(err)
		case <-time.After(giveWay):
		}
	}
}

// store does in this transaction what Within is for: a turn does what the command
// line does.
func (t Tx) store() *Store { return &Store{lent: &t} }

func (s *Store) once(ctx context.Context, fn func(Tx) error) error {
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release() // closes the connection if a transaction is open on it
	l := &line{conn: conn}
	l.put("begin", "begin")
	err = fn(Tx{l})
	if err == nil {
		err = l.commit(ctx)
	}
	if err != nil && conn.Conn().PgConn().TxStatus() != 'I' {
		_, _ = conn.Exec(ctx, "rollback") // else Release does it
	}
	return err
}

// send runs a batch in a transaction of its own. fill makes it anew each try.
func (s *Store) send(ctx context.Context, fill func(*pgx.Batch)) error {
	return s.Within(ctx, func(t Tx) error { fill(&t.tx.later); return nil })
}

// line is the way to the server for one transaction. What nobody reads an
// answer to is put off and travels with the next statement that somebody waits
// for, or with the commit: a turn takes three round trips. The order stays.
type line struct {
	conn  *pgxpool.Conn
	later pgx.Batch
}

// put puts a statement off; what says what it does, for its error.
func (l *line) put(what, sql string, args ...any) {
	l.later.Queue(sql, args...).Fn = func(res pgx.BatchResults) error {
		if _, err := res.Exec(); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		return nil
	}
}

// ask puts a query off; fn reads its answer when it comes.
func (l *line) ask(what string, fn func(pgx.Rows) error, sql string, args ...any) {
	l.later.Queue(sql, args...).Query(func(rows pgx.Rows) error {
		if err := fn(rows); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		return nil
	})
}

// read sends a query behind what was put off.
func (l *line) read(ctx context.Context, fn func(pgx.Rows) error, sql string, args ...any) error {
	l.later.Queue(sql, args...).Query(fn)
	return l.flush(ctx)
}

// one scans the only row there is.
func one(rows pgx.Rows, into ...any) error {
	defer rows.Close()
	if !rows.Next() {
		return cmp.Or(rows.Err(), pgx.ErrNoRows)
	}
	if err := rows.Scan(into...); err != nil {
		return err
	}
	rows.Close()
	return rows.Err()
}

func (l *line) flush(ctx context.Context) error {
	if l.later.Len() == 0 {
		return nil
	}
	b := l.later
	l.later = pgx.Batch{}
	return l.conn.SendBatch(ctx, &b).Close()
}

func (l *line) commit(ctx context.Context) error {
	l.later.Queue("commit").Exec(func(tag pgconn.CommandTag) error {
		if tag.String() == "ROLLBACK" {
			return pgx.ErrTxCommitRollback
		}
		return nil
	})
	return l.flush(ctx)
}

// The methods of a pgx.Tx, behind what was put off.

func (l *line) Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	if err := l.flush(ctx); err != nil {
		return pgconn.CommandTag{}, err
	}
	return l.conn.Exec(ctx, sql, args...)
}

func (l *line) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	if err := l.flush(ctx); err != nil {
		return nil, err
	}
	return l.conn.Query(ctx, sql, args...)
}

func (l *line) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	if err := l.flush(ctx); err != nil {
		return failedRow{err}
	}
	return l.conn.QueryRow(ctx, sql, args...)
}

func (l *line) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults {
	put := l.later.QueuedQueries
	l.later = pgx.Batch{}
	res := l.conn.SendBatch(ctx, &pgx.Batch{QueuedQueries: append(put, b.QueuedQueries...)})
	for _, q := range put {
		if err := q.Fn(res); err != nil {
			break // it is the error of whatever is read next, too
		}
	}
	return res
}

func (l *line) CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, rows pgx.CopyFromSource) (int64, error) {
	if err := l.flush(ctx); err != nil {
		return 0, err
	}
	return l.conn.CopyFrom(ctx, table, columns, rows)
}

type failedRow struct{ err error }

func (r failedRow) Scan(...any) error { return r.err }
