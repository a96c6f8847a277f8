package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// Pull returns an address's bubbles beyond the row last and settles them as
// sent. Queued rows come whatever their id: a transaction that began earlier
// may have committed later.
func (s *Store) Pull(ctx context.Context, to bot.Address, last int64, at time.Time) ([]bot.Outbound, error) {
	rows, err := s.pool.Query(ctx, `
		with here as (
		    select id from addresses where (channel, account, address) = ($1, $2, $3)
		), fresh as (
		    update outbox set state = 'sent', sent_at = $5
		    where address_id = (select id from here) and state = 'queued' and (useful_until is null or useful_until >= $5)
		    returning id
		)
		select o.id, o.channel, o.account, $3::text, coalesce(o.external_id, ''), o.text, o.choices, o.contact, o.resent, o.tries, o.lane
		from outbox o
		where o.address_id = (select id from here)
		  and (o.id in (select id from fresh) or (o.id > $4 and o.state in ('sent', 'delivered', 'read') and o.text <> ''))
		order by o.id limit 200`, to.Channel, to.Account, to.ID, last, at)
	if err != nil {
		return nil, fmt.Errorf("pull bubbles: %w", err)
	}
	list, err := pgx.CollectRows(rows, scanOutbound)
	if err != nil {
		return nil, fmt.Errorf("pull bubbles: %w", err)
	}
	return list, nil
}

// History is the last bubbles of both sides, oldest first. A message stands
// before what answered it.
func (s *Store) History(ctx context.Context, to bot.Address, limit int) ([]bot.Bubble, error) {
	rows, err := s.pool.Query(ctx, `
		with here as (select id from addresses where (channel, account, address) = ($1, $2, $3))
		select kind, id, text, choices, contact from (
		    select i.kind, i.id, null::jsonb as choices, '' as contact, i.id as turn, 0 as n,
		           coalesce((select c ->> 'label' from outbox o, jsonb_array_elements(o.choices) c
		                     where i.pick <> '' and o.address_id = i.address_id and c ->> 'id' = i.pick
		                     order by o.id desc limit 1), i.text) as text
		    from inbox i where i.address_id = (select id from here) and (i.text <> '' or i.kind <> 'text')
		    union all
		    select '', o.id, o.choices, o.contact, coalesce(o.inbox_id, 0), o.id, o.text
		    from outbox o
		    where o.address_id = (select id from here) and o.text <> '' and o.state in ('sent', 'delivered', 'read')
		    order by turn desc, n desc limit $4
		) h order by turn, n`, to.Channel, to.Account, to.ID, limit)
	if err != nil {
		return nil, fmt.Errorf("read history: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (bot.Bubble, error) {
		b := bot.Bubble{Outbound: bot.Outbound{To: to}}
		var choices []byte
		err := row.Scan(&b.Kind, &b.ID, &b.Text, &choices, &b.ShareContact)
		if err == nil && choices != nil {
			err = json.Unmarshal(choices, &b.Choices)
		}
		return b, err
	})
	if err != nil {
		return nil, fmt.Errorf("read history: %w", err)
	}
	return list, nil
}
