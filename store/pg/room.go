package pg

import (
	"errors"
	"fmt"
	"syscall"
)

// tight is the room under which a server cannot be expected to write: its log
// of changes grows by 16 MiB at a time.
const tight = 32 << 20

var errNoRoom = errors.New("the disk is full: make room, nothing else is wrong")

// full tells whether that is why a server does not start. Its own log, on the
// same disk, may not be able to say so, or speaks of corruption.
func (p place) full() bool {
	left, err := p.room()
	return err == nil && left < tight
}

// Room is the space, in bytes, that is left to the cluster of a data directory.
func Room(dir string) (int64, error) {
	at, err := locate(dir)
	if err != nil {
		return 0, err
	}
	return at.room()
}

func (p place) room() (int64, error) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(p.home, &disk); err != nil {
		return 0, fmt.Errorf("look at the disk of %s: %w", p.home, err)
	}
	return int64(disk.Bavail) * int64(disk.Bsize), nil
}
