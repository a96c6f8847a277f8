package store

import (
	"context"

	"langkah/flows"
)

// queue takes a place in the queue of a class, or the seat that is free after
// all.
func (t Tx) queue(ctx context.Context, act Act, a flows.QueueForClass) (flows.Outcome, error) {
	w, err := t.wishes(ctx, act.MemberID, a.Code, "")
	if err != nil {
		return flows.Outcome{}, err
	}
	if why := w.refusal(act.At); why != "" {
		return t.refused(ctx, act, w, why)
	}
	if w.to.free(act.At) {
		return t.seat(act, w.to).outcome("booked"), nil
	}
	t.note(act, w.to, flows.Waiting)
	t.count(w.to.id)
	now, err := t.classes(ctx, act.MemberID, `c.id = $2`, w.to.id)
	if err != nil || len(now) == 0 {
		return flows.Outcome{}, err
	}
	out := now[0].outcome("waiting")
	out.Args["Place"] = now[0].Mine.Place
	return out, nil
}

// answerOffer takes a seat that was offered, or leaves it to the next. Who comes
// late has it all the same while it is theirs, or nobody wants it.
func (t Tx) answerOffer(ctx context.Context, act Act, a flows.AnswerOffer) (flows.Outcome, error) {
	w, err := t.wishes(ctx, act.MemberID, a.Code, "")
	if err != nil {
		return flows.Outcome{}, err
	}
	c := w.to
	offered := c.Mine.State == flows.Offered
	switch past := c.Mine.State == flows.Lapsed || c.Mine.State == flows.Declined || c.Mine.State == flows.Waiting; {
	case c.Code == "" || c.Cancelled || !offered && !past && c.Mine.State != flows.Booked:
		return c.outcome("gone"), nil
	case !a.Take && offered:
		return t.leave(act, c, flows.Declined).outcome("declined"), nil
	case !a.Take && past:
		return c.outcome("declined"), nil
	case !a.Take:
		return c.outcome("gone"), nil
	case c.Mine.State == flows.Booked:
		return c.outcome("booked"), nil
	case c.begun(act.At) || !c.free(act.At):
		return c.outcome("late"), nil
	case w.clash != "":
		return t.refused(ctx, act, w, "clash")
	}
	return t.seat(act, c).outcome("booked"), nil
}
