package menu

import "langkah/flows"

// Step leads to what there is for one of the seven (2 … 7), from wherever
// somebody is: as if they had picked it in the menu.
func Step(n int, v flows.View) flows.Reading {
	got := chosen(flows.Reading{Value: flows.Steps[n]}, v)
	if got.Event == "" {
		return got
	}
	for _, row := range Flow.Moves { // a state of the menu's own
		if row.From == "home" && row.Event == got.Event {
			return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: Flow.Name, State: row.To}}
		}
	}
	return flows.Reading{Go: &flows.Go{To: flows.Home}}
}
