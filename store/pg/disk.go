package pg

import (
	"fmt"
	"syscall"
)

// Disk is the room, in bytes, on the volume that holds the data, and where that is.
func (s *Server) Disk() (free, size uint64, where string, err error) {
	var v syscall.Statfs_t
	if err := syscall.Statfs(s.at.data(), &v); err != nil {
		return 0, 0, "", fmt.Errorf("look at the disk of %s: %w", s.at.data(), err)
	}
	block := uint64(v.Bsize)
	return v.Bavail * block, v.Blocks * block, s.at.data(), nil
}
