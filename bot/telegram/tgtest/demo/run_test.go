package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"langkah/bot/telegram/tgtest"
)

// asChild makes the test binary the command that the demo runs.
const asChild = "as-child"

// child says what it was given and stays until it is told to go.
func child(file string) {
	said := strings.Join([]string{os.Getenv("TELEGRAM_API"), os.Getenv("TELEGRAM_TOKEN"), strconv.Itoa(os.Getpid())}, " ")
	_ = os.WriteFile(file+".part", []byte(said), 0o600)
	_ = os.Rename(file+".part", file)
	select {}
}

func TestTheCommandEndsWithTheDemo(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "said")
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- run(ctx, "127.0.0.1:0", "1:x", []string{self, asChild, file}) }()
	said := strings.Fields(wait(t, file))
	if len(said) != 3 || !strings.HasPrefix(said[0], "http://127.0.0.1:") || said[1] != "1:x" {
		t.Fatalf("given %v", said)
	}
	stop()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(time.Minute):
		t.Fatal("the demo did not end")
	}
	pid, _ := strconv.Atoi(said[2])
	if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
		t.Errorf("the command lives on: %v", err)
	}
}

// wait reads a file as soon as it is there.
func wait(t *testing.T, file string) string {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if b, err := os.ReadFile(file); err == nil {
			return string(b)
		}
	}
	t.Fatal("the command never began")
	return ""
}

func TestWhatStopsTheDemoAtOnce(t *testing.T) {
	t.Parallel()
	if err := run(context.Background(), "127.0.0.1:0", "1:x", []string{"false"}); err == nil {
		t.Error("a command that fails was no error")
	}
	if err := run(context.Background(), "0.0.0.0:0", "1:x", nil); err == nil {
		t.Error("listens to everybody")
	}
	s := tgtest.New(tgtest.Options{})
	t.Cleanup(s.Close)
	if err := run(context.Background(), strings.TrimPrefix(s.URL(), "http://"), "1:x", nil); err == nil {
		t.Error("the port was taken")
	}
}
