package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// ErrOwned means that another replica speaks for the account.
var ErrOwned = errors.New("account is owned by another replica")

// Ownership of an account: an advisory lock on a connection of its own. It is
// lost with the connection, so a dead owner is replaced at once.
type Ownership struct {
	Lease
	conn *pgx.Conn // no more the pool's: there may be more accounts than it has connections
}

// Own takes the account or returns ErrOwned. Every new owner gets a higher
// epoch, which fences the one before.
func (s *Store) Own(ctx context.Context, a bot.Account, replica string) (*Ownership, error) {
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return nil, fmt.Errorf("own %s: %w", a, err)
	}
	var got bool
	err = conn.QueryRow(ctx, tryOwn, a.String()).Scan(&got)
	if err == nil && !got {
		conn.Release()
		return nil, ErrOwned
	}
	o := &Ownership{Lease: Lease{Account: a}, conn: conn.Hijack()}
	if err == nil {
		err = o.conn.QueryRow(ctx, `
			insert into accounts (channel, name, epoch, owner) values ($1, $2, 1, $3)
			on conflict (channel, name) do update set epoch = accounts.epoch + 1, owner = $3
			returning epoch`, a.Channel, a.Name, replica).Scan(&o.Epoch)
	}
	if err != nil {
		o.Release()
		return nil, fmt.Errorf("own %s: %w", a, err)
	}
	return o, nil
}

// tryOwn also has the server find out within half a minute that the owner's
// machine is gone; by itself it would hold the lock for two hours.
const tryOwn = `
select pg_try_advisory_lock(hashtextextended($1, 0))
from (select set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
             set_config('tcp_keepalives_count', '3', false)) as watch`

const releaseWait = 2 * time.Second

// Alive fails when the lock may be lost.
func (o *Ownership) Alive(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, releaseWait)
	defer cancel()
	if err := o.conn.Ping(ctx); err != nil {
		return fmt.Errorf("hold %s: %w", o.Account, err)
	}
	return nil
}

// Release gives the account up, so that the next owner need not wait for the
// server to notice. The connection is closed, not reused: a lock that could not
// be given up must not outlive us in the pool.
func (o *Ownership) Release() {
	ctx, cancel := context.WithTimeout(context.Background(), releaseWait)
	defer cancel()
	_, _ = o.conn.Exec(ctx, `select pg_advisory_unlock_all()`)
	_ = o.conn.Close(ctx) // a broken connection has lost the lock anyway
}
