package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// StaffCodeLife is how long a code is good for by which somebody becomes staff.
const StaffCodeLife = 7 * 24 * time.Hour

// staffShape is longer than that of a code between two chats: it is good for
// longer, and gives more.
const staffShape = "LDLDLLDL"

// Roles are those that somebody may be given.
var Roles = []string{flows.Admin, flows.Officer, flows.Pendamping, flows.Trainer}

// Colleague is somebody of the staff, with how they are reached.
//
// Whoever has their data erased as a member stays staff: that is an office, which
// the programme gave, and takes by DisableStaff.
type Colleague struct {
	flows.Staff
	Channel   string    // of the chat in which they typed their code; "": not yet
	Member    int64     // whose chat that is; 0: not yet
	Linked    time.Time // when; zero: not yet
	CodeUntil time.Time // of a code that was not typed yet; zero: there is none
	Created   time.Time
	Disabled  time.Time // zero: they are not
}

// ErrNotStaff means that nobody of the staff has this id.
var ErrNotStaff = errors.New("nobody of the staff has this number")

// AddStaff makes somebody staff who types the code, which is good once and for
// StaffCodeLife. It is kept nowhere.
func (s *Store) AddStaff(ctx context.Context, who flows.Staff, at time.Time) (id int64, code string, err error) {
	if who.Name = strings.TrimSpace(plain(who.Name)); who.Name == "" || !slices.Contains(Roles, who.Role) {
		return 0, "", fmt.Errorf("add staff: a name, and one of the roles %s", strings.Join(Roles, ", "))
	}
	if who.Kecamatan == nil {
		who.Kecamatan = []string{}
	}
	err = s.Within(ctx, func(t Tx) error {
		err := t.tx.QueryRow(ctx, `insert into staff (name, role, kecamatan, created_at) values ($1, $2, $3, $4) returning id`,
			who.Name, who.Role, who.Kecamatan, at).Scan(&id)
		if err != nil {
			return fmt.Errorf("add staff: %w", err)
		}
		if code, err = t.staffCode(ctx, id, at); err != nil {
			return err
		}
		return t.auditStaff("staff.add", id, flows.Args{"name": who.Name, "role": who.Role, "kecamatan": who.Kecamatan}, at)
	})
	return id, code, err
}

// auditStaff notes what operators did about somebody of the staff.
func (t Tx) auditStaff(action string, id int64, detail flows.Args, at time.Time) error {
	return t.audit(entry{actor: actor{label: CommandLine}, action: action, subject: staffSubject(id), detail: detail, at: at})
}

func staffSubject(id int64) string { return "staff " + strconv.FormatInt(id, 10) }

// staffCode gives a code that nobody else has now, and ends those before it.
func (t Tx) staffCode(ctx context.Context, id int64, at time.Time) (string, error) {
	t.tx.put("end earlier codes", endStaffCodes, id, at)
	for {
		code, err := newCode(staffShape)
		if err != nil {
			return "", err
		}
		tag, err := t.tx.Exec(ctx, `
			insert into staff_codes (hash, staff_id, expires_at)
			select $1, $2, $4 where not exists (select from staff_codes where hash = $1 and expires_at > $3)`,
			hashOf(code), id, at, at.Add(StaffCodeLife))
		if err != nil {
			return "", fmt.Errorf("give a code to staff: %w", err)
		}
		if tag.RowsAffected() == 1 {
			return code, nil
		}
	}
}

const endStaffCodes = `update staff_codes set expires_at = least(expires_at, $2) where staff_id = $1 and used_at is null`

// DisableStaff ends somebody's rights at once, and their codes. It tells whether
// they had any.
func (s *Store) DisableStaff(ctx context.Context, id int64, at time.Time) (was bool, err error) {
	err = s.Within(ctx, func(t Tx) error {
		c, err := t.lockStaff(ctx, id)
		if err != nil {
			return err
		}
		if was = c.Disabled.IsZero(); !was {
			return nil
		}
		t.tx.put("disable staff", `update staff set disabled_at = $2 where id = $1`, id, at)
		t.tx.put("end codes of staff", endStaffCodes, id, at)
		t.tx.put("wake others of the same person", wakeStaff, []int64{c.Member})
		return t.auditStaff("staff.disable", id, nil, at)
	})
	return was, err
}

// NewStaffCode gives somebody another code; the chat in which they typed the
// earlier one loses its rights at once: their phone may be in other hands.
func (s *Store) NewStaffCode(ctx context.Context, id int64, at time.Time) (code string, err error) {
	err = s.Within(ctx, func(t Tx) error {
		c, err := t.lockStaff(ctx, id)
		if err != nil {
			return err
		}
		if !c.Disabled.IsZero() {
			return fmt.Errorf("give %s a code: they are disabled; add them anew", c.Name)
		}
		t.tx.put("part staff from their chat", `update staff set address_id = null, member_id = null, linked_at = null where id = $1`, id)
		t.tx.put("wake others of the same person", wakeStaff, []int64{c.Member})
		if code, err = t.staffCode(ctx, id, at); err != nil {
			return err
		}
		return t.auditStaff("staff.code", id, nil, at)
	})
	return code, err
}

// lockStaff locks a row of the staff: it is the lock of its codes, too.
func (t Tx) lockStaff(ctx context.Context, id int64) (c Colleague, err error) {
	var disabled *time.Time
	err = t.tx.QueryRow(ctx, `select id, name, role, kecamatan, coalesce(member_id, 0), disabled_at from staff where id = $1 for update`, id).
		Scan(&c.ID, &c.Name, &c.Role, &c.Kecamatan, &c.Member, &disabled)
	if errors.Is(err, pgx.ErrNoRows) {
		return c, ErrNotStaff
	}
	if err != nil {
		return c, fmt.Errorf("lock staff: %w", err)
	}
	if disabled != nil {
		c.Disabled = *disabled
	}
	return c, nil
}

// Staff lists all that were ever added, as they were added.
func (s *Store) Staff(ctx context.Context, at time.Time) ([]Colleague, error) {
	rows, err := s.pool.Query(ctx, `
		select s.id, s.name, s.role, s.kecamatan, coalesce(a.channel, ''), coalesce(s.member_id, 0), s.linked_at, s.created_at, s.disabled_at,
		       (select max(expires_at) from staff_codes c where c.staff_id = s.id and c.used_at is null and c.expires_at > $1)
		from staff s left join addresses a on a.id = s.address_id order by s.id`, at)
	if err != nil {
		return nil, fmt.Errorf("list staff: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c Colleague, err error) {
		var linked, disabled, until *time.Time
		err = row.Scan(&c.ID, &c.Name, &c.Role, &c.Kecamatan, &c.Channel, &c.Member, &linked, &c.Created, &disabled, &until)
		c.Linked, c.Disabled, c.CodeUntil = orZero(linked), orZero(disabled), orZero(until)
		return c, err
	})
	if err != nil {
		return nil, fmt.Errorf("list staff: %w", err)
	}
	return list, nil
}

func orZero(at *time.Time) time.Time {
	if at == nil {
		return time.Time{}
	}
	return *at
}
