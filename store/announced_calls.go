package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Uncalled is somebody whom a broadcast means, whom no chat reaches and who has a
// phone.
type Uncalled struct{ Number, Name, Phone, Kecamatan string }

// CallsForBroadcast lists who can only be called about a broadcast, as the audience is
// now and has not got it, and notes who asked.
func (s *Store) CallsForBroadcast(ctx context.Context, code string, way Way, by Who, at time.Time) (list []Uncalled, err error) {
	err = s.control(ctx, "calls", code, by, at, func(ctx context.Context, t Tx, b Broadcast) error {
		who, args, err := t.whoIsMeant(ctx, b, 0, way, at)
		if err != nil {
			return err
		}
		args = append(args, b.ID)
		return t.tx.read(ctx, func(rows pgx.Rows) (err error) {
			list, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Uncalled])
			return err
		}, who+fmt.Sprintf(`
			select m.number, coalesce(m.name, ''), m.phone, coalesce(m.kecamatan, '') from who join members m using (id)
			where who.address_id is null and m.phone <> ''
			  and not exists (select from outbox o where o.broadcast_id = $%d and o.member_id = m.id and o.state in ('sent', 'delivered', 'read'))
			order by m.kecamatan, m.id`, len(args)), args...)
	})
	return list, err
}
