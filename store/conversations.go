package store

import (
	"context"
	"encoding/json"
	"fmt"
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
}

const (
	claimPeople   = 32  // people a batch: large enough to share a commit, small enough to stay quick
	claimMessages = 20  // of one person a batch: the rest follow at once
	lookAhead     = 512 // pending messages searched for people who are free
)

// Claim locks up to 32 people with pending messages, except those whose
// conversation a newer release has written (versions: flow → ours). Fewer
// than there are may be free: others are being answered elsewhere.
func (t Tx) Claim(ctx context.Context, versions map[string]int) ([]int64, error) {
	var names []string
	var known []int32
	for name, v := range versions {
		names, known = append(names, name), append(known, int32(v))
	}
	rows, err := t.tx.Query(ctx, `
		select member_id from conversations c
		where member_id in (select member_id from (select member_id from inbox where state = 'pending' order by id limit $1) p)
		  and (flow = '' or version <= coalesce((select v from unnest($2::text[], $3::int[]) k (f, v) where f = c.flow), -1))
		order by member_id limit $4
		for update skip locked`, lookAhead, names, known, claimPeople)
	if err != nil {
		return nil, fmt.Errorf("claim people: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("claim people: %w", err)
	}
	return ids, nil
}

// ClaimOne locks one person, unless they are being answered elsewhere.
func (t Tx) ClaimOne(ctx context.Context, member int64) (bool, error) {
	tag, err := t.tx.Exec(ctx, `select from conversations where member_id = $1 for update skip locked`, member)
	if err != nil {
		return false, fmt.Errorf("claim person: %w", err)
	}
	return tag.RowsAffected() == 1, nil
}

// Load reads the claimed conversations with their pending messages. It is a
// statement of its own, after Claim: its snapshot must be younger than the
// locks, or a message answered meanwhile would be answered again.
func (t Tx) Load(ctx context.Context, ids []int64) ([]*Conversation, error) {
	b := &pgx.Batch{}
	b.Queue(selectPeople, ids)
	b.Queue(`
		select i.member_id, i.id, external_id, kind, text, pick, i.phone, media, masked, at, tries,
		       a.id, a.channel, a.account, a.address, coalesce(a.phone, '')
		from (select i.*, row_number() over (partition by member_id order by id) as n
		      from inbox i where member_id = any($1) and state = 'pending') i
		join addresses a on a.id = i.address_id
		where n <= $2
		order by i.id`, ids, claimMessages)
	res := t.tx.SendBatch(ctx, b)
	defer res.Close()
	found, err := readPeople(res)
	if err != nil {
		return nil, err
	}
	if err := readMessages(res, found); err != nil {
		return nil, err
	}
	list := make([]*Conversation, 0, len(ids))
	for _, id := range ids {
		list = append(list, found[id])
	}
	return list, nil
}

func readMessages(res pgx.BatchResults, found map[int64]*Conversation) error {
	rows, err := res.Query()
	if err != nil {
		return fmt.Errorf("load messages: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var m Message
		var member int64
		var media []byte
		err := rows.Scan(&member, &m.ID, &m.ExternalID, &m.Kind, &m.Text, &m.Pick, &m.Phone, &media, &m.Masked, &m.At, &m.Tries,
			&m.To.ID, &m.To.Channel, &m.To.Account, &m.To.Address.ID, &m.To.Phone)
		if err != nil {
			return fmt.Errorf("load messages: %w", err)
		}
		if media != nil {
			if err := json.Unmarshal(media, &m.Media); err != nil {
				return fmt.Errorf("read media: %w", err)
			}
		}
		found[member].Messages = append(found[member].Messages, m)
	}
	return rows.Err()
}

// Save writes the sessions of a batch in one statement.
func (t Tx) Save(ctx context.Context, list []*Conversation, at time.Time) error {
	n := len(list)
	ids, flow, state := make([]int64, n), make([]string, n), make([]string, n)
	version, lang, session := make([]int32, n), make([]string, n), make([]string, n)
	for i, c := range list {
		raw, err := json.Marshal(c.Session)
		if err != nil {
			return fmt.Errorf("encode session: %w", err)
		}
		ids[i], flow[i], state[i] = c.MemberID, c.Session.Flow, c.Session.State
		version[i], lang[i], session[i] = int32(c.Session.Version), c.Session.Lang, string(raw)
	}
	_, err := t.tx.Exec(ctx, `
		update conversations c set flow = n.flow, state = n.state, version = n.version,
		       lang = coalesce(nullif(n.lang, ''), c.lang), session = n.session::jsonb, updated_at = $7
		from unnest($1::bigint[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[])
		     as n (member_id, flow, state, version, lang, session)
		where c.member_id = n.member_id`, ids, flow, state, version, lang, session, at)
	if err != nil {
		return fmt.Errorf("save conversations: %w", err)
	}
	return nil
}
