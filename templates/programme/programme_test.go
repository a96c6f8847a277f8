package programme

import (
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	_, err := read(strings.NewReader("kind,who\n# a note\nnib, \"kuliner | fesyen\"\n"), "papers.csv", []string{"kind", "who"})
	if err == nil {
		t.Error("a quote behind a blank is no cell")
	}
	rows, err := read(strings.NewReader("kind,who\n# a note\nnib,kuliner | fesyen\n"), "papers.csv", []string{"kind", "who"})
	if err != nil || len(rows) != 1 || rows[0].Is("kind") != "nib" {
		t.Fatalf("%v %v", rows, err)
	}
	if got := strings.Join(rows[0].List("who"), "+"); got != "kuliner+fesyen" {
		t.Errorf("a list is %q", got)
	}
	if got := rows[0].Wrong("who", "nobody is called %s", "x").Error(); got != "papers.csv:3: who: nobody is called x" {
		t.Error(got)
	}
}

func TestReadNamesTheLine(t *testing.T) {
	for text, want := range map[string]string{
		"":                   "papers.csv:1: EOF",
		"kind\n":             "papers.csv:1: the columns are kind, want kind,who",
		"kind,who\na,b\nc\n": "papers.csv:3: 1 values for 2 columns",
		"kind,who\na,\"b\n":  "papers.csv: parse error on line 2, column 6: extraneous or missing \" in quoted-field",
	} {
		if _, err := read(strings.NewReader(text), "papers.csv", []string{"kind", "who"}); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}
