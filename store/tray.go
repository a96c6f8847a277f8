package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// Tray counts what waits for its person to write.
type Tray struct {
	News      int // advised and announced bubbles
	Asked     int // bubbles that they asked for
	Reminders int // that are not said yet
}

// Empty tells that nothing does.
func (t Tray) Empty() bool { return t == Tray{} }

// handed holds for a row (o) that may be handed over: of a broadcast, while that is
// not paused, and was not called off.
const handed = `(o.broadcast_id is null or exists (select from broadcasts b where b.id = o.broadcast_id and b.state in ('running', 'done')))`

// trays counts for some people ($1) what is of use at $2. In a restored copy it
// stays where it is: they may have had it.
const trays = `
select member_id, sum(news), sum(asked), sum(reminders) from (
    select member_id, (class is distinct from 'requested')::int as news, coalesce(class = 'requested', false)::int as asked, 0 as reminders
    from outbox o where member_id = any($1) and state || '' = 'waiting' and reason = 'next_contact' and recalls is null and (useful_until is null or useful_until >= $2)
      and ` + handed + `
    union all
    select member_id, 0, 0, 1 from reminders where member_id = any($1) and state = 'waiting' and useful_until >= $2
) w where not ` + frozen + ` group by member_id`

func readTrays(res pgx.BatchResults, found map[int64]*Conversation) error {
	rows, err := res.Query()
	if err != nil {
		return fmt.Errorf("load what waits: %w", err)
	}
	var member int64
	var t Tray
	_, err = pgx.ForEachRow(rows, []any{&member, &t.News, &t.Asked, &t.Reminders}, func() error {
		found[member].Tray = t
		return nil
	})
	if err != nil {
		return fmt.Errorf("load what waits: %w", err)
	}
	return nil
}

// Handing is what a person gets of their tray, where they have just written.
type Handing struct {
	MemberID, AddressID int64
	News                int  // at most so many bubbles and reminders, the newest first; all that they asked for comes before
	Again               bool // also what was not handed over at a contact before
}

// HandOver queues what waits behind the answer: the same rows, with a new place
// in the order. The rest of the news is left for "pengumuman". It is put off.
func (t Tx) HandOver(_ context.Context, h Handing, at time.Time) error {
	t.tx.put("hand over what waits", handOver, h.MemberID, h.AddressID, h.News, h.Again, at)
	if h.News == 0 {
		return nil
	}
	t.tx.put("leave the rest", leaveRest, h.MemberID, at)
	return nil
}

const leaveRest = `
with alive as materialized (
    select id from broadcasts where state in ('running', 'done')
      and id in (select broadcast_id from outbox where member_id = $1 and state || '' = 'waiting') for key share skip locked
)
update outbox o set state = 'skipped', reason = 'tray'
where member_id = $1 and state || '' = 'waiting' and reason = 'next_contact' and class is distinct from 'requested'
  and (useful_until is null or useful_until >= $2) and (broadcast_id is null or broadcast_id in (select id from alive))`

// handOver keeps who pauses a broadcast, or calls it off, out until it is done:
// they must see the rows that it queues. What they hold already stays: an answer
// does not wait for them.
const handOver = `
with alive as materialized (
    select id from broadcasts where state in ('running', 'done') and expires_at > $5
      and id in (select broadcast_id from outbox where member_id = $1 and state || '' = 'waiting'
                 union all select broadcast_id from outbox where $4 and member_id = $1 and state = 'skipped' and reason = 'tray')
    order by id for key share skip locked
), tray as (
    select o.id, class = 'requested' is true as asked, row_number() over (partition by class = 'requested' is true order by created_at desc, o.id desc) as n
    from outbox o
    where member_id = $1 and (useful_until is null or useful_until >= $5) and (broadcast_id in (select id from alive) or broadcast_id is null and text <> '') and (not in_doubt and not stays or address_id = $2)
      and (state || '' = 'waiting' and reason = 'next_contact' or $4 and state = 'skipped' and reason = 'tray')
), taken as (
    select id, nextval(pg_get_serial_sequence('outbox', 'id')) as place
    from (select id from tray where asked or n <= $3 order by asked desc, case when asked then -n else n end) x
), moved as (
    update outbox o set id = t.place, lane = 0, state = 'queued', reason = null, not_before = null,
           external_id = case when o.address_id = a.id then o.external_id end,
           address_id = a.id, channel = a.channel, account = a.account
    from taken t, addresses a
    where o.id = t.id and a.id = $2 -- a case, lest the planner look at all that waits
      and case o.state when 'waiting' then o.reason = 'next_contact' when 'skipped' then $4 and o.reason = 'tray' else false end
    returning t.id as was, t.place
)
update calls c set outbox_id = m.place, state = case when state = 'open' then 'reached' else state end, ended_at = coalesce(ended_at, $5)
from moved m where c.outbox_id = m.was`

// FireWaiting brings the newest reminders that waited for their person before
// the engine, where they have just written. It is put off.
func (t Tx) FireWaiting(_ context.Context, h Handing, at time.Time) error {
	t.tx.put("bring reminders that waited", `
		with fired as (
		    update reminders set state = 'fired', fired = fired + 1
		    where id in (select id from reminders where member_id = $1 and state = 'waiting' order by id desc limit $3)
		    returning id, member_id, fired
		)
		insert into inbox (channel, account, external_id, member_id, address_id, kind, reminder_id, at)
		select a.channel, a.account, 'due:' || f.id || ':' || f.fired, f.member_id, a.id, 'due', f.id, $4
		from fired f, addresses a where a.id = $2 order by f.id`, h.MemberID, h.AddressID, h.News, at)
	return nil
}

// countNews counts what somebody ($1) may still be shown at $2.
const countNews = `
select count(*) from outbox o
where member_id = $1 and (useful_until is null or useful_until >= $2) and (text <> '' or broadcast_id is not null) and class is distinct from 'requested'
  and ` + handed + ` and (state || '' = 'waiting' and reason = 'next_contact' or state = 'skipped' and reason = 'tray') and not ` + frozen

// readTray counts the news that a person may still be shown.
func (t Tx) readTray(ctx context.Context, act Act, a flows.ReadTray) (out flows.Outcome, err error) {
	var n int
	err = t.tx.QueryRow(ctx, countNews, act.MemberID, act.At).Scan(&n)
	if err != nil {
		return out, fmt.Errorf("count news: %w", err)
	}
	if n == 0 {
		return flows.Outcome{Event: "none"}, nil
	}
	return flows.Outcome{Event: "some", Args: flows.Args{"Shown": min(n, a.Limit), "More": max(0, n-a.Limit)}}, nil
}
