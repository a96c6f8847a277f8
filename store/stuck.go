package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// StuckAfter is how long somebody may be under way with a step without moving.
const StuckAfter = 30 * 24 * time.Hour

// Stuck is a member who needs somebody: stuck with a step, or under way with one
// and not moving in any.
type Stuck struct {
	Number, Name string
	Phone        string // E.164; "": not known
	Kecamatan    string
	Stage        int
	Status       flows.StageStatus // stuck or in_progress
	Since        time.Time
}

// StuckCount is how many members of a kecamatan are stuck with a step, are under
// way without moving (Halted), or have begun nothing but the registration (Idle).
type StuckCount struct {
	Kecamatan           string
	Stuck, Halted, Idle int
}

// standstill is where every member of some kecamatan ($1; null: all, which reads
// whole tables) stands who has not moved since $2. Linked people are one: what they
// went on with is the other's.
const standstill = `
with stand as (
    select m.id, m.number, coalesce(m.name, '') as name, coalesce(m.phone, '') as phone, coalesce(m.kecamatan, '') as kecamatan, m.registered_at,
           (array_agg(s.stage order by s.status = 'stuck' desc, s.at desc) filter (where s.status in ('stuck', 'in_progress')))[1] as stage,
           (array_agg(s.status order by s.status = 'stuck' desc, s.at desc) filter (where s.status in ('stuck', 'in_progress')))[1] as status,
           (array_agg(s.at order by s.status = 'stuck' desc, s.at desc) filter (where s.status in ('stuck', 'in_progress')))[1] as since,
           max(s.at) as moved, coalesce(max(s.stage), 1) > 1 as begun
    from members m left join stages s on s.member_id = m.id
    where m.number is not null and m.merged_into is null and ($1::text[] is null or m.kecamatan = any($1))
    group by m.id
), held as (
    select stand.*, case when status = 'stuck' then 'stuck' when status = 'in_progress' and moved <= $2 then 'halted'
                         when not begun and registered_at <= $2 then 'idle' end as kind
    from stand
)`

// StuckCounts counts by kecamatan who has not moved since before; of some (nil:
// all of them).
func (s *Store) StuckCounts(ctx context.Context, kecamatan []string, before time.Time) (list []StuckCount, err error) {
	count := func(row pgx.CollectableRow) (c StuckCount, err error) {
		return c, row.Scan(&c.Kecamatan, &c.Stuck, &c.Halted, &c.Idle)
	}
	err = s.Within(ctx, func(t Tx) error {
		t.tx.wide()
		return t.tx.read(ctx, func(rows pgx.Rows) (err error) { list, err = pgx.CollectRows(rows, count); return err }, standstill+`
			select kecamatan, count(*) filter (where kind = 'stuck'), count(*) filter (where kind = 'halted'), count(*) filter (where kind = 'idle')
			from held where kind is not null group by 1 order by 1`, kecamatan, before)
	})
	if err != nil {
		return nil, fmt.Errorf("count who is stuck: %w", err)
	}
	return list, nil
}

// StuckPeople lists up to so many: the stuck first, then whoever moved last: they
// remember what it was about.
func (s *Store) StuckPeople(ctx context.Context, kecamatan []string, before time.Time, limit int) (list []Stuck, err error) {
	read := func(row pgx.CollectableRow) (p Stuck, err error) {
		return p, row.Scan(&p.Number, &p.Name, &p.Phone, &p.Kecamatan, &p.Stage, &p.Status, &p.Since)
	}
	err = s.Within(ctx, func(t Tx) error {
		t.tx.wide()
		return t.tx.read(ctx, func(rows pgx.Rows) (err error) { list, err = pgx.CollectRows(rows, read); return err }, standstill+`
			select number, name, phone, kecamatan, stage, status, since from held where kind in ('stuck', 'halted')
			order by kind desc, since desc, id limit $3`, kecamatan, before, limit)
	})
	if err != nil {
		return nil, fmt.Errorf("list who is stuck: %w", err)
	}
	return list, nil
}

// Funnel is how many members of some kecamatan have got to P1 … P7.
func (s *Store) Funnel(ctx context.Context, kecamatan []string) (steps [7]int, err error) {
	rows, err := s.pool.Query(ctx, `
		select s.stage, count(*) from members m join stages s on s.member_id = m.id
		where m.number is not null and m.merged_into is null and m.kecamatan = any($1) and s.status = 'done' group by 1`, kecamatan)
	if err != nil {
		return steps, fmt.Errorf("count a centre's steps: %w", err)
	}
	var stage, n int
	_, err = pgx.ForEachRow(rows, []any{&stage, &n}, func() error { steps[stage-1] = n; return nil })
	if err != nil {
		return steps, fmt.Errorf("count a centre's steps: %w", err)
	}
	return steps, nil
}
