package training

import "langkah/flows"

// ways are where each choice leads. Its event is the choice's first word.
var ways = map[string]string{
	"open": "open", "book": "book", "queue": "queue", "take": "answer", "leave": "answer", "cancel": "leaving", "move": "moving",
	"change": "move", "confirm": "confirm", "list": "look", "mine": "mine", "keep": "kept",
}

// leads are the ways on from a question by its choices.
func leads(state string, events ...string) (rows []flows.Row) {
	for _, e := range events {
		rows = append(rows, flows.Row{From: state, Event: e, To: ways[e]})
	}
	return rows
}

// refusals are why there is no seat for somebody.
var refusals = []string{"already", "clash", "had_before", "visitor", "stage", "not_for", "begun"}

// seat are the ways on from asking for one.
func seat(state string, events ...string) (rows []flows.Row) {
	for _, e := range events {
		to := "held"
		if e == "full" {
			to = "door"
		}
		rows = append(rows, flows.Row{From: state, Event: e, To: to})
	}
	for _, e := range refusals {
		rows = append(rows, flows.Row{From: state, Event: e, To: "door"})
	}
	gone := "gone"
	if state == "move" { // one of both
		gone = "unmoved"
	}
	return append(rows, flows.Row{From: state, Event: "gone", To: gone})
}

// news are the ways on from a reminder; what is no news any more is not said.
func news(states ...string) (rows []flows.Row) {
	for _, s := range states {
		rows = append(rows, flows.Row{From: "notice", Event: s, To: s})
	}
	return append(rows, flows.Row{From: "notice", Event: "gone", To: "silent"})
}
