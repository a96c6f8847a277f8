package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
)

// prepare is what a seller needs to get ready: a place that comes free later is
// given to nobody any more.
const prepare = 24 * time.Hour

// salesAsked is the hour of the day after an event at which people are asked what
// they sold.
const salesAsked = 10 * time.Hour

// askedAfter is when that is.
func askedAfter(e eventRow) time.Time { return bot.Day(e.Ends).AddDate(0, 0, 1).Add(salesAsked) }

// givePlaces gives the free places of an event to the first in line, and has them told
// at once, by day: a place is theirs, they need not take it. It returns whose they
// are now. The event is locked.
func (t Tx) givePlaces(ctx context.Context, e eventRow, at time.Time) (given []int64, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { given, err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err }, `
		with next as (
		    select s.member_id from signups s where s.event_id = $1 and s.state = 'waiting' order by `+inLine("s")+`
		    limit greatest(0, (select slots from events where id = $1) - (select count(*) from signups where event_id = $1 and state in `+places+`))
		)
		update signups s set state = 'accepted', updated_at = $2 from next n where s.event_id = $1 and s.member_id = n.member_id returning s.member_id`, e.id, at)
	if err != nil {
		return nil, fmt.Errorf("give places: %w", err)
	}
	if len(given) > 0 {
		t.tell(flows.EventResult, e.Code, given, e.Starts, at)
		t.remindOf(e.occasion(), given, at)
	}
	return given, nil
}

// giveOn gives what has come free once the places were given, if there is time to
// get ready; and counts: to be called after every change of the sign-ups of an
// event under its lock.
func (t Tx) giveOn(ctx context.Context, e eventRow, at time.Time) (err error) {
	if e.Given && !e.Cancelled && bot.FirstAllowed(at).Before(e.Starts.Add(-prepare)) {
		_, err = t.givePlaces(ctx, e, at)
	}
	t.countPlaces(e.id)
	return err
}

// CloseEvents gives the places of a few events whose time to sign up is over, and
// ends the queue of those that begin. It returns how many it dealt with. Several
// replicas may: each takes others.
func (s *Store) CloseEvents(ctx context.Context, at time.Time) (n int, err error) {
	err = s.Within(ctx, func(t Tx) error {
		var ids []int64
		err := t.tx.read(ctx, func(rows pgx.Rows) (err error) { ids, err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err }, `
			select id from events where closes_at <= $1 order by id limit $2 for update skip locked`, at, fewClasses)
		if n = len(ids); err != nil || n == 0 {
			return err
		}
		list, err := t.events(ctx, 0, `where e.id = any($2) order by e.id`, ids)
		for _, e := range list {
			if err == nil {
				err = t.closeEvent(ctx, e, at)
			}
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("close events: %w", err)
	}
	return n, nil
}

func (t Tx) closeEvent(ctx context.Context, e eventRow, at time.Time) error {
	switch {
	case e.closes == nil || e.closes.After(at): // another has meanwhile
		return nil
	case !e.Given && !e.begun(at):
		if _, err := t.givePlaces(ctx, e, at); err != nil {
			return err
		}
		waiting, err := t.stalls(ctx, e, flows.InLine)
		if err != nil {
			return err
		}
		t.tell(flows.EventResult, e.Code, waiting, e.Starts, at)
		t.tx.put("note that places are given", `update events set placed_at = $2, closes_at = starts_at where id = $1`, e.id, at)
		t.countPlaces(e.id)
		return nil
	}
	return t.beginEvent(ctx, e, at)
}

// beginEvent ends the queue of an event; who has a place is asked afterwards what
// they sold.
func (t Tx) beginEvent(ctx context.Context, e eventRow, at time.Time) error {
	waiting, err := t.stalls(ctx, e, flows.InLine, flows.InKurasi)
	if err != nil {
		return err
	}
	t.tx.put("end a queue", `update signups set state = 'unplaced', updated_at = $2 where event_id = $1 and state in ('kurasi', 'waiting')`, e.id, at)
	t.withdrawEvent(e.Code, waiting, "begun", at)
	t.tell(flows.EventUnplaced, e.Code, waiting, newsUntil(at), at)
	sellers, err := t.stalls(ctx, e, flows.Placed)
	if err != nil {
		return err
	}
	due := askedAfter(e)
	if due.Before(at) {
		due = at
	}
	t.tellLater(flows.EventAfter, e.Code, sellers, planned{bot.FirstAllowed(due), due.AddDate(0, 0, 7)}, at)
	t.tx.put("close an event", `update events set placed_at = coalesce(placed_at, $2), closes_at = null where id = $1`, e.id, at)
	t.countPlaces(e.id)
	return nil
}

// stalls are those who stand in one of some states with an event.
func (t Tx) stalls(ctx context.Context, e eventRow, states ...flows.StallState) (members []int64, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { members, err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err },
		`select member_id from signups where event_id = $1 and state = any($2) order by member_id`, e.id, states)
	if err != nil {
		return nil, fmt.Errorf("find who signed up: %w", err)
	}
	return members, nil
}

// withdrawEvent drops all that people were to be told about an event. It is put
// off.
func (t Tx) withdrawEvent(code string, members []int64, reason string, at time.Time) {
	t.tx.put("withdraw reminders of an event", `
		update reminders set state = 'dropped', reason = $3, settled_at = $4
		where member_id = any($2) and ref = $1 and kind like 'event\_%' and state in ('due', 'fired', 'waiting')`, code, members, reason, at)
}

// eventNews is what the kinds of reminders say, by how their person stands: it is
// told only as long as it is so, and until the event begins.
var eventNews = map[string]map[flows.StallState]string{
	flows.EventH3:        {flows.Placed: "coming"},
	flows.EventH1:        {flows.Placed: "coming"},
	flows.EventH0:        {flows.Placed: "coming"},
	flows.EventResult:    {flows.Placed: "accepted", flows.InLine: "queued", flows.TurnedDown: "refused"},
	flows.EventMoved:     {flows.Placed: "moved", flows.InLine: "moved", flows.InKurasi: "moved"},
	flows.EventCancelled: {flows.CalledOff: "cancelled"},
	flows.EventUnplaced:  {flows.Unplaced: "unplaced"},
	flows.EventAfter:     {flows.Placed: "after"},
}

// lookAtEventNews tells whether a reminder is news still.
func (t Tx) lookAtEventNews(ctx context.Context, act Act, a flows.LookAtEventNews) (flows.Outcome, error) {
	list, err := t.events(ctx, act.MemberID, `where e.code = $2`, a.Code)
	if err != nil || len(list) == 0 {
		return flows.Outcome{Event: "gone"}, err
	}
	e := list[0]
	said := eventNews[a.Kind][e.Mine.State]
	late := a.Kind == flows.EventCancelled || a.Kind == flows.EventUnplaced || a.Kind == flows.EventAfter
	if said == "" || e.Cancelled != (a.Kind == flows.EventCancelled) || !late && e.begun(a.From) {
		return flows.Outcome{Event: "gone"}, nil
	}
	return e.outcome(said), nil
}
