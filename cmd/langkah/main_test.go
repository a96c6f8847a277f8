package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"langkah/store/storetest"
)

var update = flag.Bool("update", false, "write golden files anew")

func TestMain(m *testing.M) {
	if os.Getenv(asMain) == "1" {
		if file := os.Getenv(clockFile); file != "" {
			fakeClock(file)
		}
		main()
	}
	flag.Parse()
	os.Exit(storetest.Main(m))
}

// golden compares got with a file, or writes it with -update.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got); if it is meant, run make golden\n%s", filepath.Base(file), diff)
	}
}

// around is what a command of a test runs in.
func around(t *testing.T, out *bytes.Buffer) *surroundings {
	t.Helper()
	return &surroundings{ctx: t.Context(), config: config{Log: "error"}, out: out, err: out}
}
