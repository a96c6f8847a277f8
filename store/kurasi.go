package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// byJudge carries out what staff and operators do about events.
func (t Tx) byJudge(ctx context.Context, act Act) (out flows.Outcome, err error) {
	who, err := t.actorOf(ctx, act)
	if err != nil {
		return out, err
	}
	d := deed{who: who, at: act.At}
	var r done
	switch a := act.Action.(type) {
	case flows.NextProduct:
		d.action = "kurasi.look"
		r, err = t.nextProduct(ctx, d, a)
	case flows.GradeProduct:
		d.action, d.code = "kurasi.grade", a.Code
		r, err = t.gradeProduct(ctx, d, a)
	case flows.LookAtStalls:
		d.action, d.code, d.looks = "event.look", a.Code, true
		r, err = t.lookAtStalls(ctx, d, a)
	case flows.MoveEvent:
		d.action, d.code = "event.move", a.Code
		r, err = t.moveEvent(ctx, d, a)
	case flows.CancelEvent:
		d.action, d.code = "event.cancel", a.Code
		r, err = t.cancelEvent(ctx, d, a)
	}
	if err != nil || d.looks && d.who.all { // operators see the database itself
		return r.Outcome, err
	}
	return r.Outcome, t.keep(d, d.code, r)
}

// judges tells whether somebody may judge the products of a kecamatan.
func (a actor) judges(kecamatan string) bool { return (a.all || a.Judges()) && a.may(false, kecamatan) }

// entries is a sign-up s with its event e, product p and person m.
const entries = `
	select e.code, coalesce(m.number, ''), coalesce(m.name, ''), coalesce(m.profile ->> 'field', ''), coalesce(m.kecamatan, ''),
	       array(select kind from licences l where l.member_id = m.id order by kind), coalesce(p.photo_id, 0),
	       s.state, coalesce(s.grade, ''), s.word, s.capacity, s.reply <> '', coalesce(s.sold, 0), coalesce(s.omzet, 0), coalesce(p.name, ''), coalesce(p.price, 0),
	       e.name, e.starts_at, e.ends_at, e.conditions, e.sample
	from signups s join events e on e.id = s.event_id join members m on m.id = s.member_id left join products p on p.id = s.product_id `

func scanEntry(row pgx.CollectableRow) (x flows.Entry, err error) {
	e, s := &x.Event, &x.Event.Mine
	return x, row.Scan(&e.Code, &x.Number, &x.Name, &x.Field, &x.Kecamatan, &x.Papers, &x.Photo,
		&s.State, &s.Grade, &s.Word, &s.Capacity, &s.Coming, &s.Pieces, &s.Omzet, &s.Product, &s.Price,
		&e.Name, &e.Starts, &e.Ends, &e.Conditions, &e.Sample)
}

func (t Tx) entries(ctx context.Context, rest string, args ...any) (list []flows.Entry, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { list, err = pgx.CollectRows(rows, scanEntry); return err }, entries+rest, args...)
	if err != nil {
		return nil, fmt.Errorf("read sign-ups: %w", err)
	}
	return list, nil
}

// nextProduct finds what has waited longest for somebody's judgement.
func (t Tx) nextProduct(ctx context.Context, d deed, a flows.NextProduct) (r done, err error) {
	everywhere := d.who.all || d.who.Role == flows.Admin || len(d.who.Kecamatan) == 0
	if !d.who.ours() || !d.who.all && !d.who.Judges() {
		return came("refused", flows.Args{}, nil), nil
	}
	list, err := t.entries(ctx, `
		where s.state = 'kurasi' and e.cancelled_at is null and e.starts_at > $1 and ($2 or m.kecamatan = any($3))
		order by s.queued_at, s.event_id, s.member_id offset $4`, d.at, everywhere, d.who.Kecamatan, a.Skip)
	if err != nil || len(list) == 0 {
		return came("none", flows.Args{}, nil), err
	}
	return came("found", flows.Args{"Entry": list[0], "Left": len(list) - 1}, flows.Args{"event": list[0].Event.Code, "member": list[0].Number}), nil
}

const mostWord = 160 // letters of what a judge says

// gradeProduct judges a product: it is through, or its person is told why not, and
// may come again with another.
func (t Tx) gradeProduct(ctx context.Context, d deed, a flows.GradeProduct) (r done, err error) {
	if !d.who.ours() {
		return came("refused", flows.Args{}, nil), nil
	}
	e, err := t.lockEvent(ctx, 0, plain(a.Code))
	if err != nil {
		return r, err
	}
	member, where, state, err := t.entrant(ctx, e, a.Number)
	switch {
	case err != nil:
		return r, err
	case member != 0 && !d.who.judges(where):
		return came("refused", flows.Args{}, nil), nil
	case state != flows.InKurasi || e.Cancelled || e.begun(d.at) || a.Grade == "" || !strings.Contains(flows.GradeLetters, a.Grade):
		return came("gone", flows.Args{}, nil), nil
	}
	word := []rune(strings.Join(strings.Fields(plain(a.Word)), " "))
	to := flows.InLine
	if a.Grade > e.bar() {
		to = flows.TurnedDown
	}
	t.tx.put("grade a product", `update signups set state = $3, grade = $4, word = $5, graded_by = $6, updated_at = $7 where event_id = $1 and member_id = $2`,
		e.id, member, string(to), a.Grade, string(word[:min(len(word), mostWord)]), d.who.label, d.at)
	if err := t.giveOn(ctx, e, d.at); err != nil {
		return r, err
	}
	t.tell(flows.EventResult, e.Code, []int64{member}, e.Starts, d.at)
	now, err := t.entries(ctx, `where s.event_id = $1 and s.member_id = $2`, e.id, member)
	if err != nil || len(now) != 1 {
		return r, fmt.Errorf("read a grade of %s: found %d: %w", e.Code, len(now), err)
	}
	return came("graded", flows.Args{"Entry": now[0]}, flows.Args{"member": now[0].Number, "grade": a.Grade, "word": a.Word, "state": now[0].Event.Mine.State}), nil
}

// entrant finds who signed up for an event, by member number, and where they live.
func (t Tx) entrant(ctx context.Context, e eventRow, number string) (member int64, kecamatan string, state flows.StallState, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) error {
		_, err := pgx.ForEachRow(rows, []any{&member, &kecamatan, &state}, func() error { return nil })
		return err
	}, `
		select s.member_id, coalesce(m.kecamatan, ''), s.state from signups s join members m on m.id = s.member_id
		where s.event_id = $1 and s.member_id = (select person_now(id) from members where number = $2)`, e.id, strings.ToUpper(plain(number)))
	if err != nil {
		return 0, "", "", fmt.Errorf("find who signed up: %w", err)
	}
	return member, kecamatan, state, nil
}

// standings is the order in which the sign-ups of an event are listed.
var standings = []flows.StallState{flows.Placed, flows.Sold, flows.StayedAway, flows.InLine, flows.InKurasi, flows.TurnedDown, flows.SteppedBack, flows.Unplaced, flows.CalledOff}

func (t Tx) lookAtStalls(ctx context.Context, d deed, a flows.LookAtStalls) (r done, err error) {
	list, err := t.events(ctx, 0, `where e.code = $2`, plain(a.Code))
	switch {
	case err != nil:
		return r, err
	case !d.who.all:
		return came("refused", flows.Args{}, nil), nil
	case len(list) == 0:
		return came("gone", flows.Args{}, nil), nil
	}
	stalls, err := t.entries(ctx, `where s.event_id = $1 order by array_position($2::text[], s.state), `+inLine("s"), list[0].id, standings)
	place := 0
	for i := range stalls {
		if s := &stalls[i].Event.Mine; s.State == flows.InLine && list[0].Given {
			place++
			s.Place = place
		}
	}
	return came("found", flows.Args{"Event": list[0].Event, "Stalls": stalls}, nil), err
}

// moveEvent gives an event another beginning. Everybody stays as they stand, and
// who has a place is asked anew whether they come.
func (t Tx) moveEvent(ctx context.Context, d deed, a flows.MoveEvent) (r done, err error) {
	e, r, err := t.running(ctx, d, a.Code)
	if err != nil || r.Event != "" {
		return r, err
	}
	if !a.Starts.After(d.at) {
		return came("wrong", flows.Args{"Event": e.Event, "Why": wrong("past", flows.Args{"Day": a.Starts})}, flows.Args{"why": "past"}), nil
	}
	now := e.Event
	now.Starts, now.Ends, now.Reason = a.Starts, a.Starts.Add(e.Ends.Sub(e.Starts)), clip(a.Reason)
	told, err := t.rearrange(ctx, e, now, d.at)
	if err != nil {
		return r, err
	}
	held, err := t.holdBroadcasts(ctx, d, e.id)
	return came("moved", flows.Args{"Event": now, "Told": told, "Held": held}, flows.Args{"from": e.Starts, "to": now.Starts, "reason": now.Reason, "told": told}), err
}

// running locks an event that has not begun; the outcome is why it is none.
func (t Tx) running(ctx context.Context, d deed, code string) (e eventRow, r done, err error) {
	if !d.who.all {
		return e, came("refused", flows.Args{}, nil), nil
	}
	e, err = t.lockEvent(ctx, 0, plain(code))
	switch {
	case err != nil:
	case e.Code == "":
		r = came("gone", flows.Args{}, nil)
	case e.Cancelled:
		r = came("gone", flows.Args{"Event": e.Event}, nil)
	case e.begun(d.at):
		r = came("begun", flows.Args{"Event": e.Event}, nil)
	}
	return e, r, err
}

// rearrange puts an event that is locked on other days or in another place, and
// returns how many people are told.
func (t Tx) rearrange(ctx context.Context, was eventRow, now flows.Event, at time.Time) (told int, err error) {
	concerned, err := t.stalls(ctx, was, flows.InKurasi, flows.InLine, flows.Placed)
	if err != nil {
		return 0, err
	}
	if now.RegisterBy.After(now.Starts) {
		now.RegisterBy = now.Starts
	}
	closes := now.RegisterBy
	if was.Given {
		closes = now.Starts
	}
	t.tx.put("move an event", `
		update events set starts_at = $2, ends_at = $3, register_by = $4, venue = $5, reason = $6, closes_at = $7, changed_at = $8 where id = $1`,
		was.id, now.Starts, now.Ends, now.RegisterBy, now.Venue, now.Reason, closes, at)
	t.tx.put("ask anew who comes", `update signups set reply = '', updated_at = $2 where event_id = $1 and state = 'accepted'`, was.id, at)
	was.Event = now
	t.remindOf(was.occasion(), nil, at)
	t.tell(flows.EventMoved, was.Code, concerned, later(now.Starts, newsUntil(at)), at)
	t.takeBack(was.Code, concerned, "event_moved")
	return len(concerned), t.giveOn(ctx, was, at) // where there was no time to get ready there may be now
}

// cancelEvent ends an event: nobody has a place in it any more.
func (t Tx) cancelEvent(ctx context.Context, d deed, a flows.CancelEvent) (r done, err error) {
	e, r, err := t.running(ctx, d, a.Code)
	if err != nil || r.Event != "" && (r.Event != "begun" || !d.at.Before(e.Ends)) {
		if r.Event == "begun" {
			r = came("gone", flows.Args{"Event": e.Event}, nil)
		}
		return r, err
	}
	concerned, err := t.stalls(ctx, e, flows.InKurasi, flows.InLine, flows.Placed)
	if err != nil {
		return r, err
	}
	e.Cancelled, e.Reason = true, clip(a.Reason)
	t.tx.put("withdraw sign-ups", `update signups set state = 'cancelled', updated_at = $2 where event_id = $1 and state = any($3)`, e.id, d.at,
		[]flows.StallState{flows.InKurasi, flows.InLine, flows.Placed})
	t.tx.put("cancel an event", `update events set cancelled_at = $2, changed_at = $2, reason = $3, closes_at = null where id = $1`, e.id, d.at, e.Reason)
	t.countPlaces(e.id)
	everybody, err := t.stalls(ctx, e, slices.Clone(standings)...)
	if err != nil {
		return r, err
	}
	t.withdrawEvent(e.Code, everybody, "event_cancelled", d.at)
	t.tell(flows.EventCancelled, e.Code, concerned, later(e.Starts, newsUntil(d.at)), d.at)
	t.takeBack(e.Code, concerned, "event_cancelled")
	held, err := t.holdBroadcasts(ctx, d, e.id)
	return came("cancelled", flows.Args{"Event": e.Event, "Told": len(concerned), "Held": held}, flows.Args{"reason": e.Reason, "told": len(concerned)}), err
}
