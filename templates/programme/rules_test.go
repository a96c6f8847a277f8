package programme

import (
	"slices"
	"strings"
	"testing"
)

// Whoever is a member finds a rule: the one that needs nothing comes again and
// again.
func TestRulesLeaveNobodyOut(t *testing.T) {
	list, err := Rules()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(list, func(r Rule) bool {
		return r.Stage == 1 && r.Since == "registered" && len(r.With)+len(r.Not) == 0 && r.Every > 0
	}) {
		t.Error("no rule is for everybody")
	}
	if Hash(list) == Hash(list[1:]) || list[0].Mark == list[1].Mark {
		t.Error("other rules have the same hash")
	}
}

// What is wrong is named by its line.
func TestRulesNameTheLine(t *testing.T) {
	const right = "a,P4,none,registered,7,30,14,trading !paper:halal,halal,advised,14,P4\n"
	for line, want := range map[string]string{
		"a,P4,none,registered,7,30,14,,halal,advised,14,P4":            "rules.csv:3: rule: a stands further up already",
		"A,P4,none,registered,7,30,14,,halal,advised,14,P4":            `rules.csv:3: rule: "A" is no name: small letters and _ only`,
		"b,P8,none,registered,7,30,14,,halal,advised,14,P4":            `rules.csv:3: stage: "P8" is no step: P1 to P7`,
		"b,P4,not_needed,registered,7,30,14,,halal,advised,14,P4":      `rules.csv:3: status: "not_needed": one or more of none, in_progress, done, stuck`,
		"b,P4,none,birthday,7,30,14,,halal,advised,14,P4":              `rules.csv:3: since: "birthday" is no day to count from`,
		"b,P4,none,registered,soon,30,14,,halal,advised,14,P4":         `rules.csv:3: days: "soon" is no number of days from -366 to 3650`,
		"b,P4,none,registered,7,1,14,,halal,advised,14,P4":             `rules.csv:3: every: "1" is no number of days from 7 to 366`,
		"b,P4,none,registered,7,30,14,rich,halal,advised,14,P4":        `rules.csv:3: who: "rich" is nothing that is known of a member`,
		"b,P4,none,registered,7,30,14,,halal,announced,14,P4":          `rules.csv:3: class: "announced": requested or advised`,
		"b,P4,none,registered,7,30,14,,halal,advised,,P4":              `rules.csv:3: until: "" is no number of days from 1 to 90`,
		"b,P4,none,registered,7,30,14,,halal,advised,14,registration":  `rules.csv:3: opens: "registration" is no step: P2 to P7`,
		"b,P4,none,registered,7,30,14,field:kuliner,,advised,14,check": `rules.csv:3: text: "" is no name: small letters and _ only`,
	} {
		rows, err := read(strings.NewReader(strings.Join(ruleColumns, ",")+"\n"+right+line+"\n"), "rules.csv", ruleColumns)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := rules(rows); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", line, err, want)
		}
	}
}
