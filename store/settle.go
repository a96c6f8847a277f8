package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// queueSettle writes how sends ended. A row that is no longer leased to this
// owner was settled, or is being sent, by somebody else and stays as it is,
// except that a send which did arrive outweighs all but a receipt.
func queueSettle(b *pgx.Batch, epoch int64, done []Result) {
	done = slices.Clone(done)
	slices.SortFunc(done, func(x, y Result) int { return cmp.Compare(x.ID, y.ID) })
	n := len(done)
	ids, states, reasons := make([]int64, n), make([]string, n), make([]string, n)
	externals, resent, uncounted := make([]string, n), make([]bool, n), make([]bool, n)
	before, sent, doubt, refused := make([]*time.Time, n), make([]*time.Time, n), make([]bool, n), make([]bool, n)
	texts, choices, media := make([]*string, n), make([]*string, n), make([]*string, n)
	var back []int64
	for i, r := range done {
		ids[i], states[i], resent[i], uncounted[i] = r.ID, r.State, r.Resent, r.Uncounted
		reasons[i], externals[i], doubt[i], refused[i] = plain(r.Reason), key(r.ExternalID), r.Doubt, r.Refused
		if !r.NotBefore.IsZero() {
			before[i] = &done[i].NotBefore
		}
		if r.State == "sent" {
			sent[i] = &done[i].At
		}
		switch said := r.Said; {
		case r.State == "queued", r.State == "waiting": // it is filled in anew
			back = append(back, r.ID)
		case said != nil:
			texts[i], choices[i], media[i] = &said.Text, choicesJSON(said.Choices), mediaJSON(said.Media)
		}
	}
	b.Queue(`
		update outbox o set state = r.state, reason = nullif(r.reason, ''), not_before = r.before, leased_until = null,
		       external_id = coalesce(nullif(r.external, ''), o.external_id), resent = o.resent or r.resent, in_doubt = o.in_doubt or r.doubt,
		       sent_at = coalesce(r.sent, o.sent_at), tries = o.tries - r.uncounted::int,
		       text = case when `+forgotten+` then '' else coalesce(r.text, o.text) end,
		       choices = case when not `+forgotten+` then coalesce(r.choices::jsonb, o.choices) end,
		       media = case when not `+forgotten+` then coalesce(r.media::jsonb, o.media) end,
		       refused_after = case when r.refused then (select `+lastWord+` from addresses a where a.id = o.address_id) else o.refused_after end
		from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::bool[], $9::bool[], $10::bool[], $11::bool[],
		            $12::text[], $13::text[], $14::text[])
		     as r (id, state, reason, external, before, sent, resent, uncounted, doubt, refused, text, choices, media)
		where o.id = r.id and (o.state = 'leased' and o.epoch = $8
		                       or r.state = 'sent' and o.state not in ('sent', 'delivered', 'read'))`,
		ids, states, reasons, externals, before, sent, resent, epoch, uncounted, doubt, refused, texts, choices, media)
	if len(back) > 0 {
		b.Queue(comeBack, back)
	}
}

// forgotten holds for a row (o) whose person was erased while it was on its way.
const forgotten = `(o.reason is not null and o.reason = 'erased')`

// comeBack deals with rows of broadcasts that have to leave again: what their person
// has stopped, or what was called off, does not, and may have arrived already. What
// was handed over with an answer is one among the others now, which a pause holds;
// of a broadcast that is over it waits for the next contact.
const comeBack = `
update outbox o set lane = 2, not_before = case when b.state in ('running', 'paused') then o.not_before end,
       state = case when o.useful_until > '-infinity' and b.state in ('running', 'paused') then o.state
                    when o.useful_until > '-infinity' and b.state = 'done' then 'waiting' when o.in_doubt then 'unknown' else 'skipped' end,
       reason = case when o.useful_until > '-infinity' and b.state in ('running', 'paused') then o.reason
                     when o.useful_until > '-infinity' and b.state = 'done' then 'next_contact' when o.in_doubt then o.reason
                     when b.state = 'cancelled' then 'cancelled' else 'stopped' end
from broadcasts b
where o.id = any($1) and b.id = o.broadcast_id and o.state in ('queued', 'waiting')
  and (o.lane = 0 or o.useful_until = '-infinity' or b.state not in ('running', 'paused'))`

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
	if len(ids) == 0 {
		return
	}
	b.Queue(`
		insert into inbox (channel, account, external_id, member_id, address_id, kind, at)
		select channel, account, 'blocked:' || id, member_id, address_id, 'blocked', $2
		from outbox where id = any($1)
		on conflict do nothing`, ids, at)
}

// recoverTries is how often a reply is sent before a kill leaves it unknown: a
// row that fells its owners, or whose end cannot be written, must not come back
// for ever.
const recoverTries = 10

// Recovery is how a new owner takes over.
type Recovery struct {
	OwnIDs bool      // the channel takes our ids
	Latest time.Time // machine time: when the longest backoff that begins now ends
}

// Recover deals with what an earlier owner left in flight. Where the channel
// takes our ids the row is sent again under the same id and shows once.
// Elsewhere it may have arrived: a reply is sent again and marked, the rest
// waits for staff as unknown, also what a broadcast said behind an answer, and what
// was called off or stopped meanwhile. What waits longer than any backoff was written by
// a clock that was ahead, or a messenger asked for it, who will say so again.
func (s *Store) Recover(ctx context.Context, l Lease, how Recovery) (requeued, unknown int64, err error) {
	again, err := s.pool.Exec(ctx, `
		update outbox set state = 'queued', leased_until = null, not_before = null, resent = resent or not $4, in_doubt = true,
		       lane = case when broadcast_id is null then lane else 2 end
		where channel = $1 and account = $2 and state = 'leased' and epoch < $3 and ($4 or (lane = 0 and broadcast_id is null and tries < $5))
		  and (broadcast_id is null or useful_until > '-infinity' and broadcast_id in (select id from broadcasts where state in ('running', 'paused')))`,
		l.Account.Channel, l.Account.Name, l.Epoch, how.OwnIDs, recoverTries)
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
	_, err = s.pool.Exec(ctx, `
		update outbox set not_before = null where channel = $1 and account = $2 and state = 'queued' and not_before > $3`,
		l.Account.Channel, l.Account.Name, how.Latest)
	if err != nil {
		return 0, 0, fmt.Errorf("recover %s: %w", l.Account, err)
	}
	return again.RowsAffected(), doubt.RowsAffected(), nil
}

// Receipts raise rows to delivered or read; receipts for ids that are not ours
// are passed over, and a row never sinks. A receipt is proof, whatever the
// ledger thought: it may come before the send is settled, or after a doubt.
func (s *Store) Receipts(ctx context.Context, batch []bot.Receipt) error {
	n := len(batch)
	channels, accounts, ids := make([]string, n), make([]string, n), make([]string, n)
	read, at := make([]bool, n), make([]time.Time, n)
	for i, r := range batch {
		channels[i], accounts[i], ids[i] = r.Account.Channel, r.Account.Name, key(r.ExternalID)
		read[i], at[i] = r.Kind == bot.Read, r.At
	}
	err := s.send(ctx, func(b *pgx.Batch) { b.Queue(raise, channels, accounts, ids, read, at) })
	if err != nil {
		return fmt.Errorf("note %d receipts: %w", n, err)
	}
	return nil
}

// raise takes rows in the order of their ids, as everybody does.
const raise = `
with r as (
    select channel, account, external_id, bool_or(read) as read, min(at) as at, min(at) filter (where read) as read_at
    from unnest($1::text[], $2::text[], $3::text[], $4::bool[], $5::timestamptz[]) as w (channel, account, external_id, read, at)
    group by 1, 2, 3
), met as (
    select o.id, r.read, r.at, r.read_at
    from r join outbox o on (o.channel, o.account, o.external_id) = (r.channel, r.account, r.external_id)
    order by o.id for update of o
)
update outbox o set
    state = case when met.read or o.state = 'read' then 'read' else 'delivered' end,
    sent_at = coalesce(o.sent_at, met.at),
    delivered_at = coalesce(o.delivered_at, met.at),
    read_at = coalesce(o.read_at, met.read_at),
    reason = null, leased_until = null
from met where o.id = met.id and o.reason is distinct from 'recalled'`
