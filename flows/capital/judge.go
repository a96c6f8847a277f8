package capital

import (
	"slices"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/registration"
	"langkah/templates/programme"
)

// mark is how a condition stands.
type mark string

// A condition holds, does not, or is for the person to say.
const (
	holds mark = "holds"
	lacks mark = "lacks"
	open  mark = "open"
)

// check is one condition of an offer with how it stands.
type check struct {
	of   string // paper, reports, months, age
	kind string // of the paper
	n    int    // months
	mark mark
}

// judged are the conditions of an offer, as far as they are known of its person.
func judged(o programme.Offer, v flows.View) (list []check) {
	for _, kind := range o.Papers {
		list = append(list, check{of: "paper", kind: kind, mark: paper(kind, v)})
	}
	if o.Reports > 0 {
		c := check{of: "reports", n: o.Reports, mark: lacks}
		if v.Number(run) >= o.Reports || o.Reports <= flows.Habit && v.Facts.Person.Stages[flows.Bookkeeping-1] == flows.Done {
			c.mark = holds
		}
		list = append(list, c)
	}
	if o.Months > 0 {
		list = append(list, check{of: "months", n: o.Months, mark: running(o.Months, v)})
	}
	if o.Age > 0 {
		marks := map[string]mark{"yes": holds, "no": lacks}
		c := check{of: "age", n: o.Age, mark: open}
		if m, ok := marks[v.Answer(age)]; ok {
			c.mark = m
		}
		list = append(list, c)
	}
	return list
}

// paper goes by what was noted, and for the NIB by what they said when they
// registered.
func paper(kind string, v flows.View) mark {
	if slices.Contains(strings.Fields(v.Answer(papers)), kind) {
		return holds
	}
	switch said := v.Facts.Person.Profile[registration.NIB]; {
	case kind == "nib" && said == "yes":
		return holds
	case kind == "nib" && said == "no", v.Facts.Person.Number != "":
		return lacks
	}
	return open
}

// running tells whether a business has run for so many months: by its first
// report, or by the year in which it began, of which only the end is sure.
func running(months int, v flows.View) mark {
	now := flows.MonthOf(v.Facts.Now)
	if first, err := flows.ParseMonth(v.Answer(since)); err == nil && int(now-first) >= months {
		return holds
	}
	p := v.Facts.Person.Profile
	if p[registration.Status] == "starting" {
		return lacks
	}
	year, err := strconv.Atoi(p[registration.Since])
	if err != nil {
		return open
	}
	began := flows.Month(year * 12) // January
	switch {
	case int(now-began)-11 >= months:
		return holds
	case int(now-began) < months:
		return lacks
	}
	return open
}

// verdict is the sum of the conditions: one that is lacking decides, then one
// that is open.
func verdict(list []check) mark {
	sum := holds
	for _, c := range list {
		if c.mark == lacks {
			return lacks
		}
		if c.mark == open {
			sum = open
		}
	}
	return sum
}

// lines are the conditions as texts, those of a mark alone or all of them.
func lines(list []check, key string, only mark) (says []flows.Say) {
	for _, c := range list {
		if only == "" || c.mark == only {
			says = append(says, flows.Say{Key: name + "/" + key, Args: flows.Args{"Of": c.of, "Kind": strings.ToUpper(c.kind), "N": c.n, "Mark": string(c.mark)}})
		}
	}
	return says
}
