package pg

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// recorded is the process id in postmaster.pid, 0 when there is none. The process may be long dead, or another program.
func (p place) recorded() int {
	text, err := os.ReadFile(filepath.Join(p.data(), "postmaster.pid"))
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(text), "\n")
	pid, _ := strconv.Atoi(strings.TrimSpace(line))
	return max(pid, 0)
}

// postmaster is the process id of the live server of our cluster, whoever started it; 0 when there is none.
func (p place) postmaster() int {
	if pid := p.recorded(); pid != 0 && p.serves(pid) {
		return pid
	}
	return 0
}

// serves tells whether the process is a postgres of our cluster. One that is dead but not reaped is not.
func (p place) serves(pid int) bool {
	line := commandLine(pid)
	if !strings.Contains(line, "postgres") {
		return false
	}
	if strings.Contains(line, " -D "+p.data()+" ") {
		return true
	}
	works, err1 := os.Stat(fmt.Sprintf("/proc/%d/cwd", pid)) // started by hand, or the directory was moved since
	data, err2 := os.Stat(p.data())
	return err1 == nil && err2 == nil && os.SameFile(works, data)
}

// commandLine has a space after every argument; "" when there is no such process.
func commandLine(pid int) string {
	if exists("/proc/self/cmdline") {
		args, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
		return strings.ReplaceAll(string(args), "\x00", " ")
	}
	out, _ := exec.Command("ps", "-ww", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	return strings.TrimSpace(string(out)) + " "
}

// forgive is for a process id in postmaster.pid that another program got since (small numbers in a container come
// again soon): PostgreSQL would take any program of the same user for the old server and refuse to start, unless it is
// told that this is its own grandparent. It still refuses while the old server's shared memory is in use.
func (p place) forgive() []string {
	pid := p.recorded()
	if pid == 0 || p.serves(pid) {
		return nil
	}
	return []string{"PG_GRANDPARENT_PID=" + strconv.Itoa(pid)}
}

// stop ends the server, ours or adopted, the fast way: connections are cut, all that was committed is kept.
func (s *Server) stop(ctx context.Context) error {
	pid := s.at.postmaster()
	if pid == 0 && s.child.running() { // so young that it has not written its id
		pid = s.child.pid
	}
	if pid == 0 {
		return nil
	}
	if err := syscall.Kill(pid, syscall.SIGINT); err != nil && !errors.Is(err, syscall.ESRCH) {
		return err
	}
	return poll(ctx, probeInterval, func() (bool, error) {
		return !s.at.serves(pid) && !s.child.running(), nil
	})
}
