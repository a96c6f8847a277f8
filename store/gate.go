package store

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
)

// gate can shut the database away from this process, so that a conversation
// script can play an outage without stopping a server that others use.
type gate struct{ shut atomic.Bool }

var errShut = errors.New("database is shut away")

func (g *gate) check(context.Context, *pgx.ConnConfig) error {
	if g.shut.Load() {
		return errShut
	}
	return nil
}

// Reachable shuts the database away from this Store, or lets it back.
func (s *Store) Reachable(up bool) {
	s.gate.shut.Store(!up)
	for _, p := range s.pools() {
		p.Reset()
	}
}
