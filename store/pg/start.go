package pg

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

const (
	probeInterval = 20 * time.Millisecond
	retryInterval = 200 * time.Millisecond
	retries       = 75               // 15 s: the backends of a killed postmaster need 2-3 s to let go of its memory
	recoveryLimit = 60 * time.Second // a server that replays its log after a crash answers only when it is done
)

// errStillStarting is no failure of the server: it goes on, and the next Open finds it further on.
var errStillStarting = fmt.Errorf("postgres did not answer for %s; if it recovers from a crash it goes on by itself, so try again", recoveryLimit)

// up makes sure that a server answers and has our database; the caller holds start.lock.
func (s *Server) up(ctx context.Context, start *os.File) error {
	if ready, err := s.probe(ctx); ready || err != nil {
		return err
	}
	l := launcher{s: s}
	version, err := s.at.version()
	if err != nil {
		return err
	}
	if l.bin, err = newSearch(s.at.as).find(version); err != nil {
		return fmt.Errorf("start database in %s: %w", s.at.home, err)
	}
	if version == "" {
		if err := s.create(ctx, l.bin, start); err != nil {
			return err
		}
		s.cfg.Log.Info().Str("dir", s.at.home).Msg("made a new database cluster")
	}
	limited, cancel := context.WithTimeoutCause(ctx, recoveryLimit, errStillStarting)
	defer cancel()
	err = poll(limited, probeInterval, func() (bool, error) { return l.step(limited) })
	switch {
	case errors.Is(err, errNoRoom):
		return fmt.Errorf("start postgres in %s: %w", s.at.home, err)
	case err != nil:
		return fmt.Errorf("start postgres: %w%s", err, s.at.logTail(l.from))
	}
	return nil
}

// launcher starts a server as often as it takes.
type launcher struct {
	s     *Server
	bin   string
	tries int
	from  int64 // where in the log the last try begins
}

// step is called until the server is ready.
func (l *launcher) step(ctx context.Context) (ready bool, err error) {
	if ready, err := l.s.probe(ctx); ready || err != nil {
		return ready, err
	}
	if l.s.child.running() || l.s.at.postmaster() != 0 { // starting, recovering, or still stopping
		return false, nil
	}
	if l.tries > 0 {
		passes := l.s.child.killed || passing.MatchString(l.s.at.logTail(l.from))
		if l.tries >= retries || !passes {
			if l.s.at.full() {
				return false, errNoRoom
			}
			return false, fmt.Errorf("it stopped at once; %s", l.s.at.advice())
		}
		pause(ctx, retryInterval)
	}
	l.tries++
	return false, l.launch()
}

// passing are last words of a server after which trying again can help: what an earlier one holds is let go soon.
var passing = regexp.MustCompile(`pre-existing shared memory block|lock file ".*" (already exists|is empty)`)

// launch starts the server as our own child, which outlives us if it must.
func (l *launcher) launch() error {
	at := l.s.at
	log, err := at.openLog()
	if err != nil {
		return fmt.Errorf("open log: %w", err)
	}
	defer log.Close()
	if l.from, err = log.Seek(0, io.SeekEnd); err != nil {
		return fmt.Errorf("find end of log: %w", err)
	}
	cmd := exec.Command(filepath.Join(l.bin, "postgres"), l.s.args()...)
	at.as.dress(cmd, at.home)
	cmd.Env = append(cmd.Env, at.forgive()...)
	cmd.Stdout, cmd.Stderr = log, log
	l.s.child, err = start(cmd)
	return err
}

// args are the settings of the server; they win over postgresql.conf.
func (s *Server) args() []string {
	settings := []string{
		"listen_addresses=",
		"port=5432", // the name of the socket has it
		`unix_socket_directories="` + strings.ReplaceAll(s.at.socket, `"`, `""`) + `"`,
		"unix_socket_permissions=0700",
		"max_connections=100",
		"logging_collector=off",
		"log_destination=stderr",
		"log_min_messages=log", // errors of statements quote what people wrote: callers get them, the log does not
	}
	if s.cfg.FastAndUnsafe {
		settings = append(settings, "fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_wal_size=256MB")
	} else {
		settings = append(settings, "fsync=on", "full_page_writes=on")
	}
	args := []string{"-D", s.at.data()}
	for _, setting := range settings {
		args = append(args, "-c", setting)
	}
	return args
}
