package main

import (
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"langkah/store/pg"
)

var figuresFile = flag.String("figures", "", "what the benchmarks printed: write .table and .json beside it")

// report is bench.json: what was measured, and on what.
type report struct {
	Date     string   `json:"date"`
	CPU      string   `json:"cpu"`
	Cores    int      `json:"cores"`
	System   string   `json:"system"`
	Go       string   `json:"go"`
	Postgres string   `json:"postgres"`
	Figures  []figure `json:"figures"`
}

// TestFigures sets what the benchmarks printed beside the goals: `make bench`
// has it read a fresh run, the tests an old one. What the machine's other work
// can move is only marked when it misses its goal; a figure of memory that
// misses it is a failure.
func TestFigures(t *testing.T) {
	file := *figuresFile
	if file == "" {
		file = filepath.Join("testdata", "figures", "bench.txt")
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	m := readingsOf(string(raw))
	list, err := figuresOf(m)
	if err != nil {
		t.Fatal(err)
	}
	table := tableOf(list)
	if *figuresFile == "" {
		golden(t, filepath.Join("testdata", "figures", "table.txt"), []byte(table))
		return
	}
	for _, f := range list {
		if f.Hard && f.missed() {
			t.Errorf("%s: %s, goal %s", f.What, f.Ours, f.Goal)
		}
	}
	r := report{
		Date: m.facts["date"], CPU: m.facts["cpu"], Cores: runtime.NumCPU(), System: runtime.GOOS + "/" + runtime.GOARCH,
		Go: runtime.Version(), Postgres: postgresVersion(t), Figures: list,
	}
	out, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	keep(t, file, ".table", []byte(table))
	keep(t, file, ".json", append(out, '\n'))
}

func keep(t *testing.T, file, ext string, content []byte) {
	t.Helper()
	if err := os.WriteFile(strings.TrimSuffix(file, filepath.Ext(file))+ext, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

func postgresVersion(t *testing.T) string {
	t.Helper()
	dir, err := pg.Find("")
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(filepath.Join(dir, "postgres"), "--version").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// A goal that is missed is seen, and only what is hard fails.
func TestMissedGoals(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile(filepath.Join("testdata", "figures", "bench.txt"))
	if err != nil {
		t.Fatal(err)
	}
	worse := strings.NewReplacer("89 allocs/op", "101 allocs/op", "489.0 bytes", "2001 bytes", "1.207 ratio-p99", "1.04 ratio-p99", "11.09 ratio-p99", "3.9 ratio-p99",
		"2.522 ratio", "1.49 ratio").Replace(string(raw))
	list, err := figuresOf(readingsOf(worse))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, f := range list {
		if f.missed() {
			got[f.What] = f.Hard
		}
	}
	want := map[string]bool{
		"one turn in memory: allocations": true, "a stored session after 14 answers": true, "queued turns of 2,000 people: answer": false,
		// as they were measured
		"a broadcast to 385,000 without a pace (peer: a bare HTTP client)": false, "a reply beside 1,000 a second, p99 (peer: beside nothing)": false,
		"a reply beside a broadcast without a pace, p99 (peer: beside nothing)": false,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("missed, and whether hard (-want +got):\n%s", diff)
	}
	if !strings.Contains(tableOf(list), "MISSED") {
		t.Error("the table does not show it")
	}
	if _, err := figuresOf(readingsOf("PASS\n")); err == nil {
		t.Error("nothing was measured, and nobody minds")
	}
}
