package pg

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A temporary directory is closed to others: root's cluster goes elsewhere.
func TestOpenMakesAdoptsAndStops(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new", "data")
	first := mustOpen(t, Config{Dir: dir})
	forget(t, at(t, dir).dir)
	if got := mustAsk(t, first, "select current_setting('fsync') || current_setting('listen_addresses') || current_user"); got != "onapp" {
		t.Errorf("fsync, addresses and user are %q", got)
	}
	mustAsk(t, first, "select set_config('x.y', 'z', false)")
	began := mustAsk(t, first, "select pg_postmaster_start_time()::text")

	second := mustOpen(t, Config{Dir: dir})
	must(t, first.Close())
	must(t, first.Close())
	if got := mustAsk(t, second, "select pg_postmaster_start_time()::text"); got != began {
		t.Errorf("the second user has a server of %s, the first had one of %s", got, began)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("data directory: %v, %v", info.Mode(), err)
	}
	if moved := strings.Contains(second.Places(), elsewhere); moved != root() {
		t.Errorf("Places: %q", second.Places())
	}
	must(t, second.Close())
	if pid := at(t, dir).postmaster(); pid != 0 {
		t.Errorf("postmaster %d lives on after its last user", pid)
	}
}

func TestProcessesComeAndGo(t *testing.T) {
	t.Parallel()
	dir := seeded(t)
	var others []*process
	for range 3 {
		others = append(others, spawn(t, "visit", dir))
	}
	for _, p := range others {
		p.end(t)
	}
	if pid := at(t, dir).postmaster(); pid != 0 {
		t.Errorf("postmaster %d lives on after its last user", pid)
	}
	s := mustOpen(t, fast(dir))
	if got := mustAsk(t, s, "select count(*)::text from visit"); got != "36" {
		t.Errorf("%s visits are recorded, not 36", got)
	}
}

// The directory may even have been moved since.
func TestKilledUserLeavesAServerToAdopt(t *testing.T) {
	t.Parallel()
	was := seeded(t)
	other := spawn(t, "hold", was)
	other.opened(t)
	pid := at(t, was).postmaster()
	other.kill()
	dir := was + " moved"
	must(t, os.Rename(was, dir))

	s := mustOpen(t, fast(dir))
	if now := at(t, dir).postmaster(); now != pid || pid == 0 {
		t.Errorf("postmaster %d became %d", pid, now)
	}
	must(t, s.Close())
	if at(t, dir).serves(pid) {
		t.Error("the adopted server lives on after its last user")
	}
}

func TestOtherProcessHoldsTheServer(t *testing.T) {
	t.Parallel()
	dir := seeded(t)
	s := mustOpen(t, fast(dir))
	other := spawn(t, "hold", dir)
	other.opened(t)
	must(t, s.Close())
	if at(t, dir).postmaster() == 0 {
		t.Fatal("the server stopped under its other user")
	}
	other.end(t)
	if pid := at(t, dir).postmaster(); pid != 0 {
		t.Errorf("postmaster %d lives on after its last user", pid)
	}
}

func TestOpenEndsWithItsContext(t *testing.T) {
	t.Parallel()
	dir := seeded(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if s, err := Open(ctx, fast(dir)); !errors.Is(err, context.Canceled) {
		t.Errorf("Open: %v, %v", s, err)
	}
	if pid := at(t, dir).postmaster(); pid != 0 {
		t.Errorf("postmaster %d is nobody's", pid)
	}
}

func TestTestServersAreNotAdoptedForData(t *testing.T) {
	t.Parallel()
	dir := seeded(t)
	s := mustOpen(t, fast(dir))
	if _, err := Open(t.Context(), Config{Dir: dir}); !errors.Is(err, errUnsafe) {
		t.Errorf("Open: %v", err)
	}
	mustAsk(t, s, "select 'still there'")
}
