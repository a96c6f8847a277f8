package pg

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// bench is a system of its own for setup.sh: nothing but the programs put into bin, and files under root.
type bench struct{ root, bin string }

func newBench(t *testing.T) bench {
	t.Helper()
	b := bench{root: t.TempDir(), bin: t.TempDir()}
	for _, tool := range []string{"sh", "sed", "mkdir", "readlink", "cp"} {
		path, err := exec.LookPath(tool)
		must(t, err)
		must(t, os.Symlink(path, filepath.Join(b.bin, tool)))
	}
	return b
}

// program puts a shell script into bin; every call of it is noted in root/calls.
func (b bench) program(t *testing.T, name, script string) {
	t.Helper()
	text := "#!/bin/sh\necho " + name + ` "$@" >>"$SETUP_ROOT/calls"` + "\n" + script + "\n"
	must(t, os.WriteFile(filepath.Join(b.bin, name), []byte(text), 0o755))
}

// run returns what setup.sh prints for programs, what for people, and whether it is content.
func (b bench) run(t *testing.T, args ...string) (out, told string, ok bool) {
	t.Helper()
	cmd := exec.Command("sh", append([]string{"setup.sh"}, args...)...)
	cmd.Env = []string{"PATH=" + b.bin, "SETUP_ROOT=" + b.root}
	var words, complaints strings.Builder
	cmd.Stdout, cmd.Stderr = &words, &complaints
	err := cmd.Run()
	return words.String(), complaints.String(), err == nil
}

func (b bench) calls(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(b.root, "calls"))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(text)
}

func TestSetupIsSilentWhenAllIsThere(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.program(t, "apt-get", "exit 1")
	b.program(t, "id", "echo 0")
	fake(t, b.root, "usr/lib/postgresql/14/bin", "14.1")
	fake(t, b.root, "usr/lib/postgresql/17/bin", "17.2")
	b.program(t, "chromium", "")
	for _, args := range [][]string{nil, {"--chromium"}} {
		if out, told, ok := b.run(t, args...); !ok || out+told != "" {
			t.Errorf("%v: %t %q %q", args, ok, out, told)
		}
	}
	if got := b.calls(t); got != "" {
		t.Errorf("it called %s", got)
	}
}

func TestSetupTellsOrdinaryUsersTheLine(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.program(t, "apt-get", "exit 1")
	b.program(t, "sudo", "")
	b.program(t, "id", "echo 1000")
	fake(t, b.root, "usr/lib/postgresql/14/bin", "14.1")
	for pkg, args := range map[string][]string{"postgresql": nil, "chromium": {"--chromium"}} {
		out, _, ok := b.run(t, args...)
		if ok || strings.Count(out, "\n") != 1 || !strings.HasPrefix(out, "sudo sh -c '") || !strings.Contains(out, "apt-get install -y --no-install-recommends "+pkg+"'") {
			t.Errorf("%s: %t %q", pkg, ok, out)
		}
	}
	if got := b.calls(t); got != "id -u\nid -u\n" {
		t.Errorf("it called %s", got)
	}
}

func TestSetupInstallsForRootWithoutACluster(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.program(t, "id", "echo 0")
	b.program(t, "apt-cache", "exit 100") // no package lists yet
	ready := fake(t, b.root, "ready", "15.3")
	dir := filepath.Join(b.root, "usr/lib/postgresql/15")
	b.program(t, "apt-get", `[ "$1" = update ] || { cat "$SETUP_ROOT"/etc/postgresql-common/createcluster.d/langkah.conf >>"$SETUP_ROOT/calls"; mkdir -p `+dir+` && cp -R `+ready+` `+dir+`/bin; }`)
	must(t, os.Symlink("/bin/cat", filepath.Join(b.bin, "cat")))
	if out, told, ok := b.run(t); !ok {
		t.Fatalf("%q %q", out, told)
	}
	want := "id -u\napt-cache show postgresql\napt-get update\napt-get install -y --no-install-recommends postgresql\ncreate_main_cluster = false\n"
	if got := b.calls(t); got != want {
		t.Errorf("it called\n%swant\n%s", got, want)
	}
}

func TestSetupSaysWhenThePackageIsTooOld(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.program(t, "id", "echo 0")
	b.program(t, "apt-cache", "")
	b.program(t, "apt-get", "")
	if _, told, ok := b.run(t); ok || !strings.Contains(told, "older than 15") {
		t.Errorf("%t %q", ok, told)
	}
	if got := b.calls(t); strings.Contains(got, "update") {
		t.Errorf("good package lists were fetched again: %s", got)
	}
}

func TestSetupWithHomebrew(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ready := fake(t, b.root, "ready", "16.3")
	dir := filepath.Join(b.root, "opt/homebrew/opt/postgresql@16")
	b.program(t, "brew", `mkdir -p `+dir+` && cp -R `+ready+` `+dir+`/bin`)
	if out, told, ok := b.run(t); !ok || b.calls(t) != "brew install postgresql@16\n" {
		t.Errorf("%q %q %q", out, told, b.calls(t))
	}
}
