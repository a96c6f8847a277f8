package region

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// parse answers a corpus row as the corpus writes it.
func parse(kind, input string) string {
	var m Match
	if kind == "kecamatan" {
		m = FindKecamatan(input)
	} else {
		m = FindKelurahan(input, "")
	}
	switch {
	case m.Reason != "":
		return "INVALID:" + m.Reason
	case kind == "kecamatan":
		return m.Kecamatan.Code
	}
	return m.Kelurahan.Code
}

// corpus is every row of every file of answers.
func corpus(t testing.TB) [][]string {
	t.Helper()
	files, err := filepath.Glob("../understand/testdata/answers_*.csv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files of answers: %v", err)
	}
	var all [][]string
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatalf("read %s: %v", name, err)
		}
		all = append(all, rows[1:]...)
	}
	return all
}

// TestCorpus wants every place right and every refusal a refusal, with
// nineteen reasons out of twenty.
func TestCorpus(t *testing.T) {
	t.Parallel()
	rows, reasons, wrongReasons := 0, 0, 0
	for _, row := range corpus(t) {
		if row[0] != "kecamatan" && row[0] != "kelurahan" {
			continue
		}
		rows++
		got, want := parse(row[0], row[1]), row[2]
		refused := strings.HasPrefix(want, "INVALID:")
		if refused {
			reasons++
		}
		switch {
		case got == want:
		case refused && strings.HasPrefix(got, "INVALID:"):
			wrongReasons++
			t.Logf("%s %q: reason %s, want %s", row[0], row[1], got, want)
		default:
			t.Errorf("%s %q = %s, want %s", row[0], row[1], got, want)
		}
	}
	if rows < 110 {
		t.Errorf("only %d rows of the corpus were read", rows)
	}
	if wrongReasons*20 > reasons {
		t.Errorf("%d of %d reasons are wrong", wrongReasons, reasons)
	}
}
