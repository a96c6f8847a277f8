package main

import (
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"langkah/store/benchtest"
	"langkah/store/storetest"
)

// The benchmarks below measure bin/langkah, as `make bench` builds it: the
// program that people run, not this test.

// BenchmarkReady: from the start of the process until /readyz answers, on a
// data directory that has been used before, the private PostgreSQL included.
// Goal: at most one second.
func BenchmarkReady(b *testing.B) {
	data := storetest.DataDir(b)
	serveOnce(b, data, nil)
	for b.Loop() {
		serveOnce(b, data, nil)
	}
}

// BenchmarkIdle: resident memory of the service when nobody writes, after its
// first answers. Goal: at most 40 MiB.
func BenchmarkIdle(b *testing.B) {
	data := storetest.DataDir(b)
	for b.Loop() {
		serveOnce(b, data, func(cmd *exec.Cmd, base string) {
			for range 50 {
				_, _ = http.Get(base + "/readyz")
			}
			b.ReportMetric(benchtest.ResidentMiB(b, strconv.Itoa(cmd.Process.Pid)), "MiB")
		})
	}
}

// serveOnce starts the built program, waits until it is ready, lets look see,
// and stops it.
func serveOnce(b *testing.B, data string, look func(*exec.Cmd, string)) {
	b.Helper()
	const base = "http://127.0.0.1:18081"
	cmd := exec.Command("../../bin/langkah", "serve")
	cmd.Env = append(os.Environ(), "LANGKAH_DATA="+data, "DATABASE_URL=", "LANGKAH_WEBCHAT=1", "LANGKAH_LISTEN=127.0.0.1:18081", "LANGKAH_LOG=error")
	if err := cmd.Start(); err != nil {
		b.Fatal("make bench builds the program first:", err)
	}
	for {
		res, err := http.Get(base + "/readyz")
		if err == nil {
			res.Body.Close()
		}
		if err == nil && res.StatusCode == http.StatusOK {
			break
		}
		time.Sleep(2 * time.Millisecond)
	}
	b.StopTimer()
	defer b.StartTimer()
	if look != nil {
		look(cmd, base)
	}
	_ = cmd.Process.Signal(os.Interrupt)
	if err := cmd.Wait(); err != nil {
		b.Fatal(err)
	}
}
