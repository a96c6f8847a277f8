//go:build soak

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"langkah/store/storetest"
)

// TestDiskFull: the disk has no room while people write. The database refuses
// to write, or goes down because its own log has no room either. It needs a
// small disk, which only root can make, and minutes: make soak.
func TestDiskFull(t *testing.T) {
	for name, down := range map[string]bool{"refuses": false, "down": true} {
		t.Run(name, func(t *testing.T) { diskFull(t, down) })
	}
}

// diskFull fills the disk of the private PostgreSQL while people write, and
// makes room again.
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
	room := fillDisk(t, filepath.Dir(s.data))
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
	data := storetest.DataDir(t)
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

// fillDisk takes all room on a disk and returns what gives it back.
func fillDisk(t *testing.T, disk string) (room func()) {
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
