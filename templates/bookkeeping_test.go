package templates

import (
	"maps"
	"time"

	"langkah/flows"
	"langkah/flows/bookkeeping/bookkeepingtest"
)

const october = flows.Month(2026*12 + 9)

// books are what somebody has reported: members a year up to October, with the
// steps of their linked chats nothing.
func books(f flows.Facts) bookkeepingtest.Books {
	if len(f.Person.Linked) > 0 {
		return bookkeepingtest.Books{}
	}
	return bookkeepingtest.Reported(october, 12)
}

// booksAnswers are what is known in a question about a month; nil elsewhere.
func booksAnswers(flow, state string) []flows.Answers {
	if flow != "bookkeeping" {
		return nil
	}
	reported := "2026-10:125000000:130000000 2026-09:100000000:-1 2026-08:90000000:80000000"
	first := flows.Answers{"month": "2026-10", "rate": "200000", "guess": "5000000", "sums": "5000,5000000"}
	again := maps.Clone(first)
	maps.Copy(again, flows.Answers{"rows": reported, "run": "3"})
	late := maps.Clone(again)
	late["month"] = "2026-07"
	next := maps.Clone(again)
	maps.Copy(next, flows.Answers{"month": "2026-11", "fresh": "yes", "done": "yes"})
	list := []flows.Answers{first, again, late, next}
	for i, a := range list {
		switch state {
		case "confirm":
			a["omzet"], a["costs"] = "125000000", []string{"-1", "130000000", "80000000", "0"}[i]
		case "costs":
			a["omzet"] = "125000000"
		case "days", "about":
			if i%2 == 1 { // of the costs
				a["omzet"] = "125000000"
			}
		}
	}
	return list
}

// bookSamples are all that a text about months may have to say.
func bookSamples() []map[string]any {
	day := time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)
	base := map[string]any{
		"Month": day, "Named": day, "BeforeMonth": day, "To": day, "Now": day, "Name": "Raden Ajeng Kusumawardhani", "Omzet": int64(125_000_000), "Costs": int64(130_000_000),
		"Counted": true, "Left": int64(5_000_000), "Loss": true, "Reported": true, "Was": int64(125_000_000), "Known": true, "Before": int64(125_000_000),
		"Rate": int64(4_000_000), "Guess": int64(125_000_000), "ForCosts": true, "Fresh": true, "Run": 12, "Reached": true, "Done": true,
		"Size": "menengah", "Yearly": int64(15_000_000_000), "Months": 11, "Waits": true, "Count": 12, "Days": 26, "Unit": "miliar",
	}
	list := variants{base}
	for _, changes := range []map[string]any{
		{"Reported": false, "Loss": false, "Fresh": false, "ForCosts": false, "Months": 12, "Size": "mikro", "Unit": "juta", "Count": 1},
		{"Reported": false, "Known": false, "Counted": false, "Run": 0, "Reached": false, "Waits": false, "Name": "", "Months": 1, "Size": "kecil", "Unit": "ribu"},
		{"Size": "besar", "Loss": false},
	} {
		list.with(changes)
	}
	return list
}
