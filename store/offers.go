package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
)

const (
	offerFor  = 2 * time.Hour    // of the day: nobody loses a seat in their sleep
	lastOffer = 30 * time.Minute // before a class there are none: nobody would come in time
)

// offerUntil is how long a seat of a class is offered that is free at some time;
// ok is false where it is not offered any more: then it is for whoever comes.
func offerUntil(at, starts time.Time) (until time.Time, ok bool) {
	from := bot.FirstAllowed(at)
	if !from.Before(starts.Add(-lastOffer)) {
		return until, false
	}
	until = from.Add(offerFor)
	if bot.Quiet(until.Add(-1)) { // the rest of it is in the morning
		evening := bot.Day(from).Add(20 * time.Hour)
		until = bot.FirstAllowed(until).Add(offerFor - evening.Sub(from))
	}
	if until.After(starts) {
		until = starts
	}
	return until, true
}

// offerOn offers the free seats of a class to its queue, which learns of it by
// day, and counts its seats: to be called after every change of its bookings
// under the lock of the class. It is put off.
func (t Tx) offerOn(c classRow, at time.Time) {
	if until, ok := offerUntil(at, c.Starts); ok && !c.Cancelled {
		t.tx.put("offer seats", `
			with next as (
			    select member_id from bookings where class_id = $1 and state = 'waiting'
			    order by had, queued_at, member_id
			    limit greatest(0, (select capacity from classes where id = $1)
			                    - (select count(*) from bookings where class_id = $1 and state in `+seated+`))
			), offered as (
			    update bookings b set state = 'offered', offer_until = $3, updated_at = $5 from next n
			    where b.class_id = $1 and b.member_id = n.member_id
			    returning b.member_id
			)
			insert into reminders as r (member_id, kind, ref, class, due_at, useful_until, created_at)
			select member_id, $6, $2, 'requested', $4, $3, $5 from offered order by member_id`+anew,
			c.id, c.Code, until, bot.FirstAllowed(at), at, flows.ClassOffer)
	}
	t.count(c.id)
}

// LapseOffers ends the offers that were not answered in time, in a few classes,
// and offers their seats to who is next. It returns how many classes it dealt
// with. Several replicas may: each takes others.
func (s *Store) LapseOffers(ctx context.Context, at time.Time) (n int, err error) {
	err = s.Within(ctx, func(t Tx) error {
		list, err := t.lockSome(ctx, `
			select id from classes where id in (select class_id from bookings where state = 'offered' and offer_until <= $1)
			order by id limit $2 for update skip locked`, at)
		n = len(list)
		for _, c := range list {
			t.lapse(c, at)
			t.offerOn(c, at)
		}
		return err
	})
	return n, err
}

// lapse ends the offers of a class that are over, and has people told. It is
// put off.
func (t Tx) lapse(c classRow, at time.Time) {
	t.tx.put("end offers", `
		with lapsed as (
		    update bookings set state = 'lapsed', offer_until = null, updated_at = $3
		    where class_id = $1 and state = 'offered' and offer_until <= $3 returning member_id
		), withdrawn as (
		    update reminders r set state = 'dropped', reason = 'lapsed', settled_at = $3 from lapsed l
		    where r.member_id = l.member_id and r.kind = $4 and r.ref = $2 and r.state in ('due', 'fired', 'waiting')
		)
		insert into reminders as r (member_id, kind, ref, class, due_at, useful_until, created_at)
		select member_id, $5, $2, 'requested', $6, $7, $3 from lapsed order by member_id`+anew,
		c.id, c.Code, at, flows.ClassOffer, flows.ClassLapsed, bot.FirstAllowed(at), newsUntil(at))
}

// fewClasses is how many one transaction of the timers deals with.
const fewClasses = 16

// lockSome locks the classes of which query lists the ids (for $1, at most $2),
// and reads them.
func (t Tx) lockSome(ctx context.Context, query string, at time.Time) ([]classRow, error) {
	var ids []int64
	err := t.tx.read(ctx, func(rows pgx.Rows) (err error) { ids, err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err }, query, at, fewClasses)
	if err != nil {
		return nil, fmt.Errorf("find classes: %w", err)
	}
	if len(ids) == 0 {
		return nil, nil
	}
	return t.classes(ctx, 0, `c.id = any($2) order by c.id`, ids)
}
