package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// A booking in one of these states takes a seat, for good once the class began.
const seated = `('booked', 'offered', 'attended', 'absent')`

// classRow is a class, with its days and the booking of whoever it was read
// for. What is read by lockClass stays as it is until the transaction ends:
// whoever changes a booking, a day or a counter of a class holds its row.
type classRow struct {
	flows.Class
	id      int64
	closes  *time.Time // nil: it is over, or cancelled
	visitor bool       // the person is not registered
	trained bool       // they had a class before
	barrier string     // why they may not join; "": they may, or are a visitor
}

// classColumns are those of a class c for a person me, with a booking b of
// theirs or none.
const classColumns = `
	c.id, c.code, c.title, c.kind, c.subject, c.organiser, c.venue, coalesce(c.kecamatan, ''), c.starts_at, c.ends_at,
	c.capacity, c.taken, c.waiting, c.who, c.fields, c.once, c.min_stage, c.bring, c.map, c.link, c.sequence, c.cancelled_at is not null, c.reason,
	c.sample, c.closes_at, array(select d.starts_at from class_days d where d.class_id = c.id order by d.day),
	array(select d.ends_at from class_days d where d.class_id = c.id order by d.day), not me.member, me.trained,
	coalesce(b.state, ''), b.offer_until, coalesce(b.reply, ''), coalesce(b.certificate, ''),
	(select count(*) from attendance a where a.class_id = b.class_id and a.member_id = b.member_id),
	case when b.state = 'waiting' then 1 + (select count(*) from bookings q where q.class_id = c.id and q.state = 'waiting'
	     and (q.had, q.queued_at, q.member_id) < (b.had, b.queued_at, b.member_id)) else 0 end, coalesce(` + barrier + `, '')`

// me is a person ($1) as the conditions of a class ask for them; nobody (0) is
// one row, too.
const me = `
	me as materialized (
	    select p.id, m.number is not null as member, m.kecamatan, m.profile ->> 'status' as status, coalesce(m.profile ->> 'field', '') as field,
	           array(select stage from stages s where s.member_id = p.id and s.status in ('done', 'not_needed')) as done,
	           exists (select from bookings h where h.member_id = p.id and h.state = 'attended')
	               or exists (select from stages s where s.member_id = p.id and s.stage = 2 and s.status = 'done') as trained,
	           array(select k.subject from bookings h join classes k on k.id = h.class_id where h.member_id = p.id and h.state = 'attended') as had
	    from (select $1::bigint as id) p left join members m on m.id = p.id
	)`

// barrier is why me may not join c: null where they may. Who has no business
// yet may join what is for some fields; who is not registered may look at all.
const barrier = `case
	when not me.member then null
	when case c.who when 'kecamatan' then me.kecamatan is distinct from coalesce(c.kecamatan, me.kecamatan)
	                when 'kota' then left(me.kecamatan, 5) is distinct from left(coalesce(c.kecamatan, me.kecamatan), 5)
	                when 'all' then false else me.status is distinct from c.who end then 'not_for'
	when c.fields <> '{}' and me.field <> '' and me.field <> all(c.fields) then 'not_for'
	when c.min_stage > 1 and c.min_stage <> all(me.done) then 'stage'
	when c.once and c.subject = any(me.had) then 'had_before' end`

func scanClass(row pgx.CollectableRow) (c classRow, err error) {
	var starts, ends []time.Time
	var offer *time.Time
	m := &c.Mine
	err = row.Scan(&c.id, &c.Code, &c.Title, &c.Kind, &c.Subject, &c.Organiser, &c.Venue, &c.Kecamatan, &c.Starts, &c.Ends,
		&c.Capacity, &c.Taken, &c.Waiting, &c.Who, &c.Fields, &c.Once, &c.MinStage, &c.Bring, &c.Map, &c.Link, &c.Sequence, &c.Cancelled, &c.Reason,
		&c.Sample, &c.closes, &starts, &ends, &c.visitor, &c.trained, &m.State, &offer, &m.Reply, &m.Certificate, &m.Attended, &m.Place, &c.barrier)
	for i := range starts {
		c.Days = append(c.Days, flows.Day{Starts: starts[i], Ends: ends[i]})
	}
	if offer != nil {
		m.OfferUntil = *offer
	}
	return c, err
}

// lockClass locks a class by its code, and reads it for nobody: found is false
// where there is none.
func (t Tx) lockClass(ctx context.Context, code string) (c classRow, found bool, err error) {
	t.lock(code)
	list, err := t.classes(ctx, 0, `c.code = $2`, code)
	if err != nil || len(list) == 0 {
		return c, false, err
	}
	return list[0], true, nil
}

// lock locks classes in the order of their ids. It is put off, and a statement
// of its own: what one that waits for a lock reads beside the row is older than
// the lock.
func (t Tx) lock(codes ...string) {
	t.tx.put("lock classes", `select from classes where code = any($1) order by id for update`, codes)
}

// classes reads classes for a person; where may use $2.
func (t Tx) classes(ctx context.Context, member int64, where string, arg any) ([]classRow, error) {
	return t.scanClasses(ctx, `with `+me+` select `+classColumns+`
		from me cross join classes c left join bookings b on b.class_id = c.id and b.member_id = me.id where `+where, member, arg)
}

func (t Tx) scanClasses(ctx context.Context, sql string, args ...any) (list []classRow, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { list, err = pgx.CollectRows(rows, scanClass); return err }, sql, args...)
	if err != nil {
		return nil, fmt.Errorf("read classes: %w", err)
	}
	return list, nil
}

// count notes how many seats of classes are taken and how many people wait, as
// it must be after every change of their bookings. It is put off.
func (t Tx) count(ids ...int64) {
	t.tx.put("count seats", `
		update classes c set taken = (select count(*) from bookings b where b.class_id = c.id and b.state in `+seated+`),
		       waiting = (select count(*) from bookings b where b.class_id = c.id and b.state = 'waiting')
		where id = any($1)`, ids)
}
