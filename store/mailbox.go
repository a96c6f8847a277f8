package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// Pull returns an address's bubbles beyond the row last and settles them as
// sent. Queued rows come whatever their id: a transaction that began earlier
// may have committed later. What comes too late expires: nobody else looks.
// No row of a lane above most is taken: at night only replies leave.
func (s *Store) Pull(ctx context.Context, to bot.Address, last int64, at time.Time, most bot.Lane) ([]bot.Outbound, error) {
	rows, err := s.pool.Query(ctx, `
		with here as (
		    select id, member_id from addresses where (channel, account, address) = ($1, $2, $3)
		), alive as (
		    select id from broadcasts where state = 'running' and starts_at <= $5 and expires_at > $5
		      and extract(hour from $5::timestamptz at time zone 'Asia/Jakarta') between opens and closes - 1 for key share skip locked
		), fresh as (
		    update outbox o set state = case when useful_until < $5 then 'expired' when not q.wanted then 'skipped' else 'sent' end,
		           reason = case when useful_until < $5 then 'useful_until' when not q.wanted then 'stopped' end,
		           sent_at = case when useful_until >= $5 is not false and q.wanted then $5 end
		    from (select w.id, `+wanted+` as wanted from here join outbox w on w.member_id = here.member_id and w.address_id = here.id
		          where w.state = 'queued' and w.lane <= $6 and (w.lane = 0 or not `+frozen+`) and (w.broadcast_id is null or w.lane = 0 or w.broadcast_id in (select id from alive))) q
		    where o.id = q.id and o.state = 'queued'
		    returning o.id, o.state
		)
		select o.id, o.channel, o.account, $3::text, coalesce(o.external_id, ''), o.text, o.choices, o.contact, o.resent, o.tries, o.lane, o.media,
       coalesce((select r.external_id from outbox r where r.id = o.recalls), ''), case when o.broadcast_id is not null and o.text = '' then `+filling+` end
		from outbox o join here on here.id = o.address_id
		where o.id >= (select least(min(id), $4 + 1) from fresh)
		  and (o.id in (select id from fresh where state = 'sent') or (o.id > $4 and o.state in ('sent', 'delivered', 'read') and (o.text <> '' or o.media is not null or o.broadcast_id is not null and exists (select from members m where m.id = o.member_id and m.erased_at is null))))
		order by o.id limit 200`, to.Channel, to.Account, to.ID, last, at, int16(most))
	if err != nil {
		return nil, fmt.Errorf("pull bubbles: %w", discreet(err))
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (bot.Outbound, error) { return scanFill(row) })
	if err != nil {
		return nil, fmt.Errorf("pull bubbles: %w", discreet(err))
	}
	return list, nil
}

// History is the last bubbles of both sides, oldest first. A message stands
// before what answered it; what answers nothing stands where it was said. What
// was erased and what the person did not write is left out. What was written at
// an address stays with whose it was then.
func (s *Store) History(ctx context.Context, to bot.Address, limit int) ([]bot.Bubble, error) {
	rows, err := s.pool.Query(ctx, `
		with here as (select id, member_id from addresses where (channel, account, address) = ($1, $2, $3)),
		whose as (
		    select member_id from here
		    union select m.gone from merges m join here on m.kept = here.member_id
		    union select m.kept from merges m join here on m.gone = here.member_id
		), theirs as (
		    select i.* from whose cross join lateral (
		        select * from inbox i where i.member_id = whose.member_id and i.address_id = (select id from here)
		          and i.kind not in ('blocked', 'reopened', 'erased', 'due', 'staff', 'same') and (i.text <> '' or i.kind <> 'text')
		        order by i.id desc limit $4) i
		    order by i.id desc limit $4
		), ours as (
		    select o.* from outbox o
		    where o.address_id = (select id from here) and (o.text <> '' or o.media is not null) and o.state in ('sent', 'delivered', 'read')
		    order by o.id desc limit $4
		)
		select kind, id, external_id, text, choices, contact, media, at from (
		    select i.kind, i.id, i.external_id, i.at, null::jsonb as choices, '' as contact, null::jsonb as media, i.id as turn, 0 as n,
		           coalesce((select c ->> 'label' from ours o, jsonb_array_elements(o.choices) c
		                     where i.pick <> '' and c ->> 'id' = i.pick order by o.id desc limit 1), i.text) as text
		    from theirs i
		    union all
		    select '', o.id, coalesce(o.external_id, ''), coalesce(o.sent_at, o.created_at), o.choices, o.contact, o.media,
		           coalesce(o.inbox_id, (select max(t.id) from theirs t where t.at <= o.created_at), 0), o.id, o.text
		    from ours o
		    order by turn desc, n desc limit $4
		) h order by turn, n`, to.Channel, to.Account, to.ID, limit)
	if err != nil {
		return nil, fmt.Errorf("read history: %w", discreet(err))
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (bot.Bubble, error) {
		b := bot.Bubble{Outbound: bot.Outbound{To: to}}
		var choices, media []byte
		err := row.Scan(&b.Kind, &b.ID, &b.ExternalID, &b.Text, &choices, &b.ShareContact, &media, &b.At)
		if err == nil {
			err = adorn(&b.Outbound, choices, media)
		}
		return b, err
	})
	if err != nil {
		return nil, fmt.Errorf("read history: %w", discreet(err))
	}
	return list, nil
}

// Expire sets aside what came too late for an account that people fetch from:
// whoever never comes back would leave it waiting for ever.
func (s *Store) Expire(ctx context.Context, of bot.Account, at time.Time) error {
	if _, err := s.pool.Exec(ctx, expire, of.Channel, of.Name, at); err != nil {
		return fmt.Errorf("expire bubbles of %s: %w", of, err)
	}
	return nil
}
