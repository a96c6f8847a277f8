package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// keeper holds the advisory locks of a Store on one connection, however many
// accounts there are: a connection each would leave none to work with. It is
// not there while nothing is held.
type keeper struct {
	turn chan struct{} // who holds the token speaks with the server
	hand *hand         // nil: nothing is held
}

// hand is one connection of a keeper. What it holds is lost with it.
type hand struct {
	conn *pgxpool.Conn
	held map[string]bool
	lost error // why it is no more; nil: it is
}

const (
	ownWait     = 10 * time.Second // longest to take an account
	releaseWait = 2 * time.Second
)

func newKeeper() *keeper { return &keeper{turn: make(chan struct{}, 1)} }

var errLost = errors.New("the connection with the lock has ended")

// alone runs do on the keeper's connection, one at a time. It ends when it ends:
// a query that is broken off takes the connection, and every lock, with it.
func (k *keeper) alone(ctx context.Context, within time.Duration, do func(context.Context)) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	select {
	case k.turn <- struct{}{}:
		defer func() { <-k.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), within)
	defer cancel()
	do(ctx)
	return nil
}

// take locks the name, and runs what belongs to it on the same connection. The
// keeper's turn is held.
func (k *keeper) take(ctx context.Context, pool *pgxpool.Pool, name string, then func(*pgxpool.Conn) error) (*hand, error) {
	h := k.hand
	if h == nil {
		conn, err := pool.Acquire(ctx)
		if err != nil {
			return nil, err
		}
		h = &hand{conn: conn, held: map[string]bool{}}
	}
	if h.held[name] { // the server would give it to the same connection again
		return nil, ErrOwned
	}
	var got bool
	if err := h.conn.QueryRow(ctx, tryOwn, name).Scan(&got); err != nil {
		k.drop(h, err)
		return nil, err
	}
	if !got {
		if len(h.held) == 0 {
			h.conn.Release()
		}
		return nil, ErrOwned
	}
	k.hand, h.held[name] = h, true
	if err := then(h.conn); err != nil {
		k.give(ctx, h, name)
		return nil, err
	}
	return h, nil
}

// give unlocks a name. A lock that could not be given up must not outlive us: its
// connection ends, and so it does behind the last, rather than go back to the
// pool.
func (k *keeper) give(ctx context.Context, h *hand, name string) {
	if h.lost != nil || !h.held[name] {
		return
	}
	delete(h.held, name)
	var was bool
	err := h.conn.QueryRow(ctx, `select pg_advisory_unlock(hashtextextended($1, 0))`, name).Scan(&was)
	if err != nil || !was || len(h.held) == 0 {
		k.drop(h, errors.Join(errLost, err))
	}
}

// ping fails when the locks may be lost.
func (k *keeper) ping(ctx context.Context, h *hand) error {
	if h.lost != nil {
		return h.lost
	}
	if err := h.conn.Ping(ctx); err != nil {
		k.drop(h, err)
		return err
	}
	return nil
}

// drop ends a connection and all that it held.
func (k *keeper) drop(h *hand, why error) {
	h.lost = why
	if k.hand == h {
		k.hand = nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), releaseWait)
	defer cancel()
	_ = h.conn.Hijack().Close(ctx) // a broken connection has lost its locks anyway
}
