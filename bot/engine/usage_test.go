package engine

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// tick is the unit of CPU times in /proc: USER_HZ, 100 wherever Go runs.
const tick = 10 * time.Millisecond

// stat is /proc/PID/stat behind the name, which may hold anything; empty for a
// process that is gone. Field 4 of proc(5) is the second here.
func stat(pid string) []string {
	raw, err := os.ReadFile(filepath.Join("/proc", pid, "stat"))
	if err != nil {
		return nil
	}
	return strings.Fields(string(raw[bytes.LastIndexByte(raw, ')')+1:]))
}

func parent(b *testing.B, pid int) int {
	b.Helper()
	f := stat(strconv.Itoa(pid))
	if f == nil {
		b.Fatal("processes are looked up in /proc")
	}
	ppid, _ := strconv.Atoi(f[1])
	return ppid
}

// cpu is what the server and its processes have taken so far, also those that
// have ended.
func (y *yard) cpu() time.Duration {
	var sum int
	add := func(fields ...string) {
		for _, f := range fields {
			n, _ := strconv.Atoi(f)
			sum += n
		}
	}
	pids, _ := filepath.Glob("/proc/[0-9]*")
	for _, dir := range pids {
		pid := filepath.Base(dir)
		f := stat(pid)
		switch {
		case len(f) < 15:
		case pid == strconv.Itoa(y.pid):
			add(f[11:15]...) // its own and its ended children's
		case f[1] == strconv.Itoa(y.pid):
			add(f[11:13]...)
		}
	}
	return time.Duration(sum) * tick
}

// ownCPU is this process's.
func ownCPU(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peakMiB is the most memory that this process has had resident since
// forgetPeak.
func peakMiB(b *testing.B) float64 {
	b.Helper()
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Fatal(err)
	}
	var kb float64
	for line := range strings.Lines(string(raw)) {
		if _, err := fmt.Sscanf(line, "VmHWM: %f kB", &kb); err == nil {
			break
		}
	}
	return kb / 1024
}

func forgetPeak() { _ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) } // proc(5); without it: since the start
