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

	// Without a row, as they are now: whether the audience means them, they want
	// news, and a chat of theirs is open. Due: their row is to be written yet.
	Meant, Wanted, Open bool
	Due                 bool
}

// overLately is for how long it is told of a broadcast that is over that somebody
// has no row of it.
const overLately = 30 * 24 * time.Hour

// Announced lists a person's broadcasts, the latest first: those whose row is
// written, and those that run, or did of late, and have not come to them.
func (s *Store) Announced(ctx context.Context, member int64, at time.Time, limit int) (list []Announced, err error) {
	err = s.Within(ctx, func(t Tx) error {
		list = nil
		rows, err := t.tx.Query(ctx, selectBroadcasts+`
			where b.id in (select broadcast_id from outbox where member_id = $1 and broadcast_id is not null)
			   or b.state in ('running', 'paused') or b.state in ('done', 'cancelled') and b.upto > 0 and b.ended_at > $3
			order by b.id desc limit $2`, member, limit, at.Add(-overLately))
		if err != nil {
			return err
		}
		all, err := pgx.CollectRows(rows, scanBroadcast)
		for _, b := range all {
			var a Announced
			if a, err = t.announced(ctx, b, member, at); err != nil {
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

func (t Tx) announced(ctx context.Context, b Broadcast, member int64, at time.Time) (Announced, error) {
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
	args := []any{member}
	cond, err := b.Audience.bind(&args, segments, at)
	if err != nil {
		return a, err
	}
	a.Due = b.State.Live() && !b.Expanded && b.Upto < member
	err = t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &a.Meant, &a.Wanted, &a.Open) }, `
		select coalesce(m.number is not null and m.merged_into is null and m.erased_at is null and `+cond+`, false), m.service and m.announcements,
		       exists (select from addresses a where a.member_id = m.id and a.blocked_at is null)
		from members m left join conversations c on c.member_id = m.id where m.id = $1`, args...)
	return a, err
}
