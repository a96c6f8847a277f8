package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
	"langkah/templates/programme"
)

// Reminder is one that is being weighed, with what decides about it.
type Reminder struct {
	ID int64
	flows.Reminder
	Class flows.MessageClass
	Until time.Time // people's time
	Fired bool      // false: replaced or withdrawn since its event was written
	Asked bool      // it waited until they wrote, which they have

	Behind bool // something said unasked has not left yet
	Holds  bool // of a rule: it still does

	member int64
}

// loadReminders gives the events among the messages what decides about them.
func (t Tx) loadReminders(ctx context.Context, ids []int64, found map[int64]*Conversation, at time.Time) error {
	if len(ids) == 0 {
		return nil
	}
	rows, err := t.tx.Query(ctx, `
		select r.id, r.member_id, r.kind, r.ref, r.step, r.class, r.useful_until, r.state = 'fired', coalesce(r.reason = 'next_contact', false),
		       array(select coalesce(o.sent_at, o.created_at) from outbox o
		             where o.member_id = any(array(select r.member_id union all select x.gone from merges x where x.kept = r.member_id and x.undone_at is null))
		               and o.class in ('advised', 'announced') and o.created_at > $2::timestamptz - interval '7 days'
		               and coalesce(o.sent_at, o.created_at) > $2
		               and o.state not in ('skipped', 'expired', 'failed', 'waiting') order by 1),
		       exists (select from outbox o where o.member_id = r.member_id and o.lane = 1 and o.state in ('queued', 'leased')
		                 and o.class in ('advised', 'announced') offset 0) -- theirs alone, not a table of everybody's
		from reminders r where r.id = any($1)`, ids, at.Add(-CapWindow))
	if err != nil {
		return fmt.Errorf("load reminders: %w", err)
	}
	defer rows.Close()
	list := map[int64]*Reminder{}
	for rows.Next() {
		var r Reminder
		var member int64
		var unasked []time.Time
		if err := rows.Scan(&r.ID, &member, &r.Kind, &r.Ref, &r.Step, &r.Class, &r.Until, &r.Fired, &r.Asked, &unasked, &r.Behind); err != nil {
			return fmt.Errorf("load reminders: %w", err)
		}
		r.member, list[r.ID] = member, &r
		if c := found[member]; c != nil { // else it went another way than its event, by a link
			c.Unasked = unasked
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("load reminders: %w", err)
	}
	rows.Close()
	if err := t.loadAdvice(ctx, list, theirRules, at); err != nil {
		return err
	}
	for _, c := range found {
		for i := range c.Messages {
			c.Messages[i].Reminder = list[c.Messages[i].ReminderID]
		}
	}
	return nil
}

// theirRules are those by which reminders are weighed.
var theirRules = programme.Must(programme.Rules())

// CapWindow is the time in which what we say unasked is counted.
const CapWindow = 7 * 24 * time.Hour

// Waits is the state of what waits until its person writes.
const Waits = "waiting"

// Settled is how a reminder ended, or until when it is put off.
type Settled struct {
	ID     int64
	State  string // said, dropped, due (again), waiting
	Reason string
	Step   int       // as which time it was said
	Due    time.Time // people's time, with due
}

// Pending is a reminder to come: it replaces the one of the same kind and ref.
type Pending struct {
	MemberID int64
	flows.Reminder
	Class      flows.MessageClass
	Due, Until time.Time // people's time
}

// slack keeps a talk from moving its reminder with every message: one that
// comes due too early is put off by the turn that weighs it.
const slack = 10 * time.Minute

// fire writes an event into the inbox for each reminder whose time has come,
// at the address where the person was heard last, rather one where we may write
// first ($2: channels where who is cold, since $3, may not be). Whoever can be
// reached nowhere is left out, with the reason.
const fire = `
with due as materialized (
    select id from reminders where state = 'due' and due_at <= $1 and not ` + frozen + `
    order by due_at limit 256
    for update skip locked
), reached as (
    select d.id, a.id as address_id, a.channel, a.account
    from due d join reminders r on r.id = d.id
    left join conversations c on c.member_id = r.member_id
    left join lateral (select * from addresses a where a.member_id = r.member_id and a.blocked_at is null
                       order by a.channel = any($2) and coalesce(a.heard_at < $3, true), a.id = c.address_id desc nulls last, a.id desc limit 1) a on true
), fired as (
    update reminders r set fired = r.fired + 1,
           state = case when x.address_id is null then 'dropped' else 'fired' end,
           reason = case when x.address_id is null then 'unreachable' else r.reason end,
           settled_at = case when x.address_id is null then $1 end
    from reached x where r.id = x.id
    returning r.id, r.member_id, r.fired, x.address_id, x.channel, x.account
), events as (
    insert into inbox (channel, account, external_id, member_id, address_id, kind, reminder_id, at)
    select channel, account, 'due:' || id || ':' || fired, member_id, address_id, 'due', id, $1
    from fired where address_id is not null order by id
)
select count(*) from fired`

// Fire brings up to 256 reminders that are due before the engine, and returns
// how many it dealt with. Several replicas may: each takes others. On the
// channels of writtenFirst people have to have written of late.
func (s *Store) Fire(ctx context.Context, at time.Time, writtenFirst ...string) (n int, err error) {
	if err := s.pool.QueryRow(ctx, fire, at, writtenFirst, at.Add(-bot.ColdAfter)).Scan(&n); err != nil {
		return 0, fmt.Errorf("fire reminders: %w", err)
	}
	return n, nil
}

// Coming is what falls due next; nil: nothing does.
type Coming struct {
	Reminder *time.Time // by day only
	Talk     *time.Time // nobody answered it: while offices are open
	Still    *time.Time // nobody says anything in a talk any more: by day only
	Class    *time.Time // an offer ends, or a class or an event closes that somebody has to do with: at any hour
	Queued   bool       // something said unasked waits to leave
}

// NextDue tells what falls due next.
func (s *Store) NextDue(ctx context.Context) (c Coming, err error) {
	err = s.pool.QueryRow(ctx, `
		select (select min(due_at) from reminders where state = 'due' and not `+frozen+`),
		       least((select min(offer_until) from bookings where state = 'offered'),
		             (select min(closes_at) from classes where closes_at is not null and (taken > 0 or waiting > 0)),
		             (select min(closes_at) from events where closes_at is not null and (taken > 0 or waiting > 0))),
		       (select min(escalate_at) from handoffs where escalate_at is not null),
		       (select min(rests_at) from handoffs where closed_at is null),
		       exists (select from outbox where state = 'queued' and lane > 0)`).Scan(&c.Reminder, &c.Class, &c.Talk, &c.Still, &c.Queued)
	if err != nil {
		return c, fmt.Errorf("find what falls due next: %w", err)
	}
	return c, nil
}

// Remind writes what is to come, in one statement, which is put off.
func (t Tx) Remind(_ context.Context, list []Pending, at time.Time) error {
	if len(list) == 0 {
		return nil
	}
	n := len(list)
	members, steps := make([]int64, n), make([]int16, n)
	kinds, refs, classes := make([]string, n), make([]string, n), make([]string, n)
	due, until := make([]time.Time, n), make([]time.Time, n)
	for i, p := range list {
		members[i], kinds[i], refs[i], classes[i] = p.MemberID, p.Kind, p.Ref, string(p.Class)
		steps[i], due[i], until[i] = int16(p.Step), p.Due, p.Until
	}
	t.tx.put(fmt.Sprintf("write %d reminders", n), `
		insert into reminders as r (member_id, kind, ref, class, step, due_at, useful_until, created_at)
		select * , $8 from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::smallint[], $6::timestamptz[], $7::timestamptz[])
		on conflict (member_id, kind, ref) where state in ('due', 'fired', 'waiting')
		do update set step = excluded.step, due_at = excluded.due_at, useful_until = excluded.useful_until, state = 'due', reason = null
		where r.state in ('fired', 'waiting') or r.step <> excluded.step
		   or r.due_at not between excluded.due_at - $9::interval and excluded.due_at`,
		members, kinds, refs, classes, steps, due, until, at, slack)
	return nil
}

// Withdraw drops what is pending of a kind for people who need it no more. It
// is put off.
func (t Tx) Withdraw(_ context.Context, members []int64, kind, reason string, at time.Time) error {
	t.tx.put("withdraw reminders", `
		update reminders set state = 'dropped', reason = $3, settled_at = $4
		where member_id = any($1) and kind = $2 and state in ('due', 'fired', 'waiting')`, members, kind, reason, at)
	return nil
}

// SettleReminders writes how reminders ended. It is put off.
func (t Tx) SettleReminders(_ context.Context, list []Settled, at time.Time) error {
	for _, r := range list {
		if r.State == Waits {
			t.tx.put("settle reminder", `update reminders set state = 'waiting', reason = $2 where id = $1 and state = 'fired'`, r.ID, r.Reason)
			continue
		}
		if r.State == "due" {
			t.tx.put("settle reminder", `update reminders set state = 'due', reason = $2, due_at = $3 where id = $1 and state = 'fired'`, r.ID, r.Reason, r.Due)
			continue
		}
		t.tx.put("settle reminder", `
			update reminders set state = $2, reason = nullif($3, ''), step = $4, settled_at = $5 where id = $1 and state = 'fired'`,
			r.ID, r.State, r.Reason, int16(r.Step), at)
	}
	return nil
}

// Overtake takes back what was said unasked and has not left, now that its
// person writes: they have not seen it. It returns whose it was.
func (t Tx) Overtake(ctx context.Context, members []int64) ([]int64, error) {
	rows, err := t.tx.Query(ctx, `
		update outbox set state = 'skipped', reason = 'overtaken'
		where member_id = any($1) and lane = 1 and class = 'advised'
		  and (state = 'queued' or state = 'waiting' and reason = 'number_held') returning member_id`, members)
	if err != nil {
		return nil, fmt.Errorf("take reminders back: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("take reminders back: %w", err)
	}
	return ids, nil
}

// stopAdvised ends what we advise: what is pending, and what is to come until
// the person wants news again.
func (t Tx) stopAdvised(_ context.Context, act Act) error {
	t.tx.put("stop reminders", `update members set advised = false where id = $1`, act.MemberID)
	t.tx.put("stop reminders", `
		update reminders set state = 'dropped', reason = 'stopped', settled_at = $2
		where member_id = $1 and class = 'advised' and state in ('due', 'fired', 'waiting')`, act.MemberID, act.At)
	t.tx.put("stop reminders", `
		update outbox set useful_until = '-infinity',
		       state = case when state = 'leased' then state else 'skipped' end,
		       reason = case when state = 'leased' then reason else 'stopped' end
		where member_id = $1 and class = 'advised' and state in ('queued', 'waiting', 'leased')`, act.MemberID)
	return nil
}
