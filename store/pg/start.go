package pg

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

const (
	probeInterval = 20 * time.Millisecond
	retryInterval = 200 * time.Millisecond
	retryLimit    = 15 * time.Second // the backends of a killed postmaster need 2-3 s to let go of its memory
	recoveryLimit = 60 * time.Second
)

var errStillStarting = errors.New("postgres is still starting; it goes on by itself, try again later")

// up makes sure that a server answers and has our database; the caller holds start.lock.
func (s *Server) up(ctx context.Context, start *os.File) error {
	if ready, err := s.probe(ctx); ready || err != nil {
		return err
	}
	version, err := s.at.version()
	if err != nil {
		return err
	}
	bin := ""
	if !s.at.running() {
		if bin, err = newSearch(s.at.as).find(version); err != nil {
			return fmt.Errorf("start database in %s: %w", s.at.home, err)
		}
	}
	if version == "" {
		if err := s.create(ctx, bin, start); err != nil {
			return err
		}
	}
	return s.await(ctx, bin, version)
}

// await probes, and starts the server as often as it takes, until it is ready.
func (s *Server) await(ctx context.Context) error {
	limited, cancel := context.WithTimeoutCause(ctx, recoveryLimit, errStillStarting)
	defer cancel()
	retry, cancel := context.WithTimeout(ctx, retryLimit)
	defer cancel()
	from := s.at.logSize()
	err := poll(limited, probeInterval, func() (bool, error) {
		if ready, err := s.probe(limited); ready || err != nil {
			return ready, err
		}
		if s.running() || s.at.running() {
			return false, nil
		}
		return false, s.launch(...)
	})
}
