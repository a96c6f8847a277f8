package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// EndBroadcasts ends those whose time is over, and those of which nothing is left
// to send, or to hand over when somebody writes. It returns how many rows of those
// that are over it ended with them: 0 when there are no more.
func (s *Store) EndBroadcasts(ctx context.Context, at time.Time) (ended int, err error) {
	err = s.Within(ctx, func(t Tx) error {
		t.tx.put("end broadcasts", endBroadcasts, at)
		ended, err = t.endRows(ctx, 0, at)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("end broadcasts: %w", err)
	}
	return ended, nil
}

// endBroadcasts looks at the few rows that are not over by their own indexes: most of a
// broadcast have left. Whoever does something about one ends it, or comes back.
const endBroadcasts = `
update broadcasts set state = 'done', ended_at = $1
where id in (select id from broadcasts b
    where expires_at <= $1 and state in ('running', 'paused') or state = 'running' and expanded
      and not exists (select from outbox o where o.broadcast_id = b.id and o.state || '' = 'queued' offset 0)
      and not exists (select from outbox o where o.broadcast_id = b.id and o.state || '' = 'waiting' offset 0)
      and not exists (select from outbox o where o.broadcast_id + 0 = b.id and o.state = 'leased' offset 0)
    for no key update skip locked)`

// endBatch is how many rows of a broadcast that is over a commit ends.
const endBatch = 5_000

// endRows ends rows that no sender takes any more: of one that was called off ($2; 0:
// of all that are over of late). Some numbers are served by nobody, and what was on
// its way comes back.
func (t Tx) endRows(ctx context.Context, of int64, at time.Time) (ended int, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &ended) }, fmt.Sprintf(endRows, endBatch), at, of)
	return ended, err
}

const endRows = `
with over as materialized (
    select id, state = 'cancelled' as cancelled from broadcasts
    where id = $2 or $2 = 0 and (state = 'cancelled' or state = 'done' and expires_at <= $1)
       and greatest(ended_at, case when state = 'done' then expires_at end) > $1::timestamptz - interval '2 days'
), rest as materialized (
    select x.id, over.cancelled from over cross join lateral (
        (select o.id from outbox o where o.broadcast_id = over.id and o.state || '' = 'queued' limit %[1]d)
        union all
        (select o.id from outbox o where o.broadcast_id = over.id and o.state || '' = 'waiting' limit %[1]d)) x
    limit %[1]d
), ended as (
    update outbox o set state = case when rest.cancelled then 'skipped' else 'expired' end, not_before = null,
           reason = case when rest.cancelled then 'cancelled' else 'useful_until' end
    from rest where o.id = rest.id and o.state in ('queued', 'waiting') returning 1
)
select count(*) from ended`
