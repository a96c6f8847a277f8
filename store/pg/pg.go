package pg

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/rs/zerolog"
)

// Config says which server is wanted.
type Config struct {
	Dir           string         // the data directory (LANGKAH_DATA); made if missing, its own from then on
	FastAndUnsafe bool           // for tests: a power cut may cost data (no fsync, no full pages, no waiting for the log)
	Log           zerolog.Logger // starts, stops and restarts; never contents
}

// Server is our share of the server of one data directory.
type Server struct {
	cfg   Config
	at    place
	users *os.File

	mu    sync.Mutex // guards child
	child *child     // the postmaster we started last; nil when adopted

	closing   context.Context
	close     context.CancelFunc
	closeOnce sync.Once
	closeErr  error
}

// closeLimit bounds Close: another process may hold start.lock for a whole recovery, and a fast stop writes a checkpoint.
const closeLimit = 2 * recoveryLimit

// Open adopts the live server of cfg.Dir or starts one, making the cluster the first time. It returns when the database
// answers. It fails with [ErrNoBinaries] or a [WrongMajorError] when there is no PostgreSQL that could serve the data.
func Open(ctx context.Context, cfg Config) (*Server, error) {
	at, err := locate(cfg.Dir)
	if err != nil {
		return nil, err
	}
	if err := at.claim(); err != nil {
		return nil, err
	}
	s := &Server{cfg: cfg, at: at}
	s.closing, s.close = context.WithCancel(context.Background())
	if err := s.join(ctx); err != nil {
		s.close()
		return nil, err
	}
	if places := s.Places(); places != "" {
		cfg.Log.Info().Msg(places)
	}
	return s, nil
}

// join takes our share and makes sure that there is a server to share.
func (s *Server) join(ctx context.Context) error {
	start, err := s.at.lock(ctx, "start.lock")
	if err != nil {
		return err
	}
	defer start.Close()
	if s.users, err = s.at.share(ctx, "users.lock"); err != nil {
		return err
	}
	err = s.up(ctx, start)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errStillStarting): // stopping it would throw the recovery away: the next Open finds it further on
		return errors.Join(err, s.users.Close())
	}
	stopCtx, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeLimit)
	defer cancel()
	return errors.Join(err, s.leave(stopCtx))
}

// DSN is the connection string of database langkah, for pgx.
func (s *Server) DSN() string { return s.at.dsn(database) }

// Places tells people where the cluster and its socket live when they are not in Dir, and why; "" otherwise.
func (s *Server) Places() string { return s.at.String() }

// Close gives our share back. The last user stops the server and waits until it is down.
func (s *Server) Close() error {
	s.closeOnce.Do(func() {
		s.close()
		ctx, cancel := context.WithTimeout(context.Background(), closeLimit)
		defer cancel()
		start, err := s.at.lock(ctx, "start.lock")
		if err != nil {
			s.closeErr = errors.Join(err, s.users.Close())
			return
		}
		defer start.Close()
		s.closeErr = s.leave(ctx)
	})
	return s.closeErr
}

// leave gives our share back and stops the server if nobody else has one; the caller holds start.lock.
func (s *Server) leave(ctx context.Context) error {
	defer s.users.Close()
	if last, err := tryLock(s.users); err != nil || !last {
		return err
	}
	if err := s.stop(ctx); err != nil {
		return fmt.Errorf("stop postgres in %s: %w", s.at.data(), err)
	}
	return nil
}

// poll calls try at once and then every interval until it says done or fails, or ctx ends.
func poll(ctx context.Context, every time.Duration, try func() (done bool, err error)) error {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if done, err := try(); done || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-tick.C:
		}
	}
}

// exists tells whether there is anything at path, a dangling link included.
func exists(path ...string) bool {
	_, err := os.Lstat(filepath.Join(path...))
	return err == nil
}
