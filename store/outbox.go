package store

import (
	"context"
	"encoding/json"
	"fmt"
	"math/bits"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
)

// Bubble is one row to be written to the ledger.
type Bubble struct {
	MemberID    int64
	AddressID   int64
	InboxID     int64 // what it answers; 0 nothing
	Lane        bot.Lane
	Text        string
	Choices     []bot.Choice
	Contact     string
	Media       *bot.Media         // a photo or document that goes with the text
	File        *File              // instead: one of ours, which is kept with the bubble
	UsefulUntil time.Time          // people's time; zero: always
	ReminderID  int64              // what it says; 0: none
	Class       flows.MessageClass // why it is said unasked; "": it is an answer
	Handoff     int64              // the talk with staff that it belongs to; 0: none
	Stays       bool               // it is about this very chat: it goes by no other
}

// Room is what an account's sender takes with the commit that writes it.
type Room struct {
	Lease
	Rows  int           // at most
	Until time.Time     // machine time: how long they may stay in flight
	NewID func() string // ids of ours, for channels that take them; else nil
	Cold  time.Time     // people's time: nothing leaves for who has not written since; zero: to all
}

// Say queues bubbles in their order, in one statement, which is put off.
func (t Tx) Say(ctx context.Context, list []Bubble, at time.Time) error {
	return t.SayInto(ctx, nil, list, at, nil)
}

// SayInto queues bubbles likewise; where there is room, each person's first
// answer is leased instead. leave is called with those, and may have them leave
// once everything is committed.
func (t Tx) SayInto(ctx context.Context, rooms []Room, list []Bubble, at time.Time, leave func([]bot.Outbound)) error {
	if len(list) == 0 {
		return nil
	}
	files, err := t.withFiles(ctx, list, at)
	if err != nil {
		return err
	}
	n := len(list)
	members, addresses, inbox := make([]int64, n), make([]int64, n), make([]*int64, n)
	lanes, texts, contacts := make([]int16, n), make([]string, n), make([]string, n)
	choices, until := make([]*string, n), make([]*time.Time, n)
	reminders, classes, media, stays, talks := make([]*int64, n), make([]*string, n), make([]*string, n), make([]bool, n), make([]*int64, n)
	for i, b := range list {
		members[i], addresses[i], lanes[i], texts[i], contacts[i] = b.MemberID, b.AddressID, int16(b.Lane), b.Text, b.Contact
		media[i], stays[i] = mediaJSON(files[i]), b.Stays
		if b.InboxID != 0 {
			inbox[i] = &list[i].InboxID
		}
		if b.Handoff != 0 {
			talks[i] = &list[i].Handoff
		}
		if b.ReminderID != 0 {
			reminders[i] = &list[i].ReminderID
		}
		if class := string(b.Class); class != "" {
			classes[i] = &class
		}
		if !b.UsefulUntil.IsZero() {
			until[i] = &list[i].UsefulUntil
		}
		if len(b.Choices) > 0 {
			raw, _ := json.Marshal(b.Choices) // strings and numbers: cannot fail
			text := string(raw)
			choices[i] = &text
		}
	}
	r := roomsOf(rooms)
	t.tx.ask(fmt.Sprintf("queue %d bubbles", n), func(rows pgx.Rows) error {
		out, err := pgx.CollectRows(rows, scanOutbound)
		if err == nil && len(out) > 0 {
			leave(out)
		}
		return err
	}, say, members, addresses, lanes, texts, choices, contacts, inbox, until, at, reminders, classes, media,
		r.channels, r.names, r.epochs, r.rows, r.until, r.skip, r.ids, r.cold, stays, talks)
	return nil
}

// wanted holds for what a person wants, by the class of a row (w).
// What was on its way to somebody who goes on as another is for who they are now:
// whose address it is.
const wanted = `case w.class when 'advised' then (select m.advised from addresses x join members m on m.id = x.member_id where x.id = w.address_id)
                        when 'announced' then (select m.announcements from addresses x join members m on m.id = x.member_id where x.id = w.address_id) else true end`

// say writes bubbles. The first answer of a person of whom nothing is on its
// way is leased, as claim would at once. The accounts' rows are locked against
// the next owner, as there. What its person does not want any more is skipped.
const say = `
with mine as materialized (
    select a.channel, a.name, a.epoch, g.rows, g.until, g.skip, g.cold
    from unnest($13::text[], $14::text[], $15::bigint[], $16::int[], $17::timestamptz[], $18::int[], $20::timestamptz[]) as g (channel, name, epoch, rows, until, skip, cold)
    join accounts a on (a.channel, a.name, a.epoch) = (g.channel, g.name, g.epoch)
    for share of a
), said as materialized (
    select w.*, a.channel, a.account, a.heard_at,
           ` + wanted + ` as wanted
    from unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::timestamptz[], $10::bigint[], $11::text[], $12::text[], $21::bool[], $22::bigint[])
         with ordinality as w (member_id, address_id, lane, text, choices, contact, inbox_id, until, reminder_id, class, media, stays, handoff_id, n)
    join addresses a on a.id = w.address_id
), firsts as (
    select f.n, m.epoch, m.until, m.rows, m.skip, row_number() over (partition by f.channel, f.account order by f.n) as place
    from (select distinct on (member_id, channel, account) * from said where lane = 0 and wanted order by member_id, channel, account, n) f
    join mine m on (m.channel, m.name) = (f.channel, f.account) and (m.cold is null or f.heard_at >= m.cold)
    where not exists (select from outbox p where p.member_id = f.member_id and p.lane = 0 and p.state in ('queued', 'leased')
                      and p.channel = f.channel and p.account = f.account offset 0)
), kept as (
    insert into outbox (member_id, address_id, channel, account, lane, text, choices, contact, inbox_id, useful_until, created_at, reminder_id, class, media,
                        stays, handoff_id, state, reason, epoch, leased_until, tries, external_id)
    select s.member_id, s.address_id, s.channel, s.account, s.lane, s.text, s.choices::jsonb, s.contact, s.inbox_id, s.until, $9, s.reminder_id, s.class, s.media::jsonb,
           s.stays, s.handoff_id, case when not s.wanted then 'skipped' when f.n is null then 'queued' else 'leased' end, case when not s.wanted then 'stopped' end, f.epoch, f.until, case when f.n is null then 0 else 1 end, nullif(($19::text[])[f.skip + f.place], '')
    from said s left join firsts f on f.n = s.n and f.place <= f.rows
    order by s.n
    returning *
)
select o.id, o.channel, o.account, a.address, coalesce(o.external_id, ''), o.text, o.choices, o.contact, o.resent, o.tries, o.lane, o.media,
       coalesce((select r.external_id from outbox r where r.id = o.recalls), '')
from kept o join addresses a on a.id = o.address_id where o.state = 'leased' order by o.id`

type roomColumns struct {
	channels, names []string
	epochs          []int64
	rows, skip      []int32
	until           []time.Time
	cold            []*time.Time
	ids             []string
}

func roomsOf(rooms []Room) (c roomColumns) {
	for _, r := range rooms {
		c.channels, c.names, c.epochs = append(c.channels, r.Account.Channel), append(c.names, r.Account.Name), append(c.epochs, r.Epoch)
		c.rows, c.until, c.skip = append(c.rows, int32(r.Rows)), append(c.until, r.Until), append(c.skip, int32(len(c.ids)))
		c.cold = append(c.cold, orNull(r.Cold))
		for range r.Rows {
			id := ""
			if r.NewID != nil {
				id = r.NewID()
			}
			c.ids = append(c.ids, id)
		}
	}
	return c
}

const maxClaim = 256 // rows a turnover takes

// Lease is the right to send for one account until another owner takes over.
type Lease struct {
	Account bot.Account
	Epoch   int64
}

// Due says what a claim may take.
type Due struct {
	Limit   int           // at most 256
	MinLane bot.Lane      // no lane below this: replies have a sender of their own
	MaxLane bot.Lane      // no lane above this: at night only replies leave
	People  time.Time     // what is useful no longer than this expires
	Machine time.Time     // backoff and leases
	Lease   time.Duration // how long a row may stay in flight
	NewID   func() string // ids of ours, for channels that take them; else nil
	Reach   *Reach        // where people write first: to whom the account may speak; nil: to all
}

// Result is how one send ended, as the ledger keeps it.
type Result struct {
	ID         int64
	State      string // sent, queued (again), failed, unknown, waiting
	Reason     string
	ExternalID string
	NotBefore  time.Time // machine time, with queued
	Resent     bool
	Uncounted  bool          // it was no try: the messenger put it off
	Doubt      bool          // it may have arrived
	Refused    bool          // the account may not write to this person now: not before they have written, or its time
	Said       *bot.Outbound // what a broadcast's row says, now that it is known; nil: it was
	Blocked    bool          // the person shut the address: an inbox event says so
	At         time.Time
}

// Turnover settles what came back and claims what may leave next, in one
// commit: the claim is the window in flight. Nothing is claimed for an owner
// whose epoch is over.
func (s *Store) Turnover(ctx context.Context, l Lease, done []Result, due Due) ([]bot.Outbound, error) {
	for {
		out, stopped, err := s.turnOver(ctx, l, done, due)
		if err != nil {
			return nil, fmt.Errorf("turn over %s: %w", l.Account, err)
		}
		if len(out) > 0 || stopped == 0 {
			return out, nil
		}
		done = nil // behind what nobody wants may be what somebody does
	}
}

func (s *Store) turnOver(ctx context.Context, l Lease, done []Result, due Due) (out []bot.Outbound, stopped int, err error) {
	err = s.send(ctx, func(b *pgx.Batch) {
		if len(done) > 0 {
			queueSettle(b, l.Epoch, done)
			queueBlocked(b, done)
		}
		if due.Limit > 0 {
			b.Queue(expire, l.Account.Channel, l.Account.Name, due.People)
			sql, args := claimOf(l, due)
			b.Queue(sql, args...).Query(func(rows pgx.Rows) (err error) { out, stopped, err = claimed(rows); return err })
		}
	})
	return out, stopped, err
}

// claimed reads what was leased, and counts what its people do not want any more.
func claimed(rows pgx.Rows) (out []bot.Outbound, stopped int, err error) {
	for rows.Next() {
		var wanted bool
		o, err := scanFill(rows, &wanted)
		if err != nil {
			return nil, 0, err
		}
		if !wanted {
			stopped++
			continue
		}
		out = append(out, o)
	}
	return out, stopped, rows.Err()
}

// expire sets aside what came too late. It passes by what is locked, and goes
// on next time when there is much. The rows of a broadcast end with it.
const expire = `
with late as materialized (
    select id from outbox
    where channel = $1 and account = $2 and state in ('queued', 'waiting') and useful_until < $3 and broadcast_id is null
    order by useful_until limit 1000
    for update skip locked
)
update outbox o set state = 'expired', reason = 'useful_until' from late where o.id = late.id`

// claimOf is the statement for what is due, guarded where people write first.
func claimOf(l Lease, due Due) (sql string, args []any) {
	args = []any{l.Account.Channel, l.Account.Name, l.Epoch, due.Limit,
		due.People, due.Machine, due.Machine.Add(due.Lease), newIDs(due), int16(due.MaxLane), int16(due.MinLane)}
	r := due.Reach
	if r == nil {
		return fmt.Sprintf(claim, "false", "", roomy(due.Limit), "", "", "", "outbox o where "+ofBroadcast("o"), ""), args
	}
	begins := `o.lane > 0 and (select ` + unheard("$14") + ` from addresses a where a.id = o.address_id)`
	spare := "spare as materialized (select $13 - (" + strings.ReplaceAll(begun, "$3", "$15") + ") as talks), "
	const left = "where not begins or $13 < 0 or place <= (select talks from spare)"
	head := "(select w.id from outbox w where " + ofBroadcast("w") + fmt.Sprintf(" order by w.id limit %d) w join outbox o on o.id = w.id where o.state || '' = 'queued'", claimHead)
	fits := " and ($13 < 0 or (select talks from spare) > 0 or not (" + begins + "))"
	return fmt.Sprintf(claim, begins, guard, roomy(due.Limit), left, spare, " and not $12", head, fits), append(args, r.cold(), r.Shut, r.Begin, r.open(), bot.Day(r.People))
}

// claimHead is how far into the rows of a broadcast a claim looks for somebody to
// whom an account may speak first, where it may not speak to all.
const claimHead = 1000

// ofBroadcast finds the rows of a broadcast (b) that an account has to send, by
// their index: as that has their state.
func ofBroadcast(o string) string {
	return strings.ReplaceAll("o.broadcast_id = b.id and o.lane > 0 and o.channel = $1 and o.account = $2 and o.state || '' = 'queued'", "o.", o+".")
}

// claim takes the oldest rows of the highest lane that may leave; of broadcasts,
// behind all else, the one that must be over first. A row waits while an older one
// of the same person and lane is queued or in flight on the
// same account; what another account cannot send holds nobody up here. Of two broadcasts
// neither waits for the other but while that is in flight to the person, who gets one at a time: one may be
// paused, and the one that must be over first goes first. The
// account's row is locked against the next owner: it must find what is leased
// here, or nothing is. So is a broadcast's, against who pauses it: what they were
// told has not left does not leave; what they hold is passed by, so that nobody else's
// waits for them. The inner limits are written into the statement: the
// planner must know that few are wanted; "offset 0" has it look up each person,
// whatever its statistics were when the queue was empty. What its person has
// stopped meanwhile is skipped: their word may have met the row on its way here. In a
// restored copy only replies leave.
const claim = `
with mine as materialized (
    select from accounts where channel = $1 and name = $2 and epoch = $3 for share
), %[5]ssingle as materialized (
    select o.id, o.lane, 0 as turn, %[1]s as begins, o.class, o.address_id from outbox o
    where exists (select from mine) and (o.broadcast_id is null or o.lane = 0)
      and o.channel = $1 and o.account = $2 and o.state || '' = 'queued' and o.lane <= case when ` + frozen + ` then 0::smallint else $9 end and o.lane >= $10
      and ` + may + `
    order by o.lane, o.id limit %[3]d
    for update of o skip locked
), alive as materialized (
    select b.id, row_number() over (order by b.expires_at, b.id) as turn
    from (select id, expires_at from broadcasts where state = 'running' and $9 >= 2 and not ` + frozen + ` and starts_at <= $5 and expires_at > $5
            and extract(hour from $5::timestamptz at time zone 'Asia/Jakarta') between opens and closes - 1
            and (select count(*) from single) < %[3]d%[6]s for key share skip locked) b
), many as materialized (
    select o.* from alive b cross join lateral (
        select o.id, o.lane, b.turn, %[1]s as begins, o.class, o.address_id from %[7]s
          and exists (select from mine) and ` + ripeNow + `%[8]s
          and not exists (select from outbox p where p.member_id = o.member_id and p.lane = o.lane and p.state in ('queued', 'leased') and p.state || '' = 'leased' -- by its person's index, not all that is in flight for each
                          and p.channel = $1 and p.account = $2 offset 0)
        order by o.id limit %[3]d
        for update of o skip locked) o
    order by b.turn, o.id limit %[3]d
), free as materialized (
    select * from (
    select o.id, o.begins, o.wanted, row_number() over (order by o.lane, o.turn, o.id) as n, row_number() over (partition by o.begins order by o.lane, o.turn, o.id) as place
    from (select id, lane, turn, begins, ` + wanted + ` as wanted, row_number() over (partition by lane, address_id order by turn, id) as nth
          from (select * from single union all select * from many) w) o where nth = 1
    ) o %[4]s
), leased as (
    update outbox o set state = case when free.wanted then 'leased' else 'skipped' end, reason = case when free.wanted then o.reason else 'stopped' end,
           epoch = $3, leased_until = case when free.wanted then $7::timestamptz end, tries = o.tries + free.wanted::int, begins = free.begins and free.wanted,
           external_id = coalesce(o.external_id, ($8::text[])[free.n])
    from free where o.id = free.id and free.n <= $4
    returning o.*, free.n, free.wanted
)
select o.id, o.channel, o.account, a.address, coalesce(o.external_id, ''), o.text, o.choices, o.contact, o.resent, o.tries, o.lane, o.media,
       coalesce((select r.external_id from outbox r where r.id = o.recalls), ''), case when o.broadcast_id is not null and o.text = '' then ` + filling + ` end, o.wanted
from leased o join addresses a on a.id = o.address_id order by o.n`

// ripeNow holds for a row (o) that has its time.
const ripeNow = `(o.useful_until is null or o.useful_until >= $5)
      and (o.not_before is null or o.not_before <= $6)%[2]s`

// may holds for a row (o) that has its time and its person's turn. What a broadcast
// has in the queue holds nobody up: it may be paused, or wait for its hours.
const may = ripeNow + `
      and not exists (select from outbox p where p.member_id = o.member_id and p.lane = o.lane
                      and (p.state = 'leased' or p.state = 'queued' and (p.broadcast_id is null or p.lane = 0)) and p.id < o.id and p.channel = $1 and p.account = $2 offset 0)`

// roomy is the next power of two: there are few statements to plan, and few
// rows are locked for nothing.
func roomy(limit int) int { return 1 << bits.Len(uint(min(limit, maxClaim)-1)) }

func newIDs(d Due) []string {
	if d.NewID == nil {
		return nil
	}
	ids := make([]string, d.Limit)
	for i := range ids {
		ids[i] = d.NewID()
	}
	return ids
}

func scanOutbound(row pgx.CollectableRow) (bot.Outbound, error) { return scanWith(row) }

// scanWith reads a row, and more columns behind it.
func scanWith(row pgx.CollectableRow, more ...any) (bot.Outbound, error) {
	var o bot.Outbound
	var choices, media []byte
	err := row.Scan(append([]any{&o.ID, &o.To.Channel, &o.To.Account, &o.To.ID, &o.ExternalID, &o.Text, &choices, &o.ShareContact, &o.Resent, &o.Tries, &o.Lane, &media, &o.Recalls}, more...)...)
	if err == nil {
		err = adorn(&o, choices, media)
	}
	return o, err
}

// scanFill reads what is to be filled in behind the row.
func scanFill(row pgx.CollectableRow, more ...any) (bot.Outbound, error) {
	var fill []string
	o, err := scanWith(row, append([]any{&fill}, more...)...)
	if err == nil {
		err = fillIn(&o, fill)
	}
	return o, err
}

// adorn adds what a row holds beside its text.
func adorn(o *bot.Outbound, choices, media []byte) (err error) {
	if choices != nil {
		err = json.Unmarshal(choices, &o.Choices)
	}
	if media != nil && err == nil {
		err = json.Unmarshal(media, &o.Media)
	}
	return err
}
