package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// typedCode is a code that was typed, with whose it is and who types it.
type typedCode struct {
	id       int64
	staff    flows.Staff
	ends     time.Time
	used     bool
	disabled bool
}

// becomeStaff gives whoever types a code the rights that it stands for, in the
// person that this chat is of. Wrong codes are counted with those between two
// chats.
func (t Tx) becomeStaff(ctx context.Context, act Act, a flows.BecomeStaff) (out flows.Outcome, err error) {
	if tooMany, err := t.guesses(ctx, act); err != nil || tooMany {
		return flows.Outcome{Event: "many"}, err
	}
	c, found, err := t.typed(ctx, asTyped(a.Code))
	if err != nil {
		return out, err
	}
	already, err := t.actorOf(ctx, act)
	taken := flows.Outcome{Event: "taken", Args: flows.Args{"Name": already.Name, "Own": already.ID == c.staff.ID}}
	switch {
	case err != nil:
		return out, err
	case !found:
		t.miss(act)
		return flows.Outcome{Event: "wrong"}, nil
	case c.used && already.ID == c.staff.ID: // they typed it twice
		return taken, nil
	case c.used:
		return flows.Outcome{Event: "used"}, nil
	case c.disabled || !act.At.Before(c.ends):
		return flows.Outcome{Event: "expired"}, nil
	case already.ID != 0:
		return taken, nil
	}
	t.tx.put("use a code of staff", `update staff_codes set used_at = $2 where id = $1`, c.id, act.At)
	t.tx.put("make somebody staff", `
		update staff set member_id = $2, linked_at = $4, address_id = (select address_id from inbox where id = $3) where id = $1`,
		c.staff.ID, act.MemberID, act.InboxID, act.At)
	err = t.audit(entry{actor: actor{Staff: c.staff, label: c.staff.Name + ", " + c.staff.Role}, action: "staff.link", subject: staffSubject(c.staff.ID), at: act.At})
	return flows.Outcome{Event: "staff", Args: flows.Args{"Name": c.staff.Name, "Role": c.staff.Role}}, err
}

// asTyped is a code without what was put between its characters.
func asTyped(code string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToUpper(code))
}

// typed finds the code, with its row of the staff locked: who else types it
// waits, and finds it used.
func (t Tx) typed(ctx context.Context, code string) (c typedCode, found bool, err error) {
	hash := hashOf(code)
	t.tx.put("lock staff of a code", `
		select from staff where id = (select staff_id from staff_codes where hash = $1 order by id desc limit 1) for update`, hash)
	err = t.tx.QueryRow(ctx, `
		select c.id, s.id, s.name, s.role, s.kecamatan, c.expires_at, c.used_at is not null, s.disabled_at is not null
		from staff_codes c join staff s on s.id = c.staff_id where c.hash = $1 order by c.id desc limit 1`, hash).
		Scan(&c.id, &c.staff.ID, &c.staff.Name, &c.staff.Role, &c.staff.Kecamatan, &c.ends, &c.used, &c.disabled)
	if errors.Is(err, pgx.ErrNoRows) {
		return c, false, nil
	}
	if err != nil {
		return c, false, fmt.Errorf("look a code of staff up: %w", err)
	}
	return c, true, nil
}

// staffFollows gives the rights of staff to whoever has their chat now, after
// addresses went from one person to another. Who is staff twice by that keeps
// the rights that they had; the others sleep until the chats part, or the
// first end. It is put off.
func (t Tx) staffFollows(from, to int64) {
	t.tx.put("part staff from whose chat it was", `
		update staff s set member_id = null from addresses a
		where a.id = s.address_id and a.member_id = any($1) and s.member_id <> a.member_id`, []int64{from, to})
	t.tx.put("give staff to whose chat it is", wakeStaff, []int64{from, to})
}

// wakeStaff gives people ($1) who have no rights those that came with a chat of
// theirs.
const wakeStaff = `
	update staff s set member_id = x.owner
	from (select distinct on (a.member_id) s.id, a.member_id as owner, s.member_id as now
	      from addresses a join staff s on s.address_id = a.id
	      where a.member_id = any($1) and s.disabled_at is null
	      order by a.member_id, s.member_id nulls last, s.linked_at, s.id) x
	where s.id = x.id and x.now is null`
