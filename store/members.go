package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// announced is the event of the announcement that a person (m) got last, unless
// that was long before their conversation (c) rested, where they got it, whether
// nothing was said there after it, and whether the event has changed since. Of the
// few that were written last it is the one that left last: who must be over first
// goes first.
const announced = `
    select e.code, e.name, o.address_id, e.changed_at > o.sent_at as changed,
           e.code is not null and not exists (select from outbox p where p.address_id = o.address_id and p.id > o.id
                               and (p.state in ('sent', 'delivered', 'read') and p.sent_at >= o.sent_at or p.lane = 0 and p.state in ('queued', 'leased')) offset 0) as last
    from (select id, address_id, broadcast_id, sent_at from (
              select id, address_id, broadcast_id, sent_at from outbox
              where member_id = m.id and class in ('advised', 'announced') and broadcast_id is not null and state in ('sent', 'delivered', 'read')
                and created_at > c.updated_at - interval '90 days'
              order by created_at desc limit 4) few
          order by sent_at desc, id desc limit 1) o
    join broadcasts b on b.id = o.broadcast_id left join events e on e.id = b.event_id`

const selectPeople = `
	select m.id, c.session, coalesce(m.name, ''), coalesce(m.phone, ''), coalesce(m.number, ''), m.registered_at, m.profile,
	       m.service, m.announcements, m.advised, c.heard_at, coalesce(c.address_id, 0), c.quiet_until,
	       coalesce((select string_agg(concat_ws(E'\x1f', stage, status, extract(epoch from coalesce(done_at, at))::bigint, evidence, by_whom), E'\x1e')
	                 from stages s where s.member_id = m.id), ''),
	       (select d.steps from diagnoses d where d.member_id = m.id order by d.at desc limit 1),
	       case when m.linked then (select array_agg(distinct a.channel order by a.channel) from addresses a where a.member_id = m.id) end,
	       coalesce(w.id, 0), coalesce(w.name, ''), coalesce(w.role, ''), w.kecamatan,
	       coalesce((select h.id from handoffs h where h.member_id = m.id and h.closed_at is null), 0),
	       coalesce(i.code, ''), coalesce(i.name, ''), coalesce(i.last, false), coalesce(i.changed, false), coalesce(i.address_id, 0)
	from members m join conversations c on c.member_id = m.id
	left join lateral (select * from staff w where w.member_id = m.id and w.disabled_at is null limit 1) w on true -- looked up, never joined
	left join lateral (` + announced + `) i on true
	where m.id = any($1)`

func readPeople(res pgx.BatchResults) (map[int64]*Conversation, error) {
	rows, err := res.Query()
	if err != nil {
		return nil, fmt.Errorf("load people: %w", err)
	}
	return scanPeople(rows)
}

func scanPeople(rows pgx.Rows) (map[int64]*Conversation, error) {
	defer rows.Close()
	found := map[int64]*Conversation{}
	for rows.Next() {
		c := &Conversation{}
		var session, profile []byte
		var stages string
		var advice []int16
		var registered, heard, quiet *time.Time
		p := &c.Person
		err := rows.Scan(&c.MemberID, &session, &p.Name, &p.Phone, &p.Number, &registered, &profile,
			&p.Service, &p.Announcements, &p.Advised, &heard, &c.AddressID, &quiet, &stages, &advice, &p.Linked,
			&p.Staff.ID, &p.Staff.Name, &p.Staff.Role, &p.Staff.Kecamatan, &p.Handoff, &p.Invited.Event, &p.Invited.Title, &p.Invited.Last, &p.Invited.Changed, &c.InvitedAt)
		if err != nil {
			return nil, fmt.Errorf("load people: %w", err)
		}
		if registered != nil {
			p.Registered = *registered
		}
		if heard != nil {
			c.HeardAt = *heard
		}
		if quiet != nil {
			c.QuietUntil = *quiet
		}
		if c.Session, err = DecodeSession(session); err != nil {
			return nil, fmt.Errorf("decode session: %w", err)
		}
		if err := json.Unmarshal(profile, &p.Profile); err != nil {
			return nil, fmt.Errorf("decode profile: %w", err)
		}
		p.Stages, p.Steps = readStages(stages)
		p.Advice = readAdvice(advice)
		found[c.MemberID] = c
	}
	return found, rows.Err()
}

// readStages reads the rows of the seven steps: number, status, seconds of its
// day, evidence and who confirmed it, between separators.
func readStages(rows string) (stages [7]flows.StageStatus, steps [7]flows.Step) {
	if rows == "" {
		return stages, steps
	}
	for row := range strings.SplitSeq(rows, "\x1e") {
		cells := strings.SplitN(row, "\x1f", 5)
		n := row[0] - '1' // the table holds 1 to 7 alone
		stages[n] = flows.StageStatus(cells[1])
		seconds, _ := strconv.ParseInt(cells[2], 10, 64) // as the database writes a bigint
		steps[n] = flows.Step{At: time.Unix(seconds, 0), Evidence: cells[3], By: cells[4]}
	}
	return stages, steps
}

// readAdvice are the steps of the latest check; nil: there was none.
func readAdvice(steps []int16) []int {
	if steps == nil {
		return nil
	}
	list := make([]int, len(steps))
	for i, n := range steps {
		list[i] = int(n)
	}
	return list
}

// Persons reads people afresh, after an act has changed them.
func (t Tx) Persons(ctx context.Context, ids []int64) (map[int64]flows.Person, error) {
	var found map[int64]*Conversation
	err := t.tx.read(ctx, func(rows pgx.Rows) (err error) { found, err = scanPeople(rows); return err }, selectPeople, ids)
	if err != nil {
		return nil, err
	}
	people := make(map[int64]flows.Person, len(found))
	for id, c := range found {
		people[id] = c.Person
	}
	return people, nil
}

// register gives a number to whoever has none, and keeps the profile. The
// sequence may leave holes; a number is never given twice.
func (t Tx) register(ctx context.Context, act Act, a flows.Register) (flows.Outcome, error) {
	profile, err := encode(a.Profile)
	if err != nil {
		return flows.Outcome{}, fmt.Errorf("encode profile: %w", err)
	}
	var number string
	var first bool
	err = t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &number, &first) }, `
		update members m set
		    number = coalesce(m.number, 'JKP-' || lpad(nextval('member_numbers')::text, 7, '0')),
		    name = nullif($2, ''), phone = nullif(nullif($3, ''), '-'), profile = $4,
		    kecamatan = nullif($5, ''), kelurahan = nullif($6, ''), claims_member = $7,
		    registered_at = coalesce(m.registered_at, $8), erased_at = null
		from (select id, number is null as first from members where id = $1 for no key update) old
		where m.id = old.id
		returning m.number, old.first`,
		act.MemberID, a.Profile["name"], a.Profile["phone"], profile, a.Profile["kecamatan"], a.Profile["kelurahan"],
		a.Profile["before"] == "yes", act.At)
	if err != nil {
		return flows.Outcome{}, fmt.Errorf("register member: %w", err)
	}
	if !first {
		return flows.Outcome{Event: "updated", Args: flows.Args{"Number": number}}, nil
	}
	t.MarkStage(act.MemberID, flows.MarkStage{Stage: flows.Registration, Status: flows.Done, Source: "registration"}, act.At)
	return flows.Outcome{Event: "registered", Args: flows.Args{"Number": number}}, nil
}
