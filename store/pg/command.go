package pg

import (
	"os"
	"os/exec"
	"syscall"
)

// dress makes cmd run as a in dir: in a process group of its own, so that Ctrl-C reaches us and not the database, and
// with hardly an environment, since ours may hold secrets and PG* settings.
func (a account) dress(cmd *exec.Cmd, dir string) {
	cmd.Dir = dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: a.credential(), Setpgid: true}
	cmd.Env = []string{"LC_ALL=C", "TZ=UTC", "HOME=" + dir}
	for _, name := range []string{"PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"} {
		if value := os.Getenv(name); value != "" {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
	}
}

// child is a postmaster that we started.
type child struct {
	pid    int
	killed bool          // with SIGKILL; to be read when done
	done   chan struct{} // closed when it is dead and reaped
}

// start runs cmd and reaps it when it ends.
func start(cmd *exec.Cmd) (*child, error) {
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	c := &child{pid: cmd.Process.Pid, done: make(chan struct{})}
	go func() {
		_ = cmd.Wait() // why it ended stands in its log
		status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
		c.killed = ok && status.Signaled() && status.Signal() == syscall.SIGKILL
		close(c.done)
	}()
	return c, nil
}

// running is false for nil.
func (c *child) running() bool {
	if c == nil {
		return false
	}
	select {
	case <-c.done:
		return false
	default:
		return true
	}
}
