package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// places are the states of a sign-up that take a place, for good once the event
// began.
const places = `('accepted', 'attended', 'absent')`

// eventRow is an event, with the sign-up of whoever it was read for. What is read
// by lockEvent stays as it is until the transaction ends: whoever changes a
// sign-up of an event holds its row.
type eventRow struct {
	flows.Event
	id     int64
	closes *time.Time // nil: nothing is to be done about it any more
}

// inLine is the order in which places are given: by grade, who had none before
// those who had one, the longest ago first; then as they came.
func inLine(s string) string {
	return `coalesce(` + s + `.grade, 'A'), placed_last(` + s + `.member_id, ` + s + `.event_id), ` + s + `.queued_at, ` + s + `.member_id`
}

// selectEvents reads events e for a person ($1), with a sign-up s of theirs or
// none.
var selectEvents = `
	select e.id, e.code, e.name, e.kind, coalesce(e.kota, ''), coalesce(e.kecamatan, ''), e.venue, e.starts_at, e.ends_at, e.register_by, e.slots,
	       e.conditions, e.organiser, e.sample, e.curated, e.taken, e.waiting, e.placed_at is not null, e.cancelled_at is not null, e.reason, e.closes_at,
	       coalesce(s.state, ''), coalesce(s.grade, ''), coalesce(s.word, ''), coalesce(s.capacity, 0), coalesce(s.reply, '') <> '',
	       coalesce(s.sold, 0), coalesce(s.omzet, 0), coalesce(p.name, ''), coalesce(p.price, 0),
	       case when s.state = 'waiting' and e.placed_at is not null then 1 + (select count(*) from signups q
	            where q.event_id = e.id and q.state = 'waiting' and (` + inLine("q") + `) < (` + inLine("s") + `)) else 0 end
	from events e left join signups s on s.event_id = e.id and s.member_id = $1 left join products p on p.id = s.product_id `

func scanEvent(row pgx.CollectableRow) (e eventRow, err error) {
	m := &e.Mine
	return e, row.Scan(&e.id, &e.Code, &e.Name, &e.Kind, &e.Kota, &e.Kecamatan, &e.Venue, &e.Starts, &e.Ends, &e.RegisterBy, &e.Slots,
		&e.Conditions, &e.Organiser, &e.Sample, &e.Curated, &e.Taken, &e.Waiting, &e.Given, &e.Cancelled, &e.Reason, &e.closes,
		&m.State, &m.Grade, &m.Word, &m.Capacity, &m.Coming, &m.Pieces, &m.Omzet, &m.Product, &m.Price, &m.Place)
}

// events reads events for a person (0: nobody); rest may use $2 and on.
func (t Tx) events(ctx context.Context, member int64, rest string, args ...any) (list []eventRow, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { list, err = pgx.CollectRows(rows, scanEvent); return err }, selectEvents+rest, append([]any{member}, args...)...)
	if err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	return list, nil
}

// lockEvent locks an event by its code, and reads it for a person: it has no code
// where there is none. The lock is a statement of its own: what one that waits for
// a lock reads beside the row is older than the lock.
func (t Tx) lockEvent(ctx context.Context, member int64, code string) (e eventRow, err error) {
	t.tx.put("lock an event", `select from events where code = $1 for update`, code)
	list, err := t.events(ctx, member, `where e.code = $2`, code)
	if err != nil || len(list) == 0 {
		return e, err
	}
	return list[0], nil
}

// countPlaces notes how many places of events are taken and how many people wait,
// as it must be after every change of their sign-ups. It is put off.
func (t Tx) countPlaces(ids ...int64) {
	t.tx.put("count places", `
		update events e set taken = (select count(*) from signups s where s.event_id = e.id and s.state in `+places+`),
		       waiting = (select count(*) from signups s where s.event_id = e.id and s.state in ('kurasi', 'waiting'))
		where id = any($1)`, ids)
}

func (e eventRow) outcome(event string) flows.Outcome {
	return flows.Outcome{Event: event, Args: flows.Args{"Event": e.Event}}
}

func (e eventRow) begun(at time.Time) bool { return !at.Before(e.Starts) }

// occasion is an event as those with a place are reminded of it.
func (e eventRow) occasion() occasion {
	return occasion{e.id, e.Code, e.Starts, e.Cancelled, [3]string{flows.EventH3, flows.EventH1, flows.EventH0},
		`select member_id from signups where event_id = $1 and state = 'accepted'`}
}

func plainEvents(rows []eventRow) (list []flows.Event) {
	for _, e := range rows {
		list = append(list, e.Event)
	}
	return list
}

// findEvents: the bazaar of a kecamatan takes its own members only; malls and
// fairs take all of Jakarta.
func (t Tx) findEvents(ctx context.Context, act Act, a flows.FindEvents) (flows.Outcome, error) {
	rows, err := t.events(ctx, act.MemberID, `
		where e.register_by > $3 and e.starts_at > $3 and e.cancelled_at is null and e.placed_at is null
		  and ($7 or e.kota is null or e.kota = left($2, 5) or e.kind = 'online' or $2 = '' and e.kota <> $6)
		  and ($7 or e.kind <> 'offline' or e.kecamatan is null or e.kecamatan = $2)
		order by case when $2 = '' then 0 when e.kecamatan = $2 then 0 when e.kota = left($2, 5) then 1 when e.kota is null then 2 else 3 end, e.starts_at, e.code
		limit $4 offset $5`, a.Kecamatan, a.From, a.Limit+1, a.Skip, islands, a.All)
	more := len(rows) > a.Limit
	return flows.Outcome{Event: flows.Next, Args: flows.Args{"Events": plainEvents(rows[:min(len(rows), a.Limit)]), "More": more}}, err
}

func (t Tx) lookAtEvent(ctx context.Context, act Act, a flows.LookAtEvent) (flows.Outcome, error) {
	list, err := t.events(ctx, act.MemberID, `where e.code = $2`, plain(a.Code))
	if err != nil || len(list) == 0 || list[0].Cancelled {
		return flows.Outcome{Event: "gone", Args: flows.Args{"Event": flows.Event{}}}, err
	}
	return list[0].outcome("found"), nil
}

// myEvents lists what is to come first, then what was, the latest first.
func (t Tx) myEvents(ctx context.Context, act Act, a flows.MyEvents) (flows.Outcome, error) {
	rows, err := t.events(ctx, act.MemberID, `
		where e.cancelled_at is null and (s.state in ('kurasi', 'waiting', 'refused') and e.starts_at > $2
		                                  or s.state in ('accepted', 'attended') and e.ends_at > $2::timestamptz - interval '1 year')
		order by e.ends_at <= $2, case when e.ends_at > $2 then e.starts_at end, e.starts_at desc, e.id limit 7`, a.From)
	out := flows.Outcome{Event: "some", Args: flows.Args{"Events": plainEvents(rows)}}
	if len(rows) == 0 {
		out.Event = "none"
	}
	return out, err
}

// Events lists those that are not over, soonest first, or with all every one that
// there ever was; of a kota or all ("").
func (s *Store) Events(ctx context.Context, kota string, all bool, at time.Time) (list []flows.Event, err error) {
	err = s.Within(ctx, func(t Tx) error {
		rows, err := t.events(ctx, 0, `where $2 in ('', e.kota) and ($3 or e.cancelled_at is null and e.ends_at > $4) order by e.starts_at, e.id`, kota, all, at)
		list = plainEvents(rows)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list events: %w", err)
	}
	return list, nil
}
