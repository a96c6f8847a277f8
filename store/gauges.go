package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// Gauges are what is open in the whole database at one moment, whichever
// replica asks.
type Gauges struct {
	Inbox  []OpenRows // pending, quarantined; channel and lane are empty
	Outbox []OpenRows // queued, leased, waiting, unknown, and failed in the last day; by channel and lane
	Owners []Owner

	Overdue OpenRows // reminders whose time has come and that nobody has brought; Oldest is the first one's time
}

// OpenRows counts rows of one kind that somebody still has to see to.
type OpenRows struct {
	State   string
	Channel string
	Lane    bot.Lane
	Count   int64
	Oldest  time.Time // people's time, of pending and queued rows; zero: there is none
}

// Owner is who took an account last.
type Owner struct {
	bot.Account
	Replica string
	Epoch   int64
	Held    bool  // its lock is held: it still speaks for the account
	Queued  int64 // bubbles that wait for the account
}

// Gauges counts in one statement, by partial indexes: it costs what is open,
// not what was ever written. people is people's time.
func (s *Store) Gauges(ctx context.Context, people time.Time) (Gauges, error) {
	var g Gauges
	rows, err := s.pool.Query(ctx, gauges, people)
	if err != nil {
		return g, fmt.Errorf("read gauges: %w", err)
	}
	var of string
	var o OpenRows
	var w Owner
	var oldest *time.Time
	_, err = pgx.ForEachRow(rows, []any{&of, &o.State, &o.Channel, &w.Name, &o.Lane, &o.Count, &oldest, &w.Replica, &w.Held, &w.Queued}, func() error {
		o.Oldest = time.Time{}
		if oldest != nil {
			o.Oldest = *oldest
		}
		switch of {
		case "inbox":
			g.Inbox = append(g.Inbox, o)
		case "outbox":
			g.Outbox = append(g.Outbox, o)
		case "reminders":
			g.Overdue = o
		case "account":
			w.Channel, w.Epoch = o.Channel, o.Count
			g.Owners = append(g.Owners, w)
		}
		return nil
	})
	if err != nil {
		return g, fmt.Errorf("read gauges: %w", err)
	}
	return g, nil
}

// gauges is a select for each kind of open row: of, state, channel, account,
// lane, rows (an account's epoch), oldest, owner, held, queued. The oldest is
// the first by id, which the indexes know without a look at the rows.
const gauges = `
with first as (
    select channel, account, lane, count(*) as n, min(id) as id from outbox where state || '' = 'queued' and (broadcast_id is null or lane = 0) group by 1, 2, 3
    union all
    select channel, account, lane, count(*), min(id) from outbox where state || '' = 'queued' and broadcast_id is not null and lane > 0 group by 1, 2, 3
)
select 'inbox', 'pending', '', '', 0::smallint, count(*),
       (select at from inbox where state = 'pending' and id > 0 order by id limit 1), '', false, 0::bigint
from inbox where state = 'pending' and id > 0
union all
select 'inbox', 'quarantined', '', '', 0, count(*), null, '', false, 0 from inbox where state = 'quarantined'
union all
select 'outbox', 'queued', f.channel, '', f.lane, sum(f.n)::bigint, min(o.created_at), '', false, 0
from first f join outbox o on o.id = f.id group by f.channel, f.lane
union all
select 'outbox', 'leased', channel, '', lane, count(*), null, '', false, 0
from outbox where state = 'leased' group by channel, lane
union all
select 'outbox', state, channel, '', lane, count(*), null, '', false, 0
from outbox where state in ('unknown', 'waiting') group by state, channel, lane
union all
select 'outbox', 'failed', channel, '', lane, count(*), null, '', false, 0
from outbox where state = 'failed' and created_at > $1::timestamptz - interval '1 day' group by channel, lane
union all
select 'reminders', '', '', '', 0, count(*), min(due_at), '', false, 0 from reminders where state = 'due' and due_at <= $1
union all
select 'account', '', channel, name, 0, epoch, null, owner, ` + held + `,
       coalesce((select sum(n) from first f where (f.channel, f.account) = (accounts.channel, accounts.name)), 0)::bigint from accounts`

// held tells whether anybody holds the lock of an account (of table accounts):
// the key that tryOwn takes, as pg_locks shows it.
const held = `exists (
    select from pg_locks l
    where l.locktype = 'advisory' and l.granted and l.objsubid = 1
      and l.database = (select oid from pg_database where datname = current_database())
      and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended(accounts.channel || '/' || accounts.name, 0))`

// Pool is how busy this process's connections are.
type Pool struct {
	Busy, Idle, Max int
	Waits           int64         // times that no connection was free
	Waited          time.Duration // for connections, altogether
}

// Pool reads it without asking the database.
func (s *Store) Pool() Pool {
	p := s.pool.Stat()
	return Pool{
		Busy: int(p.AcquiredConns()), Idle: int(p.IdleConns()), Max: int(p.MaxConns()),
		Waits: p.EmptyAcquireCount(), Waited: p.EmptyAcquireWaitTime(),
	}
}
