package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestUnderstandTheCorpus has the command read every table of answers: each
// value, and each refusal with its reason.
func TestUnderstandTheCorpus(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../flows/understand/testdata/answers_*.csv")
	if err != nil || len(files) < 2 {
		t.Fatal(err, files)
	}
	for _, file := range files {
		in, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		var out bytes.Buffer
		s := around(t, &out)
		s.in = in
		if code := run(s, []string{"understand", "--today", "2026-11-23"}); code != 0 {
			t.Fatalf("exit status %d: %s", code, out.String())
		}
		rows, err := csv.NewReader(&out).ReadAll()
		if err != nil || len(rows) < 50 {
			t.Fatalf("%s: %d rows, %v", file, len(rows), err)
		}
		for _, row := range rows[1:] {
			if row[2] != row[3] {
				t.Errorf("%s: %s %q: %s, want %s", filepath.Base(file), row[0], row[1], row[3], row[2])
			}
		}
	}
}

func TestUnderstandRefuses(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                            "header",
		"input,kind\nya,yesno\n":      "not kind,input",
		"kind,input\nyesno,ya\nx,1\n": `no kind "x"`,
	} {
		var out bytes.Buffer
		s := around(t, &out)
		s.in = strings.NewReader(in)
		if code := run(s, []string{"understand"}); code != 1 || !strings.Contains(out.String(), want) {
			t.Errorf("%q: exit status %d, said %s", in, code, out.String())
		}
	}
}

func TestUnderstandOptions(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s := around(t, &out)
	s.in = strings.NewReader("\ufeffkind,input,note\nmenu_choice,hadir,a\nmenu_choice,2,b\nconsent,gak usah,c\n")
	if code := run(s, []string{"understand", "--options", "Hadir,Batal,Pindah"}); code != 0 ||
		out.String() != "kind,input,note,got\nmenu_choice,hadir,a,1\nmenu_choice,2,b,2\nconsent,gak usah,c,NO\n" {
		t.Errorf("exit status %d, wrote\n%s", code, out.String())
	}
}
