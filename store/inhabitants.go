package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// Inhabitants tells who is there.
type Inhabitants struct {
	Sample   bool // the city is made up: its centres are samples
	Members  int  // made-up members
	Visitors int  // made-up people who have not registered
	Hosts    int  // made-up people of the staff
	Real     int  // members who are not made up
	Others   int  // real people who have not registered
}

// MadeUp tells whether anybody is made up.
func (v Inhabitants) MadeUp() bool { return v.Members+v.Visitors > 0 }

// Anybody tells whether anybody is there.
func (v Inhabitants) Anybody() bool { return v.MadeUp() || v.Real+v.Others > 0 }

// Sample tells at once whether the city is made up.
func (s *Store) Sample(ctx context.Context) (sample bool, err error) {
	if err := s.pool.QueryRow(ctx, `select exists (select from centres where sample)`).Scan(&sample); err != nil {
		return false, fmt.Errorf("look for samples: %w", err)
	}
	return sample, nil
}

// Inhabitants counts them, which takes a second in a big city.
func (s *Store) Inhabitants(ctx context.Context) (Inhabitants, error) {
	return inhabitants(ctx, s.pool)
}

type asking interface {
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

func inhabitants(ctx context.Context, db asking) (v Inhabitants, err error) {
	err = db.QueryRow(ctx, `
		select exists (select from centres where sample),
		       count(*) filter (where d.member_id is not null and m.number is not null),
		       count(*) filter (where not d.hosts and m.number is null),
		       count(*) filter (where d.hosts),
		       count(*) filter (where d.member_id is null and m.number is not null),
		       count(*) filter (where d.member_id is null and m.number is null)
		from members m left join (select member_id, bool_or(`+isHost+`) as hosts from addresses a where `+isDemo+` group by member_id) d on d.member_id = m.id`).Scan(
		&v.Sample, &v.Members, &v.Visitors, &v.Hosts, &v.Real, &v.Others)
	if err != nil {
		return v, fmt.Errorf("count inhabitants: %w", err)
	}
	return v, nil
}

// At is whose address that is; 0: nobody's.
func (s *Store) At(ctx context.Context, a bot.Address) (member int64, err error) {
	err = s.pool.QueryRow(ctx, `
		select coalesce((select member_id from addresses where (channel, account, address) = ($1, $2, $3)), 0)`,
		a.Channel, a.Account, a.ID).Scan(&member)
	if err != nil {
		return 0, fmt.Errorf("find address: %w", err)
	}
	return member, nil
}
