package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Announced is a broadcast as it stands with one person.
type Announced struct {
	Broadcast
	State, Reason string // of their row; "": it is not written
	Channel       string
	At, Sent      time.Time // written, sent; zero: not
	Meant         bool      // without a row: they are of those whom it means, as it is now
}

// Announced lists a person's broadcasts, the latest first: those whose row is
// written, and those that run and have not come to them.
func (s *Store) Announced(ctx context.Context, member int64, way Way, at time.Time, limit int) (list []Announced, err error) {
	err = s.Within(ctx, func(t Tx) error {
		list = nil
		rows, err := t.tx.Query(ctx, selectBroadcasts+`
			where b.id in (select broadcast_id from outbox where member_id = $1 and broadcast_id is not null)
			   or b.state in ('running', 'paused') and not b.expanded and b.upto < $1
			order by b.id desc limit $2`, member, limit)
		if err != nil {
			return err
		}
		all, err := pgx.CollectRows(rows, scanBroadcast)
		for _, b := range all {
			var a Announced
			if a, err = t.announced(ctx, b, member, way, at); err != nil {
				return err
			}
			list = append(list, a)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read a person's broadcasts: %w", err)
	}
	return list, nil
}

func (t Tx) announced(ctx context.Context, b Broadcast, member int64, way Way, at time.Time) (Announced, error) {
	a := Announced{Broadcast: b}
	var sent *time.Time
	err := t.tx.read(ctx, func(rows pgx.Rows) error {
		_, err := pgx.ForEachRow(rows, []any{&a.State, &a.Reason, &a.Channel, &a.At, &sent}, func() error { a.Sent = orZero(sent); return nil })
		return err
	}, `select state, coalesce(reason, ''), channel, created_at, sent_at from outbox where broadcast_id = $1 and member_id = $2`, b.ID, member)
	if err != nil || a.State != "" {
		return a, err
	}
	segments, err := t.segments(ctx)
	if err != nil {
		return a, err
	}
	args := way.args(at, b.Spends)
	cond, err := b.Audience.bind(&args, segments, at)
	if err != nil {
		return a, err
	}
	args = append(args, member)
	err = t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &a.Meant) },
		`select exists (select from (`+fmt.Sprintf(meant, cond, "null::text")+fmt.Sprintf(` and m.id = $%d) w)`, len(args)), args...)
	return a, err
}
