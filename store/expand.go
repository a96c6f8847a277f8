package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// expandBatch is how many rows of a broadcast a commit writes: few, so that no answer
// waits long beside it.
const expandBatch = 250

// Way is how broadcasts may go.
type Way struct {
	WrittenFirst []string // channels where who is cold waits for their next contact
	Channels     []string // that there are; nil: all
}

// lacking is a condition on members (m) for each placeholder: nothing is known. What
// stands for nothing, as "-" for a business without a name, is nothing: a name is
// longer than a letter, a business has a letter or a digit, a place its code.
var lacking = map[string]string{
	"nama":         `coalesce(m.name, '') !~ '[[:alpha:]].*[[:alnum:]]'`,
	"nama_lengkap": `coalesce(m.name, '') !~ '[[:alpha:]].*[[:alnum:]]'`,
	"usaha":        `coalesce(m.profile ->> 'business', '') !~ '[[:alnum:]]'`,
	"kecamatan":    `coalesce(m.kecamatan, '') not like '__.__.__'`,
	"kelurahan":    `coalesce(m.kelurahan, '') not like '__.__.__.____'`,
	"kota":         `coalesce(m.kecamatan, '') not like '__.__.__'`,
	"nomor":        `m.number is null`,
}

// missing is why a member's (m) text cannot be made; null: it can.
func missing(needs []string) string {
	if len(needs) == 0 {
		return "null::text"
	}
	var b strings.Builder
	b.WriteString("case")
	for _, name := range needs {
		if cond, known := lacking[name]; known {
			fmt.Fprintf(&b, " when %s then 'missing_%s'", cond, name)
		}
	}
	return b.String() + " end"
}

// enough holds for a member (m) who has had the week's share of news at $3.
const enough = `(select count(*) from (select from outbox o where o.member_id = m.id and o.class in ('advised', 'announced')
                       and o.created_at > $3::timestamptz - interval '14 days' and coalesce(o.sent_at, o.created_at) > $3::timestamptz - interval '7 days'
                       and o.state not in ('skipped', 'expired', 'failed') and (o.state <> 'waiting' or o.reason <> 'next_contact') limit 2) x) >= 2`

// meant are the members of an audience who want news, with where each is reached
// best (a.id null: nowhere) and why they get none now. $1 are the channels where
// people write first, $2 since when somebody is warm there, $3 the time, $4 whether
// the week's share may be spent, $5 the channels that there are.
const meant = `
    select m.id, m.linked, a.id as address_id, a.channel, a.account, a.cold, a.heard_at, %[2]s as missing,
           not $4 and ` + enough + ` as full
    from members m left join lateral (select address_id, heard_at from conversations c where c.member_id = m.id offset 0) c on true -- one by one: joined, everybody's are read for each batch
    left join lateral (select a.id, a.channel, a.account, a.heard_at, a.channel = any($1) and coalesce(a.heard_at < $2, true) as cold from addresses a
                       where a.member_id = m.id and a.blocked_at is null and ($5::text[] is null or a.channel = any($5))
                       order by cold, a.id = c.address_id desc nulls last, a.id desc limit 1) a on true
    where m.number is not null and m.merged_into is null and m.erased_at is null and m.service and m.announcements
      and %[1]s`

// hadAsAnother holds for a member (m) whom somebody goes on as who has a row (k) of a
// broadcast that has left, or still may; of some rows.
func hadAsAnother(broadcast, which string) string {
	return `(m.linked and exists (
        with recursive down as (select g.id from members g where g.merged_into = m.id union select g.id from down join members g on g.merged_into = down.id)
        select from down join outbox k on k.broadcast_id = ` + broadcast + ` and k.member_id = down.id where k.state not in ('failed', 'skipped', 'expired')` + which + `))`
}

// expansion writes the rows of the next members after $6, up to $7 of them, of the
// broadcast $8 that is of use until $9. Who is cold gets theirs when they write. Who
// was linked meanwhile may have the other's row, or have had it.
var expansion = `
with who as materialized (` + meant + ` and m.id > $6 order by m.id limit $7
), had as materialized (
    select member_id from outbox where broadcast_id = $8 and member_id > $6
), written as (
    insert into outbox (member_id, address_id, channel, account, lane, state, reason, text, class, created_at, useful_until, broadcast_id)
    select id, address_id, channel, account, 2,
           case when missing is not null then 'failed' when "full" then 'skipped' when cold then 'waiting' else 'queued' end,
           case when missing is not null then missing when "full" then 'cap' when cold then 'next_contact' end,
           '', 'announced', $3, $9, $8
    from who m where address_id is not null and not exists (select from had where had.member_id = m.id) and not ` + hadAsAnother("$8", "") + ` order by id
    returning 1
)
select (select count(*) from who), coalesce((select max(id) from who), $6), (select count(*) from written)`

// Expand writes the rows of the next members of the broadcast that must be over
// first, among those that run: with its cursor, in one commit. none: all are
// written, or somebody else writes: one after the other, what two broadcasts say
// to a person is counted. Rows leave meanwhile; who pauses it waits for the commit.
func (s *Store) Expand(ctx context.Context, way Way, at time.Time) (written int, none bool, err error) {
	err = s.Within(ctx, func(t Tx) error {
		written, none = 0, false
		b, found, err := t.nextToExpand(ctx, at)
		if err != nil || !found {
			none = !found
			return err
		}
		written, err = t.expand(ctx, b, way, at)
		return err
	})
	if err != nil {
		return 0, false, fmt.Errorf("expand a broadcast: %w", err)
	}
	return written, none, nil
}

type expanding struct {
	id, upto int64
	audience Audience
	needs    []string
	spends   bool
	expires  time.Time
}

func (t Tx) nextToExpand(ctx context.Context, at time.Time) (b expanding, found bool, err error) {
	var raw []byte
	err = t.tx.read(ctx, func(rows pgx.Rows) error {
		_, err := pgx.ForEachRow(rows, []any{&b.id, &b.upto, &raw, &b.needs, &b.spends, &b.expires}, func() error { found = true; return nil })
		return err
	}, `
		select id, upto, audience, needs, spends, expires_at from broadcasts
		where id = (select id from broadcasts where state = 'running' and not expanded and not `+frozen+` and starts_at <= $1 and expires_at > $1 order by expires_at, id limit 1)
		  and state = 'running' for no key update skip locked`, at)
	if err == nil && found {
		b.audience, err = audienceOf(raw)
	}
	return b, found, err
}

func (t Tx) expand(ctx context.Context, b expanding, way Way, at time.Time) (written int, err error) {
	segments, err := t.segments(ctx)
	if err != nil {
		return 0, err
	}
	args := append(way.args(at, b.spends), b.upto, expandBatch, b.id, b.expires)
	cond, err := b.audience.bind(&args, segments, at)
	if err != nil {
		return 0, err
	}
	var seen int
	var upto int64
	err = t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &seen, &upto, &written) }, fmt.Sprintf(expansion, cond, missing(b.needs)), args...)
	if err != nil {
		return 0, err
	}
	t.tx.put("note how far a broadcast is", `update broadcasts set upto = $2, expanded = $3 where id = $1`, b.id, upto, seen < expandBatch)
	return written, nil
}

// args are the first of meant.
func (w Way) args(at time.Time, spends bool) []any {
	first := w.WrittenFirst
	if first == nil {
		first = []string{}
	}
	return []any{first, at.Add(-bot.ColdAfter), at, spends, w.Channels}
}

func (t Tx) segments(ctx context.Context) (all map[string]Audience, err error) {
	all = map[string]Audience{}
	err = t.tx.read(ctx, func(rows pgx.Rows) error {
		var name string
		var raw []byte
		_, err := pgx.ForEachRow(rows, []any{&name, &raw}, func() error {
			var a Audience
			err := json.Unmarshal(raw, &a)
			all[name] = a
			return err
		})
		return err
	}, `select name, audience from segments`)
	if err != nil {
		return nil, fmt.Errorf("read segments: %w", err)
	}
	return all, nil
}
