package pg

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// openDir is a fresh data directory that every user can reach, whatever the test's umask.
func openDir(t *testing.T, names ...string) string {
	t.Helper()
	parent, err := os.MkdirTemp("", "langkah-pg")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(parent) })
	dir := filepath.Join(append([]string{parent}, names...)...)
	must(t, os.MkdirAll(dir, 0o755))
	for at := dir; len(at) >= len(parent); at = filepath.Dir(at) {
		must(t, os.Chmod(at, 0o755))
	}
	return filepath.Join(dir, "data")
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// seed is a cluster with an empty table visit, made once for all tests that are not about making one.
type seed struct {
	sync.Mutex
	parent string
	err    error
}

var seedOnce seed

func (s *seed) dir() (string, error) {
	s.Lock()
	defer s.Unlock()
	if s.parent == "" && s.err == nil {
		s.err = s.make()
	}
	return filepath.Join(s.parent, "data"), s.err
}

func (s *seed) make() error {
	var err error
	if s.parent, err = os.MkdirTemp("", "langkah-pg-seed"); err != nil {
		return err
	}
	if err := os.Chmod(s.parent, 0o755); err != nil {
		return err
	}
	server, err := Open(context.Background(), fast(filepath.Join(s.parent, "data")))
	if err != nil {
		return err
	}
	return errors.Join(server.connect(context.Background(), database, "create table visit (n int)"), server.Close())
}

func (s *seed) clean() {
	if s.parent != "" {
		os.RemoveAll(s.parent)
	}
}

// seeded is openDir with the cluster of the seed in it.
func seeded(t *testing.T, names ...string) string {
	t.Helper()
	from, err := seedOnce.dir()
	if err != nil {
		t.Fatal(err)
	}
	dir := openDir(t, names...)
	if out, err := exec.Command("cp", "-a", from, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return dir
}
