package store

import (
	"context"
	"fmt"
	"time"

	"langkah/flows"
)

// Classes lists the classes that are not over, soonest first, or with all every
// class that there ever was; of a kecamatan or all ("").
func (s *Store) Classes(ctx context.Context, kecamatan string, all bool, at time.Time) (list []flows.Class, err error) {
	err = s.Within(ctx, func(t Tx) error {
		rows, err := t.scanClasses(ctx, `with `+me+` select `+classColumns+`
			from me cross join classes c left join bookings b on b.class_id = c.id and b.member_id = me.id
			where $2 in ('', c.kecamatan) and ($3 or c.cancelled_at is null and c.ends_at > $4) order by c.starts_at, c.id`, int64(0), kecamatan, all, at)
		list = seen(rows)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list classes: %w", err)
	}
	return list, nil
}
