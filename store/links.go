package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// A code is letter, digit, letter, digit, two letters: no word is, and none of
// these is taken for another.
const (
	codeLetters = "CDFHJKMNPRTVWXY"
	codeDigits  = "23456789"
	codeShape   = "LDLDLL"
)

// So many wrong codes a person may type in that time, and so many may come by
// one channel while a code is good: where a new person costs nothing, a crowd
// must not find a code by trying.
const (
	wrongCodes   = 5
	wrongTime    = time.Hour
	wrongOfCrowd = 100
)

func newCode(shape string) (string, error) {
	var b strings.Builder
	for _, kind := range shape {
		from := codeLetters
		if kind == 'D' {
			from = codeDigits
		}
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(from))))
		if err != nil {
			return "", fmt.Errorf("draw a code: %w", err)
		}
		b.WriteByte(from[n.Int64()])
	}
	return b.String(), nil
}

func hashOf(code string) []byte {
	sum := sha256.Sum256([]byte(code))
	return sum[:]
}

// giveCode gives a code that nobody else has now, and ends those before it.
func (t Tx) giveCode(ctx context.Context, act Act) (out flows.Outcome, err error) {
	t.tx.put("end earlier codes", `update link_codes set expires_at = least(expires_at, $2) where member_id = $1 and used_at is null`, act.MemberID, act.At)
	t.tx.put("forget old codes", `delete from link_codes where member_id = $1 and expires_at < $2`, act.MemberID, act.At.Add(-flows.LinkUndo))
	for {
		code, err := newCode(codeShape)
		if err != nil {
			return out, err
		}
		tag, err := t.tx.Exec(ctx, `
			insert into link_codes (hash, member_id, address_id, expires_at)
			select $1, i.member_id, i.address_id, $4 from inbox i
			where i.id = $2 and not exists (select from link_codes c where c.hash = $1 and c.expires_at > $3)`,
			hashOf(code), act.InboxID, act.At, act.At.Add(flows.LinkCodeLife))
		if err != nil {
			return out, fmt.Errorf("give a code: %w", err)
		}
		if tag.RowsAffected() == 1 {
			return flows.Outcome{Event: "given", Args: flows.Args{"Code": code}}, nil
		}
	}
}

// linkCode is a code that was typed, with whose it is now.
type linkCode struct {
	id, owner, address int64
	event              string // found, or why it leads to nobody
}

// look finds a code for whoever typed it.
func (t Tx) look(ctx context.Context, act Act, code string) (c linkCode, err error) {
	var ends time.Time
	var used, here bool
	var self int64
	err = t.tx.QueryRow(ctx, `
		select c.id, person_now(c.member_id), person_now($3), c.address_id, c.expires_at, c.used_at is not null,
		       c.address_id is not distinct from (select address_id from inbox where id = $2)
		from link_codes c where c.hash = $1 order by c.id desc limit 1`, hashOf(code), act.InboxID, act.MemberID).
		Scan(&c.id, &c.owner, &self, &c.address, &ends, &used, &here)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		c.event = "wrong"
		return c, nil
	case err != nil:
		return c, fmt.Errorf("look a code up: %w", err)
	case here:
		c.event = "own"
	case c.owner == self:
		c.event = "joined"
	case used:
		c.event = "used"
	case !act.At.Before(ends):
		c.event = "expired"
	default:
		c.event = "found"
	}
	return c, nil
}

// checkCode looks whose a code is; wrong ones are counted.
func (t Tx) checkCode(ctx context.Context, act Act, a flows.CheckLinkCode) (out flows.Outcome, err error) {
	if tooMany, err := t.guesses(ctx, act); err != nil || tooMany {
		return flows.Outcome{Event: "many"}, err
	}
	c, err := t.look(ctx, act, a.Code)
	if err != nil {
		return out, err
	}
	out.Event = c.event
	switch c.event {
	case "wrong":
		t.miss(act)
	case "found":
		out.Set, err = t.shown(ctx, act.MemberID, c)
	}
	return out, err
}

// miss counts a wrong code. It is put off.
func (t Tx) miss(act Act) {
	t.tx.put("forget wrong codes", `delete from link_misses where member_id = $1 and at <= $2`, act.MemberID, act.At.Add(-wrongTime))
	t.tx.put("count a wrong code", `insert into link_misses (member_id, channel, at) select $1, channel, $3 from inbox where id = $2`,
		act.MemberID, act.InboxID, act.At)
}

// guesses tells whether too many codes were wrong of late.
func (t Tx) guesses(ctx context.Context, act Act) (tooMany bool, err error) {
	err = t.tx.QueryRow(ctx, `
		select (select count(*) from (select from link_misses where member_id = $1 and at > $3 limit $5) own) >= $5
		    or (select count(*) from (select from link_misses m join inbox i on i.id = $2 and m.channel = i.channel where m.at > $4 limit $6) crowd) >= $6`,
		act.MemberID, act.InboxID, act.At.Add(-wrongTime), act.At.Add(-flows.LinkCodeLife), wrongCodes, wrongOfCrowd).Scan(&tooMany)
	if err != nil {
		return false, fmt.Errorf("count wrong codes: %w", err)
	}
	return tooMany, nil
}

// shown is what is told of whoever the code was given to, before they become
// one: enough to know oneself by.
func (t Tx) shown(ctx context.Context, member int64, c linkCode) (flows.Answers, error) {
	kept, gone, err := t.parties(ctx, member, c.owner)
	if err != nil {
		return nil, err
	}
	theirs := kept
	if gone.id == c.owner {
		theirs = gone
	}
	set := flows.Answers{"name": theirs.name, "phone": masked(theirs.phone)}
	if gone.number != "" {
		set["number"], set["other"] = kept.number, gone.number
	}
	var channel string
	err = t.tx.QueryRow(ctx, `select channel from addresses where id = $1`, c.address).Scan(&channel)
	if err != nil {
		return nil, fmt.Errorf("find where a code was given: %w", err)
	}
	set["channel"] = channel
	return set, nil
}

// masked leaves of a number what its owner knows it by: +62812xxxx7890.
func masked(phone string) string {
	const head, tail = 6, 4
	if len(phone) < head+tail+2 {
		return ""
	}
	return phone[:head] + strings.Repeat("x", len(phone)-head-tail) + phone[len(phone)-tail:]
}

// party is one of two who may become one.
type party struct {
	id                  int64
	name, phone, number string
	form                bool // a registration is not finished
	registered          time.Time
}

// parties tells who of two would stay: who is registered, and longer; else who
// has begun to; else who came first.
func (t Tx) parties(ctx context.Context, a, b int64) (kept, gone party, err error) {
	rows, err := t.tx.Query(ctx, `
		select m.id, coalesce(m.name, c.session #>> '{a,name}', c.session #>> '{k,a,name}', ''),
		       coalesce(m.phone, c.session #>> '{a,phone}', c.session #>> '{k,a,phone}',
		                (select max(phone) from addresses a where a.member_id = m.id), ''),
		       coalesce(m.number, ''), m.number is null and 'registration' in (c.flow, c.session #>> '{k,f}') is true,
		       coalesce(m.registered_at, m.created_at)
		from members m join conversations c on c.member_id = m.id
		where m.id = any($1)
		order by m.number is null, case when m.number is not null then m.registered_at end,
		         'registration' in (c.flow, c.session #>> '{k,f}') is not true, m.created_at, m.id`, []int64{a, b})
	if err != nil {
		return kept, gone, fmt.Errorf("compare two people: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (p party, err error) {
		return p, row.Scan(&p.id, &p.name, &p.phone, &p.number, &p.form, &p.registered)
	})
	if err != nil {
		return kept, gone, fmt.Errorf("compare two people: %w", err)
	}
	if len(list) != 2 {
		return kept, gone, fmt.Errorf("compare two people: found %d", len(list))
	}
	return list[0], list[1], nil
}

// linkAccounts makes two people one. Both are locked.
func (t Tx) linkAccounts(ctx context.Context, act Act, a flows.LinkAccounts) (out flows.Outcome, err error) {
	c, err := t.look(ctx, act, a.Code)
	if err != nil || c.event != "found" {
		return flows.Outcome{Event: c.event}, err
	}
	kept, gone, err := t.parties(ctx, act.MemberID, c.owner)
	if err != nil {
		return out, err
	}
	link, err := t.between(ctx, act, c.owner, c.address)
	if err != nil {
		return out, err
	}
	if err := t.merge(ctx, act, merging{kept: kept.id, gone: gone.id, by: "code"}); err != nil {
		return out, err
	}
	t.tx.put("use a code", `update link_codes set used_at = $2 where id = $1`, c.id, act.At)
	return flows.Outcome{Event: "linked", Args: flows.Args{
		"Link": link, "Number": kept.number, "Form": kept.form, "Stays": kept.id == act.MemberID,
	}}, nil
}

// between tells of the chat in which this was asked for and another one.
func (t Tx) between(ctx context.Context, act Act, theirs, there int64) (l flows.LinkArgs, err error) {
	l.AddressID, l.Until = there, act.At.Add(flows.LinkUndo)
	err = t.tx.QueryRow(ctx, `
		select a.channel, (select channel from inbox where id = $3), c.lang
		from addresses a, conversations c where a.id = $1 and c.member_id = $2`, there, theirs, act.InboxID).Scan(&l.Channel, &l.Here, &l.Lang)
	if err != nil {
		return l, fmt.Errorf("look at both chats: %w", err)
	}
	return l, nil
}
