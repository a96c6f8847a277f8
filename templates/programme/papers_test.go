package programme

import (
	"strings"
	"testing"
)

func TestPapers(t *testing.T) {
	t.Parallel()
	if len(Papers) == 0 || Papers[0].Kind != "nib" {
		t.Fatalf("the first of %d papers is not the NIB", len(Papers))
	}
	halal, _ := PaperOf("halal")
	if !halal.ForField("kuliner") || halal.ForField("jasa") || !halal.ForField("") || halal.Since.IsZero() || halal.After != "nib" {
		t.Errorf("halal is %+v", halal)
	}
	if pirt, _ := PaperOf("pirt"); pirt.Years != 5 || len(pirt.Remind) != 3 || pirt.Remind[1] < 183 {
		t.Errorf("a PIRT is to be renewed half a year before it ends: %+v", pirt)
	}
	if _, ok := PaperOf("ktp"); ok {
		t.Error("a KTP is no paper of a business")
	}
}

func TestPapersNameTheLine(t *testing.T) {
	t.Parallel()
	head := "kind,who,after,digits,years,remind,since,link\nnib,,,13,,,,https://oss.go.id\n"
	for row, want := range map[string]string{
		"nib,,,,,,,https://x":         "kind",
		"halal,,oss,,,,,https://x":    "after",
		"halal,,nib,,,,,http://x":     "link",
		"halal,,nib,x,,,,https://x":   "digits",
		"halal,,nib,,0,,,https://x":   "years",
		"halal,,nib,,,30,,https://x":  "remind",
		"a,,,,5,9|8|7|6,,https://x":   "remind",
		"halal,,,,,,17 Okt,https://x": "since",
	} {
		rows, err := read(strings.NewReader(head+row+"\n"), "papers.csv", []string{"kind", "who", "after", "digits", "years", "remind", "since", "link"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := papersOf(rows); err == nil || !strings.HasPrefix(err.Error(), "papers.csv:3: "+want+":") {
			t.Errorf("%s: %v", row, err)
		}
	}
}
