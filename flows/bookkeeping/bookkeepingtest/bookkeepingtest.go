// Package bookkeepingtest keeps somebody's books without a database, for tests
// of what is said.
package bookkeepingtest

import (
	"slices"

	"langkah/flows"
)

// Books remember what was reported; new ones are empty.
type Books struct{ List flows.Books }

// Perform carries the actions of bookkeeping out, for members.
func (b *Books) Perform(a flows.Action, f flows.Facts) (out flows.Outcome, ok bool) {
	look, looks := a.(flows.LookAtBooks)
	report, reports := a.(flows.ReportOmzet)
	switch {
	case !looks && !reports:
		return out, false
	case f.Person.Number == "":
		return flows.Outcome{Event: "visitor"}, true
	case looks:
		return look.Outcome(slices.Clone(b.List)), true
	}
	b.put(report.Omzet)
	reached := report.Stage(b.List).Status == flows.Done && f.Person.Stages[flows.Bookkeeping-1] != flows.Done
	return flows.Outcome{Event: "saved", Args: flows.Args{"Books": slices.Clone(b.List), "Reached": reached}}, true
}

func (b *Books) put(o flows.Omzet) {
	b.List = slices.DeleteFunc(slices.Clone(b.List), func(x flows.Omzet) bool { return x.Month == o.Month })
	b.List = append(b.List, o)
	slices.SortFunc(b.List, func(x, y flows.Omzet) int { return int(y.Month - x.Month) })
}

// Reported are books of so many months in a row up to one, the latest first.
func Reported(to flows.Month, n int) Books {
	var b Books
	for i := range n {
		b.List = append(b.List, flows.Omzet{Month: to - flows.Month(i), Sales: 5_000_000 + int64(i)*250_000, Costs: 3_000_000})
	}
	return b
}
