package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"strings"
	"testing"
)

// TestUnderstandTheCorpus scores the parsers as the command writes them: a
// value or a refusal right in 99 of 100, the reason of a refusal in 95.
func TestUnderstandTheCorpus(t *testing.T) {
	t.Parallel()
	in, err := os.Open("../../flows/understand/testdata/answers_dev.csv")
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
	if err != nil {
		t.Fatal(err)
	}
	wrong, refusals, reasons := 0, 0, 0
	for _, row := range rows[1:] {
		want, got := row[2], row[3]
		refused := strings.HasPrefix(want, "INVALID:")
		if refused {
			refusals++
		}
		switch {
		case got == want:
		case refused && strings.HasPrefix(got, "INVALID:"):
			reasons++
			t.Logf("%s %q: %s, want %s", row[0], row[1], got, want)
		default:
			wrong++
			t.Logf("WRONG %s %q: %s, want %s", row[0], row[1], got, want)
		}
	}
	if n := len(rows) - 1; n != 570 || wrong*100 > n || reasons*20 > refusals {
		t.Errorf("%d rows, %d wrong, %d of %d reasons wrong", n, wrong, reasons, refusals)
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
