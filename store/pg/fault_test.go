package pg

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
)

func TestKeepBringsAKilledServerBack(t *testing.T) {
	t.Parallel()
	dir := seeded(t)
	s := mustOpen(t, Config{Dir: dir})
	kept := make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { kept <- s.Keep(ctx) }()
	mustAsk(t, s, "insert into visit values (7) returning n::text")
	killPostmaster(t, dir)
	until(t, "the server comes back", func() bool {
		got, err := ask(s.DSN(), "select n::text from visit")
		return err == nil && got == "7"
	})
	cancel()
	if err := <-kept; err != nil {
		t.Errorf("Keep: %v", err)
	}
}

func TestKeepEndsWithClose(t *testing.T) {
	t.Parallel()
	s := mustOpen(t, fast(seeded(t)))
	kept := make(chan error, 1)
	go func() { kept <- s.Keep(context.Background()) }()
	must(t, s.Close())
	if err := <-kept; err != nil {
		t.Errorf("Keep: %v", err)
	}
}

// A backend at work outlives its killed postmaster and holds on to the memory.
func TestOpenAfterKilledServer(t *testing.T) {
	t.Parallel()
	dir := seeded(t)
	s := mustOpen(t, Config{Dir: dir})
	mustAsk(t, s, "insert into visit values (7) returning n::text")
	busy, err := pgx.Connect(t.Context(), s.DSN())
	must(t, err)
	work := "select count(*) from generate_series(1, 8000000) where random() < 0.5"
	go busy.Exec(t.Context(), work)
	until(t, "a busy backend", func() bool {
		return mustAsk(t, s, "select count(*)::text from pg_stat_activity where query = '"+work+"'") == "1"
	})
	killPostmaster(t, dir)
	again := mustOpen(t, Config{Dir: dir})
	if got := mustAsk(t, again, "select n::text from visit"); got != "7" {
		t.Errorf("after recovery: %q", got)
	}
}

// The number of a dead server is given to another program of the same user, as happens in containers.
func TestProcessNumberUsedAgain(t *testing.T) {
	t.Parallel()
	dir := seeded(t)
	p := at(t, dir)
	innocent := exec.Command("sleep", "60")
	p.as.dress(innocent, "/")
	must(t, innocent.Start())
	t.Cleanup(func() { innocent.Process.Kill(); innocent.Wait() })
	pidFile := fmt.Sprintf("%d\n%s\n", innocent.Process.Pid, p.data())
	path := filepath.Join(p.data(), "postmaster.pid")
	must(t, os.WriteFile(path, []byte(pidFile), 0o600))
	must(t, os.Chown(path, int(p.as.uid), int(p.as.gid)))

	s := mustOpen(t, fast(dir))
	must(t, s.Close())
	if commandLine(innocent.Process.Pid) == "" {
		t.Error("the other program was killed")
	}
}

func TestDamagedDataIsLeftAlone(t *testing.T) {
	t.Parallel()
	damage := map[string]func(control string) error{
		"no control":  os.Remove,
		"bad control": func(control string) error { return os.Truncate(control, 100) },
	}
	for name, harm := range damage {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := seeded(t)
			must(t, harm(filepath.Join(dir, "pgdata", "global", "pg_control")))
			err := refused(t, dir)
			if said := err.Error(); !strings.Contains(said, "left as it was") || !strings.Contains(said, "pg_control") {
				t.Errorf("Open does not explain itself: %v", err)
			}
		})
	}
}

func TestStrangeDataIsLeftAlone(t *testing.T) {
	t.Parallel()
	for version, other := range map[string]bool{"14\n": true, "99\n": true, "": false, "missing": false} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			dir := openDir(t)
			data := filepath.Join(dir, "pgdata")
			must(t, os.MkdirAll(data, 0o700))
			must(t, os.WriteFile(filepath.Join(data, "dear"), []byte("data"), 0o600))
			if version != "missing" {
				must(t, os.WriteFile(filepath.Join(data, "PG_VERSION"), []byte(version), 0o600))
			}
			err := refused(t, dir)
			if wrong := new(WrongMajorError); errors.As(err, &wrong) != other || !strings.Contains(err.Error(), "left as it was") {
				t.Errorf("Open: %v", err)
			}
		})
	}
}

// refused is the error of an Open that must fail and must not touch the data.
func refused(t *testing.T, dir string) error {
	t.Helper()
	data := filepath.Join(dir, "pgdata")
	before := tree(t, data)
	s, err := Open(t.Context(), fast(dir))
	if err == nil {
		s.Close()
		t.Fatal("Open succeeds")
	}
	if diff := cmp.Diff(before, tree(t, data)); diff != "" {
		t.Errorf("the data changed: %s", diff)
	}
	if p := at(t, dir); p.postmaster() != 0 {
		t.Error("a server was left behind")
	}
	return err
}

// tree is all files with their contents, but for the number of a server that died of the damage.
func tree(t *testing.T, root string) map[string]string {
	t.Helper()
	files := map[string]string{}
	must(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "postmaster.pid" {
			return err
		}
		text, err := os.ReadFile(path)
		files[path] = string(text)
		return err
	}))
	return files
}

func TestKilledInitdb(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	other := spawn(t, "hold", dir)
	until(t, "initdb works", func() bool { return exists(dir, "pgdata.init", "global") })
	other.kill()
	if exists(dir, "pgdata") {
		t.Fatal("the unfinished cluster is in place")
	}
	mustOpen(t, fast(dir))
	if exists(dir, "pgdata.init") {
		t.Error("what the killed initdb left is still there")
	}
}
