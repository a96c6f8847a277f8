package store

import (
	"context"

	"langkah/flows"
)

// Where classes are looked for: around a kecamatan, or in a kota, which is the
// first five characters of its kecamatan's code; or anywhere on the mainland.
const (
	around   = `(left(c.kecamatan, 5) = left($2, 5) or left(c.kecamatan, 5) is null)`
	anywhere = `(left(c.kecamatan, 5) <> '` + islands + `' or c.kecamatan is null)`
)

// findClassesIn looks for classes somewhere. What clashes is listed by its hour:
// no day of a class is longer than a day.
func findClassesIn(where string) string {
	return `
	with ` + me + `, held as materialized (
	    select d.starts_at, d.ends_at from bookings b join classes k on k.id = b.class_id join class_days d on d.class_id = b.class_id
	    where b.member_id = $1 and b.state in ('booked', 'offered') and k.code <> $6
	), chosen as (
	    select c.id, c.starts_at,
	           (c.taken >= c.capacity)::int * 8 + (c.subject is distinct from (select subject from classes where code = $6))::int * 4
	           + case when $2 = '' or c.kecamatan = $2 then 0 when c.kecamatan is null then 2 else 1 end as far
	    from me, classes c
	    where c.starts_at > $3 and c.cancelled_at is null and ` + where + ` and c.code <> $6
	      and c.id not in (select class_id from bookings where member_id = $1 and state in ('booked', 'offered', 'waiting'))
	      and c.id not in (select d.class_id from held h
	                       join class_days d on d.starts_at > h.starts_at - interval '1 day' and d.starts_at < h.ends_at and d.ends_at > h.starts_at)
	      and ` + barrier + ` is null
	    order by far, c.starts_at, c.id limit $4 offset $5
	)
	select ` + classColumns + `
	from chosen f cross join me join classes c on c.id = f.id left join bookings b on b.class_id = c.id and b.member_id = $1
	order by f.far, f.starts_at, f.id`
}

var findAround, findAnywhere = findClassesIn(around), findClassesIn(anywhere)

func (t Tx) findClasses(ctx context.Context, act Act, a flows.FindClasses) (flows.Outcome, error) {
	sql := findAround
	if a.Kecamatan == "" {
		sql = findAnywhere
	}
	rows, err := t.scanClasses(ctx, sql, act.MemberID, a.Kecamatan, a.From, a.Limit+1, a.Skip, a.Instead)
	more := len(rows) > a.Limit
	if more {
		rows = rows[:a.Limit]
	}
	return flows.Outcome{Event: flows.Next, Args: flows.Args{"Classes": seen(rows), "More": more}}, err
}

func (t Tx) lookAtClass(ctx context.Context, act Act, a flows.LookAtClass) (flows.Outcome, error) {
	list, err := t.classes(ctx, act.MemberID, `c.code = $2`, a.Code)
	if err != nil || len(list) == 0 || list[0].Cancelled {
		return flows.Outcome{Event: "gone", Args: flows.Args{"Class": flows.Class{}}}, err
	}
	if c := list[0]; c.begun(act.At) {
		return c.outcome("begun"), nil
	}
	return list[0].outcome("found"), nil
}

// myClasses lists what is to come first, then what was, the latest first.
func (t Tx) myClasses(ctx context.Context, act Act, a flows.MyClasses) (flows.Outcome, error) {
	rows, err := t.classes(ctx, act.MemberID, `
		c.cancelled_at is null and (b.state in ('booked', 'offered', 'waiting') and c.ends_at > $2
		                            or b.state = 'attended' and c.ends_at > $2::timestamptz - interval '1 year')
		order by b.state = 'attended', case when b.state <> 'attended' then c.starts_at end, c.starts_at desc, c.id`, a.From)
	out := flows.Outcome{Event: "some", Args: flows.Args{"Classes": seen(rows)}}
	if len(rows) == 0 {
		out.Event = "none"
	}
	return out, err
}

func seen(rows []classRow) (list []flows.Class) {
	for _, c := range rows {
		list = append(list, c.Class)
	}
	return list
}
