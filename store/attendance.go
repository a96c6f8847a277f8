package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
)

// complete gives those of some people who were there on all days of a class
// their certificate, and step 2 its evidence. It returns the certificates that
// are new. The class is locked; who has a seat may be absent by now. It tells
// nobody.
func (t Tx) complete(ctx context.Context, c classRow, m marking) (map[int64]string, error) {
	certificates := map[int64]string{}
	if len(c.Days) == 0 || len(m.present) == 0 {
		return certificates, nil
	}
	last := c.Days[len(c.Days)-1].Starts
	err := t.tx.read(ctx, func(rows pgx.Rows) error {
		var member int64
		var certificate string
		_, err := pgx.ForEachRow(rows, []any{&member, &certificate}, func() error { certificates[member] = certificate; return nil })
		return err
	}, `
		with done as (
		    update bookings b set state = 'attended', updated_at = $6,
		           certificate = coalesce(certificate, 'SRT-' || $4 || '-' || lpad(nextval('certificate_numbers')::text, 6, '0'))
		    where class_id = $1 and member_id = any($2) and state in ('booked', 'absent')
		      and not exists (select from class_days d where d.class_id = $1
		                      and not exists (select from attendance a where a.class_id = $1 and a.member_id = b.member_id and a.day = d.day))
		    returning member_id, certificate
		), step as (
		    insert into stages as s (member_id, stage, status, source, evidence, by_whom, at)
		    select member_id, 2, 'done', 'class', $3 || ' ' || certificate, $7, $5 from done order by member_id
		    on conflict (member_id, stage) do update
		    set status = excluded.status, source = excluded.source, evidence = excluded.evidence, by_whom = excluded.by_whom, at = excluded.at
		    where s.status <> 'done' or s.evidence = ''
		)
		select member_id, certificate from done`, c.id, m.present, c.Code, last.In(bot.WIB).Format("2006"), last, m.at, m.by)
	if err != nil {
		return nil, fmt.Errorf("complete a class: %w", err)
	}
	return certificates, nil
}

// So many wrong codes of the day a person may type in that time: a room's code
// has four digits.
const (
	wrongDays   = 5
	wrongDayFor = time.Hour
)

// today is a day of a class that somebody booked, which is on.
type today struct {
	class        string
	day          time.Time
	right, noted bool // the code is its; they were noted before
	left         int  // days to come
}

// onNow are the days of classes that a person ($1) has a seat in, and that can
// be checked into at a time ($2): from an hour before each until its end.
const onNow = `
	from bookings b join classes c on c.id = b.class_id and c.cancelled_at is null
	join class_days d on d.class_id = b.class_id and $2::timestamptz >= d.starts_at - interval '1 hour' and $2 <= d.ends_at
	where b.member_id = $1 and b.state in ('booked', 'attended')`

// checkIn notes somebody in the room by the code of the day.
func (t Tx) checkIn(ctx context.Context, act Act, a flows.CheckIn) (flows.Outcome, error) {
	on, misses, err := t.todays(ctx, act, a.Code)
	switch {
	case err != nil:
		return flows.Outcome{}, err
	case len(on) == 0:
		return flows.Outcome{Event: "none"}, nil
	case misses >= wrongDays:
		return flows.Outcome{Event: "many"}, nil
	case !on[0].right:
		t.tx.put("forget wrong codes", `delete from day_misses where member_id = $1 and at <= $2`, act.MemberID, act.At.Add(-wrongDayFor))
		t.tx.put("count a wrong code", `insert into day_misses (member_id, at) values ($1, $2)`, act.MemberID, act.At)
		return flows.Outcome{Event: "wrong"}, nil
	}
	if !on[0].noted {
		t.tx.put("note attendance", `
			insert into attendance (class_id, member_id, day, by, at) select id, $2, $3, 'code', $4 from classes where code = $1`,
			on[0].class, act.MemberID, on[0].day, act.At)
	}
	return t.present(ctx, act, on[0])
}

// todays locks the classes that somebody is in now and lists their days, the
// one with the code first, and counts the wrong codes of late.
func (t Tx) todays(ctx context.Context, act Act, code string) (list []today, misses int, err error) {
	t.tx.put("lock classes", `select from classes where id in (select c.id `+onNow+`) order by id for update`, act.MemberID, act.At)
	t.tx.ask("count wrong codes", func(rows pgx.Rows) error { return one(rows, &misses) },
		`select count(*) from day_misses where member_id = $1 and at > $2`, act.MemberID, act.At.Add(-wrongDayFor))
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) {
		list, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (d today, err error) {
			return d, row.Scan(&d.class, &d.day, &d.right, &d.noted, &d.left)
		})
		return err
	}, `
		select c.code, d.day, coalesce(d.code = $3, false),
		       exists (select from attendance a where (a.class_id, a.member_id, a.day) = (b.class_id, b.member_id, d.day)),
		       (select count(*) from class_days l where l.class_id = d.class_id and l.day > d.day) `+onNow+`
		order by 3 desc, d.starts_at, c.id`, act.MemberID, act.At, code)
	if err != nil {
		return nil, 0, fmt.Errorf("look for a class today: %w", err)
	}
	return list, misses, nil
}

// present tells what somebody's attendance came to.
func (t Tx) present(ctx context.Context, act Act, d today) (out flows.Outcome, err error) {
	list, err := t.classes(ctx, act.MemberID, `c.code = $2`, d.class)
	if err != nil || len(list) == 0 {
		return out, err
	}
	c := list[0]
	if d.noted {
		return c.outcome("again"), nil
	}
	done, err := t.complete(ctx, c, marking{present: []int64{act.MemberID}, at: act.At})
	if err != nil {
		return out, err
	}
	if c.Mine.Certificate = done[act.MemberID]; c.Mine.Certificate != "" {
		c.Mine.State = flows.Attended
		return c.outcome("complete"), nil
	}
	out = c.outcome("present")
	out.Args["Left"] = d.left
	return out, nil
}
