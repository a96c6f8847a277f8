package pg

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"pgregory.net/rapid"
)

func TestOddNames(t *testing.T) {
	t.Parallel()
	for _, name := range []string{`it's "the" Übung kota 雅加达\n`, strings.Repeat("panjang,", 15)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := seeded(t, name)
			forget(t, at(t, dir).dir)
			s := mustOpen(t, fast(dir))
			mustAsk(t, s, "select 'good'")
			if moved := strings.Contains(s.Places(), "/tmp/langkah-"); moved != (len(name) > 100) {
				t.Errorf("Places: %q", s.Places())
			}
		})
	}
}

func TestConnectionStringNamesAnySocket(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		dir := "/" + rapid.StringMatching(`[^,\x00-\x1f\x7f-\x9f]*`).Draw(t, "dir")
		if !nameable(dir) {
			t.Fatalf("%q cannot be named", dir)
		}
		cfg, err := pgx.ParseConfig(place{socket: dir}.dsn(database))
		if err != nil {
			t.Fatal(err)
		}
		if cfg.Host != dir || cfg.Port != 5432 || cfg.User != "app" || cfg.Database != "langkah" || cfg.TLSConfig != nil {
			t.Fatalf("%q became %q", dir, cfg.Host)
		}
	})
}

// A long path under a closed parent: root's cluster and socket both go to the short path elsewhere.
func TestLongPathInClosedParent(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), strings.Repeat("panjang", 15))
	p := at(t, dir)
	want := "/tmp/langkah-" + hash(p.dir)
	if root() {
		want = p.home
	}
	if p.socket != want || (p.home != p.dir) != root() {
		t.Errorf("%+v", p)
	}
}

// The cluster stays where it was made, even when its parents open up or close later.
func TestClusterStaysWhereItWasMade(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	must(t, os.MkdirAll(filepath.Join(dir, "pgdata"), 0o700))
	parent := filepath.Dir(dir)
	must(t, os.Chmod(parent, 0o700))
	_, err := locate(dir)
	if refused := err != nil; refused != root() {
		t.Errorf("locate: %v", err)
	}
	must(t, os.Chmod(parent, 0o755))
	if p := at(t, dir); p.home != p.dir {
		t.Errorf("%+v", p)
	}

	fresh := openDir(t)
	if !root() {
		return
	}
	forget(t, fresh)
	must(t, os.MkdirAll(filepath.Join(elsewhere, hash(fresh), "pgdata"), 0o700))
	if p := at(t, fresh); p.home != filepath.Join(elsewhere, hash(fresh)) || !strings.Contains(p.String(), "where it was made") {
		t.Errorf("%+v", p)
	}
}

func TestSocketGoesElsewhere(t *testing.T) {
	t.Parallel()
	for name, moves := range map[string]bool{"plain": false, "one,two": true, "line\nfeed": true} {
		if p := at(t, openDir(t, name)); (p.socket != p.home) != moves {
			t.Errorf("%q: %+v", name, p)
		}
	}
	parent := filepath.Dir(openDir(t))
	for length, moves := range map[int]bool{99: false, 100: true} {
		name := strings.Repeat("x", length-len(filepath.Join(parent, "/", socketName))-1)
		if p := at(t, filepath.Join(parent, name)); (p.socket != p.home) != moves {
			t.Errorf("socket of %d bytes: %+v", length, p)
		}
	}
}

func TestSocketDirectoryOfSomebodyElse(t *testing.T) {
	t.Parallel()
	squat := map[string]func(path string) error{
		"link":     func(path string) error { return os.Symlink("/var", path) },
		"dangling": func(path string) error { return os.Symlink("/nowhere", path) },
		"file":     func(path string) error { return os.WriteFile(path, nil, 0o700) },
		"open":     func(path string) error { return errors.Join(os.Mkdir(path, 0o700), os.Chmod(path, 0o777)) },
	}
	if root() {
		squat["owner"] = func(path string) error { return errors.Join(os.Mkdir(path, 0o700), os.Chown(path, 12345, 12345)) }
	}
	for name, harm := range squat {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := openDir(t, strings.Repeat("panjang", 15))
			p := at(t, dir)
			forget(t, p.dir)
			must(t, harm(p.socket))
			before, err := os.Lstat(p.socket)
			must(t, err)
			if s, err := Open(t.Context(), fast(dir)); err == nil || !strings.Contains(err.Error(), "somebody else made it") {
				t.Errorf("Open: %v, %v", s, err)
			}
			after, err := os.Lstat(p.socket)
			if err != nil || before.Mode() != after.Mode() || owner(before) != owner(after) {
				t.Errorf("it was %v and is %v, %v", before, after, err)
			}
		})
	}
}

func TestDirectoryOfOthersIsRefused(t *testing.T) {
	t.Parallel()
	for _, dir := range []string{"/", "/tmp", "/usr", "/var/lib"} {
		if p, err := locate(dir); err == nil {
			t.Errorf("%s: %+v", dir, p)
		}
	}
}

func TestLockFileIsNoLink(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	must(t, os.Mkdir(dir, 0o700))
	victim := filepath.Join(filepath.Dir(dir), "victim")
	must(t, os.Symlink(victim, filepath.Join(dir, "start.lock")))
	if s, err := Open(t.Context(), fast(dir)); err == nil {
		s.Close()
		t.Error("Open follows a link")
	}
	if exists(victim) {
		t.Error("a file was made elsewhere")
	}
}

func TestLongLogMakesRoom(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	p := at(t, dir)
	path := filepath.Join(p.dir, logName)
	must(t, os.WriteFile(path, nil, 0o600))
	must(t, os.Truncate(path, logMax+1))
	f, err := p.openLog()
	must(t, err)
	defer f.Close()
	if end, err := f.Seek(0, io.SeekEnd); end != 0 || err != nil {
		t.Errorf("the new log begins at %d, %v", end, err)
	}
	if !exists(path + ".1") {
		t.Error("the old log is gone")
	}
}
