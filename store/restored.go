package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// here is which server and database this is. A replica that takes over has both in
// common with the one that failed, a restored copy has not.
const here = `select c.system_identifier::text as server, d.oid::bigint as database from pg_control_system() c, pg_database d where d.datname = current_database()`

// frozen holds while nothing is said unasked: some of it may have been said since
// the copy was made.
const frozen = `exists (select from origin where one and frozen_at is not null)`

// Recognise looks whether this is the database that was served before. In a copy
// that was restored elsewhere nothing leaves but replies, from now on and until
// Thaw; it returns since when. Zero: nothing is held.
func (s *Store) Recognise(ctx context.Context, at time.Time) (time.Time, error) {
	var since *time.Time
	err := s.Within(ctx, func(t Tx) error {
		err := t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &since) }, `
			insert into origin as o (server, database) `+here+`
			on conflict (one) do update set frozen_at = coalesce(o.frozen_at, case when (o.server, o.database) <> (excluded.server, excluded.database) then $1::timestamptz end)
			returning frozen_at`, at)
		if since != nil { // it may have left behind an answer, where this was copied from
			t.tx.put("take back what was handed over", `
				update outbox set state = 'waiting', reason = 'next_contact', lane = 2 where broadcast_id is not null and lane = 0 and state = 'queued'`)
		}
		return err
	})
	if err != nil {
		return time.Time{}, fmt.Errorf("recognise the database: %w", err)
	}
	return orZero(since), nil
}

// Frozen is since when nothing is said unasked; zero: it is. copied tells that this
// is a restored copy, which the next start freezes if it has not been yet.
func (s *Store) Frozen(ctx context.Context) (since time.Time, copied bool, err error) {
	var at *time.Time
	err = s.pool.QueryRow(ctx, `
		select max(o.frozen_at), coalesce(bool_or(o.frozen_at is not null or (o.server, o.database) <> (h.server, h.database)), false)
		from origin o, (`+here+`) h where o.one`).Scan(&at, &copied)
	if err != nil {
		return since, false, fmt.Errorf("look whether the database is a copy: %w", err)
	}
	return orZero(at), copied, nil
}

func (t Tx) frozen(ctx context.Context) (held bool, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &held) }, `select `+frozen)
	return held, err
}

// AsRestored makes this database look like one that was brought here from another
// server: a conversation script has no other.
func (s *Store) AsRestored(ctx context.Context) error {
	if _, err := s.pool.Exec(ctx, `insert into origin (server, database) values ('another', 0) on conflict (one) do update set server = excluded.server`); err != nil {
		return fmt.Errorf("pretend that the database was restored: %w", err)
	}
	return nil
}

// Outgoing is what leaves when a copy is thawed: how much of a sort, by channel.
type Outgoing struct {
	What    string    // broadcast SR-12, reminder class_before, requested
	Channel string    // "": it is decided when it leaves
	Count   int       //
	Late    int       // of them, due for more than a day
	First   time.Time // people's time, when the first was due
}

// lateAfter is from when on what is due is due for long.
const lateAfter = 24 * time.Hour

// outgoing lists what would leave at $1: what is queued, the reminders whose time
// has come, and whom a broadcast has not got to yet.
const outgoing = `
with due as (
    select case when b.id is not null then 'broadcast ' || b.code when r.id is not null then 'reminder ' || r.kind else coalesce(o.class, 'notice') end as what,
           o.channel, greatest(o.created_at, b.starts_at) as at
    from outbox o left join broadcasts b on b.id = o.broadcast_id left join reminders r on r.id = o.reminder_id
    where (o.state = 'queued' or o.state = 'waiting' and o.reason = 'number_held') and o.lane > 0 and (o.useful_until is null or o.useful_until >= $1)
      and (b.id is null or b.state = 'running' and b.expires_at > $1)
    union all
    select 'reminder ' || kind, '', due_at from reminders where state = 'due' and due_at <= $1 and useful_until >= $1
)
select what, channel, count(*), count(*) filter (where at < $1::timestamptz - $2::interval), min(at) from due group by what, channel
union all
select 'broadcast ' || code || ', the members whom it has not got to', '', (select count(*) from members m where m.id > b.upto and m.number is not null and m.announcements),
       0, starts_at
from broadcasts b where state = 'running' and not expanded and expires_at > $1
order by 1, 2`

// Outgoing lists what would leave at that time, of what is held in a copy.
func (s *Store) Outgoing(ctx context.Context, at time.Time) ([]Outgoing, error) {
	rows, err := s.pool.Query(ctx, outgoing, at, lateAfter)
	if err != nil {
		return nil, fmt.Errorf("list what would leave: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Outgoing])
	if err != nil {
		return nil, fmt.Errorf("list what would leave: %w", err)
	}
	return list, nil
}

// Thaw makes this server and database the one that speaks, and lets leave what was
// held.
func (s *Store) Thaw(ctx context.Context, at time.Time) error {
	err := s.Within(ctx, func(t Tx) error {
		t.tx.put("thaw", `update origin o set server = h.server, database = h.database, frozen_at = null from (`+here+`) h where o.one`)
		return t.audit(entry{actor: actor{label: CommandLine}, action: "broadcast.thaw", subject: "restored copy", at: at})
	})
	if err != nil {
		return fmt.Errorf("thaw: %w", err)
	}
	return nil
}
