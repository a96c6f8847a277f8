package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
)

// BroadcastLimits are from how many people on a broadcast is tried out first, and
// approved by a second person.
type BroadcastLimits struct{ Test, Approve int }

// BroadcastRefusal is why something was not done about a broadcast.
type BroadcastRefusal string

// Error is the reason's name.
func (r BroadcastRefusal) Error() string { return string(r) }

// The reasons.
const (
	NotInThisState BroadcastRefusal = "not in this state"
	NotTested      BroadcastRefusal = "send it to yourself first"
	NeedsApproval  BroadcastRefusal = "a second person has to approve it"
	OwnApproval    BroadcastRefusal = "its author cannot approve it"
	TooLate        BroadcastRefusal = "its time is over"
	NobodyMeant    BroadcastRefusal = "it would reach nobody"
	EventOff       BroadcastRefusal = "its event is cancelled, and it does not say so yet"
)

// Who does something about a broadcast: staff, or an operator (ID 0).
type Who struct {
	ID   int64
	Name string
}

func (w Who) actor() actor { return actor{Staff: flows.Staff{ID: w.ID}, label: w.Name} }

// TestedBroadcast notes that its author has had a broadcast as it is now.
func (s *Store) TestedBroadcast(ctx context.Context, code string, by Who, at time.Time) error {
	return s.control(ctx, "test", code, by, at, func(_ context.Context, t Tx, b Broadcast) error {
		if !b.State.Live() {
			return NotInThisState
		}
		t.tx.put("note a test", `update broadcasts set tested_at = $2 where id = $1`, b.ID, at)
		return nil
	})
}

// ApproveBroadcast is a second person's word, who is not its author.
func (s *Store) ApproveBroadcast(ctx context.Context, code string, by Who, at time.Time) error {
	return s.control(ctx, "approve", code, by, at, func(ctx context.Context, t Tx, b Broadcast) error {
		switch {
		case b.State != BroadcastDraft && b.State != BroadcastAsked && b.State != BroadcastPaused:
			return NotInThisState
		case by.ID == b.AuthorID && (by.ID != 0 || by.Name == b.Author):
			return OwnApproval
		}
		writer, err := t.writerOf(ctx, b)
		switch {
		case err != nil:
			return err
		case writer != 0 && writer == by.ID:
			return OwnApproval
		}
		t.tx.put("approve a broadcast", `update broadcasts set approver = $2, approved_at = $3, state = case when state = 'asked' then 'draft' else state end where id = $1`, b.ID, by.Name, at)
		return nil
	})
}

// writerOf is who of the staff wrote the words that a broadcast has: whoever changed
// them last, else its author; 0: an operator.
func (t Tx) writerOf(ctx context.Context, b Broadcast) (id int64, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &id) }, `
		select coalesce((select coalesce(staff_id, 0) from audit where subject = $1 and action in ('broadcast.create', 'broadcast.edit')
		                 and detail ->> 'outcome' is distinct from 'refused' order by id desc limit 1), $2)`, b.Code, b.AuthorID)
	if err != nil {
		return 0, fmt.Errorf("find who wrote a broadcast: %w", err)
	}
	return id, nil
}

// off refuses what still invites to an event that is cancelled.
func (t Tx) off(ctx context.Context, b Broadcast) error {
	var invites bool
	err := t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &invites) }, `
		select exists (select from broadcasts b join events e on e.id = b.event_id where b.id = $1 and e.cancelled_at is not null and not exists (
		    select from audit a where a.subject = b.code and a.action in ('broadcast.create', 'broadcast.edit') and a.at >= e.cancelled_at))`, b.ID)
	switch {
	case err != nil:
		return fmt.Errorf("look whether an event is cancelled: %w", err)
	case invites:
		return EventOff
	}
	return nil
}

// StartBroadcast has a broadcast go out from its hour on. NotTested, NeedsApproval:
// by how many people it reaches. The latter is asked for by it.
func (s *Store) StartBroadcast(ctx context.Context, code string, way Way, limits BroadcastLimits, by Who, at time.Time) error {
	_, err := s.startBroadcast(ctx, code, way, limits, by, at)
	return err
}

// startBroadcast returns what was looked at before.
func (s *Store) startBroadcast(ctx context.Context, code string, way Way, limits BroadcastLimits, by Who, at time.Time) (p Preflight, err error) {
	err = s.control(ctx, "start", code, by, at, func(ctx context.Context, t Tx, b Broadcast) error {
		p = Preflight{}
		switch {
		case b.State != BroadcastDraft && b.State != BroadcastAsked:
			return NotInThisState
		case !at.Before(b.Expires):
			return TooLate
		}
		if err := t.off(ctx, b); err != nil {
			return err
		}
		if err := t.preflight(ctx, b, way, at, &p); err != nil {
			return err
		}
		switch {
		case len(p.Reach) == 0:
			return NobodyMeant
		case p.People > limits.Test && b.Tested.IsZero():
			return NotTested
		case p.People > limits.Approve && b.Approved.IsZero():
			t.tx.put("ask for approval", `update broadcasts set state = 'asked' where id = $1`, b.ID)
			return nil
		}
		t.tx.put("start a broadcast", `update broadcasts set state = 'running' where id = $1`, b.ID)
		return nil
	})
	return p, err
}

// PauseBroadcast holds a broadcast: when it returns, nothing leaves that was not on
// its way.
func (s *Store) PauseBroadcast(ctx context.Context, code string, by Who, at time.Time) error {
	return s.control(ctx, "pause", code, by, at, func(_ context.Context, t Tx, b Broadcast) error {
		if b.State != BroadcastRunning {
			return NotInThisState
		}
		t.pause(b.ID)
		return nil
	})
}

// announcing finds what still announces an event, and locks it with "for update".
func (t Tx) announcing(ctx context.Context, event int64, lock string) (codes []string, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) (err error) { codes, err = pgx.CollectRows(rows, pgx.RowTo[string]); return err },
		`select code from broadcasts where event_id = $1 and state = 'running' order by id `+lock, event)
	if err != nil {
		return nil, fmt.Errorf("find what announces an event: %w", err)
	}
	return codes, nil
}

// holdBroadcasts pauses what still announces an event as it is no more, and tells
// which.
func (t Tx) holdBroadcasts(ctx context.Context, d deed, event int64) (codes []string, err error) {
	if codes, err = t.announcing(ctx, event, "for update"); err != nil {
		return nil, err
	}
	for _, code := range codes {
		if err := t.store().PauseBroadcast(ctx, code, Who{ID: d.who.ID, Name: d.who.label}, d.at); err != nil {
			return nil, err
		}
	}
	return codes, nil
}

// pause holds a broadcast that is locked. It is put off.
func (t Tx) pause(id int64) {
	t.tx.put("pause a broadcast", `update broadcasts set state = 'paused' where id = $1`, id)
	t.tx.put("take back what was handed over", `
		update outbox set state = 'waiting', reason = 'next_contact', lane = 2
		where broadcast_id = $1 and state || '' = 'queued' and lane = 0`, id)
}

// ResumeBroadcast goes on with a broadcast that was paused.
func (s *Store) ResumeBroadcast(ctx context.Context, code string, limits BroadcastLimits, by Who, at time.Time) error {
	return s.control(ctx, "resume", code, by, at, func(ctx context.Context, t Tx, b Broadcast) error {
		switch {
		case b.State != BroadcastPaused:
			return NotInThisState
		case !at.Before(b.Expires):
			return TooLate
		}
		if err := t.off(ctx, b); err != nil {
			return err
		}
		people, err := t.peopleOf(ctx, b, at)
		switch {
		case err != nil:
			return err
		case people > limits.Test && b.Tested.IsZero(): // the text was edited since
			return NotTested
		case people > limits.Approve && b.Approved.IsZero():
			return NeedsApproval
		}
		t.tx.put("resume a broadcast", `update broadcasts set state = 'running' where id = $1`, b.ID)
		return nil
	})
}

// peopleOf counts who has a row of a broadcast, or whom it means, whichever are
// more: it may have been held before all rows were written.
func (t Tx) peopleOf(ctx context.Context, b Broadcast, at time.Time) (n int, err error) {
	err = t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &n) }, `select count(*) from outbox where broadcast_id = $1`, b.ID)
	if err != nil || b.Expanded {
		return n, err
	}
	var p Preflight
	err = t.meant(ctx, b, 0, Way{}, at, &p)
	return max(n, p.People), err
}

// CancelBroadcast ends a broadcast for good: what has not left never does. It
// returns how many rows that were, and how many had left. Of very many the rest is
// noted behind it, by who ends broadcasts: nothing leaves meanwhile.
func (s *Store) CancelBroadcast(ctx context.Context, code string, by Who, at time.Time) (stopped, left int, err error) {
	err = s.control(ctx, "cancel", code, by, at, func(ctx context.Context, t Tx, b Broadcast) error {
		if !b.State.Live() {
			return NotInThisState
		}
		t.tx.put("cancel a broadcast", `update broadcasts set state = 'cancelled', ended_at = $2 where id = $1`, b.ID, at)
		err := t.tx.read(ctx, func(rows pgx.Rows) error { return one(rows, &stopped, &left) }, `
			select count(*) filter (where state in ('queued', 'waiting')), count(*) filter (where state in ('leased', 'sent', 'delivered', 'read', 'unknown'))
			from outbox where broadcast_id = $1`, b.ID)
		if err == nil {
			_, err = t.endRows(ctx, b.ID, at)
		}
		return err
	})
	return stopped, left, err
}

// EditBroadcast gives a broadcast that does not run other words, which hold for
// whoever has not got it: it is tried out, and approved, anew.
func (s *Store) EditBroadcast(ctx context.Context, code string, texts map[string]string, needs []string, by Who, at time.Time) error {
	if needs == nil {
		needs = []string{}
	}
	return s.control(ctx, "edit", code, by, at, func(_ context.Context, t Tx, b Broadcast) error {
		if !b.State.Live() || b.State == BroadcastRunning {
			return NotInThisState
		}
		t.tx.put("edit a broadcast", `
			update broadcasts set texts = $2, needs = $3, version = version + 1, tested_at = null, approved_at = null, approver = '',
			       state = case when state = 'asked' then 'draft' else state end where id = $1`, b.ID, asJSON(texts), needs)
		return nil
	})
}

// control does something about a broadcast that nobody else touches meanwhile, and
// notes who did.
func (s *Store) control(ctx context.Context, what, code string, by Who, at time.Time, do func(context.Context, Tx, Broadcast) error) error {
	err := s.Within(ctx, func(t Tx) error {
		b, err := t.broadcast(ctx, code, "for update of b")
		if err != nil {
			return err
		}
		if err := do(ctx, t, b); err != nil {
			return err
		}
		return t.audit(entry{actor: by.actor(), action: "broadcast." + what, subject: b.Code, at: at})
	})
	var refused BroadcastRefusal
	switch {
	case err == nil, errors.Is(err, ErrNoBroadcast):
		return err
	case errors.As(err, &refused):
		return fmt.Errorf("%s %s: %w", what, code, refused)
	}
	return fmt.Errorf("%s a broadcast: %w", what, err)
}
