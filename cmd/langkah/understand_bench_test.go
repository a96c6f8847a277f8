package main

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"
	"time"

	"langkah/bot"
)

// BenchmarkUnderstand reads every answer of the tables in flows/understand:
// it reports the kind that is worst by its median, the slowest answer of all,
// and the slowest place. Goals: a median of 20 µs, 100 µs for any place.
func BenchmarkUnderstand(b *testing.B) {
	u := understander{today: time.Date(2026, 11, 23, 9, 0, 0, 0, bot.WIB), options: sevenSteps}
	took := map[string][]time.Duration{}
	for b.Loop() {
		for _, row := range answersOf(b) {
			took[row[0]] = append(took[row[0]], u.timed(row[0], row[1]))
		}
	}
	var median, slowest, place time.Duration
	for kind, all := range took {
		slices.Sort(all)
		median = max(median, all[len(all)/2])
		slowest = max(slowest, all[len(all)-1])
		if kind == "kecamatan" || kind == "kelurahan" {
			place = max(place, all[len(all)-1])
		}
	}
	b.ReportMetric(micro(median), "µs-median")
	b.ReportMetric(micro(place), "µs-place")
	b.ReportMetric(micro(slowest), "µs-slowest")
}

func micro(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 }

// timed is the best of three, each long enough for the clock: what the parser
// takes, not what the machine does beside it.
func (u understander) timed(kind, input string) time.Duration {
	best := time.Hour
	for range 3 {
		const times = 10
		begin := time.Now()
		for range times {
			u.parse(kind, input)
		}
		best = min(best, time.Since(begin)/times)
	}
	return best
}

// answersOf is the rows kind,input,expected of all tables.
func answersOf(b *testing.B) (rows [][]string) {
	b.Helper()
	files, err := filepath.Glob("../../flows/understand/testdata/answers_*.csv")
	if err != nil || len(files) == 0 {
		b.Fatal(err, files)
	}
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			b.Fatal(err)
		}
		list, err := csv.NewReader(f).ReadAll()
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
		if err != nil {
			b.Fatal(err)
		}
		rows = append(rows, list[1:]...)
	}
	return rows
}

var initLine = regexp.MustCompile(`(?m)^init langkah/flows/(understand|region) .* (\d+) bytes`)

// BenchmarkTables: what the words, spellings and places of flows/understand and
// flows/region take: everything allocated while they are built, and the files
// that are built into the program. Goal: at most 3 MiB.
func BenchmarkTables(b *testing.B) {
	for b.Loop() {
		cmd := exec.Command("../../bin/langkah", "config")
		cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
		out, err := cmd.CombinedOutput()
		if err != nil {
			b.Fatal("make bench builds the program first:", err)
		}
		lines := initLine.FindAllStringSubmatch(string(out), -1)
		if len(lines) != 2 {
			b.Fatalf("two packages build tables, not %v", lines)
		}
		bytes := 0
		for _, line := range lines {
			n, err := strconv.Atoi(line[2])
			if err != nil {
				b.Fatal(err)
			}
			bytes += n
		}
		bytes += embedded(b)
		b.ReportMetric(float64(bytes)/(1<<20), "MiB")
	}
}

// embedded is the size of the lists that the program carries.
func embedded(b *testing.B) (bytes int) {
	b.Helper()
	files, err := filepath.Glob("../../flows/region/data/*.csv")
	if err != nil || len(files) == 0 {
		b.Fatal(err, files)
	}
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			b.Fatal(err)
		}
		bytes += int(info.Size())
	}
	return bytes
}
