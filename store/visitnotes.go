package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
)

// atCentre carries out what staff do about visits.
func (t Tx) atCentre(ctx context.Context, act Act) (out flows.Outcome, err error) {
	who, err := t.actorOf(ctx, act)
	if err != nil {
		return out, err
	}
	switch a := act.Action.(type) {
	case flows.StaffVisits:
		return t.staffVisits(ctx, who, a)
	case flows.NoteVisit:
		d := deed{who: who, at: act.At, action: "visit.note"}
		if out, err = t.noteVisit(ctx, d, a); err != nil {
			return out, err
		}
		return out, t.keep(d, "visit "+strconv.FormatInt(a.ID, 10), done{Outcome: out, detail: flows.Args{"came": a.Came}})
	case flows.NoteWalkIn:
		d := deed{who: who, at: act.At, action: "visit.walkin"}
		if out, err = t.walkIn(ctx, d, a); err != nil {
			return out, err
		}
		return out, t.keep(d, a.Number, done{Outcome: out})
	}
	return out, fmt.Errorf("perform %T: not for a centre", act.Action)
}

// staffVisits lists what is to be noted: a pendamping sees their own, others those
// of their area.
func (t Tx) staffVisits(ctx context.Context, who actor, a flows.StaffVisits) (out flows.Outcome, err error) {
	if !who.ours() || !slices.Contains(levels, who.Role) {
		return flows.Outcome{Event: "refused"}, nil
	}
	rows, err := t.tx.Query(ctx, `
		select`+visitColumns+`from visits v join members m on m.id = v.member_id left join staff s on s.id = v.staff_id
		where v.state = 'booked' and ($1 and v.staff_id = $2 or not $1 and ($3 or v.kecamatan = any($4)))
		order by v.day, v.part desc, v.seat, v.id offset $5 limit $6`,
		who.Role == flows.Pendamping, who.ID, who.Role == flows.Admin || len(who.Kecamatan) == 0, who.Kecamatan, a.Skip, a.Limit+1)
	if err != nil {
		return out, fmt.Errorf("list visits: %w", err)
	}
	list, err := pgx.CollectRows(rows, scanVisit)
	if err != nil {
		return out, fmt.Errorf("list visits: %w", err)
	}
	if len(list) == 0 {
		return flows.Outcome{Event: "none", Args: flows.Args{"Visits": []flows.Visit{}}}, nil
	}
	return flows.Outcome{Event: "some", Args: flows.Args{"Visits": list[:min(a.Limit, len(list))], "More": len(list) > a.Limit}}, nil
}

// noteVisit notes how it went.
func (t Tx) noteVisit(ctx context.Context, d deed, a flows.NoteVisit) (flows.Outcome, error) {
	v, found, err := t.visit(ctx, `v.id = $1 and v.state = 'booked' for update of v`, a.ID)
	args := flows.Args{"Visit": v}
	switch {
	case err != nil:
		return flows.Outcome{}, err
	case !d.who.ours() || found && !d.who.answers(v.Kecamatan):
		return flows.Outcome{Event: "refused"}, nil
	case !found:
		return flows.Outcome{Event: "gone"}, nil
	case v.Day.After(bot.Day(d.at)):
		return flows.Outcome{Event: "not_yet", Args: args}, nil
	}
	state := flows.VisitMissed
	if a.Came {
		state = flows.VisitCame
	}
	t.endVisit(v.ID, state, d.at)
	t.tx.put("note a visit", `update visits set note = $2, by_whom = $3 where id = $1`, v.ID, plain(a.Note), d.who.Name)
	if a.Came {
		err = t.mentored(ctx, d, v.ID)
	} else {
		err = t.invite(ctx, d, v)
	}
	return flows.Outcome{Event: "noted", Args: args}, err
}

// againUseful is how long after a visit that was missed another day is offered.
const againUseful = 14 * 24 * time.Hour

// invite offers another day to who did not come.
func (t Tx) invite(ctx context.Context, d deed, v flows.Visit) error {
	due, until := bot.FirstAllowed(d.at), v.Day.Add(againUseful)
	if !due.Before(until) {
		return nil
	}
	var member int64
	if err := t.tx.QueryRow(ctx, `select member_id from visits where id = $1`, v.ID).Scan(&member); err != nil {
		return fmt.Errorf("find whose visit it was: %w", err)
	}
	return t.Remind(ctx, []Pending{{MemberID: member, Reminder: flows.Reminder{Kind: flows.VisitAgain, Ref: strconv.FormatInt(v.ID, 10), Step: 1},
		Class: flows.Advised, Due: due, Until: until}}, d.at)
}

// mentored: who has been to a pendamping has P3, and is asked after a month how it
// goes.
func (t Tx) mentored(ctx context.Context, d deed, visit int64) error {
	var member int64
	if err := t.tx.QueryRow(ctx, `select member_id from visits where id = $1`, visit).Scan(&member); err != nil {
		return fmt.Errorf("find whose visit it was: %w", err)
	}
	t.MarkStage(member, flows.MarkStage{Stage: flows.Mentoring, Status: flows.Done, Source: "visit", Evidence: "kunjungan " + asDate(d.at), By: d.who.Name}, d.at)
	due := bot.Day(d.at).AddDate(0, 1, 0).Add(10 * time.Hour)
	return t.Remind(ctx, []Pending{{MemberID: member, Reminder: flows.Reminder{Kind: flows.CheckUp, Ref: due.Format("2006-01"), Step: 1},
		Class: flows.Advised, Due: due, Until: due.AddDate(0, 0, 14)}}, d.at)
}

// walkIn notes the visit of somebody who just came, or who has a place today.
func (t Tx) walkIn(ctx context.Context, d deed, a flows.NoteWalkIn) (flows.Outcome, error) {
	if !d.who.ours() {
		return flows.Outcome{Event: "refused"}, nil
	}
	member, kecamatan, err := t.memberBy(ctx, a.Number)
	switch {
	case err != nil:
		return flows.Outcome{}, err
	case member == 0:
		return flows.Outcome{Event: "unknown"}, nil
	case !d.who.answers(kecamatan):
		return flows.Outcome{Event: "refused"}, nil
	}
	booked, has, err := t.visitOf(ctx, member)
	if err != nil {
		return flows.Outcome{}, err
	}
	if has && booked.Day.Equal(bot.Day(d.at)) {
		return t.noteVisit(ctx, d, flows.NoteVisit{ID: booked.ID, Came: true, Note: a.Note})
	}
	part := flows.Morning
	if d.at.In(bot.WIB).Hour() >= 12 {
		part = flows.Afternoon
	}
	var id int64
	err = t.tx.QueryRow(ctx, `
		insert into visits (member_id, staff_id, kecamatan, day, part, state, note, by_whom, created_at, updated_at)
		values ($1, $2, $3, $4, $5, 'came', $6, $7, $8, $8) returning id`,
		member, d.who.ID, kecamatan, asDate(d.at), part, plain(a.Note), d.who.Name, d.at).Scan(&id)
	if err != nil {
		return flows.Outcome{}, fmt.Errorf("note a walk-in: %w", err)
	}
	v, _, err := t.visit(ctx, `v.id = $1`, id)
	if err == nil {
		err = t.mentored(ctx, d, id)
	}
	return flows.Outcome{Event: "noted", Args: flows.Args{"Visit": v}}, err
}

// memberBy finds a member by their number; 0: there is none.
func (t Tx) memberBy(ctx context.Context, number string) (id int64, kecamatan string, err error) {
	err = t.tx.QueryRow(ctx, `select person_now(id), coalesce(kecamatan, '') from members where number = $1`, plain(number)).Scan(&id, &kecamatan)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, "", nil
	}
	if err != nil {
		return 0, "", fmt.Errorf("find a member: %w", err)
	}
	return id, kecamatan, nil
}

// visitor is whose rows a note of staff changes.
func (t Tx) visitor(ctx context.Context, action flows.Action) (members []int64, err error) {
	sql, arg := `select member_id from visits where id = $1`, any(nil)
	switch a := action.(type) {
	case flows.NoteVisit:
		arg = a.ID
	case flows.NoteWalkIn:
		sql, arg = `select person_now(id) from members where number = $1`, plain(a.Number)
	}
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { members, err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err }, sql, arg)
	if err != nil {
		return nil, fmt.Errorf("find whose visit it is: %w", err)
	}
	return members, nil
}

// Visits lists the visits to come and those of the last month, for operators.
func (s *Store) Visits(ctx context.Context, kecamatan string, at time.Time) ([]flows.Visit, error) {
	rows, err := s.pool.Query(ctx, `
		select`+visitColumns+`from visits v join members m on m.id = v.member_id left join staff s on s.id = v.staff_id
		where v.day >= $2 and $1 in ('', v.kecamatan) order by v.day, v.part desc, v.id`, kecamatan, asDate(at.AddDate(0, -1, 0)))
	if err != nil {
		return nil, fmt.Errorf("list visits: %w", err)
	}
	list, err := pgx.CollectRows(rows, scanVisit)
	if err != nil {
		return nil, fmt.Errorf("list visits: %w", err)
	}
	return list, nil
}
