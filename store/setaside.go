package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// SetAside is a message that was set aside for staff after its last try. It
// says nothing of what was written.
type SetAside struct {
	ID    int64
	Since time.Time // when it was written
	Fault string    // where, as flow.state, and of what kind
}

// SetAsides lists the latest of them.
func (s *Store) SetAsides(ctx context.Context, limit int) ([]SetAside, error) {
	rows, err := s.pool.Query(ctx, `
		select id, at, coalesce(fault, '') from inbox where state = 'quarantined' order by id desc limit $1`, limit)
	if err != nil {
		return nil, fmt.Errorf("list messages set aside: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[SetAside])
	if err != nil {
		return nil, fmt.Errorf("list messages set aside: %w", err)
	}
	return list, nil
}
