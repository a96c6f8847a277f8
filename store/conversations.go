package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// Conversation is one person's, locked by the transaction that claimed it.
type Conversation struct {
	MemberID int64
	Session  flows.Session
	Person   flows.Person
	Messages []Message // pending, oldest first

	QuietUntil time.Time // staff talk to them until then; zero: nobody did

	HeardAt   time.Time   // when they wrote last; zero: not yet
	AddressID int64       // and where
	InvitedAt int64       // where they got the announcement that they got last; 0: they got none
	Tray      Tray        // what waits for them to write
	Unasked   []time.Time // when they got something unasked in the last week, oldest first; read with a reminder
}

// A batch is of so many people, enough to share a commit and few enough to stay
// quick, and of so many messages of each. The rest follow at once.
const (
	BatchPeople   = 32
	BatchMessages = 20
)

// readable holds for a conversation (c) that this release can read: what runs
// in it and what is parked ($1, $2: our flows and their versions).
const readable = `not exists (
    select from (values (c.flow, c.version), (c.session #>> '{k,f}', coalesce((c.session #>> '{k,v}')::int, 0))) s (flow, version)
    where s.flow <> '' and s.version > coalesce((select v from unnest($1::text[], $2::int[]) k (f, v) where f = s.flow), -1))`

// claimPeople walks along the waiting messages, oldest first, and stops at 32
// people who are free. Whoever is locked or unreadable, or whose picture is being
// fetched, is walked past, however much they wrote. The limit is not a parameter: the planner must know that few are wanted; and
// "offset 0" has it look up each person, whatever its statistics were when
// nobody waited.
var claimPeople = `
select c.member_id from inbox i join conversations c on c.member_id = i.member_id
where i.state = 'pending' and i.id > 0 and i.picture <> 'wanted'
  and not exists (select from inbox p where p.member_id = i.member_id and p.state = 'pending' and p.id < i.id offset 0)
  and ` + readable + `
order by i.id limit ` + strconv.Itoa(BatchPeople) + `
for update of c skip locked`

// Claim locks up to 32 people with pending messages, who has waited longest
// first, except those whose conversation a newer release has written
// (versions: flow → ours). Others may be being answered elsewhere.
func (t Tx) Claim(ctx context.Context, versions map[string]int) ([]int64, error) {
	names, known := flowVersions(versions)
	var ids []int64
	err := t.tx.read(ctx, func(rows pgx.Rows) (err error) { ids, err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err },
		claimPeople, names, known)
	if err != nil {
		return nil, fmt.Errorf("claim people: %w", err)
	}
	slices.Sort(ids)
	return ids, nil
}

func flowVersions(versions map[string]int) (names []string, known []int32) {
	for name, v := range versions {
		names, known = append(names, name), append(known, int32(v))
	}
	return names, known
}

// ClaimOne locks one person, unless they are being answered elsewhere or, by
// now, in a way that only a newer release can read.
func (t Tx) ClaimOne(ctx context.Context, member int64, versions map[string]int) (bool, error) {
	names, known := flowVersions(versions)
	tag, err := t.tx.Exec(ctx, `
		select from conversations c where member_id = $3 and `+readable+` for update skip locked`, names, known, member)
	if err != nil {
		return false, fmt.Errorf("claim person: %w", err)
	}
	return tag.RowsAffected() == 1, nil
}

// Load reads the claimed conversations with their pending messages. It is a
// statement of its own, after Claim: its snapshot must be younger than the
// locks, or a message answered meanwhile would be answered again. Whoever has
// none left is still in the list. at is people's time.
func (t Tx) Load(ctx context.Context, ids []int64, at time.Time) ([]*Conversation, error) {
	b := &pgx.Batch{}
	b.Queue(selectPeople, ids)
	b.Queue(`
		select i.member_id, i.id, external_id, kind, text, pick, i.phone, media, masked, at, tries,
		       a.id, a.channel, a.account, a.address, coalesce(a.phone, ''), a.heard_at, coalesce(i.reminder_id, 0), i.picture
		from unnest($1::bigint[]) as p (member_id)
		cross join lateral (select * from inbox where member_id = p.member_id and state = 'pending' order by id limit $2) i
		join addresses a on a.id = i.address_id
		order by i.id`, ids, BatchMessages)
	b.Queue(trays, ids, at)
	res := t.tx.SendBatch(ctx, b)
	defer res.Close()
	found, err := readPeople(res)
	if err != nil {
		return nil, err
	}
	due, err := readMessages(res, found)
	if err != nil {
		return nil, err
	}
	if err := readTrays(res, found); err != nil {
		return nil, err
	}
	if err := res.Close(); err != nil {
		return nil, fmt.Errorf("load messages: %w", err)
	}
	if err := t.loadReminders(ctx, due, found, at); err != nil {
		return nil, err
	}
	list := make([]*Conversation, 0, len(ids))
	for _, id := range ids {
		list = append(list, found[id])
	}
	return list, nil
}

// readMessages also lists the reminders whose events are among them.
func readMessages(res pgx.BatchResults, found map[int64]*Conversation) (due []int64, err error) {
	rows, err := res.Query()
	if err != nil {
		return nil, fmt.Errorf("load messages: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var m Message
		var member int64
		var media []byte
		var heard *time.Time
		err := rows.Scan(&member, &m.ID, &m.ExternalID, &m.Kind, &m.Text, &m.Pick, &m.Phone, &media, &m.Masked, &m.At, &m.Tries,
			&m.To.ID, &m.To.Channel, &m.To.Account, &m.To.Address.ID, &m.To.Phone, &heard, &m.ReminderID, &m.Picture)
		if err != nil {
			return nil, fmt.Errorf("load messages: %w", err)
		}
		if heard != nil {
			m.To.HeardAt = *heard
		}
		if media != nil {
			if err := json.Unmarshal(media, &m.Media); err != nil {
				return nil, fmt.Errorf("read media: %w", err)
			}
		}
		if m.ReminderID != 0 {
			due = append(due, m.ReminderID)
		}
		found[member].Messages = append(found[member].Messages, m)
	}
	return due, rows.Err()
}

// Save writes the sessions of a batch in one statement, which is put off.
func (t Tx) Save(_ context.Context, list []*Conversation, at time.Time) error {
	n := len(list)
	ids, flow, state := make([]int64, n), make([]string, n), make([]string, n)
	version, lang, session := make([]int32, n), make([]string, n), make([]string, n)
	heard, address, quiet := make([]*time.Time, n), make([]*int64, n), make([]*time.Time, n)
	for i, c := range list {
		raw, err := EncodeSession(c.Session)
		if err != nil {
			return fmt.Errorf("encode session: %w", err)
		}
		ids[i], flow[i], state[i] = c.MemberID, c.Session.Flow, c.Session.State
		version[i], lang[i], session[i] = int32(c.Session.Version), c.Session.Lang, string(raw)
		if c.AddressID != 0 {
			heard[i], address[i] = &list[i].HeardAt, &list[i].AddressID
		}
		if !c.QuietUntil.IsZero() {
			quiet[i] = &list[i].QuietUntil
		}
	}
	t.tx.put("save conversations", `
		update conversations c set flow = n.flow, state = n.state, version = n.version,
		       lang = coalesce(nullif(n.lang, ''), c.lang), session = n.session::jsonb,
		       heard_at = coalesce(n.heard, c.heard_at), address_id = coalesce(n.address, c.address_id), quiet_until = n.quiet, updated_at = $7
		from unnest($1::bigint[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $8::timestamptz[], $9::bigint[], $10::timestamptz[])
		     as n (member_id, flow, state, version, lang, session, heard, address, quiet)
		where c.member_id = n.member_id`, ids, flow, state, version, lang, session, at, heard, address, quiet)
	return nil
}
