package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// Reach is what an account may say first now, where people write first.
type Reach struct {
	bot.Gate
	People    time.Time // warmth, and the day in which talks are counted
	Machine   time.Time // what was refused is not tried again before its time
	Elsewhere []string  // channels by which a requested notice may go instead
}

func (r Reach) cold() time.Time { return r.People.Add(-bot.ColdAfter) }
func (r Reach) open() time.Time { return r.People.Add(-bot.OpenFor) }

// free tells whether talks may be begun, and nothing is held.
func (r Reach) free() bool { return r.Begin > 0 || r.Begin < 0 && !r.Opens.After(r.Machine) }

// brief is the longest pause by which a queue is left as it is, but for its first
// thousand rows: what waits so shortly is not worth writing twice.
const brief = 10 * time.Minute

// pauses tells whether the gate is shut for no longer than that.
func (r Reach) pauses() bool {
	return r.Shut && !r.Opens.IsZero() && !r.Opens.After(r.Machine.Add(brief))
}

// begun is with how many people an account ($1, $2) has begun a talk since $3.
const begun = `
select count(distinct member_id) from outbox
where channel = $1 and account = $2 and begins and (sent_at >= $3 or sent_at is null and state = 'leased')`

// guard is part of a claim: nothing leaves for who is cold ($11), whatever the
// lane, and nothing unasked while the gate is shut ($12), or before what was held
// for its person meanwhile.
const guard = `
            and exists (select from addresses a where a.id = o.address_id and a.heard_at >= $11 offset 0)
            and (o.lane = 0 or not $12 and not exists (
                select from outbox h where h.member_id = o.member_id and h.lane = o.lane and h.address_id = o.address_id and h.id < o.id
                and h.state || '' = 'waiting' and h.reason = 'number_held' and h.refused_after is null offset 0))`

// lastWord is when the person of a row (o) wrote last at its address (a), also
// within the hour by which the address may lag behind.
const lastWord = `greatest(a.heard_at, (select c.heard_at from conversations c where c.member_id = o.member_id and c.address_id = a.id))`

// unheard holds for a row (o) whose person has not written at its address (a)
// since, or since the messenger refused that very row.
func unheard(since string) string {
	return `coalesce(a.heard_at < ` + since + ` or o.refused_after is not null and o.refused_after >= ` + lastWord + `, false)`
}

// ripe holds for a row (o) that is held and may be tried: what was refused, if
// its time has come ($9), talks may be begun again ($10), or its person has
// written since.
var ripe = `(o.refused_after is null or $10 or coalesce(o.not_before <= $9, true) or not ` + unheard("$5") + `)`

// sifted looks at the next 1,000 rows in the queue (in a short pause, $11, as long
// as no more are held), at the next of each broadcast that runs, at what is held for people
// who have written since, and at the first 1,000 others that are held, and says
// what each should be: a cold person's waits for them to write (cold), what the
// number may not begin is held, the rest may go. What a broadcast has in the queue
// is not held: the claim looks past it.
var sifted = `
with begun as materialized (` + begun + `), seen as materialized (
    (select o.* from outbox o where channel = $1 and account = $2 and state || '' = 'queued' and (broadcast_id is null or lane = 0) order by lane, id
     limit 1000 - case when $11 then (select count(*) from (select from outbox h where h.channel = $1 and h.account = $2 and h.state = 'waiting' and h.reason = 'number_held' limit 1000) h) else 0 end)
    union
    (select o.* from broadcasts b cross join lateral (
         select o.* from outbox o where o.broadcast_id = b.id and o.lane > 0 and o.channel = $1 and o.account = $2 and o.state || '' = 'queued' order by o.id limit 256) o
     where b.state = 'running' and not $6)
    union
    (select o.* from outbox o join addresses a on a.id = o.address_id and a.heard_at >= $5
     where o.channel = $1 and o.account = $2 and state = 'waiting' and reason = 'number_held' and ` + ripe + `
     order by lane, o.id limit 1000)
    union
    (select o.* from outbox o join addresses a on a.id = o.address_id
     where o.channel = $1 and o.account = $2 and state = 'waiting' and reason = 'number_held' and ` + ripe + `
     order by lane, o.id limit 1000)
), known as (
    select o.id, o.lane, o.state, o.member_id, o.address_id, o.class = 'requested' as asked,
           o.lane > 0 and not o.in_doubt and not o.stays and o.recalls is null and o.broadcast_id is null as movable, -- a broadcast has one row a person
           o.state = 'queued' and o.lane > 0 and o.broadcast_id is not null as among_many,
           coalesce(a.heard_at < $4, true) as cold, o.lane > 0 and ` + unheard("$5") + ` as begins
    from seen o join addresses a on a.id = o.address_id
), judged as (
    select k.*, row_number() over (partition by begins, among_many order by lane, id) as place from known k
), verdicts as (
    select j.*, case when cold then 'cold'
                     when lane > 0 and not among_many and ($6 or begins and $7 >= 0 and place > $7 - (select * from begun)) then 'held'
                     else 'queued' end as verdict
    from judged j
)
select v.id, case when x.id is null then v.verdict else 'other' end from verdicts v
left join lateral (select id from addresses x where v.verdict = 'cold' and v.movable and x.member_id = v.member_id and x.id <> v.address_id
                   and (v.asked and x.channel = any($8) or x.channel = $1 and x.heard_at >= $4) and x.blocked_at is null limit 1) x on true
where v.verdict <> case v.state when 'waiting' then 'held' else v.state end and not ` + frozen + `
order by v.id`

// Sift keeps an account's queue in step with whom it may write to now: rows of
// who is cold wait for their next contact, what it may not begin is held until
// it may. Who is cold in one chat and has written in another of the same
// messenger gets it there. A notice that somebody asked for goes by another
// channel of theirs, or becomes a call for their centre. It returns how many rows it changed.
func (s *Store) Sift(ctx context.Context, of bot.Account, r Reach) (changed int, err error) {
	err = s.Within(ctx, func(t Tx) error {
		rows, err := t.tx.Query(ctx, sifted, of.Channel, of.Name, bot.Day(r.People), r.cold(), r.open(), r.Shut, r.Begin, r.Elsewhere, r.Machine, r.free(), r.pauses())
		if err != nil {
			return err
		}
		var ids, others []int64
		var verdicts []string
		var id int64
		var verdict string
		changed = 0
		if _, err = pgx.ForEachRow(rows, []any{&id, &verdict}, func() error {
			if changed++; verdict == "other" {
				others = append(others, id)
				return nil
			}
			ids, verdicts = append(ids, id), append(verdicts, verdict)
			return nil
		}); err != nil || changed == 0 {
			return err
		}
		t.tx.put("sift", resort, ids, verdicts, orNull(r.Opens), r.cold())
		t.tx.put("say elsewhere", goElsewhere, others, r.Elsewhere, r.People, r.cold())
		t.tx.put("ask for calls", askCalls, ids, r.People)
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("sift %s: %w", of, err)
	}
	return changed, nil
}

// resort carries out what was judged, where nothing has happened to a row since.
// A late answer is none: whoever writes again is asked anew.
const resort = `
update outbox o set
    state = case when v.verdict = 'queued' then 'queued' when v.verdict = 'held' then 'waiting'
                 when o.recalls is not null then 'failed' when o.lane = 0 then 'expired' else 'waiting' end,
    reason = case when v.verdict = 'queued' then null when v.verdict = 'held' then 'number_held'
                  when o.recalls is not null or o.lane = 0 then 'cold' else 'next_contact' end,
    not_before = case when v.verdict = 'held' then $3::timestamptz end
from unnest($1::bigint[], $2::text[]) as v (id, verdict)
where o.id = v.id and (o.state = 'queued' or o.state = 'waiting' and o.reason = 'number_held')
  and (v.verdict <> 'cold' or not exists (select from addresses a where a.id = o.address_id and a.heard_at >= $4))`

// goElsewhere has rows ($1) said in another chat of their people instead, as
// rows of their own: on the same messenger where they wrote since $4, and what
// they asked for on another ($2).
const goElsewhere = `
with due as materialized (
    select o.id, x.id as other, x.channel as other_channel, x.account as other_account from outbox o
    join lateral (select * from addresses x where x.member_id = o.member_id and x.id <> o.address_id and x.blocked_at is null
                  and (o.class = 'requested' and x.channel = any($2) and x.channel <> o.channel or x.channel = o.channel and x.heard_at >= $4)
                  order by x.heard_at desc nulls last, x.id limit 1) x on true
    where o.id = any($1) and o.state in ('queued', 'waiting', 'failed') and not o.in_doubt
    order by o.id for update of o skip locked
), ` + aside

// elsewhere is another address of an outbox row's (o) person, on a channel of $2.
var elsewhere = chats(`x.channel = any($2)`)

// anyOther is the same, or one on a channel of $5 where they wrote since $6, but
// for what has gone another way before.
var anyOther = chats(`(x.channel = any($2) or x.channel = any($5) and x.heard_at >= $6 and o.instead_of is null)`)

func chats(which string) string {
	return `select * from addresses x where x.member_id = o.member_id and x.id <> o.address_id and ` + which + ` and x.channel <> o.channel
              and x.blocked_at is null order by x.heard_at desc nulls last, x.id limit 1`
}

// aside marks what is due, and writes its copies; $3 is people's time.
const aside = `aside as (
    update outbox o set state = 'skipped', reason = case when o.state = 'sent' then 'recalled' else 'other_channel' end, not_before = null
    from due where o.id = due.id returning o.*, due.other, due.other_channel, due.other_account
), reached as (
    update calls set state = 'reached', ended_at = $3 where outbox_id in (select id from aside) and state = 'open'
)
insert into outbox (member_id, address_id, channel, account, lane, text, choices, contact, useful_until, created_at, reminder_id, class, media, instead_of)
select member_id, other, other_channel, other_account, lane, text, choices, contact, useful_until, $3, reminder_id, class, media, id
from aside order by id
on conflict do nothing`

// askCalls has a pendamping call whoever asked for what now waits for them.
const askCalls = `
insert into calls (member_id, outbox_id, created_at, useful_until)
select member_id, id, $2, useful_until from outbox
where id = any($1) and state = 'waiting' and reason = 'next_contact' and class = 'requested' and recalls is null
on conflict (outbox_id) do nothing`
