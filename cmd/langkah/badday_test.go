package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
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
	if got := one(t.Context(), t, db, `select (select count(*) from outbox where state in ('queued', 'leased')) || ' ' ||
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

// TestTheClockIsSet forward and back by two hours while somebody registers:
// no answer waits for the length of the jump.
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
	jumps := []string{"2h", "0s", "-2h", "2h", "-2h", "0s"}
	n := 0
	if err := r.register(ctx, s.base, func(posted time.Time) {
		if took := time.Since(posted); took > 5*time.Second {
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
	if got := one(ctx, t, db, `select (max(created_at) - min(created_at) > interval '3 hours')::text from outbox`); got != "true" {
		t.Error("the clock was not set")
	}
}

// faults are days so bad that they need a machine of their own: full size only.
var faults = map[string]func(*testing.T){
	"disk full":                   func(t *testing.T) { diskFull(t, false) },
	"disk full and database down": func(t *testing.T) { diskFull(t, true) },
}

// TestFaults runs them (make soak).
func TestFaults(t *testing.T) {
	if !soaking {
		return
	}
	for name, fault := range faults {
		t.Run(name, fault)
	}
}

// diskFull fills the disk of the private PostgreSQL while people write, and
// makes room again. The database refuses to write, or goes down because its own
// log has no room either.
func diskFull(t *testing.T, down bool) {
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	s := superviseIn(t, smallDisk(t, "160m"))
	model, r := newRegistrant(0, 1), newRegistrant(1, 2)
	if err := model.register(ctx, s.base, func(time.Time) {}); err != nil {
		t.Fatalf("%v\n%s", err, s.log())
	}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return r.register(ctx, s.base, func(time.Time) {}) })
	room := fill(t, filepath.Dir(s.data))
	b, err := newGuest(ctx, s.base, r.random)
	if err != nil {
		t.Fatal(err)
	}
	if down {
		s.panic(ctx, t)
	}
	b.untilAway(ctx, t)
	began, lines := time.Now(), strings.Count(s.log(), "\n")
	out, _ := command(t, s.data, "doctor").CombinedOutput()
	if !strings.Contains(string(out), "CARE  disk") || !strings.Contains(string(out), "make room") {
		t.Errorf("doctor says\n%s", out)
	}
	if err := rest(ctx, time.Minute); err != nil {
		t.Fatal(err)
	}
	lines = strings.Count(s.log(), "\n") - lines
	room()
	freed := time.Now()
	if _, err := b.write(ctx, "halo"); err != nil {
		t.Fatal(err)
	}
	back := time.Since(freed)
	t.Logf("full for %s, down %v: %d lines of log; accepted again %s after there was room", freed.Sub(began).Round(time.Second), down, lines, back.Round(time.Millisecond))
	if lines > 40 || back > backLimit {
		t.Errorf("%d lines of log, back after %s\n%s", lines, back, s.log())
	}
	if err := g.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, s.log())
	}
	db := connect(t, s.data)
	r.hasStoryOf(t, model, db)
	if strings.Contains(s.log(), "ended by itself") {
		t.Errorf("serve did not stay up:\n%s", s.log())
	}
}

// panic uses up what room the log of changes has left, until the database dies
// of it.
func (s *supervised) panic(ctx context.Context, t *testing.T) {
	t.Helper()
	db := connect(t, s.data)
	for {
		if _, err := db.Exec(ctx, `select pg_switch_wal(), txid_current()`); err != nil {
			return
		}
	}
}

// untilAway writes until the page is told to try again later.
func (g *guest) untilAway(ctx context.Context, t *testing.T) {
	t.Helper()
	for {
		body := fmt.Sprintf(`{"id":"%08x-0000-4000-8000-000000000000","kind":"text","text":"%s"}`, g.random.Uint32(), strings.Repeat("halo ", 800))
		code, answer, err := g.do(ctx, "POST", "/chat/messages", []byte(body))
		switch {
		case err != nil:
			t.Fatal(err)
		case code == 503 && bytes.Contains(answer, []byte(`"away"`)):
			return
		}
	}
}

// smallDisk is a data directory on a file system of its own, which root can
// make.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	data := dataDir(t)
	disk := filepath.Dir(data)
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "mode=755,size="+size, "tmpfs", disk).CombinedOutput(); err != nil {
		t.Fatalf("a full disk needs a small one, which root can mount: %v %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", "-l", disk).CombinedOutput(); err != nil {
			t.Errorf("%v %s", err, out)
		}
	})
	return data
}

// fill takes all room on a disk and returns what gives it back.
func fill(t *testing.T, disk string) (room func()) {
	t.Helper()
	path := filepath.Join(disk, "filler")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for block := make([]byte, 1<<20); len(block) >= 4096; {
		if _, err := f.Write(block); err != nil {
			block = block[:len(block)/2]
		}
	}
	return func() {
		if err := os.Remove(path); err != nil {
			t.Error(err)
		}
	}
}
