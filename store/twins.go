package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// theirTwins are other addresses (o) of whoever an event ($1) is about (a), at
// the same number of ours.
const theirTwins = `
		from inbox i
		join addresses a on a.id = i.address_id
		join whatsapp_people p on p.into_id = case when a.address ~ '^[0-9]{1,18}$' then a.address::bigint end
		join addresses o on (o.channel, o.account, o.address) = (a.channel, a.account, p.id::text)
		where i.id = $1 and a.channel = 'whatsapp'`

// twins lists others who, as WhatsApp has told since, are the same person as
// the one of an event, at the same number of ours.
func (t Tx) twins(ctx context.Context, act Act) (ids []int64, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { ids, err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err }, `
		select distinct o.member_id`+theirTwins+` and o.member_id <> $2 order by 1`, act.InboxID, act.MemberID)
	if err != nil {
		return nil, fmt.Errorf("find the same person twice: %w", err)
	}
	return ids, nil
}

// mergeTwins makes them one. All are locked.
func (t Tx) mergeTwins(ctx context.Context, act Act) error {
	ids, err := t.twins(ctx, act)
	if err != nil {
		return err
	}
	self := act.MemberID
	for _, id := range ids {
		kept, gone, err := t.parties(ctx, self, id)
		if err != nil {
			return err
		}
		if err := t.merge(ctx, act, merging{kept: kept.id, gone: gone.id, by: "whatsapp"}); err != nil {
			return err
		}
		self = kept.id
	}
	t.tx.put("write to one of two addresses", `select whatsapp_moved(a.id, o.id)`+theirTwins+` order by o.id`, act.InboxID)
	return nil
}
