package store

import (
	"context"
	"time"

	"langkah/bot"
	"langkah/flows"
)

// closesAt is the hour at which the attendance of a class is closed, on the morning after
// its last day.
const closesAt = 9 * time.Hour

// closesAfter is when the attendance of a class is closed.
func closesAfter(c classRow) time.Time { return bot.Day(c.Ends).AddDate(0, 0, 1).Add(closesAt) }

// CloseClasses closes a few classes: the queue of those that begin, the
// attendance of those that are over since yesterday. It returns how many it
// dealt with. Several replicas may: each takes others.
func (s *Store) CloseClasses(ctx context.Context, at time.Time) (n int, err error) {
	err = s.Within(ctx, func(t Tx) error {
		list, err := t.lockSome(ctx, `
			select id from classes where closes_at <= $1 order by id limit $2 for update skip locked`, at)
		n = len(list)
		for _, c := range list {
			if err == nil {
				err = t.closeClass(ctx, c, at)
			}
		}
		return err
	})
	return n, err
}

func (t Tx) closeClass(ctx context.Context, c classRow, at time.Time) error {
	if c.closes == nil || c.closes.After(at) { // another has meanwhile
		return nil
	}
	if !c.closes.After(c.Starts) {
		t.lapse(c, at)
		t.end(c, flows.Waiting, flows.Unseated, flows.ClassUnseated, at)
		t.tx.put("close a queue", `update classes set closes_at = $2 where id = $1`, c.id, closesAfter(c))
		t.count(c.id)
		return nil
	}
	t.end(c, flows.Booked, flows.Absent, flows.ClassMissed, at)
	t.tx.put("close a class", `update classes set closes_at = null where id = $1`, c.id)
	return nil
}

// end gives everybody of a class who is in one state another, and has them told.
// It is put off.
func (t Tx) end(c classRow, from, to flows.BookingState, kind string, at time.Time) {
	t.tx.put("end bookings", `
		with ended as (
		    update bookings set state = $3, updated_at = $4 where class_id = $1 and state = $5 returning member_id
		)
		insert into reminders as r (member_id, kind, ref, class, due_at, useful_until, created_at)
		select member_id, $6, $2, 'requested', $7, $8, $4 from ended order by member_id`+anew,
		c.id, c.Code, string(to), at, string(from), kind, bot.FirstAllowed(at), newsUntil(at))
}
