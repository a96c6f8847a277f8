// Package licensingtest is a drawer of papers without a database, for tests of
// what is said about them.
package licensingtest

import (
	"strings"
	"time"

	"langkah/flows"
)

var wib = time.FixedZone("WIB", 7*3600)

// Papers are one of each standing: good, ending soon, over, and returned.
var Papers = []flows.Paper{
	{Kind: "nib", Number: "1299000000017", By: "Rina", Picture: 1},
	{Kind: "halal", Number: "ID31110000123450920", Returned: "nomornya tidak sama dengan foto"},
	{Kind: "pirt", Number: "206317101000126", Expires: time.Date(2027, 2, 12, 0, 0, 0, 0, wib)},
	{Kind: "bpom", Number: "MD 867010012345", Expires: time.Date(2026, 2, 12, 0, 0, 0, 0, wib)},
	{Kind: "merek", Number: "IDM000123456", Expires: time.Date(2034, 2, 12, 0, 0, 0, 0, wib), By: "Rina"},
	{Kind: "npwp", Answer: flows.NotNeeds},
}

// Perform carries the actions of papers out: whoever asks has the papers given.
func Perform(a flows.Action, papers []flows.Paper) (out flows.Outcome, ok bool) {
	switch a := a.(type) {
	case flows.MyPapers:
		return flows.Outcome{Event: "found", Args: flows.Args{"Papers": papers}}, true
	case flows.NotePaper:
		return flows.Outcome{Event: flows.Next}, true
	case flows.DropPicture:
		return flows.Outcome{Event: "dropped"}, true
	case flows.LookAtPaper:
		kind, _, _ := strings.Cut(a.Ref, ":")
		for _, p := range Papers {
			if p.Kind == kind {
				return flows.Outcome{Event: "told", Args: flows.Args{"Paper": p}}, true
			}
		}
		return flows.Outcome{Event: "gone"}, true
	}
	return out, false
}
