package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Call is a call that a pendamping is to make.
type Call struct {
	ID        int64
	State     string // open, called, or reached: they wrote first
	Member    int64
	Name      string
	Phone     string // E.164; "": not known
	Kecamatan string // code; "": not known
	Text      string // what is to be said
	Created   time.Time
	Until     time.Time // zero: always
}

// Missed are calls whose time ran out within so long, and which nobody made.
const Missed = 30 * 24 * time.Hour

// callsWhere reads calls with all that is known of whom they are for.
const callsWhere = `
select k.id, k.state, m.id, coalesce(m.name, ''), coalesce(m.phone, a.phone, ''), coalesce(m.kecamatan, ''), o.text, k.created_at, k.useful_until
from calls k join outbox o on o.id = k.outbox_id join members m on m.id = o.member_id join addresses a on a.id = o.address_id
where `

// Calls are those to be made, the most urgent first; of one kecamatan or all ("").
func (s *Store) Calls(ctx context.Context, kecamatan string, at time.Time) ([]Call, error) {
	return s.calls(ctx, `k.state = 'open' and (k.useful_until is null or k.useful_until >= $2) and $1 in ('', m.kecamatan)
		order by k.useful_until nulls last, k.id`, kecamatan, at)
}

// MissedCalls are those whose time ran out uncalled of late, the latest first;
// of one kecamatan or all ("").
func (s *Store) MissedCalls(ctx context.Context, kecamatan string, at time.Time) ([]Call, error) {
	return s.calls(ctx, `k.state = 'open' and k.useful_until < $2 and k.useful_until >= $3 and $1 in ('', m.kecamatan)
		order by k.useful_until desc, k.id`, kecamatan, at, at.Add(-Missed))
}

// CallOf is a call in whatever state; false: there is none of this number.
func (s *Store) CallOf(ctx context.Context, id int64) (c Call, known bool, err error) {
	list, err := s.calls(ctx, `k.id = $1`, id)
	if err != nil || len(list) == 0 {
		return c, false, err
	}
	return list[0], true, nil
}

func (s *Store) calls(ctx context.Context, where string, args ...any) ([]Call, error) {
	rows, err := s.pool.Query(ctx, callsWhere+where, args...)
	if err != nil {
		return nil, fmt.Errorf("read calls: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c Call, err error) {
		var until *time.Time
		err = row.Scan(&c.ID, &c.State, &c.Member, &c.Name, &c.Phone, &c.Kecamatan, &c.Text, &c.Created, &until)
		if until != nil {
			c.Until = *until
		}
		return c, err
	})
	if err != nil {
		return nil, fmt.Errorf("read calls: %w", err)
	}
	return list, nil
}

// EndCall notes that a call was made, so that the notice does not come as well.
// It tells whether it was open.
func (s *Store) EndCall(ctx context.Context, id int64, note string, at time.Time) (was bool, err error) {
	err = s.Within(ctx, func(t Tx) error {
		tag, err := t.tx.Exec(ctx, `update calls set state = 'called', note = $2, ended_at = $3 where id = $1 and state = 'open'`, id, plain(note), at)
		if was = err == nil && tag.RowsAffected() == 1; !was {
			return err
		}
		_, err = t.tx.Exec(ctx, `
			update outbox set state = 'skipped', reason = 'called'
			where id = (select outbox_id from calls where id = $1) and state = 'waiting'`, id)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("end call %d: %w", id, err)
	}
	return was, nil
}

// ReopenCall takes back that a call was made, if it is still of use: what was to
// be said waits for its person again. It tells whether it was.
func (s *Store) ReopenCall(ctx context.Context, id int64, at time.Time) (was bool, err error) {
	err = s.Within(ctx, func(t Tx) error {
		tag, err := t.tx.Exec(ctx, `
			update outbox o set state = 'waiting', reason = 'next_contact' from calls k
			where k.id = $1 and k.state = 'called' and (k.useful_until is null or k.useful_until >= $2)
			  and o.id = k.outbox_id and o.state = 'skipped' and o.reason = 'called'`, id, at)
		if was = err == nil && tag.RowsAffected() == 1; !was {
			return err
		}
		_, err = t.tx.Exec(ctx, `update calls set state = 'open', note = '', ended_at = null where id = $1`, id)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("reopen call %d: %w", id, err)
	}
	return was, nil
}
