package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
)

// Standing is what we hold of a person that decides what they are told.
type Standing struct {
	ID                              int64
	Number, Name, Kecamatan         string // Kecamatan: its code
	Service, Announcements, Advised bool
	Flow, State                     string
	Form                            string // flow.state of the form that runs or is parked
	HeardAt                         time.Time
	Addresses                       []Reachable
	Erased                          bool
	StoppedAt                       time.Time // when they asked us to stop; zero: they did not, or want news again
	Pending                         int       // messages of theirs without an answer
	Links                           []Linked  // with other people, who are the same; the latest first
	Steps                           []Step    // that were begun, or are not needed
}

// Step is where somebody stands in one of the seven, and what that rests on.
type Step struct {
	N                    int
	Status               flows.StageStatus
	Source, Evidence, By string    // By: the name of staff who confirmed it; "" themselves, or the program
	At                   time.Time // since it stands so
}

// Linked is a link of a person with another.
type Linked struct {
	Kept             bool // the other goes, or went, on as this person; else the other way round
	OtherID          int64
	Other, OtherName string   // number
	Places           []string // that moved: ", telegram 700"
	By, UndoneBy     string   // code or whatsapp; person or staff
	At, UndoneAt     time.Time
}

// Reachable is an address and whether its owner has shut it.
type Reachable struct {
	bot.Address
	Blocked bool
	Latest  bool // where they wrote last
}

// Told is a reminder: to come, said or dropped.
type Told struct {
	flows.Reminder
	Class         flows.MessageClass
	State, Reason string
	Bubble        string    // the state in the ledger of what was said; "": nothing was
	At            time.Time // due, or when it was settled; people's time
	Until         time.Time
}

// ToCome tells whether it is still to be said.
func (t Told) ToCome() bool { return t.State == "due" || t.State == "fired" || t.State == Waits }

// Unasked is a bubble that we sent, or meant to send, of our own accord.
type Unasked struct {
	Class, State, Reason string
	Channel              string
	Lane                 bot.Lane
	At, SentAt           time.Time // people's time; zero: not sent
}

// Find lists the people that staff may mean: by member number, row id (12 or
// #12), phone, address (with or without its channel before it) or the whole
// name; if nobody is known by that, by a part of the name.
func (s *Store) Find(ctx context.Context, words string) ([]int64, error) {
	words = strings.TrimSpace(words)
	ids, err := s.find(ctx, `
		select id from members where id = $2 and $2 > 0
		union select id from members where number = upper($1)
		union select id from members where $3 <> '' and phone = $3
		union select member_id from addresses where $1 in (address, channel || ':' || address) or ($3 <> '' and phone = $3)
		union select id from members where lower(name) = lower($1)
		order by id limit 20`, words, rowOf(words), phoneOf(words))
	if err != nil || len(ids) > 0 || len([]rune(words)) < 3 {
		return ids, err
	}
	return s.find(ctx, `
		select id from members where name ilike '%' || $1 || '%'
		union select member_id from conversations
		      where coalesce(session #>> '{a,name}', session #>> '{k,a,name}') ilike '%' || $1 || '%' -- who has not finished
		order by id limit 20`, escapeLike(words))
}

func (s *Store) find(ctx context.Context, sql string, args ...any) ([]int64, error) {
	// Who goes on as somebody else is found as them.
	rows, err := s.pool.Query(ctx, `select distinct person_now(id) as id from (`+sql+`) f (id) order by id`, args...)
	if err != nil {
		return nil, fmt.Errorf("find person: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("find person: %w", err)
	}
	return ids, nil
}

// rowOf is the id of a row as staff type it; 0 if it is none.
func rowOf(words string) int64 {
	id, err := strconv.ParseInt(strings.TrimPrefix(words, "#"), 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// phoneOf is the E.164 of a number as staff type it; "" if it is none.
func phoneOf(words string) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, words)
	switch {
	case len(digits) < 9 || strings.ContainsAny(words, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ:#"):
		return ""
	case strings.HasPrefix(digits, "62"):
		return "+" + digits
	}
	return "+62" + strings.TrimPrefix(digits, "0")
}

func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}

// stopped is when a member (m) asked us to stop: the news they had wanted, or
// the reminders as well. Who never wanted news did not ask.
const stopped = `case
    when not m.announcements and (not m.advised or exists (select from consents y where y.member_id = m.id and y.purpose = 'announcements' and y.given))
    then (select at from consents n where n.member_id = m.id and n.purpose = 'announcements' order by id desc limit 1)
    when not m.advised
    then (select max(settled_at) from reminders r where r.member_id = m.id and r.reason = 'stopped') end`

// Standing reads how a person stands.
func (s *Store) Standing(ctx context.Context, member int64) (v Standing, err error) {
	var heard, end *time.Time
	err = s.pool.QueryRow(ctx, `
		select m.id, coalesce(m.number, ''), coalesce(m.name, ''), coalesce(m.kecamatan, ''), m.service, m.announcements, m.advised,
		       m.erased_at is not null, `+stopped+`,
		       c.flow, c.state, c.heard_at,
		       coalesce(c.session #>> '{k,f}' || '.' || (c.session #>> '{k,s}'), ''),
		       (select count(*) from inbox i where i.member_id = m.id and i.state = 'pending' and i.kind not in ('due', 'staff', 'same'))
		from members m join conversations c on c.member_id = m.id where m.id = $1`, member).
		Scan(&v.ID, &v.Number, &v.Name, &v.Kecamatan, &v.Service, &v.Announcements, &v.Advised, &v.Erased, &end,
			&v.Flow, &v.State, &heard, &v.Form, &v.Pending)
	if err != nil {
		return v, fmt.Errorf("read standing: %w", err)
	}
	if heard != nil {
		v.HeardAt = *heard
	}
	if end != nil {
		v.StoppedAt = *end
	}
	rows, err := s.pool.Query(ctx, `
		select a.channel, a.account, a.address, a.blocked_at is not null, a.id = c.address_id is true
		from addresses a join conversations c on c.member_id = a.member_id where a.member_id = $1 order by a.id`, member)
	if err != nil {
		return v, fmt.Errorf("read addresses: %w", err)
	}
	v.Addresses, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (r Reachable, err error) {
		return r, row.Scan(&r.Channel, &r.Account, &r.ID, &r.Blocked, &r.Latest)
	})
	if err != nil {
		return v, fmt.Errorf("read addresses: %w", err)
	}
	if v.Steps, err = s.steps(ctx, member); err != nil {
		return v, err
	}
	v.Links, err = s.links(ctx, member)
	return v, err
}

func (s *Store) steps(ctx context.Context, member int64) ([]Step, error) {
	rows, err := s.pool.Query(ctx, `select stage, status, source, evidence, by_whom, coalesce(done_at, at) from stages where member_id = $1 order by stage`, member)
	if err != nil {
		return nil, fmt.Errorf("read steps: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Step])
	if err != nil {
		return nil, fmt.Errorf("read steps: %w", err)
	}
	return list, nil
}

// links lists how a person was linked and parted.
func (s *Store) links(ctx context.Context, member int64) ([]Linked, error) {
	rows, err := s.pool.Query(ctx, `
		select x.kept = $1, o.id, coalesce(o.number, ''), coalesce(o.name, ''),
		       array(select ', ' || channel || ' ' || address from addresses a where a.id = any(x.addresses) order by a.id),
		       x.by, coalesce(x.undone_by, ''), x.at, coalesce(x.undone_at, '0001-01-01'::timestamptz)
		from merges x join members o on o.id = case when x.kept = $1 then x.gone else x.kept end
		where x.kept = $1 or x.gone = $1
		order by x.id desc limit 10`, member)
	if err != nil {
		return nil, fmt.Errorf("read links: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (l Linked, err error) {
		return l, row.Scan(&l.Kept, &l.OtherID, &l.Other, &l.OtherName, &l.Places, &l.By, &l.UndoneBy, &l.At, &l.UndoneAt)
	})
	if err != nil {
		return nil, fmt.Errorf("read links: %w", err)
	}
	for i := range list {
		if list[i].UndoneAt.Year() <= 1 {
			list[i].UndoneAt = time.Time{}
		}
	}
	return list, nil
}

// Told lists a person's reminders: those to come first, then the latest.
func (s *Store) Told(ctx context.Context, member int64, limit int) ([]Told, error) {
	rows, err := s.pool.Query(ctx, `
		select kind, ref, step, class, state, coalesce(reason, ''), coalesce(settled_at, due_at), useful_until,
		       coalesce((select o.state from outbox o where o.member_id = r.member_id and o.reminder_id = r.id order by o.id limit 1), '')
		from reminders r where member_id = $1
		order by state in ('due', 'fired', 'waiting') desc, coalesce(settled_at, due_at) desc, id desc limit $2`, member, limit)
	if err != nil {
		return nil, fmt.Errorf("read reminders: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (t Told, err error) {
		return t, row.Scan(&t.Kind, &t.Ref, &t.Step, &t.Class, &t.State, &t.Reason, &t.At, &t.Until, &t.Bubble)
	})
	if err != nil {
		return nil, fmt.Errorf("read reminders: %w", err)
	}
	return list, nil
}

// Unasked lists what a person was sent, or not sent, of our own accord; the
// latest first.
func (s *Store) Unasked(ctx context.Context, member int64, limit int) ([]Unasked, error) {
	rows, err := s.pool.Query(ctx, `
		select coalesce(class, ''), state, coalesce(reason, ''), channel, lane, created_at, coalesce(sent_at, '0001-01-01'::timestamptz)
		from outbox where member_id = $1 and (lane > 0 or class is not null) and recalls is null order by id desc limit $2`, member, limit)
	if err != nil {
		return nil, fmt.Errorf("read bubbles: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (u Unasked, err error) {
		return u, row.Scan(&u.Class, &u.State, &u.Reason, &u.Channel, &u.Lane, &u.At, &u.SentAt)
	})
	if err != nil {
		return nil, fmt.Errorf("read bubbles: %w", err)
	}
	return list, nil
}
