// Package bookkeeping is the monthly report (P6): which month, what was sold,
// what it cost; a picture of the year, and the whole of it as a table.
package bookkeeping

import "langkah/flows"

const name = "bookkeeping"

// Flow asks for a month that is over, and for nothing where none is awaited.
var Flow = &flows.Flow{
	Name: name, Version: 1,
	Moves: []flows.Row{
		{From: "look", Event: "due", To: "month"},
		{From: "look", Event: "reported", To: "month"},
		{From: "look", Event: "settled", To: "books"},
		{From: "look", Event: "visitor", To: "visitor"},
		{From: "month", Event: flows.Next, To: "omzet"},
		{From: "omzet", Event: flows.Next, To: "costs"},
		{From: "omzet", Event: "days", To: "days"},
		{From: "omzet", Event: "about", To: "about"},
		{From: "omzet", Event: "unit", To: "unit"},
		{From: "omzet", Event: "month", To: "month"},
		{From: "omzet", Event: "books", To: "show"},
		{From: "costs", Event: flows.Next, To: "confirm"},
		{From: "costs", Event: "days", To: "days"},
		{From: "costs", Event: "about", To: "about"},
		{From: "costs", Event: "unit", To: "unit"},
		{From: "days", Event: flows.Next, To: "omzet"},
		{From: "about", Event: flows.Next, To: "omzet"},
		{From: "unit", Event: flows.Next, To: "omzet"},
		{From: "confirm", Event: "save", To: "save"},
		{From: "confirm", Event: "omzet", To: "omzet"},
		{From: "confirm", Event: "costs", To: "costs"},
		{From: "confirm", Event: "month", To: "month"},
		{From: "save", Event: "saved", To: "books"},
		{From: "save", Event: "visitor", To: "visitor"},
		{From: "show", Event: "due", To: "books"},
		{From: "show", Event: "settled", To: "books"},
		{From: "show", Event: "visitor", To: "visitor"},
		{From: "books", Event: "look", To: "look"},
		{From: "books", Event: "month", To: "month"},
		{From: "books", Event: "table", To: "table"},
		{From: "table", Event: "due", To: "file"},
		{From: "table", Event: "settled", To: "file"},
		{From: "table", Event: "visitor", To: "visitor"},
		{From: "notice", Event: "due", To: "asked"},
		{From: "notice", Event: "reported", To: "silent"},
		{From: "notice", Event: "visitor", To: "silent"},
		{From: "asked", Event: "look", To: "look"},
		{From: "asked", Event: "omzet", To: "omzet"},
		{From: "asked", Event: "days", To: "days"},
		{From: "asked", Event: "about", To: "about"},
		{From: "asked", Event: "unit", To: "unit"},
	},
	States: []flows.State{
		{Name: "look", Act: look, Note: noteLook},
		{Name: "month", Ask: month},
		{Name: "omzet", Ask: omzet},
		{Name: "costs", Ask: costs},
		{Name: "days", Ask: days},
		{Name: "about", Ask: about},
		{Name: "unit", Ask: unit},
		{Name: "confirm", Ask: confirm},
		{Name: "save", Act: save, Note: noteSaved},
		{Name: "show", Act: look, Note: noteBooks},
		{Name: "books", Ask: books},
		{Name: "table", Act: look, Note: noteBooks},
		{Name: "notice", Act: look, Note: noteBooks},
		{Name: "asked", Ask: asked},
		{Name: "file", End: &flows.End{Say: table, Go: flows.Go{To: flows.Home, Quiet: true}}},
		{Name: "visitor", End: &flows.End{Say: said("visitor_card"), Then: back}},
		{Name: "silent", End: &flows.End{Say: func(flows.View) []flows.Say { return nil }, Go: flows.Go{To: flows.Home, Quiet: true}}},
	},
}

// The answers of this flow.
const (
	which = "month" // that is reported: "2026-10"
	sales = "omzet" // rupiah
	spent = "costs" // rupiah, or -1
	same  = "same"  // "yes": as the month before it
	rows  = "rows"  // the months of the last year that are reported
	run   = "run"   // how many are, in a row, up to the last
	done  = "done"  // "yes": the step is done by what was just reported
	fresh = "fresh" // "yes": a month was just reported
	rate  = "rate"  // rupiah a day
	guess = "guess" // rupiah a month, to be confirmed
	sums  = "sums"  // what a bare number may mean
)

// Look is the way to the report from wherever somebody is.
func Look() *flows.Go { return &flows.Go{To: flows.Open, Flow: name} }

func look(v flows.View) flows.Action {
	m, _ := flows.ParseMonth(v.Answer(which)) // 0: none in particular
	return flows.LookAtBooks{Now: v.Facts.Now, Month: m}
}

func save(v flows.View) flows.Action {
	return flows.ReportOmzet{Omzet: flows.Omzet{Month: inHand(v), Sales: rupiah(v, sales), Costs: rupiah(v, spent)}}
}

func said(key string) func(flows.View) []flows.Say {
	return func(flows.View) []flows.Say { return []flows.Say{{Key: name + "/" + key}} }
}

func back(flows.View) flows.Go { return flows.Go{To: flows.Home, Quiet: true} }
