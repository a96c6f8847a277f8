package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/calendar"
)

const (
	visitDays = 5 // working days to come that may be booked
	visitList = 6 // half days that are shown
)

// opening is when a half day begins.
func opening(day time.Time, part string) time.Time {
	if part == flows.Morning {
		return bot.Day(day).Add(8 * time.Hour)
	}
	return bot.Day(day).Add(13 * time.Hour)
}

// seeing are the pendamping of a kecamatan ($1) who see people there.
const seeing = `s.role = 'pendamping' and s.disabled_at is null and s.member_id is not null and $1 = any(s.kecamatan)`

// lookAtCentre finds a centre, and how its person stands with it.
func (t Tx) lookAtCentre(ctx context.Context, act Act, a flows.LookAtCentre) (out flows.Outcome, err error) {
	if out, err = t.findCentre(ctx, flows.FindCentre(a)); err != nil {
		return out, err
	}
	var names []string
	var places int
	err = t.tx.QueryRow(ctx, `select coalesce(array_agg(s.name order by s.name), '{}'), coalesce(sum(s.places), 0) from staff s where `+seeing, a.Kecamatan).Scan(&names, &places)
	if err != nil {
		return out, fmt.Errorf("find who is on duty: %w", err)
	}
	visit, _, err := t.visitOf(ctx, act.MemberID)
	out.Args["Pendamping"], out.Args["Open"], out.Args["Visit"] = names, places > 0, visit
	return out, err
}

const visitColumns = ` v.id, coalesce(m.number, ''), coalesce(m.name, ''), v.kecamatan, coalesce(s.name, ''), v.day, v.part, v.state `

func scanVisit(row pgx.CollectableRow) (v flows.Visit, err error) {
	err = row.Scan(&v.ID, &v.Number, &v.Name, &v.Kecamatan, &v.With, &v.Day, &v.Part, &v.State)
	v.Day = time.Date(v.Day.Year(), v.Day.Month(), v.Day.Day(), 0, 0, 0, 0, bot.WIB)
	return v, err
}

// visit reads one.
func (t Tx) visit(ctx context.Context, where string, args ...any) (v flows.Visit, found bool, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { v, err = pgx.CollectExactlyOneRow(rows, scanVisit); return err },
		`select`+visitColumns+`from visits v join members m on m.id = v.member_id left join staff s on s.id = v.staff_id where `+where, args...)
	if errors.Is(err, pgx.ErrNoRows) {
		return v, false, nil
	}
	if err != nil {
		return v, false, fmt.Errorf("read a visit: %w", err)
	}
	return v, true, nil
}

// visitOf is the one that somebody has booked.
func (t Tx) visitOf(ctx context.Context, member int64) (flows.Visit, bool, error) {
	return t.visit(ctx, `v.member_id = $1 and v.state = 'booked'`, member)
}

// findSlots lists half days with places.
func (t Tx) findSlots(ctx context.Context, act Act, a flows.FindSlots) (flows.Outcome, error) {
	var days []string
	for _, d := range calendar.Workdays(bot.Day(act.At).AddDate(0, 0, 1), visitDays) {
		days = append(days, asDate(d))
	}
	rows, err := t.tx.Query(ctx, `
		select d.day, p.part, sum(s.places - (select count(*) from visits v where v.staff_id = s.id and v.day = d.day and v.part = p.part and v.state in ('booked', 'came', 'missed') and v.seat is not null))
		from staff s, unnest($2::date[]) as d (day), unnest(array['morning', 'afternoon']) with ordinality as p (part, n)
		where `+seeing+`
		group by d.day, p.part, p.n having sum(s.places - (select count(*) from visits v where v.staff_id = s.id and v.day = d.day and v.part = p.part and v.state in ('booked', 'came', 'missed') and v.seat is not null)) > 0
		order by d.day, p.n limit $3`, a.Kecamatan, days, visitList)
	if err != nil {
		return flows.Outcome{}, fmt.Errorf("find places: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (s flows.Slot, err error) {
		err = row.Scan(&s.Day, &s.Part, &s.Left)
		s.Day = time.Date(s.Day.Year(), s.Day.Month(), s.Day.Day(), 0, 0, 0, 0, bot.WIB)
		return s, err
	})
	if err != nil {
		return flows.Outcome{}, fmt.Errorf("find places: %w", err)
	}
	if len(list) == 0 {
		return flows.Outcome{Event: "none"}, nil
	}
	return flows.Outcome{Event: "some", Args: flows.Args{"Slots": list}}, nil
}

// bookVisit takes a place with whoever has most left that half day. The rows of
// the pendamping are its lock: nobody else counts their places meanwhile.
func (t Tx) bookVisit(ctx context.Context, act Act, a flows.BookVisit) (out flows.Outcome, err error) {
	var member bool
	err = t.tx.QueryRow(ctx, `select number is not null from members where id = $1`, act.MemberID).Scan(&member)
	if err != nil || !member {
		return flows.Outcome{Event: "visitor"}, err
	}
	t.tx.put("lock pendamping", `select from staff s where `+seeing+` order by s.id for update`, a.Kecamatan)
	had, has, err := t.visitOf(ctx, act.MemberID)
	switch {
	case err != nil:
		return out, err
	case has && had.Day.Equal(bot.Day(a.Slot.Day)) && had.Part == a.Slot.Part && had.Kecamatan == a.Kecamatan:
		return flows.Outcome{Event: "already", Args: flows.Args{"Visit": had}}, nil
	case !bot.Day(a.Slot.Day).After(bot.Day(act.At)) || !calendar.Workday(a.Slot.Day):
		return flows.Outcome{Event: "full"}, nil
	}
	staff, seat, err := t.place(ctx, a)
	if err != nil || staff == 0 {
		return flows.Outcome{Event: "full"}, err
	}
	event := "booked"
	if has {
		event = "moved"
		t.endVisit(had.ID, flows.VisitMoved, act.At)
	}
	var id int64
	err = t.tx.QueryRow(ctx, `
		insert into visits (member_id, staff_id, kecamatan, day, part, seat, state, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, 'booked', $7, $7) returning id`,
		act.MemberID, staff, a.Kecamatan, asDate(a.Slot.Day), a.Slot.Part, seat, act.At).Scan(&id)
	if err != nil {
		return out, fmt.Errorf("book a visit: %w", err)
	}
	t.MarkStage(act.MemberID, flows.MarkStage{Stage: flows.Mentoring, Status: flows.InProgress, Source: "visit"}, act.At)
	v, _, err := t.visit(ctx, `v.id = $1`, id)
	if err == nil {
		err = t.remindOfVisit(ctx, act, v)
	}
	return flows.Outcome{Event: event, Args: flows.Args{"Visit": v}}, err
}

// place finds the lowest free place; staff 0: there is none.
func (t Tx) place(ctx context.Context, a flows.BookVisit) (staff int64, seat int, err error) {
	err = t.tx.QueryRow(ctx, `
		with taken as (
		    select v.staff_id, v.seat from visits v where v.day = $2 and v.part = $3 and v.state in ('booked', 'came', 'missed') and v.seat is not null
		)
		select s.id, n from staff s, generate_series(1, s.places) n
		where `+seeing+` and not exists (select from taken where staff_id = s.id and seat = n)
		order by (select count(*) from taken where staff_id = s.id) - s.places, s.id, n limit 1`, a.Kecamatan, asDate(a.Slot.Day), a.Slot.Part).Scan(&staff, &seat)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, 0, nil
	}
	if err != nil {
		return 0, 0, fmt.Errorf("find a place: %w", err)
	}
	return staff, seat, nil
}

// endVisit frees a place, and what was to be said of it. It is put off.
func (t Tx) endVisit(id int64, state flows.VisitState, at time.Time) {
	t.tx.put("end a visit", `update visits set state = $2, updated_at = $3 where id = $1`, id, string(state), at)
	t.tx.put("withdraw the reminder of a visit", `
		update reminders set state = 'dropped', reason = 'cancelled', settled_at = $3
		where member_id = (select member_id from visits where id = $1) and kind = $4 and ref = $2 and state in ('due', 'fired', 'waiting')`,
		id, strconv.FormatInt(id, 10), at, flows.VisitH1)
}

// remindOfVisit plans what is said at ten o'clock on the day before. Who books
// later than that knows.
func (t Tx) remindOfVisit(ctx context.Context, act Act, v flows.Visit) error {
	due := v.Day.AddDate(0, 0, -1).Add(10 * time.Hour)
	if !due.After(act.At) {
		return nil
	}
	return t.Remind(ctx, []Pending{{MemberID: act.MemberID, Reminder: flows.Reminder{Kind: flows.VisitH1, Ref: strconv.FormatInt(v.ID, 10), Step: 1},
		Class: flows.Requested, Due: due, Until: opening(v.Day, v.Part)}}, act.At)
}

// cancelVisit frees the place that somebody has.
func (t Tx) cancelVisit(ctx context.Context, act Act, a flows.CancelVisit) (flows.Outcome, error) {
	v, found, err := t.visitOf(ctx, act.MemberID)
	if err != nil || !found || v.ID != a.ID {
		return flows.Outcome{Event: "gone"}, err
	}
	t.endVisit(v.ID, flows.VisitCancelled, act.At)
	return flows.Outcome{Event: "cancelled", Args: flows.Args{"Visit": v}}, nil
}

// lookAtVisit tells whether a visit is still to come, or was missed and none
// after it.
func (t Tx) lookAtVisit(ctx context.Context, act Act, a flows.LookAtVisit) (flows.Outcome, error) {
	v, found, err := t.visit(ctx, `v.id = $1 and v.member_id = $2 and (v.state = 'booked' or v.state = 'missed'
		and not exists (select from visits k where k.member_id = $2 and (k.state = 'booked' or k.state = 'came' and k.day >= v.day)))`, a.ID, act.MemberID)
	if err != nil || !found {
		return flows.Outcome{Event: "gone"}, err
	}
	out, err := t.findCentre(ctx, flows.FindCentre{Kecamatan: v.Kecamatan})
	if err != nil {
		return out, err
	}
	out.Event, out.Args["Visit"] = "coming", v
	if v.State == flows.VisitMissed {
		out.Event = "missed"
	}
	return out, nil
}

// giveVisits takes the visit that one person has booked to another, unless they
// have one. It is put off.
func (t Tx) giveVisits(from, to int64, at time.Time) {
	t.tx.put("give a visit", `
		update visits v set member_id = $2, updated_at = $3 where member_id = $1 and state = 'booked'
		  and not exists (select from visits k where k.member_id = $2 and k.state = 'booked')`, from, to, at)
	t.tx.put("end a visit", `update visits set state = 'cancelled', updated_at = $2 where member_id = $1 and state = 'booked'`, from, at)
}
