package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// Handle is what an account's messenger calls a file of ours, if it has had it since
// then by machine time; "": it has not.
func (s *Store) Handle(ctx context.Context, of bot.Account, file int64, since time.Time) (handle string, at time.Time, err error) {
	err = s.pool.QueryRow(ctx, `select handle, at from handles where file_id = $1 and channel = $2 and account = $3 and at >= $4`,
		file, of.Channel, of.Name, since).Scan(&handle, &at)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return "", at, fmt.Errorf("read what %s calls a file: %w", of.Channel, err)
	}
	return handle, at, nil
}

// KeepHandle keeps what an account's messenger calls a file of ours from now on.
func (s *Store) KeepHandle(ctx context.Context, of bot.Account, file int64, handle string, at time.Time) error {
	_, err := s.pool.Exec(ctx, `
		insert into handles (file_id, channel, account, handle, at) values ($1, $2, $3, $4, $5)
		on conflict (file_id, channel, account) do update set handle = excluded.handle, at = excluded.at`, file, of.Channel, of.Name, handle, at)
	if err != nil {
		return fmt.Errorf("keep what %s calls a file: %w", of.Channel, discreet(err))
	}
	return nil
}
