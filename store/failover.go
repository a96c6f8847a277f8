package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"langkah/bot"
)

// FailOver is when a notice that somebody asked for goes another way.
type FailOver struct {
	Since     time.Time // people's time: what was queued, or sent without arriving, before that
	Elsewhere []string  // channels that it may go by
	Written   []string  // likewise, where they have written of late
	Receipts  []string  // channels that tell what has arrived, and can take back what has not
}

// failOverFor is how far back it looks: what is older has been seen to.
const failOverFor = 48 * time.Hour

// asked are notices that their person asked for and that have not certainly
// arrived by $1, of the last days ($4). Nothing takes their place yet.
const asked = ofUse + ` and o.created_at < $1 and o.created_at > $1::timestamptz - $4::interval`

// ofUse is of these what is of use still ($3), however old.
const ofUse = `o.class = 'requested' and o.recalls is null and not o.in_doubt and not o.stays and (o.text <> '' or o.media is not null)
  and (o.useful_until is null or o.useful_until >= $3) and not exists (select from outbox i where i.instead_of = o.id)`

// moveAside has what never left, or could not arrive, said elsewhere instead.
var moveAside = `
with due as materialized (
    select o.id, x.id as other, x.channel as other_channel, x.account as other_account from outbox o
    join lateral (` + anyOther + `) x on true
    where ` + asked + ` and o.state in ('queued', 'waiting', 'failed')
    order by o.id for update of o skip locked
), ` + aside

// recall asks for what was sent and did not arrive to be taken back first: the
// person must not get it twice.
var recall = `
with due as materialized (
    select o.* from outbox o join lateral (` + elsewhere + `) x on true
    where ` + asked + ` and o.state = 'sent' and o.channel = any($5) and o.sent_at < $1
      and not exists (select from outbox r where r.recalls = o.id)
    order by o.id for update of o skip locked
)
insert into outbox (member_id, address_id, channel, account, lane, text, created_at, useful_until, class, recalls)
select member_id, address_id, channel, account, lane, '', $3, $3::timestamptz + $4::interval, 'requested', id
from due order by id
on conflict do nothing`

// unneeded: what has arrived since, or can be said nowhere else any more, need
// not be taken back.
var unneeded = `
update outbox r set state = 'skipped', reason = 'arrived'
from outbox o where r.recalls is not null and r.recalls = o.id and r.state in ('queued', 'waiting')
  and (o.state in ('delivered', 'read') or not exists (` + elsewhere + `))`

// recalled has said elsewhere what was taken back: at once when it never came
// to the phone, else when the phone has taken it off.
var recalled = `
with due as materialized (
    select o.id, x.id as other, x.channel as other_channel, x.account as other_account
    from outbox r join outbox o on o.id = r.recalls
    join lateral (` + elsewhere + `) x on true
    where r.recalls is not null and ` + takenBack + ` and (o.text <> '' or o.media is not null) and o.created_at < $1 and r.created_at > $3::timestamptz - $4::interval
      and not exists (select from outbox i where i.instead_of = o.id)
    order by o.id for update of o skip locked
), ` + aside

const takenBack = `(r.state in ('delivered', 'read') or r.state = 'sent' and o.state not in ('delivered', 'read'))`

// lastResort has the pendamping call whoever asked for what arrived nowhere. A
// row that was taken back may be older than those that are looked at: the taking
// back is what counts then.
var lastResort = `
insert into calls (member_id, outbox_id, created_at, useful_until)
select o.member_id, o.id, $3, o.useful_until from outbox o
where ` + asked + ` and o.state = 'failed' and not exists (` + anyOther + `)
union
select o.member_id, o.id, $3, o.useful_until from outbox r join outbox o on o.id = r.recalls
where r.recalls is not null and ` + takenBack + ` and o.state = 'sent' and ` + ofUse + `
  and o.created_at < $1 and r.created_at > $3::timestamptz - $4::interval and not exists (` + elsewhere + `)
on conflict do nothing`

// FailOver has notices that people asked for go by another channel of theirs,
// when they have not left or not arrived by then. What may still arrive is taken
// back first. It returns how many rows it wrote.
func (s *Store) FailOver(ctx context.Context, f FailOver, at time.Time) (n int64, err error) {
	err = s.Within(ctx, func(t Tx) error {
		n = 0
		if held, err := t.frozen(ctx); held || err != nil {
			return err
		}
		for _, one := range []struct {
			sql  string
			args []any
		}{
			{strings.ReplaceAll(unneeded, "$2", "$1"), []any{f.Elsewhere}},
			{moveAside, []any{f.Since, f.Elsewhere, at, failOverFor, f.Written, at.Add(-bot.ColdAfter)}},
			{recall, []any{f.Since, f.Elsewhere, at, failOverFor, f.Receipts}},
			{recalled, []any{f.Since, f.Elsewhere, at, failOverFor}},
			{lastResort, []any{f.Since, f.Elsewhere, at, failOverFor, f.Written, at.Add(-bot.ColdAfter)}},
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
