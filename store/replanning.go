package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/calendar"
)

// moveClass gives a class other days. Seats, offers and the queue stay as they
// are; whoever has one of them is told, and asked anew whether they come.
func (t Tx) moveClass(ctx context.Context, d deed, c classRow, a flows.MoveClass) (r done, err error) {
	if !d.at.Before(c.Starts) {
		return came("begun", flows.Args{"Class": c.Class}, nil), nil
	}
	days := calendar.Shift(c.Days, a.Starts)
	if why := checkDays(a.Starts, days, d.at); why.Key != "" {
		return came("wrong", flows.Args{"Class": c.Class, "Why": why}, flows.Args{"why": why.Key}), nil
	}
	told, err := t.moveTo(ctx, c, days, clip(a.Reason), d.at)
	if err != nil {
		return r, err
	}
	now, err := t.again(ctx, c.Code)
	return came("moved", flows.Args{"Class": now, "Told": told, "From": laterFrom(d.at), "Warnings": calendar.Warnings(days)},
		flows.Args{"from": c.Starts, "to": now.Starts, "reason": now.Reason, "told": told}), err
}

const mostReason = 200

// clip keeps a reason short enough to be told.
func clip(reason string) string {
	r := []rune(plain(reason))
	return string(r[:min(len(r), mostReason)])
}

// moveTo puts a class that is locked on other days, and returns how many people
// are told.
func (t Tx) moveTo(ctx context.Context, c classRow, days []flows.Day, reason string, at time.Time) (told int, err error) {
	concerned, err := t.concerned(ctx, c, hopeful...)
	if err != nil {
		return 0, err
	}
	c.Days, c.Starts, c.Ends = days, days[0].Starts, days[len(days)-1].Ends
	t.setDays(c.id, days)
	t.tx.put("move a class", `
		update classes set starts_at = $2, ends_at = $3, closes_at = $2, sequence = sequence + 1, changed_at = $4, reason = $5 where id = $1`,
		c.id, c.Starts, c.Ends, at, reason)
	t.tx.put("ask anew who comes", `
		update bookings set reply = '', replied_at = null, offer_until = case when state = 'offered' then least(offer_until, $2) end, updated_at = $3
		where class_id = $1 and state in ('booked', 'offered')`, c.id, c.Starts, at)
	t.remindOf(c.occasion(), nil, at)
	t.tell(flows.ClassMoved, c.Code, concerned, later(c.Starts, newsUntil(at)), at)
	t.takeBack(c.Code, concerned, "class_moved")
	t.offerOn(c, at) // where it was too late to offer a seat it may not be any more
	return len(concerned), nil
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// hopeful is who counts on a class: with a seat, an offer or a place in the queue.
var hopeful = []flows.BookingState{flows.Booked, flows.Offered, flows.Waiting}

// concerned are those who stand in one of some states with a class.
func (t Tx) concerned(ctx context.Context, c classRow, states ...flows.BookingState) (members []int64, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { members, err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err },
		`select member_id from bookings where class_id = $1 and state = any($2) order by member_id`, c.id, states)
	if err != nil {
		return nil, fmt.Errorf("find whom a class concerns: %w", err)
	}
	return members, nil
}

// takeBack takes back what people were to be told of a class or an event and has
// not left: it does not hold any more. What they were to be called for falls with
// it. It is put off.
func (t Tx) takeBack(code string, members []int64, reason string) {
	t.tx.put("take back what was said", `
		with stale as (
		    update outbox o set state = 'skipped', reason = $3
		    from reminders r
		    where o.member_id = any($2) and (o.state = 'queued' or o.state || '' = 'waiting') and r.id = o.reminder_id and r.ref = $1 and r.class = 'requested'
		    returning o.id
		)
		delete from calls where outbox_id in (select id from stale) and state = 'open'`, code, members, reason)
}

// cancelClass ends a class: nobody has a seat in it any more, nor an offer, nor
// a place in its queue. It takes the same number of statements for any number of
// people.
func (t Tx) cancelClass(ctx context.Context, d deed, c classRow, a flows.CancelClass) (r done, err error) {
	if !d.at.Before(c.Ends) {
		return came("gone", flows.Args{"Class": c.Class}, nil), nil
	}
	concerned, err := t.concerned(ctx, c, hopeful...)
	if err != nil {
		return r, err
	}
	reason := clip(a.Reason)
	t.tx.put("withdraw bookings", `
		update bookings set state = 'withdrawn', offer_until = null, updated_at = $2
		where class_id = $1 and state in ('booked', 'offered', 'waiting')`, c.id, d.at)
	t.tx.put("cancel a class", `
		update classes set cancelled_at = $2, changed_at = $2, reason = $3, sequence = sequence + 1, closes_at = null where id = $1`, c.id, d.at, reason)
	t.count(c.id)
	t.withdrawClass(c.Code, nil, "class_cancelled", d.at)
	t.tell(flows.ClassCancelled, c.Code, concerned, later(c.Starts, newsUntil(d.at)), d.at)
	t.takeBack(c.Code, concerned, "class_cancelled")
	now, err := t.again(ctx, c.Code)
	return came("cancelled", flows.Args{"Class": now, "Told": len(concerned), "From": laterFrom(d.at)}, flows.Args{"reason": reason, "told": len(concerned)}), err
}

// laterFrom is when people are told what happened at some time, if that is later.
func laterFrom(at time.Time) (from time.Time) {
	if bot.Quiet(at) {
		from = ToldFrom(at)
	}
	return from
}

// ToldFrom is when people are told what happened at some time: not by night.
func ToldFrom(at time.Time) time.Time { return bot.FirstAllowed(at) }
