package store

import (
	"context"
	"fmt"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// CommandLine is the actor of what operators do.
const CommandLine = "command line"

// actor is who asks for what is for staff alone, as they were when they asked.
type actor struct {
	flows.Staff        // the zero value: nobody of the staff
	label       string // as it is audited
	all         bool   // has all rights: the command line
}

// entry is a line of the audit.
type entry struct {
	actor   actor
	action  string // class.cancel
	subject string // PLT-0001, staff 7
	detail  flows.Args
	at      time.Time
}

const longestSubject = 40 // somebody may have written anything for a code

// audit notes what staff did, or were refused. It is put off.
func (t Tx) audit(e entry) error {
	if e.detail == nil {
		e.detail = flows.Args{}
	}
	detail, err := encode(e.detail)
	if err != nil {
		return fmt.Errorf("encode audit: %w", err)
	}
	subject := []rune(plain(e.subject))
	t.tx.put("audit", `insert into audit (staff_id, actor, action, subject, detail, at) values (nullif($1, 0), $2, $3, $4, $5, $6)`,
		e.actor.ID, e.actor.label, e.action, string(subject[:min(len(subject), longestSubject)]), detail, e.at)
	return nil
}

// actorOf is who acts: the command line, somebody of the staff as they are now,
// or nobody. Their rights last until the end of the transaction.
func (t Tx) actorOf(ctx context.Context, act Act) (a actor, err error) {
	if act.commandLine {
		return actor{label: CommandLine, all: true}, nil
	}
	a.label = fmt.Sprintf("member %d", act.MemberID)
	err = t.tx.read(ctx, func(rows pgx.Rows) error {
		_, err := pgx.ForEachRow(rows, []any{&a.ID, &a.Name, &a.Role, &a.Kecamatan}, func() error {
			a.label = a.Name + ", " + a.Role
			return nil
		})
		return err
	}, `select id, name, role, kecamatan from staff where member_id = $1 and disabled_at is null for share`, act.MemberID)
	if err != nil {
		return a, fmt.Errorf("read who acts: %w", err)
	}
	return a, nil
}

// Audited is what somebody of the staff did, or the command line.
type Audited struct {
	ID      int64
	Staff   int64  // 0: the command line, or nobody of the staff
	Actor   string // name and role as they were
	Action  string
	Subject string
	Detail  map[string]any // outcome, and more by action
	At      time.Time
}

// AuditFilter says what of the audit is wanted; zero values leave it open.
type AuditFilter struct {
	Staff   int64
	Subject string
	Action  string // class.cancel, or class for all of it
	Since   time.Time
	Limit   int // 0: a hundred
}

const usualAudit = 100

// Audit lists what was done, newest first.
func (s *Store) Audit(ctx context.Context, f AuditFilter) ([]Audited, error) {
	if f.Limit <= 0 {
		f.Limit = usualAudit
	}
	rows, err := s.pool.Query(ctx, `
		select id, coalesce(staff_id, 0), actor, action, subject, detail, at from audit
		where $1::bigint in (0, staff_id) and $2 in ('', subject) and ($3 in ('', action) or action like $3 || '.%') and at >= $4
		order by id desc limit $5`, f.Staff, f.Subject, f.Action, f.Since, f.Limit)
	if err != nil {
		return nil, fmt.Errorf("read audit: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (a Audited, err error) {
		var detail []byte
		if err := row.Scan(&a.ID, &a.Staff, &a.Actor, &a.Action, &a.Subject, &detail, &a.At); err != nil {
			return a, err
		}
		return a, json.Unmarshal(detail, &a.Detail)
	})
	if err != nil {
		return nil, fmt.Errorf("read audit: %w", err)
	}
	return list, nil
}
