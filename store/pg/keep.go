package pg

import (
	"context"
	"time"
)

const (
	keepInterval = 500 * time.Millisecond
	keepBackoff  = 30 * time.Second // the longest wait between two failed restarts
)

// Keep starts the server again whenever it dies, until ctx ends or the Server is closed. Failures are logged and tried
// again, ever more slowly. Any number of processes may keep the same server: the first to notice restarts it.
func (s *Server) Keep(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(s.closing, cancel)()
	wait := keepInterval
	for pause(ctx, wait) {
		if s.at.postmaster() != 0 {
			continue
		}
		s.cfg.Log.Warn().Msg("postgres is gone: starting it again")
		if err := s.alone(ctx, s.up); err != nil && ctx.Err() == nil {
			wait = min(2*wait, keepBackoff)
			s.cfg.Log.Error().Str("err", err.Error()).Dur("pause", wait).Msg("postgres does not start")
			continue
		}
		wait = keepInterval
	}
	return nil
}

// pause waits and tells whether ctx is still good.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
