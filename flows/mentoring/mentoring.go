// Package mentoring is P3: the centre of one's kecamatan, a question to it, a
// visit to its pendamping, and how it goes afterwards.
package mentoring

import "langkah/flows"

const name = "mentoring"

// Flow shows the centre and keeps what was found in its answers: a question is
// put again in later turns.
var Flow = &flows.Flow{
	Name: name, Version: 1,
	Moves: []flows.Row{
		{From: "look", Event: flows.Next, To: "centre"},
		{From: "centre", Event: "ask", To: "question"},
		{From: "centre", Event: "slots", To: "slots"},
		{From: "centre", Event: "cancel", To: "sure"},
		{From: "question", Event: flows.Next, To: "question"},
		{From: "slots", Event: "some", To: "slot"},
		{From: "slots", Event: "none", To: "none"},
		{From: "slot", Event: flows.Next, To: "book"},
		{From: "book", Event: "booked", To: "booked"},
		{From: "book", Event: "moved", To: "moved"},
		{From: "book", Event: "already", To: "booked"},
		{From: "book", Event: "full", To: "full"},
		{From: "book", Event: "visitor", To: "visitor"},
		{From: "sure", Event: "yes", To: "cancel"},
		{From: "sure", Event: "no", To: "kept"},
		{From: "cancel", Event: "cancelled", To: "cancelled"},
		{From: "cancel", Event: "gone", To: "gone"},
		{From: "notice", Event: "coming", To: "coming"},
		{From: "notice", Event: "missed", To: "missed"},
		{From: "notice", Event: "gone", To: "silent"},
		{From: "coming", Event: "come", To: "kept"},
		{From: "coming", Event: "slots", To: "slots"},
		{From: "coming", Event: "cancel", To: "sure"},
		{From: "missed", Event: "slots", To: "slots"},
		{From: "missed", Event: "later", To: "unhurried"},
		{From: "checkup", Event: "fine", To: "fine"},
		{From: "checkup", Event: "later", To: "later"},
	},
	States: []flows.State{
		{Name: "look", Act: look, Note: noteCentre},
		{Name: "centre", Ask: centre},
		{Name: "question", Ask: question},
		{Name: "slots", Act: func(v flows.View) flows.Action { return flows.FindSlots{Kecamatan: around(v)} }, Note: noteSlots},
		{Name: "slot", Ask: slot},
		{Name: "book", Act: book, Note: noteVisit},
		{Name: "sure", Ask: sure},
		{Name: "cancel", Act: func(v flows.View) flows.Action { return flows.CancelVisit{ID: visitID(v)} }, Note: noteVisit},
		{Name: "notice", Act: func(v flows.View) flows.Action { return flows.LookAtVisit{ID: visitID(v)} }, Note: noteCentre},
		{Name: "coming", Ask: coming},
		{Name: "missed", Ask: missed},
		{Name: "checkup", Ask: checkup},
		{Name: "none", End: told("none")},
		{Name: "booked", End: told("booked")},
		{Name: "moved", End: told("moved")},
		{Name: "full", End: &flows.End{Say: says("full"), Then: func(v flows.View) flows.Go { return *Open(v.Answer(near)) }}},
		{Name: "visitor", End: told("visitor")},
		{Name: "kept", End: told("kept")},
		{Name: "cancelled", End: told("cancelled")},
		{Name: "gone", End: told("gone")},
		{Name: "fine", End: told("fine")},
		{Name: "later", End: told("later")},
		{Name: "unhurried", End: told("unhurried")},
		{Name: "silent", End: &flows.End{Say: func(flows.View) []flows.Say { return nil }, Go: flows.Go{To: flows.Home, Quiet: true}}},
	},
}

// The answers of this flow.
const (
	near  = "near"  // the code of a kecamatan to look in, instead of where they live
	place = "place" // the name of its centre; "" none is known
	open  = "open"  // "yes": there are places to book
	slots = "slots" // half days on the screen, 2026-11-24/morning, a space between
	pick  = "slot"  // the one that was picked
	visit = "visit" // the id of the visit they have
	when  = "when"  // and its half day
	with  = "with"  // and whom they see
)

// Open is the way to the centre of a place, or of where the person lives.
func Open(kecamatan string) *flows.Go {
	to := &flows.Go{To: flows.Open, Flow: name, Set: flows.Answers{}}
	if kecamatan != "" {
		to.Set[near] = kecamatan
	}
	return to
}

func says(key string) func(flows.View) []flows.Say {
	return func(v flows.View) []flows.Say { return []flows.Say{{Key: name + "/" + key, Args: args(v)}} }
}

// told says how it ended and waits in the menu.
func told(key string) *flows.End {
	return &flows.End{Say: says(key), Go: flows.Go{To: flows.Home, Quiet: true}}
}

func option(value, label string, words ...string) flows.Option {
	return flows.Option{Value: value, Label: flows.Say{Key: name + "/" + label}, Words: words}
}

func same(value string) string { return value }
