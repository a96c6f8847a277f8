package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// queueSettle writes how sends ended. A row that is no longer leased was
// settled by somebody else and stays as it is, except that a send which did
// arrive outweighs a doubt.
func queueSettle(b *pgx.Batch, done []Result) {
	n := len(done)
	ids, states, reasons := make([]int64, n), make([]string, n), make([]string, n)
	externals, resent := make([]string, n), make([]bool, n)
	before, sent := make([]*time.Time, n), make([]*time.Time, n)
	for i, r := range done {
		ids[i], states[i], reasons[i], externals[i], resent[i] = r.ID, r.State, r.Reason, r.ExternalID, r.Resent
		if !r.NotBefore.IsZero() {
			before[i] = &done[i].NotBefore
		}
		if r.State == "sent" {
			sent[i] = &done[i].At
		}
	}
	b.Queue(`
		update outbox o set state = r.state, reason = nullif(r.reason, ''), not_before = r.before, leased_until = null,
		       external_id = coalesce(nullif(r.external, ''), o.external_id), resent = o.resent or r.resent,
		       sent_at = coalesce(r.sent, o.sent_at)
		from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::bool[])
		     as r (id, state, reason, external, before, sent, resent)
		where o.id = r.id and (o.state = 'leased' or (o.state = 'unknown' and r.state = 'sent'))`,
		ids, states, reasons, externals, before, sent, resent)
}

// queueBlocked tells the engine, through the inbox, which addresses are shut:
// settling itself touches only the ledger.
func queueBlocked(b *pgx.Batch, done []Result) {
	var ids []int64
	var at time.Time
	for _, r := range done {
		if r.Blocked {
			ids, at = append(ids, r.ID), r.At
		}
	}
	b.Queue(`
		insert into inbox (channel, account, external_id, member_id, address_id, kind, at)
		select channel, account, 'blocked:' || id, member_id, address_id, 'blocked', $2
		from outbox where id = any($1)
		on conflict do nothing`, ids, at)
}

// Recover deals with what an earlier owner left in flight. Where the channel
// takes our ids the row is sent again under the same id and shows once.
// Elsewhere it may have arrived: a reply is sent again and marked, the rest
// waits for staff as unknown.
func (s *Store) Recover(ctx context.Context, l Lease, ownIDs bool) (requeued, unknown int64, err error) {
	again, err := s.pool.Exec(ctx, `
		update outbox set state = 'queued', leased_until = null, not_before = null, resent = resent or not $4
		where channel = $1 and account = $2 and state = 'leased' and epoch < $3 and ($4 or lane = 0)`,
		l.Account.Channel, l.Account.Name, l.Epoch, ownIDs)
	if err != nil {
		return 0, 0, fmt.Errorf("recover %s: %w", l.Account, err)
	}
	doubt, err := s.pool.Exec(ctx, `
		update outbox set state = 'unknown', reason = 'owner_lost', leased_until = null
		where channel = $1 and account = $2 and state = 'leased' and epoch < $3`,
		l.Account.Channel, l.Account.Name, l.Epoch)
	if err != nil {
		return 0, 0, fmt.Errorf("recover %s: %w", l.Account, err)
	}
	return again.RowsAffected(), doubt.RowsAffected(), nil
}

// Receipts raise rows to delivered or read; receipts for ids that are not ours
// are passed over, and a row never sinks.
func (s *Store) Receipts(ctx context.Context, batch []bot.Receipt) error {
	n := len(batch)
	channels, accounts, ids := make([]string, n), make([]string, n), make([]string, n)
	read, at := make([]bool, n), make([]time.Time, n)
	for i, r := range batch {
		channels[i], accounts[i], ids[i] = r.Account.Channel, r.Account.Name, r.ExternalID
		read[i], at[i] = r.Kind == bot.Read, r.At
	}
	_, err := s.pool.Exec(ctx, `
		with r as (
		    select channel, account, external_id, bool_or(read) as read, min(at) as at
		    from unnest($1::text[], $2::text[], $3::text[], $4::bool[], $5::timestamptz[]) as w (channel, account, external_id, read, at)
		    group by 1, 2, 3
		)
		update outbox o set
		    state = case when r.read or o.state = 'read' then 'read' else 'delivered' end,
		    delivered_at = coalesce(o.delivered_at, r.at),
		    read_at = case when r.read then coalesce(o.read_at, r.at) else o.read_at end,
		    leased_until = null
		from r
		where (o.channel, o.account, o.external_id) = (r.channel, r.account, r.external_id)
		  and o.state in ('leased', 'sent', 'delivered', 'read', 'unknown')`, channels, accounts, ids, read, at)
	if err != nil {
		return fmt.Errorf("note %d receipts: %w", n, err)
	}
	return nil
}
