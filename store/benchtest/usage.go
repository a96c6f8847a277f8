package benchtest

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

// ticks is the sum of such fields.
func ticks(fields []string) time.Duration {
	sum := 0
	for _, f := range fields {
		n, _ := strconv.Atoi(f)
		sum += n
	}
	return time.Duration(sum) * tick
}

// CPU is what the server and its processes have taken so far, also those that
// have ended.
func (y *Yard) CPU() (sum time.Duration) {
	pids, _ := filepath.Glob("/proc/[0-9]*")
	for _, dir := range pids {
		pid := filepath.Base(dir)
		f := stat(pid)
		switch {
		case len(f) < 15:
		case pid == strconv.Itoa(y.pid):
			sum += ticks(f[11:15]) // its own and its ended children's
		case f[1] == strconv.Itoa(y.pid):
			sum += ticks(f[11:13])
		}
	}
	return sum
}

// CPUOf is what another process has taken so far.
func CPUOf(b *testing.B, pid int) time.Duration {
	b.Helper()
	f := stat(strconv.Itoa(pid))
	if len(f) < 13 {
		b.Fatalf("process %d is gone", pid)
	}
	return ticks(f[11:13])
}

// OwnCPU is this process's.
func OwnCPU(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// PeakMiB is the most memory that a process ("self": this one) has had
// resident since its start, or since ForgetPeak.
func PeakMiB(b *testing.B, pid string) float64 { b.Helper(); return memory(b, pid, "VmHWM") }

// ResidentMiB is what it has now.
func ResidentMiB(b *testing.B, pid string) float64 { b.Helper(); return memory(b, pid, "VmRSS") }

func memory(b *testing.B, pid, field string) float64 {
	b.Helper()
	raw, err := os.ReadFile(filepath.Join("/proc", pid, "status"))
	if err != nil {
		b.Fatal(err)
	}
	var kb float64
	for line := range strings.Lines(string(raw)) {
		if _, err := fmt.Sscanf(line, field+": %f kB", &kb); err == nil {
			break
		}
	}
	return kb / 1024
}

// ForgetPeak begins this process's peak anew: proc(5). Where it cannot, the
// peak is since the start.
func ForgetPeak() { _ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) }
