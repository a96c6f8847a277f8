package templates

import (
	"strings"

	"langkah/flows"
)

// capitalAnswers are what is known in a question about capital; nil elsewhere.
func capitalAnswers(flow string) []flows.Answers {
	if flow != "capital" {
		return nil
	}
	return []flows.Answers{
		{"offer": "kur_mikro", "run": "0"},
		{"offer": "kur_super_mikro", "papers": "nib", "run": "3", "since": "2026-01", "age": "yes", "taken": "kur_super_mikro", "went": "approved"},
		{"offer": "kur_mikro", "age": "no", "run": "1", "went": "refused"},
		{"offer": "zakat"},
	}
}

// capitalSamples are all that a text about capital may have to say, the longest
// of each.
func capitalSamples() []map[string]any {
	condition := func(of, mark string) flows.Args { return flows.Args{"Of": of, "Kind": "NIB", "N": 12, "Mark": mark} }
	var checks, shorts, rows []flows.Say
	for _, of := range []string{"paper", "reports", "months", "age"} {
		checks = append(checks, flows.Say{Key: "capital/check", Args: condition(of, "lacks")})
		shorts = append(shorts, flows.Say{Key: "capital/short", Args: condition(of, "lacks")})
	}
	for n := range 5 {
		rows = append(rows, flows.Say{Key: "capital/row", Args: flows.Args{"N": n + 1, "Offer": "KUR super mikro", "Verdict": "lacks", "Checked": true, "Lacks": shorts, "Visitor": false}})
	}
	base := map[string]any{
		"N": 5, "Offer": "KUR super mikro", "Verdict": "lacks", "Checked": true, "Lacks": shorts, "Checks": checks, "Rows": rows, "Visitor": true,
		"Name": "Raden Ajeng Kusumawardhani", "About": strings.Repeat("a", 160), "Where": "pendamping di kantor kecamatan", "Bring": "KTP dan KK", "Age": 21,
		"Amount": int64(125_000_000), "Went": "approved", "Of": "paper", "Kind": "NIB", "Mark": "lacks",
	}
	list := variants{base}
	for _, changes := range []map[string]any{
		{"Visitor": false, "Went": "refused", "Of": "reports", "Mark": "open", "Verdict": "open"},
		{"Visitor": false, "Went": "applied", "Of": "months", "Mark": "holds", "Verdict": "holds", "Lacks": []flows.Say(nil), "Name": ""},
		{"Visitor": false, "Amount": int64(0), "Of": "age", "Checked": false, "Name": ""},
		{"Visitor": false},
	} {
		list.with(changes)
	}
	return list
}
