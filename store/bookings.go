package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// wish is a class that somebody wants to join, and one that they would leave for
// it. Both are locked.
type wish struct {
	to, from classRow // without a code: there is none
	clash    string   // the code of a class that they hold at the same time
}

// clashing is a class, other than those of some codes ($3), that a person ($1)
// has a seat in while another ($2) runs.
const clashing = `
	select k.code from bookings b join classes k on k.id = b.class_id join class_days h on h.class_id = b.class_id
	join classes c on c.code = $2 join class_days d on d.class_id = c.id and d.starts_at < h.ends_at and h.starts_at < d.ends_at
	where b.member_id = $1 and b.state in ('booked', 'offered') and k.code <> all($3)
	order by h.starts_at, k.id limit 1`

// wishes locks what a booking is about and looks what stands against it, in one
// round trip.
func (t Tx) wishes(ctx context.Context, member int64, to, from string) (w wish, err error) {
	codes := []string{to}
	if from != "" {
		codes = append(codes, from)
	}
	t.lock(codes...)
	t.tx.ask("look for a clash", func(rows pgx.Rows) error {
		_, err := pgx.ForEachRow(rows, []any{&w.clash}, func() error { return nil })
		return err
	}, clashing, member, to, codes)
	list, err := t.classes(ctx, member, `c.code = any($2)`, codes)
	for _, c := range list {
		if c.Code == to {
			w.to = c
		}
		if c.Code == from {
			w.from = c
		}
	}
	return w, err
}

// free tells whether a class has a seat for its person: free ones go to the
// queue as long as they can be offered.
func (c classRow) free(at time.Time) bool {
	_, offered := offerUntil(at, c.Starts)
	return c.Mine.State == flows.Offered || c.Left() > 0 && (c.Waiting == 0 || !offered)
}

// live tells whether the person has a seat to come, or waits for one.
func (c classRow) live() bool {
	return !c.Cancelled && (c.Mine.State.Seated() || c.Mine.State == flows.Waiting)
}

func (c classRow) begun(at time.Time) bool { return !at.Before(c.Starts) }

func (c classRow) outcome(event string) flows.Outcome {
	return flows.Outcome{Event: event, Args: flows.Args{"Class": c.Class}}
}

// refusal is why somebody gets no seat, were one free; "" if nothing stands
// against it. A seat that is offered is theirs, and so is one that comes free
// while they wait.
func (w wish) refusal(at time.Time) string {
	c := w.to
	switch {
	case c.Code == "" || c.Cancelled:
		return "gone"
	case c.begun(at):
		return "begun"
	case c.visitor:
		return "visitor"
	case c.Mine.State == flows.Booked || c.Mine.State == flows.Attended || c.Mine.State == flows.Waiting && !c.free(at):
		return "already"
	case c.barrier != "":
		return c.barrier
	case w.clash != "":
		return "clash"
	}
	return ""
}

// refused is a refusal with what its text needs.
func (t Tx) refused(ctx context.Context, act Act, w wish, why string) (flows.Outcome, error) {
	out := w.to.outcome(why)
	switch why {
	case "clash":
		other, err := t.classes(ctx, act.MemberID, `c.code = $2`, w.clash)
		if err != nil {
			return out, err
		}
		for _, o := range other {
			out.Args["Other"] = o.Class
		}
	case "stage":
		out.Args["Stage"] = w.to.MinStage
	case "not_for":
		out.Args["Who"], out.Args["Fields"] = w.to.Who, w.to.Fields
	}
	return out, nil
}

// book takes a seat, also one that is offered.
func (t Tx) book(ctx context.Context, act Act, a flows.BookClass) (flows.Outcome, error) {
	w, err := t.wishes(ctx, act.MemberID, a.Code, "")
	if err != nil {
		return flows.Outcome{}, err
	}
	if why := w.refusal(act.At); why != "" {
		return t.refused(ctx, act, w, why)
	}
	if !w.to.free(act.At) {
		return w.to.outcome("full"), nil
	}
	return t.seat(act, w.to).outcome("booked"), nil
}

// seat gives a free seat of a class to the person of an act.
func (t Tx) seat(act Act, c classRow) classRow {
	t.note(act, c, flows.Booked)
	t.count(c.id)
	t.remindOf(c.occasion(), []int64{act.MemberID}, act.At)
	if c.Mine.State != flows.Offered {
		c.Taken++
	}
	if c.Mine.State == flows.Waiting {
		c.Waiting--
	}
	c.Mine = flows.Booking{State: flows.Booked}
	return c
}

// note keeps the state of the person of an act with a class, and withdraws what
// they were to be told in another one. What hangs on it is for the caller:
// seats, reminders, who is next.
func (t Tx) note(act Act, c classRow, state flows.BookingState) {
	if c.Mine.State != "" {
		t.withdrawClass(c.Code, []int64{act.MemberID}, string(state), act.At)
	}
	if c.Mine.Attended > 0 && state != flows.Booked && state != flows.Absent { // they were in the room early, and left
		t.tx.put("forget attendance", `delete from attendance where class_id = $1 and member_id = $2`, c.id, act.MemberID)
	}
	t.tx.put(fmt.Sprintf("note %s", state), `
		insert into bookings (class_id, member_id, state, had, queued_at, created_at, updated_at)
		values ($1, $2, $3, $4, case when $3 = 'waiting' then $5::timestamptz end, $5, $5)
		on conflict (class_id, member_id) do update set state = excluded.state, had = excluded.had, queued_at = excluded.queued_at,
		    offer_until = null, reply = '', replied_at = null, updated_at = excluded.updated_at`,
		c.id, act.MemberID, string(state), c.trained, act.At)
}

// leave ends the booking of the person of an act; who is next is offered what
// they had.
func (t Tx) leave(act Act, c classRow, state flows.BookingState) classRow {
	t.note(act, c, state)
	t.offerOn(c, act.At)
	if c.Mine.State.Seated() {
		c.Taken--
	}
	c.Mine = flows.Booking{State: state}
	return c
}

func (t Tx) cancel(ctx context.Context, act Act, a flows.CancelBooking) (flows.Outcome, error) {
	w, err := t.wishes(ctx, act.MemberID, a.Code, "")
	switch c := w.to; {
	case err != nil:
		return flows.Outcome{}, err
	case !c.live():
		return c.outcome("gone"), nil
	case c.begun(act.At):
		return c.outcome("begun"), nil
	}
	return t.leave(act, w.to, flows.Cancelled).outcome("cancelled"), nil
}

// moveBooking leaves the old class only if there is a seat in the new one.
func (t Tx) moveBooking(ctx context.Context, act Act, a flows.MoveBooking) (flows.Outcome, error) {
	w, err := t.wishes(ctx, act.MemberID, a.To, a.From)
	if err != nil {
		return flows.Outcome{}, err
	}
	if !w.from.live() || w.from.begun(act.At) {
		return w.from.outcome("gone"), nil
	}
	if why := w.refusal(act.At); why != "" {
		return t.refused(ctx, act, w, why)
	}
	if !w.to.free(act.At) {
		return w.to.outcome("full"), nil
	}
	out := t.seat(act, w.to).outcome("moved")
	out.Args["From"] = t.leave(act, w.from, flows.Moved).Class
	return out, nil
}

func (t Tx) confirm(ctx context.Context, act Act, a flows.ConfirmBooking) (flows.Outcome, error) {
	w, err := t.wishes(ctx, act.MemberID, a.Code, "")
	c := w.to
	if err != nil || c.Cancelled || c.Mine.State != flows.Booked || !act.At.Before(c.Ends) {
		return c.outcome("gone"), err
	}
	t.tx.put("note a reply", `update bookings set reply = 'coming', replied_at = $3, updated_at = $3 where class_id = $1 and member_id = $2`,
		c.id, act.MemberID, act.At)
	c.Mine.Reply = "coming"
	return c.outcome("confirmed"), nil
}
