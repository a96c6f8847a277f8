package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
)

// lookAtRoll lists who has a seat in a class, by name, or had one when it was
// cancelled, then who waits for one; and counts who left it for themselves.
func (t Tx) lookAtRoll(ctx context.Context, _ deed, c classRow) (done, error) {
	var roll []flows.Attendee
	var cancelled, moved int
	t.tx.ask("count who left", func(rows pgx.Rows) error { return one(rows, &cancelled, &moved) }, `
		select count(*) filter (where state = 'cancelled'), count(*) filter (where state = 'moved') from bookings where class_id = $1`, c.id)
	err := t.tx.read(ctx, func(rows pgx.Rows) (err error) { roll, err = pgx.CollectRows(rows, scanAttendee); return err }, `
		select coalesce(m.number, ''), coalesce(m.name, ''), b.state, b.reply,
		       case when b.state = 'waiting' then row_number() over (partition by b.state order by b.had, b.queued_at, b.member_id) else 0 end as place,
		       array(select a.day is not null from class_days d left join attendance a on (a.class_id, a.member_id, a.day) = (d.class_id, b.member_id, d.day)
		             where d.class_id = b.class_id order by d.day)
		from bookings b join members m on m.id = b.member_id
		where b.class_id = $1 and b.state in ('booked', 'offered', 'attended', 'absent', 'waiting', 'withdrawn')
		order by place, lower(m.name), m.id`, c.id)
	if err != nil {
		return done{}, fmt.Errorf("read the roll: %w", err)
	}
	return came("found", flows.Args{"Class": c.Class, "Roll": roll, "Cancelled": cancelled, "Moved": moved}, nil), nil
}

func scanAttendee(row pgx.CollectableRow) (a flows.Attendee, err error) {
	return a, row.Scan(&a.Number, &a.Name, &a.State, &a.Reply, &a.Place, &a.Came)
}

// dayOf is the day of a class on which some time is; false: it is on none.
func (c classRow) dayOf(at time.Time) (flows.Day, bool) {
	for _, d := range c.Days {
		if bot.Day(d.Starts).Equal(bot.Day(at)) {
			return d, true
		}
	}
	return flows.Day{}, false
}

// asDate is a day as the database has it.
func asDate(at time.Time) string { return at.In(bot.WIB).Format(time.DateOnly) }

// dayCode gives the code of a class for a day: the same whoever asks, and
// another than any class of that kecamatan has that day.
func (t Tx) dayCode(ctx context.Context, d deed, c classRow, a flows.GiveDayCode) (r done, err error) {
	on := d.at
	if !a.Day.IsZero() {
		on = a.Day
	}
	if _, there := c.dayOf(on); !there {
		return came("not_today", flows.Args{"Class": c.Class}, nil), nil
	}
	t.tx.put("lock codes of the day", `select pg_advisory_xact_lock(hashtextextended('day codes', 0))`)
	for code := ""; ; {
		if code, err = fourDigits(); err != nil {
			return r, err
		}
		var given *string
		err = t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &given) }, `
			update class_days d set code = coalesce(d.code,
			    case when not exists (select from class_days o join classes k on k.id = o.class_id
			                          where o.day = d.day and o.code = $3 and k.kecamatan is not distinct from nullif($4, '')) then $3 end)
			where d.class_id = $1 and d.day = $2::date returning code`, c.id, asDate(on), code, c.Kecamatan)
		if err != nil {
			return r, fmt.Errorf("give the code of the day: %w", err)
		}
		if given != nil {
			return came("given", flows.Args{"Class": c.Class, "Code": *given}, flows.Args{"day": asDate(on)}), nil
		}
	}
}

// fourDigits are drawn again where anybody would try them first: 0000, 1234.
func fourDigits() (string, error) {
	for {
		n, err := rand.Int(rand.Reader, big.NewInt(10_000))
		if err != nil {
			return "", fmt.Errorf("draw a code: %w", err)
		}
		code := fmt.Sprintf("%04d", n.Int64())
		if strings.Count(code, code[:1]) < 4 && !strings.Contains("0123456789876543210", code) {
			return code, nil
		}
	}
}

// When the roll of a day may be marked: as the room fills, and for a week after
// the morning on which the class was closed.
const (
	rollOpens = time.Hour
	rollStays = 7 * 24 * time.Hour
)

// rollEnds is until when a class may be marked.
func (c classRow) rollEnds() time.Time { return closesAfter(c).Add(rollStays) }

// markRoll notes who was there on a day of a class. Numbers of whom has no seat
// are left out, and returned.
func (t Tx) markRoll(ctx context.Context, d deed, c classRow, a flows.MarkRoll) (r done, err error) {
	day, there := c.dayOf(a.Day)
	switch {
	case !there || d.at.Before(day.Starts.Add(-rollOpens)):
		return came("not_yet", flows.Args{"Class": c.Class}, nil), nil
	case d.at.After(c.rollEnds()):
		return came("gone", flows.Args{"Class": c.Class}, nil), nil
	}
	present, unknown, err := t.seatedBy(ctx, c, a.Present)
	if err != nil {
		return r, err
	}
	absent, strangers, err := t.seatedBy(ctx, c, a.Absent)
	if err != nil {
		return r, err
	}
	if err := t.mark(ctx, c, marking{day: asDate(day.Starts), present: present, absent: absent, by: d.who.Name, at: d.at}); err != nil {
		return r, err
	}
	return t.marked(ctx, c, asDate(day.Starts), append(unknown, strangers...), a)
}

// seatedBy finds who has a seat in a class, by member numbers; who was linked to
// somebody since answers to both.
func (t Tx) seatedBy(ctx context.Context, c classRow, numbers []string) (members []int64, unknown []string, err error) {
	if len(numbers) == 0 {
		return nil, nil, nil
	}
	err = t.tx.read(ctx, func(rows pgx.Rows) error {
		var number string
		var member *int64
		_, err := pgx.ForEachRow(rows, []any{&number, &member}, func() error {
			if member == nil {
				unknown = append(unknown, number)
			} else {
				members = append(members, *member)
			}
			return nil
		})
		return err
	}, `
		select n.number, b.member_id
		from unnest($2::text[]) n (number) left join members m on m.number = upper(trim(n.number))
		left join bookings b on b.class_id = $1 and b.member_id = person_now(m.id) and b.state in ('booked', 'attended', 'absent')
		order by b.member_id, n.number`, c.id, numbers)
	if err != nil {
		return nil, nil, fmt.Errorf("find who is on the roll: %w", err)
	}
	return members, unknown, nil
}

// marking is who was there on a day, and who was not.
type marking struct {
	day             string
	present, absent []int64
	by              string // of staff; "" the person, by the code of the day, or the command line
	at              time.Time
}

func (t Tx) mark(ctx context.Context, c classRow, m marking) error {
	if len(m.absent) > 0 {
		t.tx.put("note who was absent", `delete from attendance where class_id = $1 and day = $2::date and member_id = any($3)`, c.id, m.day, m.absent)
		t.revoke(c, m.absent, m.at)
	}
	if len(m.present) == 0 {
		return nil
	}
	t.tx.put("note who was there", `
		insert into attendance (class_id, member_id, day, by, at) select $1, p, $2::date, 'staff', $4 from unnest($3::bigint[]) p order by p
		on conflict do nothing`, c.id, m.day, m.present, m.at)
	certified, err := t.complete(ctx, c, m)
	if err != nil {
		return err
	}
	var members []int64
	for _, p := range m.present {
		if _, new := certified[p]; new {
			members = append(members, p)
		}
	}
	if len(members) > 0 {
		t.withdrawClass(c.Code, members, "certified", m.at) // nobody missed them
		t.tell(flows.ClassCertified, c.Code, members, newsUntil(m.at), m.at)
	}
	return nil
}

// revoke takes the certificate of those back who were not there on all days
// after all, and with it what step 2 rests on, unless they have another. It is
// put off.
func (t Tx) revoke(c classRow, members []int64, at time.Time) {
	t.withdrawClass(c.Code, members, "not_there", at)
	t.tx.put("take certificates back", `
		with old as (
		    select member_id, certificate from bookings where class_id = $1 and member_id = any($2) and state = 'attended'
		), back as (
		    update bookings b set state = case when $4 then 'absent' else 'booked' end, certificate = null, updated_at = $5
		    from old where b.class_id = $1 and b.member_id = old.member_id
		)
		delete from stages s using old
		where s.member_id = old.member_id and s.stage = 2 and s.source = 'class' and s.evidence = $3 || ' ' || old.certificate`,
		c.id, members, c.Code, c.closes == nil, at)
	t.tx.put("rest step 2 on another class", `
		insert into stages (member_id, stage, status, source, evidence, at)
		select distinct on (b.member_id) b.member_id, 2, 'done', 'class', k.code || ' ' || b.certificate, k.ends_at
		from bookings b join classes k on k.id = b.class_id
		where b.member_id = any($1) and b.state = 'attended' and b.certificate is not null
		order by b.member_id, k.ends_at
		on conflict do nothing`, members)
}

// marked counts what came of it.
func (t Tx) marked(ctx context.Context, c classRow, day string, unknown []string, a flows.MarkRoll) (r done, err error) {
	var present, complete int
	err = t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &present, &complete) }, `
		select (select count(*) from attendance where class_id = $1 and day = $2::date),
		       (select count(*) from bookings where class_id = $1 and state = 'attended')`, c.id, day)
	if err != nil {
		return r, fmt.Errorf("count who was there: %w", err)
	}
	return came("marked", flows.Args{"Class": c.Class, "Present": present, "Complete": complete, "Unknown": unknown},
		flows.Args{"day": day, "present": a.Present, "absent": a.Absent}), nil
}
