package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
	"langkah/flows"
)

// settlers are residents on their way into the tables. They are made anew for
// each table: that is quicker than to keep them, and takes no memory.
type settlers struct {
	Demo
	missing []int
	member  int64 // the first one's id
	address int64 // the first one's address
	number  int64 // the first one's member number
}

// settle copies people into all tables that know them.
func (t Tx) settle(ctx context.Context, d Demo, missing []int) error {
	s := settlers{Demo: d, missing: missing}
	err := t.tx.QueryRow(ctx, `
		select (select last_value + is_called::int from members_id_seq), (select last_value + is_called::int from addresses_id_seq),
		       (select last_value + is_called::int from member_numbers)`).Scan(&s.member, &s.address, &s.number)
	if err != nil {
		return fmt.Errorf("read sequences: %w", err)
	}
	if err := t.trust(ctx); err != nil {
		return err
	}
	for _, table := range []func() copying{s.members, s.addresses, s.conversations, s.consents, s.stages, s.licences, s.products, s.omzets, s.reminders, s.bubbles} {
		if err := t.copyIn(ctx, s, table()); err != nil {
			return err
		}
	}
	return t.afterwards(ctx, s)
}

// trust spares the server from looking every new row's member up: they are all
// in this very transaction. Only a superuser may; others wait for the looking.
func (t Tx) trust(ctx context.Context) error {
	_, err := t.tx.Exec(ctx, `
		select set_config('session_replication_role', 'replica', true) from pg_roles where rolname = current_user and rolsuper`)
	if err != nil {
		return fmt.Errorf("trust the copies: %w", err)
	}
	return nil
}

// afterwards moves the sequences on and has the planner know of the crowd.
func (t Tx) afterwards(ctx context.Context, s settlers) error {
	registered := 0
	for _, n := range s.missing {
		if n > 0 {
			registered++
		}
	}
	b := &pgx.Batch{}
	b.Queue(`select setval('members_id_seq', $1)`, s.member+int64(len(s.missing))-1)
	b.Queue(`select setval('addresses_id_seq', $1)`, s.address+int64(len(s.missing))-1)
	b.Queue(tie, s.member, s.member+int64(len(s.missing))-1)
	if registered > 0 {
		b.Queue(`select setval('member_numbers', $1)`, s.number+int64(registered)-1)
	}
	b.Queue(`analyze members, addresses, conversations, consents, stages, licences, products, omzets, reminders, outbox, centres, classes, events`)
	if err := t.tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("move sequences on: %w", err)
	}
	return nil
}

// tie knots what was said to the reminder that said it. Reminders take their
// ids as they come: others may be writing some.
const tie = `
update outbox o set reminder_id = r.id from reminders r
where r.member_id between $1 and $2 and r.state = 'said' and o.member_id = r.member_id and o.created_at = r.settled_at`

// copying is what each person adds to one table.
type copying struct {
	table   string
	columns []string
	rows    func(i int, r Resident, add func(row ...any)) error // of the i-th
}

func (t Tx) copyIn(ctx context.Context, s settlers, c copying) error {
	var waiting [][]any
	add := func(row ...any) { waiting = append(waiting, row) }
	i, sent := 0, 0
	_, err := t.tx.CopyFrom(ctx, pgx.Identifier{c.table}, c.columns, pgx.CopyFromFunc(func() ([]any, error) {
		for sent == len(waiting) {
			if i == len(s.missing) {
				return nil, nil
			}
			waiting, sent = waiting[:0], 0
			who, err := s.person(i)
			if err == nil {
				err = c.rows(i, who, add)
			}
			if err != nil {
				return nil, err
			}
			i++
		}
		sent++
		return waiting[sent-1], nil
	}))
	if err != nil && ctx.Err() != nil { // else it may be told as a connection that broke
		err = ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("copy %s: %w", c.table, err)
	}
	return nil
}

func (s settlers) person(i int) (Resident, error) {
	if n := s.missing[i]; n < 0 {
		return s.Visitor(-n)
	}
	return s.Member(s.missing[i])
}

func (s settlers) name(i int) string {
	if n := s.missing[i]; n < 0 {
		return demoVisitor + strconv.Itoa(-n)
	}
	return demoMember + strconv.Itoa(s.missing[i])
}

func (s settlers) id(i int) int64 { return s.member + int64(i) }

// home is the id of their address.
func (s settlers) home(i int) int64 { return s.address + int64(i) }

func (s settlers) members() copying {
	return copying{"members", []string{"id", "number", "name", "phone", "profile", "kecamatan", "kelurahan", "claims_member",
		"service", "announcements", "advised", "created_at", "registered_at"},
		func(i int, r Resident, add func(...any)) error {
			given := map[flows.Purpose]bool{}
			for _, c := range r.Consents {
				given[c.Purpose] = c.Given
			}
			advised := r.Stopped.IsZero()
			service, news := given[flows.Service], given[flows.Announcements] && advised
			if r.Profile == nil {
				add(s.id(i), nil, nil, nil, "{}", nil, nil, false, service, news, advised, r.Since, nil)
				return nil
			}
			p := r.Profile()
			profile, err := encode(p)
			// Members come first, so that their numbers follow each other.
			add(s.id(i), fmt.Sprintf("JKP-%07d", s.number+int64(i)), p["name"], p["phone"], string(profile), p["kecamatan"], p["kelurahan"],
				p["before"] == "yes", service, news, advised, r.Since, r.Since)
			return err
		}}
}

func (s settlers) addresses() copying {
	return copying{"addresses", []string{"id", "member_id", "channel", "account", "address", "created_at"},
		func(i int, r Resident, add func(...any)) error {
			add(s.home(i), s.id(i), demoChannel, demoAccount, s.name(i), r.Since)
			return nil
		}}
}

func (s settlers) conversations() copying {
	return copying{"conversations", []string{"member_id", "flow", "state", "version", "session", "heard_at", "address_id", "updated_at"},
		func(i int, r Resident, add func(...any)) error {
			session, err := EncodeSession(r.Session)
			heard := r.Heard
			if heard.IsZero() {
				heard = r.Since
			}
			add(s.id(i), r.Session.Flow, r.Session.State, int32(r.Session.Version), string(session), heard, s.home(i), heard)
			return err
		}}
}

func (s settlers) consents() copying {
	return copying{"consents", []string{"member_id", "purpose", "given", "text", "external_id", "at"},
		func(i int, r Resident, add func(...any)) error {
			for _, c := range r.Consents {
				add(s.id(i), string(c.Purpose), c.Given, c.Text, s.name(i), r.Since)
				if c.Purpose == flows.Announcements && !r.Stopped.IsZero() {
					add(s.id(i), string(c.Purpose), false, c.Text, s.name(i), r.Stopped)
				}
			}
			return nil
		}}
}

func (s settlers) stages() copying {
	return copying{"stages", []string{"member_id", "stage", "status", "source", "at"},
		func(i int, r Resident, add func(...any)) error {
			for n, status := range r.Stages {
				if status != flows.NotStarted {
					add(s.id(i), int16(n+1), string(status), "demo", r.reached(n+1))
				}
			}
			return nil
		}}
}

// reached is when somebody got to where they stand with a step.
func (r Resident) reached(stage int) time.Time {
	if at := r.Reached[stage-1]; !at.IsZero() {
		return at
	}
	return r.Since
}

func (s settlers) licences() copying {
	return copying{"licences", []string{"member_id", "kind", "at"}, func(i int, r Resident, add func(...any)) error {
		if r.Paper != "" {
			add(s.id(i), r.Paper, r.reached(flows.Licensing))
		}
		return nil
	}}
}

func (s settlers) products() copying {
	return copying{"products", []string{"member_id", "name", "at"}, func(i int, r Resident, add func(...any)) error {
		if r.Shows {
			p := r.Profile()
			name := p["business"]
			if name == "-" { // a stall without a name
				name = p["field"]
			}
			add(s.id(i), name, r.reached(flows.Marketing))
		}
		return nil
	}}
}

// omzets are of the month before, as they said it when they registered.
func (s settlers) omzets() copying {
	return copying{"omzets", []string{"member_id", "month", "omzet", "at"}, func(i int, r Resident, add func(...any)) error {
		if r.Reports {
			at := r.reached(flows.Bookkeeping)
			day := at.In(bot.WIB)
			rupiah, _ := strconv.ParseInt(r.Profile()["omzet"], 10, 64) // "-": they do not know
			add(s.id(i), time.Date(day.Year(), day.Month()-1, 1, 0, 0, 0, 0, time.UTC), rupiah, at)
		}
		return nil
	}}
}

func (s settlers) reminders() copying {
	return copying{"reminders", []string{"member_id", "kind", "ref", "class", "step", "due_at", "useful_until", "state", "reason", "fired", "created_at", "settled_at"},
		func(i int, r Resident, add func(...any)) error {
			for _, m := range r.Told {
				var reason, settled any
				if m.Reason != "" {
					reason = m.Reason
				}
				fired := int16(0)
				if !m.Settled.IsZero() {
					fired, settled = 1, m.Settled
				}
				add(s.id(i), m.Kind, m.Ref, string(flows.Advised), int16(m.Step), m.Due, m.Until, m.State, reason, fired, m.Written, settled)
			}
			return nil
		}}
}

// bubbles are what was said: nothing of it leaves again.
func (s settlers) bubbles() copying {
	return copying{"outbox", []string{"member_id", "address_id", "channel", "account", "lane", "state", "text", "choices", "useful_until", "class", "created_at", "sent_at"},
		func(i int, r Resident, add func(...any)) error {
			for _, m := range r.Told {
				if m.State != "said" {
					continue
				}
				var choices any
				if len(m.Choices) > 0 {
					choices = m.Choices
				}
				add(s.id(i), s.home(i), demoChannel, demoAccount, int16(bot.LaneNotice), "sent", m.Text, choices, m.Until, string(flows.Advised), m.Settled, m.Settled)
			}
			return nil
		}}
}
