package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// stallWorth ranks what two people, who are one, have of the same event: the
// better stays. What is not in the list is past.
const stallWorth = `array_position(array['kurasi', 'waiting', 'accepted', 'absent', 'attended'], `

// giveSignups makes the sign-ups of one person another's, of some events (nil:
// all), with what is to be said of them. Where both stand in the same event, the
// better stays, and the other's place goes to who is next. It locks the events, and
// returns those that were given.
func (t Tx) giveSignups(ctx context.Context, act Act, from, to int64, some []int64) (given []int64, err error) {
	given = []int64{}
	both, err := t.lockEventsOf(ctx, []int64{from}, some)
	if err != nil || len(both) == 0 {
		return given, err
	}
	ids, codes := make([]int64, len(both)), make([]string, len(both))
	for i, e := range both {
		ids[i], codes[i] = e.id, e.Code
	}
	t.tx.put("leave what the other has better", `
		delete from signups k using signups g
		where k.event_id = any($3) and g.event_id = k.event_id and k.member_id = $2 and g.member_id = $1
		  and coalesce(`+stallWorth+`g.state), 0) > coalesce(`+stallWorth+`k.state), 0)`, from, to, ids)
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) {
		given, err = pgx.AppendRows(given, rows, pgx.RowTo[int64])
		return err
	}, `
		update signups g set member_id = $2, updated_at = $4 where member_id = $1 and event_id = any($3)
		   and not exists (select from signups k where k.event_id = g.event_id and k.member_id = $2) returning event_id`, from, to, ids, act.At)
	if err != nil {
		return given, fmt.Errorf("give sign-ups: %w", err)
	}
	t.tx.put("leave what both have", `update signups set state = 'withdrawn', updated_at = $3 where member_id = $1 and event_id = any($2) and state in ('kurasi', 'waiting', 'accepted')`, from, ids, act.At)
	t.tx.put("give reminders", `
		update reminders r set member_id = $2
		where member_id = $1 and ref = any($3) and kind like 'event\_%' and state in ('due', 'fired', 'waiting')
		  and not exists (select from reminders k where k.member_id = $2 and (k.kind, k.ref) = (r.kind, r.ref) and k.state in ('due', 'fired', 'waiting'))`, from, to, codes)
	t.tx.put("drop reminders of the same", `
		update reminders set state = 'dropped', reason = 'linked', settled_at = $3
		where member_id = $1 and ref = any($2) and kind like 'event\_%' and state in ('due', 'fired', 'waiting')`, from, codes, act.At)
	for _, e := range both {
		if err := t.giveOn(ctx, e, act.At); err != nil {
			return given, err
		}
	}
	return given, nil
}

// lockEventsOf locks the events that people have to do with, of some (nil: all),
// and reads them for nobody.
func (t Tx) lockEventsOf(ctx context.Context, members, some []int64) ([]eventRow, error) {
	t.tx.put("lock events", `
		select from events where id in (select event_id from signups where member_id = any($1) and ($2::bigint[] is null or event_id = any($2)))
		order by id for update`, members, some)
	return t.events(ctx, 0, `
		where e.id in (select event_id from signups where member_id = any($2) and ($3::bigint[] is null or event_id = any($3))) order by e.id`, members, some)
}

// leaveEvents ends what people have of events; what was free goes to who is next.
func (t Tx) leaveEvents(ctx context.Context, act Act, members []int64) error {
	list, err := t.lockEventsOf(ctx, members, nil)
	if err != nil {
		return err
	}
	for _, e := range list {
		t.withdrawEvent(e.Code, members, "erased", act.At)
		t.tx.put("leave an event", `delete from signups where event_id = $1 and member_id = any($2)`, e.id, members)
		if e.begun(act.At) {
			t.countPlaces(e.id)
			continue
		}
		if err := t.giveOn(ctx, e, act.At); err != nil {
			return err
		}
	}
	return nil
}
