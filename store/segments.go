package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Segment is an audience that is used again, by name.
type Segment struct {
	Name     string
	Audience Audience
	Author   string
	Created  time.Time
}

// What is refused of a segment.
var (
	ErrNoSegment     = errors.New("there is no such segment")
	ErrSegmentNested = errors.New("a segment cannot be made of another one")
	ErrSegmentUsed   = errors.New("a broadcast that is not over means it")
)

// Segments lists them by name.
func (s *Store) Segments(ctx context.Context) ([]Segment, error) {
	rows, err := s.pool.Query(ctx, `select name, audience, author, created_at from segments order by name`)
	if err != nil {
		return nil, fmt.Errorf("list segments: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (g Segment, err error) {
		var raw []byte
		if err = row.Scan(&g.Name, &raw, &g.Author, &g.Created); err == nil {
			g.Audience, err = audienceOf(raw)
		}
		return g, err
	})
	if err != nil {
		return nil, fmt.Errorf("list segments: %w", err)
	}
	return list, nil
}

// SaveSegment keeps an audience, also in the place of one of the same name: not
// while a broadcast means that, which was looked at and approved as it was.
func (s *Store) SaveSegment(ctx context.Context, g Segment, by Who, at time.Time) error {
	if a := g.Audience; a.Segment != "" || a.Except != nil && a.Except.Segment != "" {
		return fmt.Errorf("save segment %s: %w", g.Name, ErrSegmentNested)
	}
	return s.onSegment(ctx, "save", g.Name, by, at, func(t Tx) error {
		if _, err := g.Audience.bind(&[]any{}, nil, at); err != nil {
			return err
		}
		t.tx.put("save a segment", `
			insert into segments (name, audience, author, created_at) values ($1, $2, $3, $4)
			on conflict (name) do update set audience = excluded.audience, author = excluded.author, created_at = excluded.created_at`,
			g.Name, asJSON(g.Audience), by.Name, at)
		return nil
	})
}

// DeleteSegment forgets one.
func (s *Store) DeleteSegment(ctx context.Context, name string, by Who, at time.Time) error {
	return s.onSegment(ctx, "delete", name, by, at, func(t Tx) error {
		tag, err := t.tx.Exec(ctx, `delete from segments where name = $1`, name)
		if err == nil && tag.RowsAffected() == 0 {
			err = ErrNoSegment
		}
		return err
	})
}

// onSegment does something about a segment that no broadcast means, and notes who
// did. A broadcast is made under the same lock.
func (s *Store) onSegment(ctx context.Context, what, name string, by Who, at time.Time, do func(Tx) error) error {
	err := s.Within(ctx, func(t Tx) error {
		t.lockSegments()
		var used string
		err := t.tx.QueryRow(ctx, `
			select coalesce(min(code), '') from broadcasts where state not in ('done', 'cancelled') and $1 in (audience ->> 'segment', audience #>> '{except,segment}')`, name).Scan(&used)
		switch {
		case err != nil:
			return err
		case used != "":
			return fmt.Errorf("%w: %s", ErrSegmentUsed, used)
		}
		if err := do(t); err != nil {
			return err
		}
		return t.audit(entry{actor: by.actor(), action: "segment." + what, subject: name, at: at})
	})
	if err != nil {
		return fmt.Errorf("%s segment %s: %w", what, name, err)
	}
	return nil
}

// lockSegments is put off.
func (t Tx) lockSegments() {
	t.tx.put("lock segments", `lock table segments in share row exclusive mode`)
}
