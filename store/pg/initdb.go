package pg

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// version is that of the cluster, "" when there is none yet. A cluster without one is damaged: it is never made anew.
func (p place) version() (string, error) {
	text, err := os.ReadFile(filepath.Join(p.data(), "PG_VERSION"))
	switch {
	case err == nil && len(bytes.TrimSpace(text)) > 0:
		return string(bytes.TrimSpace(text)), nil
	case errors.Is(err, fs.ErrNotExist) && !exists(p.data()):
		return "", nil
	case err == nil:
		err = errors.New("the file is empty")
	}
	return "", fmt.Errorf("read version of the database: %w; %s", err, p.advice())
}

func (p place) advice() string {
	return fmt.Sprintf("the data in %s was left as it was: if it is damaged, bring it back from a backup, or move it away to begin with an empty database", p.data())
}

// create makes the cluster beside its place and moves it there when it is whole, so that a killed initdb leaves nothing
// that looks like one. initdb inherits the start lock: nobody can take its directory from under it if we are killed.
func (s *Server) create(ctx context.Context, bin string, start *os.File) error {
	fresh := s.at.data() + ".init"
	if err := os.RemoveAll(fresh); err != nil {
		return fmt.Errorf("remove what a killed initdb left: %w", err)
	}
	args := []string{"-D", fresh, "-A", "trust", "-U", superuser, "-E", "UTF8", "--locale=C"}
	if s.cfg.FastAndUnsafe {
		args = append(args, "--no-sync")
	}
	cmd := exec.CommandContext(ctx, filepath.Join(bin, "initdb"), args...)
	s.at.as.dress(cmd, s.at.home)
	cmd.ExtraFiles = []*os.File{start}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) } // its own children too
	cmd.WaitDelay = 5 * time.Second
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("make database cluster: %w\n%s", errors.Join(ctx.Err(), err), strings.TrimSpace(string(said)))
	}
	if err := os.Rename(fresh, s.at.data()); err != nil {
		return fmt.Errorf("move new cluster to its place: %w", err)
	}
	return syncDir(s.at.home)
}

// syncDir makes a rename outlast a power cut: a cluster with data in it must not be called pgdata.init again.
func syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}
