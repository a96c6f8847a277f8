// Package capital is the way to money for a business (P7): what there is, what
// it asks for and what is missing, and how it went. It promises nothing: a bank
// decides, and rates are asked there.
package capital

import (
	"time"

	"langkah/flows"
)

const name = "capital"

// Flow shows the offers of templates/programme/offers.csv.
var Flow = &flows.Flow{
	Name: name, Version: 1,
	Moves: []flows.Row{
		{From: "look", Event: flows.Next, To: "list"},
		{From: "list", Event: flows.Next, To: "age"},
		{From: "age", Event: flows.Next, To: "offer"},
		{From: "offer", Event: "list", To: "list"},
		{From: "offer", Event: "interest", To: "interest"},
		{From: "offer", Event: "follow", To: "follow"},
		{From: "interest", Event: "noted", To: "noted"},
		{From: "interest", Event: "visitor", To: "visitor"},
		{From: "notice", Event: "open", To: "follow"},
		{From: "notice", Event: "gone", To: "silent"},
		{From: "follow", Event: "amount", To: "amount"},
		{From: "follow", Event: "note", To: "note"},
		{From: "follow", Event: "look", To: "look"},
		{From: "amount", Event: flows.Next, To: "note"},
		{From: "note", Event: "noted", To: "told"},
		{From: "note", Event: "visitor", To: "visitor"},
	},
	States: []flows.State{
		{Name: "look", Act: func(v flows.View) flows.Action { return flows.LookAtStanding{Now: v.Facts.Now} }, Note: noteStanding},
		{Name: "list", Ask: list},
		{Name: "age", Ask: ofAge, Skip: func(v flows.View) bool { return of(v).Age == 0 }},
		{Name: "offer", Ask: card},
		{Name: "interest", Act: func(v flows.View) flows.Action { return interest(v, flows.Interested) }},
		{Name: "notice", Act: func(v flows.View) flows.Action {
			return flows.LookAtInterest{Offer: v.Answer(which), Now: v.Facts.Now}
		}, Note: noteStanding},
		{Name: "follow", Ask: follow},
		{Name: "amount", Ask: amount},
		{Name: "note", Act: func(v flows.View) flows.Action { return interest(v, flows.InterestState(v.Answer(went))) }},
		{Name: "noted", End: &flows.End{Say: said("noted_card"), Do: ask, Go: flows.Go{To: flows.Home, Quiet: true}}},
		{Name: "told", End: &flows.End{Say: told, Go: flows.Go{To: flows.Home, Quiet: true}}},
		{Name: "visitor", End: &flows.End{Say: said("visitor"), Go: flows.Go{To: flows.Home, Quiet: true}}},
		{Name: "bpum", End: &flows.End{Say: said("bpum_card"), Go: flows.Go{To: flows.Home, Quiet: true}}},
		{Name: "jobs", End: &flows.End{Say: said("jobs_card"), Go: flows.Go{To: flows.Home, Quiet: true}}},
		{Name: "silent", End: &flows.End{Say: func(flows.View) []flows.Say { return nil }, Go: flows.Go{To: flows.Home, Quiet: true}}},
	},
}

// The answers of this flow.
const (
	which  = "offer"  // its code
	age    = "age"    // yes, no: 21 or married
	papers = "papers" // the kinds that they have
	run    = "run"    // months of omzet in a row
	since  = "since"  // the first month that was reported
	taken  = "taken"  // the offers that they are interested in
	went   = "went"   // how it went: applied, approved, refused
	sum    = "sum"    // that was approved
)

// Look is the way to the offers.
func Look() *flows.Go { return &flows.Go{To: flows.Open, Flow: name} }

func said(key string) func(flows.View) []flows.Say {
	return func(v flows.View) []flows.Say { return []flows.Say{{Key: name + "/" + key, Args: facts(v)}} }
}

// Somebody who is interested is asked how it went after two weeks, and once more
// after six: a bank takes its time.
var asks = map[string]time.Duration{flows.Capital14: 14 * 24 * time.Hour, flows.Capital45: 45 * 24 * time.Hour}

const askLife = 7 * 24 * time.Hour

func ask(v flows.View) (do []flows.Action) {
	for _, kind := range []string{flows.Capital14, flows.Capital45} {
		due := v.Facts.Now.Add(asks[kind])
		do = append(do, flows.Remind{Kind: kind, Ref: v.Answer(which), Class: flows.Advised, Due: due, Until: due.Add(askLife)})
	}
	return do
}
