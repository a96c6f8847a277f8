package pg

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fake makes a directory with an initdb and a postgres of some version.
func fake(t *testing.T, parent, name, version string) string {
	t.Helper()
	dir := filepath.Join(parent, name)
	must(t, os.MkdirAll(dir, 0o755))
	script := fmt.Sprintf("#!/bin/sh\necho 'postgres (PostgreSQL) %s'\n", version)
	must(t, os.WriteFile(filepath.Join(dir, "postgres"), []byte(script), 0o755))
	must(t, os.WriteFile(filepath.Join(dir, "initdb"), []byte(script), 0o755))
	return dir
}

func TestFind(t *testing.T) {
	t.Parallel()
	me, err := anyAccount()
	must(t, err)
	all := filepath.Dir(openDir(t, "all"))
	old, v15, v16, v17 := fake(t, all, "14/bin", "14.9"), fake(t, all, "15/bin", "15.18 (Debian 15.18-0)"), fake(t, all, "16/bin", "16rc1"), fake(t, all, "17/bin", "17.2")
	lone := fake(t, all, "lone", "18.1")
	must(t, os.Remove(filepath.Join(lone, "initdb")))
	links := filepath.Join(all, "links")
	must(t, os.Mkdir(links, 0o755))
	must(t, os.Symlink(filepath.Join(v16, "postgres"), filepath.Join(links, "postgres")))
	config := filepath.Join(all, "config")
	must(t, os.Mkdir(config, 0o755))
	must(t, os.WriteFile(filepath.Join(config, "pg_config"), []byte("#!/bin/sh\necho "+v17+"\n"), 0o755))
	globs := []string{filepath.Join(all, "1[45]", "bin")}

	for _, c := range []struct {
		name, version string
		search        search
		want          string
		err           error
	}{
		{"highest", "", search{globs: []string{filepath.Join(all, "*", "bin")}}, v17, nil},
		{"too old", "", search{globs: globs}, v15, nil},
		{"of the data", "16", search{globs: []string{filepath.Join(all, "*", "bin")}}, v16, nil},
		{"link on path", "", search{path: links, globs: globs}, v16, nil},
		{"of the data on path", "16", search{path: links, globs: globs}, v16, nil},
		{"pg_config", "", search{path: config}, v17, nil},
		{"PG_BIN", "", search{pgBin: v15, path: links}, v15, nil},
		{"PG_BIN of another", "17", search{pgBin: v15, path: links}, "", &WrongMajorError{Have: "17", Found: []string{"15"}}},
		{"PG_BIN too old", "", search{pgBin: old, path: links}, "", ErrNoBinaries},
		{"data too old", "14", search{globs: globs}, "", &WrongMajorError{Have: "14", Found: []string{"14", "15"}}},
		{"data too new", "18", search{globs: globs}, "", &WrongMajorError{Have: "18", Found: []string{"14", "15"}}},
		{"no initdb", "", search{path: lone}, "", ErrNoBinaries},
		{"nothing", "15", search{}, "", ErrNoBinaries},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.search.as = me
			got, err := c.search.find(c.version)
			same := errors.Is(err, c.err)
			if wrong := new(WrongMajorError); errors.As(err, &wrong) {
				same = err.Error() == c.err.Error()
			}
			if got != c.want || !same {
				t.Errorf("find: %q, %v; want %q, %v", got, err, c.want, c.err)
			}
		})
	}
}

func TestFindOnThisMachine(t *testing.T) {
	t.Parallel()
	dir, err := Find("")
	if err != nil || !exists(dir, "postgres") || !exists(dir, "initdb") {
		t.Errorf("Find: %q, %v", dir, err)
	}
}

func TestInstallLine(t *testing.T) {
	t.Parallel()
	for _, have := range [][]string{{"apt-get"}, {"brew"}, {"dnf"}, {"apk"}, {"pacman"}} {
		if line := installLine(have); !strings.Contains(line, have[0]) || !strings.Contains(line, "postgresql") {
			t.Errorf("%v: %s", have, line)
		}
	}
	if err := noBinaries("nothing there"); !strings.Contains(err.Error(), installLine(installers())) {
		t.Error(err)
	}
}
