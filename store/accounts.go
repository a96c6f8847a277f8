package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"

	"langkah/bot"
)

// ErrOwned means that another replica speaks for the account.
var ErrOwned = errors.New("account is owned by another replica")

// Ownership of an account: an advisory lock on the Store's connection for them.
// It is lost with the connection, so a dead owner is replaced at once.
type Ownership struct {
	Lease
	keeper *keeper
	hand   *hand
}

// Own takes the account or returns ErrOwned. Every new owner gets a higher
// epoch, which fences the one before.
func (s *Store) Own(ctx context.Context, a bot.Account, replica string) (o *Ownership, err error) {
	o = &Ownership{Lease: Lease{Account: a}, keeper: s.keeper}
	waited := s.keeper.alone(ctx, ownWait, func(ctx context.Context) {
		o.hand, err = s.keeper.take(ctx, s.pool, a.String(), func(conn *pgxpool.Conn) error {
			return conn.QueryRow(ctx, `
				insert into accounts (channel, name, epoch, owner) values ($1, $2, 1, $3)
				on conflict (channel, name) do update set epoch = accounts.epoch + 1, owner = $3
				returning epoch`, a.Channel, a.Name, replica).Scan(&o.Epoch)
		})
	})
	err = errors.Join(waited, err)
	switch {
	case errors.Is(err, ErrOwned):
		return nil, ErrOwned
	case err != nil:
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

// Alive fails when the lock may be lost.
func (o *Ownership) Alive(ctx context.Context) (err error) {
	waited := o.keeper.alone(ctx, releaseWait, func(ctx context.Context) { err = o.keeper.ping(ctx, o.hand) })
	if err = errors.Join(waited, err); err != nil {
		return fmt.Errorf("hold %s: %w", o.Account, err)
	}
	return nil
}

// Release gives the account up, so that the next owner need not wait for the
// server to notice.
func (o *Ownership) Release() {
	_ = o.keeper.alone(context.Background(), releaseWait, func(ctx context.Context) { o.keeper.give(ctx, o.hand, o.Account.String()) })
}
