package pg

import (
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
)

// An ordinary user has everything in the data directory, closed parents and all; root may visit.
func TestOrdinaryUser(t *testing.T) {
	t.Parallel()
	home := filepath.Dir(openDir(t, "home"))
	dir := filepath.Join(home, "clone", ".data")
	var dress []func(*exec.Cmd)
	if root() {
		dress = append(dress, as(t, "nobody", home))
	}
	must(t, os.Chmod(home, 0o700))
	other := spawn(t, "hold", dir, dress...)
	other.opened(t)
	p := at(t, dir)
	info, err := os.Lstat(dir)
	if err != nil || p.String() != "" || p.home != p.dir || p.as.uid != owner(info) {
		t.Fatalf("%+v, owner %d, %v", p, owner(info), err)
	}
	s := mustOpen(t, fast(dir))
	mustAsk(t, s, "select 'visited'")
	other.end(t)
	must(t, s.Close())
	again := spawn(t, "hold", dir, dress...)
	again.opened(t)
	again.end(t)
}

// as runs a process as another user, whose home it gives away, from a copy of the test binary that everybody can run.
func as(t *testing.T, name, home string) func(*exec.Cmd) {
	t.Helper()
	u, err := user.Lookup(name)
	must(t, err)
	uid, err := strconv.Atoi(u.Uid)
	must(t, err)
	gid, err := strconv.Atoi(u.Gid)
	must(t, err)
	must(t, os.Chown(home, uid, gid))
	binary := filepath.Join(filepath.Dir(home), "langkah")
	return func(cmd *exec.Cmd) {
		if out, err := exec.Command("cp", cmd.Path, binary).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		must(t, os.Chmod(binary, 0o755))
		cmd.Path, cmd.Dir = binary, "/"
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	}
}

func TestClusterThatRootCopiedHere(t *testing.T) {
	t.Parallel()
	dir := seeded(t)
	if root() {
		out, err := exec.Command("chown", "-R", "0:0", dir).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	mustAsk(t, mustOpen(t, fast(dir)), "select count(*)::text from visit")
}
