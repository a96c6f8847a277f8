package main

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

// TestStopUnderLoad: the service is told to stop while many write. It ends
// soon and well, nothing is left half done, and the next one answers the rest.
func TestStopUnderLoad(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	s := supervise(t)
	db := connect(t, s.data)
	g, ctx := errgroup.WithContext(ctx)
	model := newRegistrant(0, 1)
	if err := model.register(ctx, s.base, func(time.Time) {}); err != nil {
		t.Fatal(err)
	}
	answers := make(chan struct{}, 1000)
	var people []*registrant
	for i := range 8 {
		r := newRegistrant(i+1, uint64(i))
		people = append(people, r)
		g.Go(func() error { return r.register(ctx, s.base, func(time.Time) { answers <- struct{}{} }) })
	}
	for range 3 {
		for range 20 {
			<-answers
		}
		began := time.Now()
		if !s.signal(syscall.SIGTERM) {
			t.Fatal("there is no service to stop")
		}
		s.awaitEnd(t)
		t.Logf("stopped after %v", time.Since(began))
		if took := time.Since(began); took > stopWait {
			t.Errorf("the stop took %v", took)
		}
	}
	if err := g.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, s.log())
	}
	for _, r := range people {
		r.hasStoryOf(t, model, db)
	}
	if got := single(t.Context(), t, db, `select (select count(*) from outbox where state in ('queued', 'leased')) || ' ' ||
		(select count(*) from inbox where state <> 'done' or tries > 0)`); got != "0 0" {
		t.Errorf("left: %s", got)
	}
	if strings.Contains(s.log(), "ended by itself") {
		t.Errorf("a stop ended badly:\n%s", s.log())
	}
}

// awaitEnd waits until the service that was told to stop has been replaced.
func (s *supervised) awaitEnd(t *testing.T) {
	t.Helper()
	s.mu.Lock()
	was := s.cmd
	s.mu.Unlock()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		s.mu.Lock()
		now := s.cmd
		s.mu.Unlock()
		if now != was {
			return
		}
		_ = rest(t.Context(), time.Millisecond)
	}
	t.Fatal("it does not stop")
}

// TestPostgresGoesAway: while somebody registers, PostgreSQL is stopped, ended
// at once, and loses one of its processes, after which it cuts everybody off.
func TestPostgresGoesAway(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	s := supervise(t)
	model, r := newRegistrant(0, 1), newRegistrant(1, 2)
	if err := model.register(ctx, s.base, func(time.Time) {}); err != nil {
		t.Fatal(err)
	}
	blows := map[int]func() error{
		3: func() error { return s.down(ctx, syscall.SIGINT) },
		6: func() error { return s.down(ctx, syscall.SIGQUIT) },
		9: func() error {
			pid, err := strconv.Atoi(single(ctx, t, connect(t, s.data), `select min(pid)::text from pg_stat_activity where application_name = 'langkah'`))
			if err != nil {
				return err
			}
			return syscall.Kill(pid, syscall.SIGKILL)
		},
	}
	n := 0
	if err := r.register(ctx, s.base, func(posted time.Time) {
		if took := time.Since(posted); took > backLimit {
			t.Errorf("an answer took %v", took)
		}
		if blow := blows[n]; blow != nil {
			if err := blow(); err != nil {
				t.Error(err)
			}
		}
		n++
	}); err != nil {
		t.Fatalf("%v\n%s", err, s.log())
	}
	r.hasStoryOf(t, model, connect(t, s.data))
	if strings.Contains(s.log(), "ended by itself") {
		t.Errorf("serve did not stay up:\n%s", s.log())
	}
}

// clockFile holds how far somebody has set the clock of a service under test.
const clockFile = "LANGKAH_TEST_CLOCK"

// fakeClock makes this process believe the file.
func fakeClock(file string) {
	setClock = func() time.Time {
		raw, _ := os.ReadFile(file)
		ahead, _ := time.ParseDuration(string(raw))
		return time.Now().Round(0).Add(ahead) // a clock that is set moves no stopwatch
	}
}

// TestTheClockIsSet forward and back while somebody registers: no answer waits
// for the length of the jump. It goes back by hours, and forward by less than
// one at a time: after that a reminder of the form would be due.
func TestTheClockIsSet(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	file := filepath.Join(t.TempDir(), "clock")
	s := supervise(t, clockFile+"="+file)
	model, r := newRegistrant(0, 1), newRegistrant(1, 2)
	if err := model.register(ctx, s.base, func(time.Time) {}); err != nil {
		t.Fatal(err)
	}
	jumps := []string{"45m", "90m", "2h", "-2h", "-75m", "-30m", "10m"}
	n := 0
	if err := r.register(ctx, s.base, func(posted time.Time) {
		if took := time.Since(posted); took > 30*time.Second {
			t.Errorf("an answer took %v", took)
		}
		if err := os.WriteFile(file, []byte(jumps[n%len(jumps)]), 0o600); err != nil {
			t.Error(err)
		}
		n++
	}); err != nil {
		t.Fatalf("%v\n%s", err, s.log())
	}
	db := connect(t, s.data)
	r.hasStoryOf(t, model, db)
	if got := single(ctx, t, db, `select (max(created_at) - min(created_at) > interval '3 hours')::text from outbox`); got != "true" {
		t.Error("the clock was not set")
	}
}
