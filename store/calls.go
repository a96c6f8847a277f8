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
	Member    int64
	Name      string
	Phone     string // E.164; "": not known
	Kecamatan string // code; "": not known
	Text      string // what is to be said
	Created   time.Time
	Until     time.Time // zero: always
}

// Calls are those to be made, the most urgent first; of one kecamatan or all ("").
func (s *Store) Calls(ctx context.Context, kecamatan string, at time.Time) ([]Call, error) {
	rows, err := s.pool.Query(ctx, `
		select k.id, m.id, coalesce(m.name, ''), coalesce(m.phone, a.phone, ''), coalesce(m.kecamatan, ''), o.text, k.created_at, k.useful_until
		from calls k join outbox o on o.id = k.outbox_id join members m on m.id = o.member_id join addresses a on a.id = o.address_id
		where k.state = 'open' and (k.useful_until is null or k.useful_until >= $2) and $1 in ('', m.kecamatan)
		order by k.useful_until nulls last, k.id`, kecamatan, at)
	if err != nil {
		return nil, fmt.Errorf("read calls: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c Call, err error) {
		var until *time.Time
		err = row.Scan(&c.ID, &c.Member, &c.Name, &c.Phone, &c.Kecamatan, &c.Text, &c.Created, &until)
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
