package pg

import (
	"context"
	"time"
)

const (
	keepInterval = 500 * time.Millisecond
	keepBackoff  = 5 * time.Second // the longest wait between two failed restarts
	keepQuiet    = 4               // failed restarts in a row that are logged, and then every so many
)

// Keep starts the server again whenever it dies, until ctx ends or the Server is closed. Failures are logged and tried
// again, ever more slowly. Any number of processes may keep the same server: the first to notice restarts it.
func (s *Server) Keep(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(s.closing, cancel)()
	wait, failures := keepInterval, 0
	for pause(ctx, wait) {
		if s.at.postmaster() != 0 {
			wait, failures = keepInterval, 0
			continue
		}
		if failures == 0 {
			s.cfg.Log.Warn().Msg("postgres is gone: starting it again")
		}
		if err := s.alone(ctx, s.up); err != nil && ctx.Err() == nil {
			wait = min(2*wait, keepBackoff)
			if failures++; failures < keepQuiet || failures%keepQuiet == 0 {
				s.cfg.Log.Error().Str("err", err.Error()).Int("failures", failures).Msg("postgres does not start")
			}
			continue
		}
		s.cfg.Log.Info().Int("failures", failures).Msg("postgres runs again")
		wait, failures = keepInterval, 0
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
