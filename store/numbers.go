package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/bot"
)

// Condition is how an account is, as its owner tells. Times are machine time;
// zero: not known.
type Condition struct {
	bot.Health
	Detail  string    // the messenger's own code or reason
	Until   time.Time // when it ends by itself
	Held    time.Time // no new chats until then
	HeardAt time.Time // when all was well last

	Paused   time.Time // nothing is said first until then
	Pause    string    // why
	NewChats Allowance
}

// Allowance is how many talks an account may begin in the day that it is told.
type Allowance struct {
	Counted bool // false: any number, or not told
	Most    int
	Whole   time.Time // it rises until then; zero: it does not
}

// Number is a linked account, as any process sees it.
type Number struct {
	Owner // Queued and Epoch are not filled in
	Condition
	LinkedAt  time.Time
	PhoneSeen time.Time // when its phone was last known to be on the net
	LetGo     time.Time // owners leave it alone until then
}

// NoteCondition keeps what an owner tells. What it does not know stays.
func (s *Store) NoteCondition(ctx context.Context, of bot.Account, c Condition) error {
	var newChats *int
	if c.NewChats.Counted {
		newChats = &c.NewChats.Most
	}
	_, err := s.pool.Exec(ctx, `
		update accounts set health = $3, health_since = $4, health_detail = $5, health_until = $6, held_until = $7, heard_at = coalesce($8, heard_at),
			paused_until = $9, pause = $10, new_chats = $11, warm_up_until = $12
		where (channel, name) = ($1, $2)`,
		of.Channel, of.Name, c.Code, c.Since, c.Detail, orNull(c.Until), orNull(c.Held), orNull(c.HeardAt),
		orNull(c.Paused), c.Pause, newChats, orNull(c.NewChats.Whole))
	if err != nil {
		return fmt.Errorf("note how %s is: %w", of, err)
	}
	return nil
}

// NoteLinked begins an account anew.
func (s *Store) NoteLinked(ctx context.Context, of bot.Account, at time.Time) error {
	return s.renew(ctx, of, &at)
}

// NoteGivenUp forgets that the account was ever linked: there is nothing to
// tell of it any more.
func (s *Store) NoteGivenUp(ctx context.Context, of bot.Account) error {
	return s.renew(ctx, of, nil)
}

func (s *Store) renew(ctx context.Context, of bot.Account, linked *time.Time) error {
	_, err := s.pool.Exec(ctx, `
		insert into accounts (channel, name, linked_at) values ($1, $2, $3)
		on conflict (channel, name) do update set linked_at = $3, health = '', health_since = null, health_detail = '',
			health_until = null, held_until = null, heard_at = null, phone_seen_at = null,
			paused_until = null, pause = '', new_chats = null, warm_up_until = null`, of.Channel, of.Name, linked)
	if err != nil {
		return fmt.Errorf("note that %s was linked or given up: %w", of, err)
	}
	return nil
}

// LetGo asks whoever owns the account to leave it alone until then; the zero
// time takes that back.
func (s *Store) LetGo(ctx context.Context, of bot.Account, until time.Time) error {
	_, err := s.pool.Exec(ctx, `
		insert into accounts (channel, name, let_go_until) values ($1, $2, $3)
		on conflict (channel, name) do update set let_go_until = $3`, of.Channel, of.Name, orNull(until))
	if err != nil {
		return fmt.Errorf("ask for %s: %w", of, err)
	}
	return nil
}

// Numbers are the accounts of a channel that were ever owned or linked.
func (s *Store) Numbers(ctx context.Context, channel string) ([]Number, error) {
	rows, err := s.pool.Query(ctx, numbers+` where channel = $1 order by name`, channel)
	if err != nil {
		return nil, fmt.Errorf("read numbers: %w", err)
	}
	list, err := pgx.CollectRows(rows, scanNumber)
	if err != nil {
		return nil, fmt.Errorf("read numbers: %w", err)
	}
	return list, nil
}

// Number is one of them; one that nobody knows is nothing but its name.
func (s *Store) Number(ctx context.Context, of bot.Account) (Number, error) {
	rows, err := s.pool.Query(ctx, numbers+` where (channel, name) = ($1, $2)`, of.Channel, of.Name)
	if err != nil {
		return Number{}, fmt.Errorf("read number: %w", err)
	}
	n, err := pgx.CollectExactlyOneRow(rows, scanNumber)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return Number{Owner: Owner{Account: of}}, nil
	case err != nil:
		return Number{}, fmt.Errorf("read number: %w", err)
	}
	return n, nil
}

const numbers = `
select channel, name, owner, ` + held + `, health, health_detail, pause, new_chats, health_since, health_until, held_until, heard_at,
       linked_at, phone_seen_at, let_go_until, paused_until, warm_up_until
from accounts`

func scanNumber(row pgx.CollectableRow) (n Number, err error) {
	times := make([]*time.Time, 9)
	var newChats *int
	err = row.Scan(&n.Channel, &n.Name, &n.Replica, &n.Owner.Held, &n.Code, &n.Detail, &n.Pause, &newChats,
		&times[0], &times[1], &times[2], &times[3], &times[4], &times[5], &times[6], &times[7], &times[8])
	if newChats != nil {
		n.NewChats.Counted, n.NewChats.Most = true, *newChats
	}
	for i, into := range []*time.Time{&n.Since, &n.Until, &n.Condition.Held, &n.HeardAt, &n.LinkedAt, &n.PhoneSeen, &n.LetGo, &n.Paused, &n.NewChats.Whole} {
		if times[i] != nil {
			*into = *times[i]
		}
	}
	return n, err
}

func orNull(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}
