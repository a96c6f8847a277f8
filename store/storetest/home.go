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

// home is where the test databases of these sources live.
func home() string {
	_, file, _, _ := runtime.Caller(0)
	root := filepath.Join(filepath.Dir(file), "..", "..")
	if !roomy() {
		return filepath.Join(root, ".data", "test")
	}
	return filepath.Join(memory, fmt.Sprintf("langkah-%d-%.4x", os.Getuid(), sha256.Sum256([]byte(root))))
}

// roomy tells whether databases can live in memory. To make and drop hundreds of
// files in turn is what takes a disk longest: ext4 looks for a number that no
// file had lately.
func roomy() bool {
	var disk syscall.Statfs_t
	err := syscall.Statfs(memory, &disk)
	return err == nil && disk.Type == tmpfs && disk.Bavail*uint64(disk.Bsize) >= ample
}

// DataDir is a fresh data directory for a service of its own, which the server's
// user can reach: a cluster made elsewhere would outlive the test. That of a
// benchmark is on the disk.
func DataDir(t testing.TB) string {
	t.Helper()
	under := ""
	if _, bench := t.(*testing.B); !bench && roomy() {
		under = memory
	}
	parent, err := os.MkdirTemp(under, "langkah-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(parent) })
	if err := os.Chmod(parent, 0o755); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(parent, "data")
}
