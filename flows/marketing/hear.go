package marketing

import (
	"langkah/flows"
	"langkah/flows/understand"
)

// Open is the way to this flow by what somebody writes anywhere: the code of an
// event, and "bazar saya".
func Open(text string, v flows.View) (flows.Go, bool) {
	if c, ok := understand.EventCode(text); ok {
		return flows.Go{To: flows.Open, Flow: name, State: "open", Set: flows.Answers{code: c}}, true
	}
	if understand.OwnEvents(text) && v.Session.Flow != FormName {
		return flows.Go{To: flows.Open, Flow: name, State: "mine"}, true
	}
	return flows.Go{}, false
}

// Look is the way to the events, near a place if one is named.
func Look(near string) *flows.Go { return events.Look(near) }
