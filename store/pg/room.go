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
	left, _, err := p.room()
	return err == nil && left < tight
}

// Room is how much is free on the disk of a data directory, of how much, in
// bytes, and where that is.
func Room(dir string) (free, size uint64, where string, err error) {
	at, err := locate(dir)
	if err != nil {
		return 0, 0, "", err
	}
	free, size, err = at.room()
	return free, size, at.home, err
}

func (p place) room() (free, size uint64, err error) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(p.home, &disk); err != nil {
		return 0, 0, fmt.Errorf("look at the disk of %s: %w", p.home, err)
	}
	block := uint64(disk.Bsize)
	return disk.Bavail * block, disk.Blocks * block, nil
}
