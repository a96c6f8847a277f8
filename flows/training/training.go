// Package training is the member's side of the classes (P2): finding one,
// taking a seat or a place in the queue, leaving and changing it, being
// reminded of it, and saying in the room that one is there.
package training

import (
	"slices"

	"langkah/flows"
	"langkah/flows/listing"
)

const name = "training"

// Flow shows classes, and keeps what was shown in its answers: a question is
// put again in later turns.
var Flow = &flows.Flow{
	Name: name, Version: 1,
	Moves: slices.Concat(
		[]flows.Row{
			{From: "look", Event: flows.Next, To: "list"},
			{From: "list", Event: flows.Next, To: "none"}, // nothing was found
			{From: "list", Event: "open", To: "open"},
			{From: "list", Event: "more", To: "look"},
			{From: "open", Event: "found", To: "class"},
			{From: "open", Event: "begun", To: "class"},
			{From: "open", Event: "gone", To: "gone"},
		},
		leads("class", "book", "queue", "take", "leave", "confirm", "cancel", "move", "change", "list", "mine", "keep"),
		seat("book", "booked", "full"),
		seat("queue", "waiting", "booked"),
		seat("move", "moved", "full"),
		[]flows.Row{
			{From: "answer", Event: "booked", To: "held"},
			{From: "answer", Event: "declined", To: "declined"},
			{From: "answer", Event: "late", To: "late"},
			{From: "answer", Event: "clash", To: "door"},
			{From: "answer", Event: "gone", To: "gone"},
		},
		leads("held", "mine", "cancel", "move", "list"),
		leads("door", "queue", "change", "move", "list", "mine"),
		[]flows.Row{
			{From: "leaving", Event: "found", To: "sure"},
			{From: "leaving", Event: "begun", To: "nothing"},
			{From: "leaving", Event: "gone", To: "nothing"},
			{From: "sure", Event: flows.Next, To: "nothing"}, // they hold nothing
			{From: "sure", Event: "yes", To: "cancel"},
			{From: "sure", Event: "keep", To: "kept"},
			{From: "sure", Event: "move", To: "moving"},
			{From: "cancel", Event: "cancelled", To: "freed"},
			{From: "cancel", Event: "gone", To: "nothing"},
			{From: "cancel", Event: "begun", To: "started"},
			{From: "moving", Event: "found", To: "instead"},
			{From: "moving", Event: "begun", To: "nothing"},
			{From: "moving", Event: "gone", To: "nothing"},
			{From: "instead", Event: flows.Next, To: "swap"},
			{From: "swap", Event: flows.Next, To: "stuck"},
			{From: "swap", Event: "open", To: "open"},
			{From: "swap", Event: "more", To: "instead"},
			{From: "swap", Event: "keep", To: "kept"},
			{From: "confirm", Event: "confirmed", To: "held"},
			{From: "confirm", Event: "gone", To: "nothing"},
			{From: "mine", Event: "some", To: "own"},
			{From: "mine", Event: "none", To: "empty"},
			{From: "own", Event: "open", To: "open"},
			{From: "checkin", Event: "present", To: "present"},
			{From: "checkin", Event: "complete", To: "complete"},
			{From: "checkin", Event: "again", To: "again"},
			{From: "checkin", Event: "wrong", To: "wrong"},
			{From: "checkin", Event: "many", To: "many"},
			{From: "checkin", Event: "none", To: "elsewhere"},
		},
		news("coming", "offer", "moved", "cancelled", "missed", "unseated", "lapsed", "certified"),
		leads("coming", "confirm", "cancel", "move"),
		leads("offer", "take", "leave"),
		leads("moved", "confirm", "take", "leave", "cancel", "move", "keep"),
		leads("cancelled", "open", "list"),
		leads("missed", "open", "list"),
	),
	States: []flows.State{
		{Name: "look", Act: look, Note: noteList},
		{Name: "open", Act: lookAtClass, Note: noteClass},
		{Name: "book", Act: func(v flows.View) flows.Action { return flows.BookClass{Code: v.Answer(code)} }, Note: noteClass},
		{Name: "queue", Act: func(v flows.View) flows.Action { return flows.QueueForClass{Code: v.Answer(code)} }, Note: noteClass},
		{Name: "answer", Act: func(v flows.View) flows.Action {
			return flows.AnswerOffer{Code: v.Answer(code), Take: v.Answer(take) == "yes"}
		}, Note: noteClass},
		{Name: "leaving", Act: lookAtClass, Note: noteClass},
		{Name: "cancel", Act: func(v flows.View) flows.Action { return flows.CancelBooking{Code: v.Answer(code)} }},
		{Name: "moving", Act: func(v flows.View) flows.Action { return flows.LookAtClass{Code: v.Answer(instead)} }, Note: noteClass},
		{Name: "instead", Act: lookInstead, Note: noteList},
		{Name: "move", Act: func(v flows.View) flows.Action { return flows.MoveBooking{From: v.Answer(instead), To: v.Answer(code)} }, Note: noteClass},
		{Name: "confirm", Act: func(v flows.View) flows.Action { return flows.ConfirmBooking{Code: v.Answer(code)} }, Note: noteClass},
		{Name: "mine", Act: func(v flows.View) flows.Action { return flows.MyClasses{From: v.Facts.Now} }, Note: noteOwn},
		{Name: "checkin", Act: func(v flows.View) flows.Action { return flows.CheckIn{Code: v.Answer(code)} }},
		{Name: "notice", Act: func(v flows.View) flows.Action {
			return flows.LookAtNotice{Kind: v.Answer(kind), Code: v.Answer(code), From: v.Facts.Now}
		}, Note: noteNews},
		{Name: "list", Ask: list, Skip: func(v flows.View) bool { return v.Answer(page) == "" }},
		{Name: "class", Ask: class},
		{Name: "held", Ask: held},
		{Name: "door", Ask: door},
		{Name: "sure", Ask: sure, Skip: func(v flows.View) bool { return !one(v, shown).held() }},
		{Name: "swap", Ask: swap, Skip: func(v flows.View) bool { return v.Answer(page) == "" }},
		{Name: "own", Ask: own},
		{Name: "coming", Ask: coming},
		{Name: "offer", Ask: offer},
		{Name: "moved", Ask: moved},
		{Name: "cancelled", Ask: others("cancelled")},
		{Name: "missed", Ask: others("missed")},
		{Name: "none", End: nowhere},
		{Name: "gone", End: told("gone")},
		{Name: "declined", End: told("declined")},
		{Name: "late", End: told("late")},
		{Name: "nothing", End: told("nothing")},
		{Name: "freed", End: told("freed")},
		{Name: "started", End: told("started")},
		{Name: "kept", End: told("kept")},
		{Name: "unmoved", End: told("unmoved")},
		{Name: "stuck", End: told("stuck")},
		{Name: "empty", End: told("empty")},
		{Name: "present", End: told("present")},
		{Name: "complete", End: told("complete")},
		{Name: "again", End: told("again")},
		{Name: "wrong", End: told("wrong")},
		{Name: "many", End: told("many")},
		{Name: "elsewhere", End: told("elsewhere")},
		{Name: "unseated", End: told("unseated")},
		{Name: "lapsed", End: told("lapsed")},
		{Name: "certified", End: told("complete")},
		{Name: "silent", End: &flows.End{Say: func(flows.View) []flows.Say { return nil }, Go: flows.Go{To: flows.Home, Quiet: true}}},
	},
}

// The answers of this flow.
const (
	near    = listing.Near
	skip    = listing.Skip
	page    = listing.Page
	further = listing.Further
	code    = "code"    // of the class in hand, or of the day
	shown   = "class"   // that class
	other   = "other"   // the class that it clashes with
	why     = "why"     // there is no seat
	stage   = "stage"   // what must be done first
	take    = "take"    // "yes": the seat that was offered
	instead = "instead" // the code of the class that they would leave
	kind    = "kind"    // of the reminder
	from    = "from"    // "form": this came in the middle of one
)
