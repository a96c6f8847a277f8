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
	Dir           string         // the data directory (LANGKAH_DATA); made if missing, closed to others from then on
	FastAndUnsafe bool           // for tests: any crash may cost data (no fsync, no full pages, commits do not wait)
	Log           zerolog.Logger // starts and failures, never contents
}

// Server is our share of the server of one data directory.
type Server struct {
	cfg   Config
	at    place
	users *os.File // our share; nil when given back

	mu    sync.Mutex // held with start.lock
	child *child     // the postmaster we started last; nil when adopted

	closing context.Context // ends when Close begins
	close   context.CancelFunc
}

const (
	aloneLimit = 2 * recoveryLimit // another process may be at a whole recovery
	stopLimit  = time.Minute       // a stop writes a checkpoint
)

var errBusy = fmt.Errorf("another process has been starting or stopping the server for %s", aloneLimit)

// Open adopts the live server of cfg.Dir or starts one, making the cluster the first time. It returns when the database
// answers; ctx bounds that. It fails with [ErrNoBinaries] or a [WrongMajorError] when no PostgreSQL here could serve the
// data.
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
	if err := s.alone(ctx, s.join); err != nil {
		s.close()
		return nil, err
	}
	if places := s.Places(); places != "" {
		cfg.Log.Info().Str("where", places).Msg("the database lives elsewhere")
	}
	return s, nil
}

// DSN is the connection string of database langkah, for pgx.
func (s *Server) DSN() string { return s.at.dsn(database) }

// Places tells people where the cluster and its socket live when they are not in Dir, and why; "" otherwise.
func (s *Server) Places() string { return s.at.String() }

// Close gives our share back. The last user stops the server and waits until it is down. Closing again does nothing.
func (s *Server) Close() error {
	s.close()
	err := s.alone(context.Background(), s.leave)
	s.mu.Lock()
	defer s.mu.Unlock()
	return errors.Join(err, s.giveBack()) // even when the lock could not be had
}

// alone runs do while nobody else, in any process, starts or stops the server of this directory.
func (s *Server) alone(ctx context.Context, do func(context.Context, *os.File) error) error {
	limited, cancel := context.WithTimeoutCause(ctx, aloneLimit, errBusy)
	defer cancel()
	start, err := s.at.lock(limited, "start.lock")
	if err != nil {
		return err
	}
	defer start.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	return do(ctx, start)
}

// join takes our share and makes sure that there is a server to share.
func (s *Server) join(ctx context.Context, start *os.File) (err error) {
	if s.users, err = s.at.share(ctx, "users.lock"); err != nil {
		return err
	}
	err = s.up(ctx, start)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errStillStarting): // to stop that one would throw its recovery away
		return errors.Join(err, s.giveBack())
	}
	return errors.Join(err, s.leave(ctx, start))
}

// leave gives our share back and stops the server if nobody else has one, also when ctx is over.
func (s *Server) leave(ctx context.Context, _ *os.File) error {
	if s.users == nil {
		return nil
	}
	defer s.giveBack()
	if last, err := tryLock(s.users); err != nil || !last {
		return err
	}
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopLimit)
	defer cancel()
	if err := s.stop(limited); err != nil {
		return fmt.Errorf("stop postgres in %s: %w", s.at.data(), err)
	}
	return nil
}

func (s *Server) giveBack() error {
	if s.users == nil {
		return nil
	}
	defer func() { s.users = nil }()
	return s.users.Close()
}

// poll calls try at once and then every interval until it is done or fails, or ctx ends.
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
