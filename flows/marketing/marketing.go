// Package marketing is the member's side of bazaars and fairs (P5): finding one,
// signing up with a product, stepping back, being reminded of it, and telling what
// was sold.
package marketing

import (
	"slices"

	"langkah/flows"
	"langkah/flows/listing"
)

const name = "marketing"

// Flow shows events, and keeps what was shown in its answers: a question is put
// again in later turns. Signing up is a form of its own.
var Flow = &flows.Flow{
	Name: name, Version: 1,
	Moves: slices.Concat(
		[]flows.Row{
			{From: "look", Event: flows.Next, To: "list"},
			{From: "list", Event: flows.Next, To: "none"}, // nothing was found
			{From: "invited", Event: "found", To: "joining"},
			{From: "invited", Event: "gone", To: "gone"},
			{From: "list", Event: "open", To: "open"},
			{From: "list", Event: "more", To: "look"},
			{From: "list", Event: "list", To: "look"},
			{From: "list", Event: "mine", To: "mine"},
			{From: "open", Event: "found", To: "event"},
			{From: "open", Event: "gone", To: "gone"},
			{From: "event", Event: "list", To: "look"},
			{From: "event", Event: "leaving", To: "leaving"},
			{From: "event", Event: "confirm", To: "confirm"},
			{From: "event", Event: "sell", To: "sold"},
			{From: "mine", Event: "some", To: "own"},
			{From: "mine", Event: "none", To: "empty"},
			{From: "own", Event: "open", To: "open"},
			{From: "own", Event: "list", To: "look"},
			{From: "leaving", Event: "found", To: "sure"},
			{From: "leaving", Event: "gone", To: "nothing"},
			{From: "sure", Event: flows.Next, To: "nothing"}, // they have nothing
			{From: "sure", Event: "yes", To: "leave"},
			{From: "sure", Event: "keep", To: "kept"},
			{From: "leave", Event: "left", To: "freed"},
			{From: "leave", Event: "begun", To: "started"},
			{From: "leave", Event: "gone", To: "nothing"},
			{From: "confirm", Event: "confirmed", To: "confirmed"},
			{From: "confirm", Event: "gone", To: "nothing"},
			{From: "coming", Event: "confirm", To: "confirm"},
			{From: "coming", Event: "keep", To: "kept"},
			{From: "coming", Event: "leaving", To: "leaving"},
			{From: "sold", Event: flows.Next, To: "omzet"},
			{From: "sold", Event: "absent", To: "report"},
			{From: "omzet", Event: flows.Next, To: "report"},
			{From: "report", Event: "reported", To: "reported"},
			{From: "report", Event: "gone", To: "nothing"},
		},
		news(),
	),
	States: []flows.State{
		{Name: "look", Act: look, Note: noteList},
		{Name: "open", Act: lookAtEvent, Note: noteEvent},
		{Name: "invited", Act: lookAtEvent, Note: noteEvent},
		{Name: "mine", Act: func(v flows.View) flows.Action { return flows.MyEvents{From: v.Facts.Now} }, Note: noteOwn},
		{Name: "leaving", Act: lookAtEvent, Note: noteEvent},
		{Name: "leave", Act: func(v flows.View) flows.Action { return flows.LeaveEvent{Code: v.Answer(code)} }},
		{Name: "confirm", Act: func(v flows.View) flows.Action { return flows.ConfirmEvent{Code: v.Answer(code)} }},
		{Name: "report", Act: report},
		{Name: "notice", Act: func(v flows.View) flows.Action {
			return flows.LookAtEventNews{Kind: v.Answer(kind), Code: v.Answer(code), From: v.Facts.Now}
		}, Note: noteEvent},
		{Name: "list", Ask: list, Skip: func(v flows.View) bool { return v.Answer(page) == "" }},
		{Name: "event", Ask: event},
		{Name: "own", Ask: own},
		{Name: "sure", Ask: sure, Skip: func(v flows.View) bool { return !one(v, shown).State.Live() }},
		{Name: "coming", Ask: coming},
		{Name: "sold", Ask: sold},
		{Name: "omzet", Ask: omzet},
		{Name: "none", End: told("none_card")},
		{Name: "gone", End: told("gone")},
		{Name: "joining", End: &flows.End{Say: func(flows.View) []flows.Say { return nil }, Then: accept}},
		{Name: "declined", End: told("any_time")},
		{Name: "empty", End: told("empty")},
		{Name: "nothing", End: told("nothing")},
		{Name: "freed", End: told("freed")},
		{Name: "started", End: told("started")},
		{Name: "kept", End: told("kept")},
		{Name: "confirmed", End: told("confirmed")},
		{Name: "reported", End: told("reported")},
		{Name: "queued", End: told("queued")},
		{Name: "refused", End: told("refused")},
		{Name: "cancelled", End: told("cancelled")},
		{Name: "unplaced", End: told("unplaced")},
		{Name: "silent", End: &flows.End{Say: func(flows.View) []flows.Say { return nil }, Go: flows.Go{To: flows.Home, Quiet: true}}},
	},
}

// The answers of this flow.
const (
	near    = listing.Near
	skip    = listing.Skip
	page    = listing.Page
	further = listing.Further
	code    = "code"   // of the event in hand
	shown   = "event"  // that event
	kind    = "kind"   // of the reminder
	pieces  = "pieces" // sold
	away    = "away"   // "yes": they were not there
	earned  = "earned" // rupiah
)

// news are the ways on from a reminder; what is no news any more is not said.
func news() (rows []flows.Row) {
	for _, way := range [][2]string{{"accepted", "coming"}, {"after", "sold"}, {"cancelled", "cancelled"}, {"coming", "coming"}, {"gone", "silent"},
		{"moved", "coming"}, {"queued", "queued"}, {"refused", "refused"}, {"unplaced", "unplaced"}} {
		rows = append(rows, flows.Row{From: "notice", Event: way[0], To: way[1]})
	}
	return rows
}

// told says how it ended, and waits in the menu, or goes on where a reminder came
// over.
func told(key string) *flows.End {
	return &flows.End{
		Say: func(v flows.View) []flows.Say {
			e := one(v, shown)
			if now, ok := v.Outcome.Args["Event"].(flows.Event); ok && now.Code != "" && v.Answer(shown) == "" {
				e = card(now)
			}
			args := e.args(v)
			args["Further"], args["Absent"], args["Pieces"], args["Omzet"] = v.Number(skip) > 0, v.Answer(away) != "", v.Number(pieces), v.Answer(earned)
			args["Kecamatan"], args["Kota"] = placeOf(v)
			return []flows.Say{{Key: name + "/" + key, Args: args}}
		},
		Go: flows.Go{To: flows.Home, Quiet: true},
	}
}
