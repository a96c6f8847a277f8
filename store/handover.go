package store

import (
	"context"

	"langkah/flows"
)

// worth ranks what two people, who are one, have of the same class: the better
// stays. What is not in the list is past.
var worth = map[flows.BookingState]int{flows.Attended: 5, flows.Booked: 4, flows.Offered: 3, flows.Waiting: 2, flows.Absent: 1}

// giveBookings makes the bookings of one person another's, of some classes (nil:
// all), with what is to be said of them. Where both stand in the same class, the
// better stays, and the other's seat goes to who is next; a certificate of each
// stays with each. Classes that overlap stay, too: both were booked in good
// faith. It locks the classes, and returns those that were given.
func (t Tx) giveBookings(ctx context.Context, act Act, from, to int64, some []int64) ([]int64, error) {
	t.tx.put("lock classes", `
		select from classes where id in (select class_id from bookings where member_id = $1 and ($2::bigint[] is null or class_id = any($2)))
		order by id for update`, from, some)
	theirs, err := t.classes(ctx, from, `b.class_id is not null and ($2::bigint[] is null or c.id = any($2)) order by c.id`, some)
	if err != nil || len(theirs) == 0 {
		return []int64{}, err
	}
	var ids []int64
	for _, c := range theirs {
		ids = append(ids, c.id)
	}
	own, err := t.classes(ctx, to, `c.id = any($2)`, ids)
	if err != nil {
		return nil, err
	}
	g := gift{from: from, to: to, given: []int64{}, own: map[int64]flows.BookingState{}}
	for _, c := range own {
		g.own[c.id] = c.Mine.State
	}
	g.choose(theirs)
	t.give(act, g)
	return g.given, nil
}

// gift is what goes from one person to another.
type gift struct {
	from, to     int64
	own          map[int64]flows.BookingState // what the other has of a class
	given, ended []int64                      // classes; in those that ended the other keeps theirs
	codes        []string                     // of both
	certificates []string                     // of those given
	met          []classRow                   // in which both stood
}

// choose tells what is given and what ends.
func (g *gift) choose(theirs []classRow) {
	for _, c := range theirs {
		own := g.own[c.id]
		switch {
		case own == flows.Attended && c.Mine.State == own:
			continue
		case own == "" || worth[c.Mine.State] > worth[own]:
			g.given, g.certificates = append(g.given, c.id), append(g.certificates, c.Mine.Certificate)
		default:
			g.ended = append(g.ended, c.id)
		}
		g.codes = append(g.codes, c.Code)
		if own != "" {
			g.met = append(g.met, c)
		}
	}
}

// give is put off.
func (t Tx) give(act Act, g gift) {
	both := append(append([]int64{}, g.given...), g.ended...)
	t.tx.put("take certificates", `update bookings set certificate = null where member_id = $1 and class_id = any($2)`, g.from, g.given)
	t.tx.put("give bookings", `
		insert into bookings (class_id, member_id, state, had, queued_at, offer_until, reply, replied_at, certificate, created_at, updated_at)
		select b.class_id, $2, state, had, queued_at, offer_until, reply, replied_at, nullif(g.certificate, ''), created_at, $5
		from unnest($3::bigint[], $4::text[]) as g (id, certificate) join bookings b on b.class_id = g.id and b.member_id = $1
		on conflict (class_id, member_id) do update set state = excluded.state, had = excluded.had, queued_at = excluded.queued_at,
		    offer_until = excluded.offer_until, reply = excluded.reply, replied_at = excluded.replied_at, certificate = excluded.certificate,
		    updated_at = excluded.updated_at`, g.from, g.to, g.given, g.certificates, act.At)
	t.tx.put("give attendance", `
		insert into attendance (class_id, member_id, day, by, at) select class_id, $2, day, by, at from attendance where member_id = $1 and class_id = any($3)
		on conflict do nothing`, g.from, g.to, both)
	t.tx.put("give attendance", `delete from attendance where member_id = $1 and class_id = any($2)`, g.from, both)
	t.tx.put("give bookings", `delete from bookings where member_id = $1 and class_id = any($2)`, g.from, both)
	t.tx.put("give reminders", `
		update reminders r set member_id = $2
		where member_id = $1 and ref = any($3) and kind like 'class\_%' and state in ('due', 'fired', 'waiting')
		  and not exists (select from reminders k where k.member_id = $2 and (k.kind, k.ref) = (r.kind, r.ref) and k.state in ('due', 'fired', 'waiting'))`,
		g.from, g.to, g.codes)
	for _, c := range g.met {
		t.tx.put("drop reminders", `
			update reminders r set state = 'dropped', reason = 'linked', settled_at = $5
			where ref = $3 and kind like 'class\_%' and state in ('due', 'fired', 'waiting')
			  and (member_id = $1 or member_id = $2 and kind = any($6)
			       and not exists (select from bookings where class_id = $4 and member_id = $2
			                       and state = case when r.kind = $7 then 'offered' else 'booked' end))`,
			g.from, g.to, c.Code, c.id, act.At, append([]string{flows.ClassOffer}, beforehand[:]...), flows.ClassOffer)
		t.remindOf(c.occasion(), []int64{g.to}, act.At)
		t.offerOn(c, act.At)
	}
}

// leaveAll ends what people have of classes and events to come; what was free goes
// to who is next. Of a class that has begun they were absent.
func (t Tx) leaveAll(ctx context.Context, act Act, members []int64) error {
	t.tx.put("lock classes", `
		select from classes where id in (select class_id from bookings where member_id = any($1) and state in ('booked', 'offered', 'waiting'))
		order by id for update`, members)
	for _, id := range members {
		list, err := t.classes(ctx, id, `b.state = any($2) order by c.id`, []string{string(flows.Booked), string(flows.Offered), string(flows.Waiting)})
		if err != nil {
			return err
		}
		its := act
		its.MemberID = id
		for _, c := range list {
			if c.Mine.State == flows.Booked && c.begun(act.At) {
				t.note(its, c, flows.Absent)
			} else {
				t.leave(its, c, flows.Cancelled)
			}
		}
	}
	return t.leaveEvents(ctx, act, members)
}
