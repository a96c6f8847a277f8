package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"langkah/store/storetest"
)

// supervised is `langkah serve` as a supervisor runs it: started again at
// once whenever it ends.
type supervised struct {
	t          *testing.T
	base, data string
	env        []string
	ended      chan struct{} // closed when it is not started again

	mu      sync.Mutex
	cmd     *exec.Cmd // running, or nil
	killed  bool      // cmd was killed by us
	over    bool
	between func() // while none runs, before it is started again
	logs    bytes.Buffer

	crashed atomic.Int64 // the last postmaster that was killed
}

// supervise starts the service and waits until it is ready.
func supervise(t *testing.T, env ...string) *supervised {
	t.Helper()
	return superviseIn(t, storetest.DataDir(t), env...)
}

func superviseIn(t *testing.T, data string, env ...string) *supervised {
	t.Helper()
	listen := freeAddress(t)
	s := &supervised{t: t, base: "http://" + listen, data: data, ended: make(chan struct{})}
	s.env = append([]string{"LANGKAH_LISTEN=" + listen, "LANGKAH_WEBCHAT=1"}, env...)
	go s.run()
	t.Cleanup(s.stop)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if _, err := newGuest(ctx, s.base, nil); err != nil {
		t.Fatalf("%v\n%s", err, s.log())
	}
	return s
}

func (s *supervised) run() {
	defer close(s.ended)
	for {
		cmd := command(s.t, s.data, "serve")
		cmd.Env, cmd.Stdout, cmd.Stderr = append(cmd.Env, s.env...), s, s
		if !s.start(cmd) {
			return
		}
		err := cmd.Wait()
		s.mu.Lock()
		over := s.over
		if err != nil && !s.killed {
			fmt.Fprintln(&s.logs, "ended by itself:", err)
		}
		if over && err != nil {
			s.t.Errorf("the last serve ended with %v", err)
		}
		s.cmd, s.killed = nil, false
		between := s.between
		s.mu.Unlock()
		if between != nil && !over {
			between()
		}
	}
}

func (s *supervised) start(cmd *exec.Cmd) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return false
	}
	if err := cmd.Start(); err != nil {
		s.t.Errorf("start: %v", err)
		return false
	}
	s.cmd = cmd
	return true
}

// Write takes all that the service says.
func (s *supervised) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.logs.Write(p)
}

func (s *supervised) log() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.logs.String()
}

// kill ends the service as nothing can foresee.
func (s *supervised) kill(ctx context.Context) error {
	for {
		if s.signal(syscall.SIGKILL) {
			return nil
		}
		if err := rest(ctx, time.Millisecond); err != nil { // it is being started
			return fmt.Errorf("kill the service: %w", err)
		}
	}
}

func (s *supervised) signal(sig syscall.Signal) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cmd == nil || s.killed || s.cmd.Process.Signal(sig) != nil {
		return false
	}
	s.killed = sig == syscall.SIGKILL
	return true
}

// stop ends the service as an operator would, and its supervision.
func (s *supervised) stop() {
	s.mu.Lock()
	s.over = true
	s.mu.Unlock()
	s.signal(syscall.SIGTERM)
	<-s.ended
}

// crash kills the postmaster, another one than the last time.
func (s *supervised) crash(ctx context.Context) error { return s.down(ctx, syscall.SIGKILL) }

// down signals the postmaster, another one than the last time.
func (s *supervised) down(ctx context.Context, sig syscall.Signal) error {
	for {
		pid := s.postmaster()
		if pid != 0 && pid != int(s.crashed.Load()) {
			s.crashed.Store(int64(pid))
			return syscall.Kill(pid, sig)
		}
		if err := rest(ctx, 5*time.Millisecond); err != nil {
			return fmt.Errorf("find a postmaster to kill: %w", err)
		}
	}
}

// restarted waits for another postmaster than the one that is killed now.
func (s *supervised) restarted(ctx context.Context) error {
	was := int(s.crashed.Load())
	for {
		if pid := s.postmaster(); pid != 0 && pid != was {
			return nil
		}
		if err := rest(ctx, time.Millisecond); err != nil {
			return fmt.Errorf("wait for a new postmaster: %w", err)
		}
	}
}

// postmaster is the process id of the private PostgreSQL, 0 when none lives.
func (s *supervised) postmaster() int {
	raw, _ := os.ReadFile(filepath.Join(s.data, "pgdata", "postmaster.pid"))
	line, _, _ := strings.Cut(string(raw), "\n")
	pid, err := strconv.Atoi(line)
	if err != nil || errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
		return 0
	}
	return pid
}
