package store

import (
	"context"
	"fmt"
	"time"
)

// FailOver is when a notice that somebody asked for goes another way.
type FailOver struct {
	Since     time.Time // people's time: what was queued, or sent without arriving, before that
	Elsewhere []string  // channels that it may go by
	Receipts  []string  // channels that tell what has arrived, and can take back what has not
}

// failOverFor is how far back it looks: what is older has been seen to.
const failOverFor = 48 * time.Hour

// asked are notices that their person asked for, and another address of theirs
// ($2: on which channels). Nothing takes their place yet.
const asked = `
select o.id, o.state, o.channel, o.sent_at, x.id as other, x.channel as other_channel, x.account as other_account
from outbox o
join lateral (select * from addresses x where x.member_id = o.member_id and x.id <> o.address_id and x.channel = any($2) and x.channel <> o.channel
              and x.blocked_at is null order by x.heard_at desc nulls last, x.id limit 1) x on true
where o.class = 'requested' and o.recalls is null and o.state in ('queued', 'waiting', 'sent', 'failed')
  and o.created_at < $1 and o.created_at > $1::timestamptz - $3::interval and (o.useful_until is null or o.useful_until >= $1)
  and not exists (select from outbox i where i.instead_of = o.id)`

// moveAside has what never left, or could not arrive, said elsewhere instead. A
// row in doubt stays where it is.
const moveAside = `
with due as materialized (` + asked + ` and (o.state = 'failed' or o.state in ('queued', 'waiting') and coalesce(o.reason, '') not like 'unknown%')
    order by o.id for update of o skip locked
), aside as (
    update outbox o set state = 'skipped', reason = 'other_channel', not_before = null
    from due where o.id = due.id returning o.*, due.other, due.other_channel, due.other_account
), reached as (
    update calls set state = 'reached', ended_at = $1 where outbox_id in (select id from aside) and state = 'open'
)
insert into outbox (member_id, address_id, channel, account, lane, text, choices, contact, useful_until, created_at, reminder_id, class, media, instead_of)
select member_id, other, other_channel, other_account, lane, text, choices, contact, useful_until, $1, reminder_id, class, media, id
from aside order by id`

// recall asks for what was sent and did not arrive to be taken back first: the
// person must not get it twice.
const recall = `
with due as materialized (` + asked + ` and o.state = 'sent' and o.channel = any($4) and o.sent_at < $1
      and not exists (select from outbox r where r.recalls = o.id)
    order by o.id for update of o skip locked
)
insert into outbox (member_id, address_id, channel, account, lane, text, created_at, useful_until, class, recalls)
select o.member_id, o.address_id, o.channel, o.account, o.lane, '', $1, $1::timestamptz + $3::interval, 'requested', o.id
from due join outbox o on o.id = due.id order by o.id`

// unneeded: what has arrived since need not be taken back.
const unneeded = `
update outbox r set state = 'skipped', reason = 'arrived'
from outbox o where r.recalls = o.id and r.state in ('queued', 'waiting') and o.state in ('delivered', 'read')`

// recalled has said elsewhere what was taken back: at once when it never came
// to the phone, else when the phone has taken it off.
const recalled = `
with due as materialized (
    select o.*, x.id as other, x.channel as other_channel, x.account as other_account
    from outbox r join outbox o on o.id = r.recalls
    join lateral (select * from addresses x where x.member_id = o.member_id and x.id <> o.address_id and x.channel = any($2) and x.channel <> o.channel
                  and x.blocked_at is null order by x.heard_at desc nulls last, x.id limit 1) x on true
    where r.recalls is not null and r.created_at > $1::timestamptz - $3::interval       and (r.state in ('delivered', 'read') or r.state = 'sent' and o.state not in ('delivered', 'read'))
      and not exists (select from outbox i where i.instead_of = o.id)
    order by o.id for update of o skip locked
), aside as (
    update outbox o set state = 'skipped', reason = 'recalled' from due where o.id = due.id
)
insert into outbox (member_id, address_id, channel, account, lane, text, choices, contact, useful_until, created_at, reminder_id, class, media, instead_of)
select member_id, other, other_channel, other_account, lane, text, choices, contact, useful_until, $1, reminder_id, class, media, id
from due order by id`

// FailOver has notices that people asked for go by another channel of theirs,
// when they have not left or not arrived by then. What may still arrive is taken
// back first. It returns how many rows it wrote.
func (s *Store) FailOver(ctx context.Context, f FailOver, at time.Time) (n int64, err error) {
	err = s.Within(ctx, func(t Tx) error {
		n = 0
		for _, one := range []struct {
			sql  string
			args []any
		}{
			{unneeded, nil},
			{moveAside, []any{f.Since, f.Elsewhere, failOverFor}},
			{recall, []any{f.Since, f.Elsewhere, failOverFor, f.Receipts}},
			{recalled, []any{at, f.Elsewhere, failOverFor}},
		} {
			tag, err := t.tx.Exec(ctx, one.sql, one.args...)
			if err != nil {
				return err
			}
			n += tag.RowsAffected()
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("look what goes another way: %w", err)
	}
	return n, nil
}
