package storetest

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

const (
	memory = "/dev/shm"
	ample  = 2 << 30 // bytes, for a cluster and the log of its changes
	tmpfs  = 0x01021994
)

// home is where the test databases of these sources live: in memory where there
// is some. To make and drop databases of hundreds of files in turn is what takes
// a disk longest: ext4 looks for a number that no file had lately.
func home() string {
	_, file, _, _ := runtime.Caller(0)
	root := filepath.Join(filepath.Dir(file), "..", "..")
	var disk syscall.Statfs_t
	if err := syscall.Statfs(memory, &disk); err != nil || disk.Type != tmpfs || disk.Bavail*uint64(disk.Bsize) < ample {
		return filepath.Join(root, ".data", "test")
	}
	return filepath.Join(memory, fmt.Sprintf("langkah-%d-%.4x", os.Getuid(), sha256.Sum256([]byte(root))))
}

// DataDir is a fresh data directory for a service of its own, which the server's
// user can reach: a cluster made elsewhere would outlive the test.
func DataDir(t testing.TB) string {
	t.Helper()
	parent, err := os.MkdirTemp("", "langkah-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(parent) })
	if err := os.Chmod(parent, 0o755); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(parent, "data")
}
