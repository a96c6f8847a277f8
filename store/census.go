package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Census counts who lives in the city and what it has for them.
type Census struct {
	Kota     map[string]int // members by the code of their kota, 31.71
	Done     [7]int         // members who are through with P1 … P7
	Underway int            // visitors with an unfinished registration
	Centres  int
	Classes  int // that have not begun
	Events   int // that still take people
}

// Members is how many there are.
func (c Census) Members() (n int) {
	for _, of := range c.Kota {
		n += of
	}
	return n
}

// Census reads it as it is now, by people's time.
func (s *Store) Census(ctx context.Context, now time.Time) (c Census, err error) {
	b := &pgx.Batch{}
	b.Queue(`
		select (select count(*) from conversations c join members m on m.id = c.member_id
		        where m.number is null and m.merged_into is null and 'registration' in (c.flow, c.session #>> '{k,f}')),
		       (select count(*) from centres), (select count(*) from classes where starts_at > $1),
		       (select count(*) from events where register_by > $1)`, now).QueryRow(func(row pgx.Row) error {
		return row.Scan(&c.Underway, &c.Centres, &c.Classes, &c.Events)
	})
	c.Kota = map[string]int{}
	b.Queue(`select coalesce(left(kecamatan, 5), ''), count(*) from members where number is not null and merged_into is null group by 1`).Query(func(rows pgx.Rows) error {
		var kota string
		var n int
		_, err := pgx.ForEachRow(rows, []any{&kota, &n}, func() error { c.Kota[kota] = n; return nil })
		return err
	})
	b.Queue(`select stage, count(*) from stages where status = 'done' and not exists (select from members m where m.id = member_id and m.merged_into is not null) group by 1`).Query(func(rows pgx.Rows) error {
		var stage, n int
		_, err := pgx.ForEachRow(rows, []any{&stage, &n}, func() error { c.Done[stage-1] = n; return nil })
		return err
	})
	if err := s.pool.SendBatch(ctx, b).Close(); err != nil {
		return c, fmt.Errorf("count the city: %w", err)
	}
	return c, nil
}
