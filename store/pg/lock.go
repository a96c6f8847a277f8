package pg

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

const lockInterval = 10 * time.Millisecond

// lock waits for the exclusive lock on the file of that name; closing the file gives it back.
func (p place) lock(ctx context.Context, name string) (*os.File, error) {
	return p.flock(ctx, name, syscall.LOCK_EX)
}

// share waits for the shared lock on the file of that name.
func (p place) share(ctx context.Context, name string) (*os.File, error) {
	return p.flock(ctx, name, syscall.LOCK_SH)
}

func (p place) flock(ctx context.Context, name string, how int) (*os.File, error) {
	f, err := p.open(name, os.O_RDWR)
	if err != nil {
		return nil, err
	}
	err = poll(ctx, lockInterval, func() (bool, error) { return try(f, how) })
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("lock %s: %w", f.Name(), err)
	}
	return f, nil
}

// tryLock turns our lock on f into an exclusive one if nobody else has any. When it cannot, our lock may be lost.
func tryLock(f *os.File) (bool, error) { return try(f, syscall.LOCK_EX) }

func try(f *os.File, how int) (bool, error) {
	err := syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) || errors.Is(err, syscall.EINTR) {
		return false, nil
	}
	return err == nil, err
}

// open opens a file of ours in dir and makes it if it is missing: then it belongs to the owner of dir, who may use the
// directory too. Links are refused: root must not be led to a file elsewhere.
func (p place) open(name string, flags int) (*os.File, error) {
	path := filepath.Join(p.dir, name)
	f, err := os.OpenFile(path, flags|os.O_CREATE|os.O_EXCL|syscall.O_NOFOLLOW, 0o600)
	if err == nil && root() && p.home == p.dir {
		err = f.Chown(int(p.as.uid), int(p.as.gid))
	}
	if errors.Is(err, fs.ErrExist) {
		f, err = os.OpenFile(path, flags|syscall.O_NOFOLLOW, 0)
	}
	if err != nil {
		return nil, foreign(p.dir, err)
	}
	return f, nil
}
