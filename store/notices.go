package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"langkah/bot"
	"langkah/flows"
)

// anew ends an insert of reminders r: what is pending of the same is said once,
// as the new one says.
const anew = `
	on conflict (member_id, kind, ref) where state in ('due', 'fired', 'waiting')
	do update set due_at = excluded.due_at, useful_until = excluded.useful_until, state = 'due', reason = null`

// newsLife is how long news of a class is worth telling.
const newsLife = 48 * time.Hour

// newsUntil is until when what happened at some time is told.
func newsUntil(at time.Time) time.Time { return bot.FirstAllowed(at).Add(newsLife) }

// tell has people told of a class or an event, by its code, by day, if it is of
// use to them until then: in one statement, which is put off. Somebody who is to
// be told the same already is told once. kind is one of flows.Class… or Event….
func (t Tx) tell(kind, code string, members []int64, until, at time.Time) {
	t.tellLater(kind, code, members, planned{bot.FirstAllowed(at), until}, at)
}

// tellLater has them told then.
func (t Tx) tellLater(kind, code string, members []int64, when planned, at time.Time) {
	if len(members) == 0 || !when.due.Before(when.until) {
		return
	}
	t.tx.put("tell of news", `
		insert into reminders as r (member_id, kind, ref, class, due_at, useful_until, created_at)
		select m, $2, $3, 'requested', $4, $5, $6 from (select distinct unnest($1::bigint[]) as m) who order by m`+anew, members, kind, code, when.due, when.until, at)
}

// occasion is what people are reminded of beforehand.
type occasion struct {
	id       int64
	code     string
	starts   time.Time
	off      bool      // it was cancelled: nothing is written
	kinds    [3]string // of the reminders, the earliest first
	standing string    // who is reminded: a query for those of id ($1)
}

// occasion is a class as its seats are reminded of it.
func (c classRow) occasion() occasion {
	return occasion{c.id, c.Code, c.Starts, c.Cancelled, beforehand,
		`select member_id from bookings where class_id = $1 and state = 'booked'`}
}

// remindOf writes the reminders of those who have a place, or of some of them
// (nil: all), as its hour asks for now: in one statement, which is put off. What
// was written for another hour is replaced or dropped; what should have been said
// before now is left out.
func (t Tx) remindOf(o occasion, members []int64, at time.Time) {
	var kinds []string
	var due, until []time.Time
	for i, r := range remindersOf(o.starts) {
		if r.due.After(at) && !o.off {
			kinds, due, until = append(kinds, o.kinds[i]), append(due, r.due), append(until, r.until)
		}
	}
	t.tx.put("remind of a day", `
		with planned as (
		    select * from unnest($3::text[], $4::timestamptz[], $5::timestamptz[]) as p (kind, due_at, useful_until)
		), who as (
		    select member_id from (`+o.standing+`) as standing where $6::bigint[] is null or member_id = any($6)
		), dropped as (
		    update reminders r set state = 'dropped', reason = 'replanned', settled_at = $7 from who w
		    where r.member_id = w.member_id and r.ref = $2 and r.kind = any($8) and r.state in ('due', 'fired', 'waiting')
		      and not exists (select from planned p where p.kind = r.kind)
		)
		insert into reminders as r (member_id, kind, ref, class, due_at, useful_until, created_at)
		select w.member_id, p.kind, $2, 'requested', p.due_at, p.useful_until, $7 from who w, planned p order by 1, 2`+anew,
		o.id, o.code, kinds, due, until, members, at, o.kinds[:])
}

// withdrawClass drops all that people (nil: all of its bookings) were to be told
// about a class. It is put off.
func (t Tx) withdrawClass(code string, members []int64, reason string, at time.Time) {
	t.tx.put("withdraw reminders of a class", `
		update reminders r set state = 'dropped', reason = $3, settled_at = $4
		where member_id = any(coalesce($2, array(select b.member_id from bookings b join classes c on c.id = b.class_id where c.code = $1)))
		  and ref = $1 and kind like 'class\_%' and state in ('due', 'fired', 'waiting')`, code, members, reason, at)
}

// beforehand are the kinds of reminders before a class.
var beforehand = [3]string{flows.ClassH3, flows.ClassH1, flows.ClassH0}

type planned struct{ due, until time.Time }

// remindersOf plans what is said before what starts at some time: at ten o'clock
// three days and one day before, and two hours before, but not at night; where
// that would leave less than an hour, the evening before.
func remindersOf(starts time.Time) []planned {
	const ten, evening = 10 * time.Hour, 19 * time.Hour
	day := bot.Day(starts)
	h3, h1, h0 := day.AddDate(0, 0, -3).Add(ten), day.AddDate(0, 0, -1).Add(ten), starts.Add(-2*time.Hour)
	switch {
	case h0.Before(day.Add(8 * time.Hour)):
		h0 = day.Add(8 * time.Hour)
	case bot.Quiet(h0):
		h0 = day.Add(evening)
	}
	if starts.Sub(h0) < time.Hour {
		h0 = day.AddDate(0, 0, -1).Add(evening)
	}
	return []planned{{h3, h1}, {h1, h0}, {h0, starts}}
}

// news is what the kinds of reminders say, by how their person stands with the
// class: it is told only as long as it is so.
var news = map[string]struct {
	event  string
	states []flows.BookingState
	before bool // told only until the class begins
}{
	flows.ClassH3:        {"coming", []flows.BookingState{flows.Booked}, true},
	flows.ClassH1:        {"coming", []flows.BookingState{flows.Booked}, true},
	flows.ClassH0:        {"coming", []flows.BookingState{flows.Booked}, true},
	flows.ClassOffer:     {"offer", []flows.BookingState{flows.Offered}, true},
	flows.ClassMoved:     {"moved", []flows.BookingState{flows.Booked, flows.Offered, flows.Waiting}, true},
	flows.ClassLapsed:    {"lapsed", []flows.BookingState{flows.Lapsed}, false},
	flows.ClassUnseated:  {"unseated", []flows.BookingState{flows.Unseated}, false},
	flows.ClassMissed:    {"missed", []flows.BookingState{flows.Absent}, false},
	flows.ClassCancelled: {"cancelled", []flows.BookingState{flows.Withdrawn}, false},
	flows.ClassCertified: {"certified", []flows.BookingState{flows.Attended}, false},
}

// instead is how many classes are shown in the place of one that was lost.
const instead = 3

// lookAtNotice tells whether a reminder is news still.
func (t Tx) lookAtNotice(ctx context.Context, act Act, a flows.LookAtNotice) (flows.Outcome, error) {
	list, err := t.classes(ctx, act.MemberID, `c.code = $2`, a.Code)
	if err != nil || len(list) == 0 {
		return flows.Outcome{Event: "gone"}, err
	}
	c, n := list[0], news[a.Kind]
	if !slices.Contains(n.states, c.Mine.State) || c.Cancelled != (a.Kind == flows.ClassCancelled) || n.before && c.begun(a.From) ||
		a.Kind == flows.ClassOffer && !a.From.Before(c.Mine.OfferUntil) {
		return flows.Outcome{Event: "gone"}, nil
	}
	out := c.outcome(n.event)
	if n.event == "missed" || n.event == "cancelled" || n.event == "unseated" {
		out.Args["Classes"], err = t.insteadOf(ctx, act, a)
	}
	if n.event == "moved" && c.Mine.State.Seated() && err == nil {
		err = t.clashOf(ctx, act, c, out.Args)
	}
	return out, err
}

// clashOf finds a class that somebody has a seat in while another, which was moved,
// is now.
func (t Tx) clashOf(ctx context.Context, act Act, c classRow, into flows.Args) error {
	list, err := t.scanClasses(ctx, `with `+me+` select `+classColumns+`
		from me cross join classes c left join bookings b on b.class_id = c.id and b.member_id = me.id where c.code = (`+clashing+`)`,
		act.MemberID, c.Code, []string{c.Code})
	if err == nil && len(list) > 0 {
		into["Other"] = list[0].Class
	}
	return err
}

// insteadOf are classes with seats that somebody may join in the place of one.
func (t Tx) insteadOf(ctx context.Context, act Act, a flows.LookAtNotice) ([]flows.Class, error) {
	var kecamatan string
	err := t.tx.QueryRow(ctx, `select coalesce(kecamatan, '') from members where id = $1`, act.MemberID).Scan(&kecamatan)
	if err != nil {
		return nil, fmt.Errorf("find where a member lives: %w", err)
	}
	out, err := t.findClasses(ctx, act, flows.FindClasses{Kecamatan: kecamatan, From: a.From, Limit: instead, Instead: a.Code})
	list, _ := out.Args["Classes"].([]flows.Class)
	return slices.DeleteFunc(list, func(c flows.Class) bool { return c.Left() == 0 }), err
}
