// Package broadcast is how staff make announcements to many in the chat, and look
// after them: a form that composes one, and a flow that shows it before it goes,
// has a second person agree, and holds it, goes on with it or ends it.
package broadcast

import (
	"langkah/flows"
)

// The flows, by name.
const (
	Name     = "broadcast"
	FormName = "announce"
)

// Flow shows announcements, and does what staff want with one. Rights are looked
// at again in every act.
var Flow = &flows.Flow{
	Name: Name, Version: 1,
	Moves: []flows.Row{
		{From: "find", Event: "some", To: "list"},
		{From: "find", Event: "none", To: "list"},
		{From: "find", Event: "refused", To: "refused"},
		{From: "list", Event: "look", To: "look"},
		{From: "list", Event: "next", To: "find"},
		{From: "look", Event: "found", To: "card"},
		{From: "look", Event: "preview", To: "shown"},
		{From: "look", Event: "gone", To: "gone"},
		{From: "look", Event: "refused", To: "refused"},
		{From: "card", Event: "test", To: "test"},
		{From: "card", Event: "steer", To: "steer"},
		{From: "card", Event: "ending", To: "ending"},
		{From: "card", Event: "edit", To: "edit"},
		{From: "card", Event: "what", To: "what"},
		{From: "card", Event: "judge", To: "judge"},
		{From: "card", Event: "weigh", To: "weigh"},
		{From: "card", Event: "back", To: "find"},
		{From: "test", Event: "tested", To: "tested"},
		{From: "test", Event: "nobody", To: "nobody"},
		{From: "test", Event: "gone", To: "gone"},
		{From: "test", Event: "refused", To: "refused"},
		{From: "steer", Event: "started", To: "started"},
		{From: "steer", Event: "asked", To: "asked"},
		{From: "steer", Event: "untested", To: "untested"},
		{From: "steer", Event: "nobody", To: "nobody"},
		{From: "steer", Event: "late", To: "late"},
		{From: "steer", Event: "off", To: "off"},
		{From: "steer", Event: "changed", To: "changed"},
		{From: "steer", Event: "paused", To: "paused"},
		{From: "steer", Event: "resumed", To: "resumed"},
		{From: "steer", Event: "cancelled", To: "cancelled"},
		{From: "steer", Event: "gone", To: "gone"},
		{From: "steer", Event: "refused", To: "refused"},
		{From: "ending", Event: "found", To: "sure"},
		{From: "ending", Event: "preview", To: "sure"},
		{From: "ending", Event: "gone", To: "gone"},
		{From: "ending", Event: "refused", To: "refused"},
		{From: "sure", Event: "yes", To: "steer"},
		{From: "sure", Event: "no", To: "look"},
		{From: "sure", Event: flows.Next, To: "gone"},
		{From: "what", Event: "edit", To: "edit"},
		{From: "what", Event: "back", To: "look"},
		{From: "edit", Event: flows.Next, To: "change"},
		{From: "edit", Event: "back", To: "look"},
		{From: "change", Event: "edited", To: "look"},
		{From: "change", Event: "changed", To: "changed"},
		{From: "change", Event: "gone", To: "gone"},
		{From: "change", Event: "refused", To: "refused"},
		{From: "weigh", Event: "may", To: "word"},
		{From: "weigh", Event: "own", To: "own"},
		{From: "weigh", Event: "unasked", To: "unasked"},
		{From: "weigh", Event: "gone", To: "gone"},
		{From: "weigh", Event: "refused", To: "refused"},
		{From: "word", Event: flows.Next, To: "judge"},
		{From: "word", Event: "back", To: "look"},
		{From: "judge", Event: "approved", To: "approved"},
		{From: "judge", Event: "returned", To: "returned"},
		{From: "judge", Event: "own", To: "own"},
		{From: "judge", Event: "unasked", To: "unasked"},
		{From: "judge", Event: "late", To: "late"},
		{From: "judge", Event: "off", To: "off"},
		{From: "judge", Event: "changed", To: "changed"},
		{From: "judge", Event: "untested", To: "untested"},
		{From: "judge", Event: "nobody", To: "nobody"},
		{From: "judge", Event: "gone", To: "gone"},
		{From: "judge", Event: "refused", To: "refused"},
	},
	States: []flows.State{
		{Name: "find", Act: func(v flows.View) flows.Action {
			return flows.StaffBroadcasts{Skip: v.Number(skip), Limit: listed}
		}, Note: noteList},
		{Name: "list", Ask: list},
		{Name: "look", Act: func(v flows.View) flows.Action { return flows.LookAtBroadcast{Code: v.Answer(code)} }, Note: noteCard},
		{Name: "card", Ask: card},
		{Name: "ending", Act: func(v flows.View) flows.Action { return flows.LookAtBroadcast{Code: v.Answer(code)} }, Note: noteEnding},
		{Name: "sure", Ask: sure, Skip: over},
		{Name: "what", Ask: what},
		{Name: "edit", Ask: edit},
		{Name: "weigh", Act: func(v flows.View) flows.Action {
			return flows.JudgeBroadcast{Code: v.Answer(code), Weighs: true}
		}},
		{Name: "word", Ask: word},
		{Name: "test", Act: func(v flows.View) flows.Action { return flows.TestBroadcast{Code: v.Answer(code)} }, Note: noteSteered},
		{Name: "steer", Act: func(v flows.View) flows.Action {
			return flows.SteerBroadcast{Code: v.Answer(code), Version: v.Number(version), To: v.Answer(to)}
		}, Note: noteSteered},
		{Name: "change", Act: func(v flows.View) flows.Action {
			return flows.EditBroadcast{Code: v.Answer(code), Version: v.Number(version), Words: wording(v.Answer(said), v.Answer(aEnglish))}
		}},
		{Name: "judge", Act: func(v flows.View) flows.Action {
			return flows.JudgeBroadcast{Code: v.Answer(code), Version: v.Number(version), Approves: v.Answer(verdict) == "yes", Word: v.Answer(said)}
		}, Note: noteSteered},

		{Name: "shown", End: &flows.End{Say: example, Then: toCard}},
		{Name: "tested", End: &flows.End{Say: tested, Tell: oneself, Go: resting}},
		{Name: "untested", End: &flows.End{Say: only("untested"), Then: toCard}},
		{Name: "nobody", End: &flows.End{Say: only("nobody"), Then: toCard}},
		{Name: "started", End: &flows.End{Say: leaving("started"), Go: resting}},
		{Name: "asked", End: &flows.End{Say: asked, Tell: approvers, Go: resting}},
		{Name: "paused", End: &flows.End{Say: only("paused"), Then: toCard}},
		{Name: "resumed", End: &flows.End{Say: only("resumed"), Then: toCard}},
		{Name: "cancelled", End: &flows.End{Say: cancelled, Go: resting}},
		{Name: "approved", End: &flows.End{Say: leaving("approved"), Tell: toAuthor("approved_by"), Go: resting}},
		{Name: "returned", End: &flows.End{Say: only("returned"), Tell: toAuthor("returned_by"), Go: resting}},
		{Name: "unasked", End: &flows.End{Say: asItStands("unasked"), Go: resting}},
		{Name: "own", End: &flows.End{Say: asItStands("own"), Go: resting}},
		{Name: "late", End: &flows.End{Say: asItStands("late"), Then: toOwn}},
		{Name: "off", End: &flows.End{Say: asItStands("off"), Then: toCard}},
		{Name: "changed", End: &flows.End{Say: only("changed"), Then: anew}},
		{Name: "gone", End: &flows.End{Say: asItStands("gone"), Go: resting}},
		{Name: "refused", End: &flows.End{Say: refused, Go: resting}},
	},
}

// The answers.
const (
	codes   = "codes" // of the list, a space between
	more    = "more"  // "yes": there are
	skip    = "skip"
	code    = "code" // of the one in hand
	version = "version"
	state   = "state" // how far that is
	mine    = "mine"  // "yes": who looks made it
	begun   = "begun" // "yes": somebody may have had it
	to      = "to"    // what is to be done with it
	verdict = "verdict"
	said    = "said" // new words, or why not
)

// listed is how many a bubble holds.
const listed = 5

// resting waits in the menu of staff without its question.
var resting = flows.Go{To: flows.Open, Flow: "staff", State: "menu", Quiet: true}

// open is the way to a state of this flow, with what it is to know.
func open(name string, set flows.Answers) flows.Go {
	return flows.Go{To: flows.Open, Flow: Name, State: name, Set: set}
}

// told is the announcement of an outcome.
func told(v flows.View) flows.Broadcast {
	b, _ := v.Outcome.Args["Broadcast"].(flows.Broadcast)
	return b
}

func forecast(v flows.View) flows.Forecast {
	f, _ := v.Outcome.Args["Forecast"].(flows.Forecast)
	return f
}

func called(v flows.View) flows.Args { return flows.Args{"Code": v.Answer(code)} }

func only(key string) func(flows.View) []flows.Say {
	return func(v flows.View) []flows.Say { return []flows.Say{{Key: Name + "/" + key, Args: called(v)}} }
}

// asItStands says why something was not done, by how far the announcement is.
func asItStands(key string) func(flows.View) []flows.Say {
	return func(v flows.View) []flows.Say {
		b := told(v)
		return []flows.Say{{Key: Name + "/" + key, Args: flows.Args{"Code": v.Answer(code), "State": b.State, "Mine": b.Mine, "Title": b.Title}}}
	}
}

func refused(v flows.View) []flows.Say {
	if v.Facts.Person.Staff.ID == 0 {
		return []flows.Say{{Key: "staff/no_staff"}}
	}
	return []flows.Say{{Key: "broadcast/refused", Args: flows.Args{"Area": area(v)}}}
}

// anew shows one as it is now.
func anew(v flows.View) flows.Go { return open("look", flows.Answers{code: v.Answer(code)}) }

// toOwn puts what can be done to who can change more than the words.
func toOwn(v flows.View) flows.Go {
	if v.Answer(mine) == "" || v.Answer(state) != "draft" {
		return resting
	}
	return toCard(v)
}

// toCard puts what can be done now.
func toCard(v flows.View) flows.Go {
	set := flows.Answers{code: v.Answer(code), version: v.Answer(version), state: v.Answer(state), mine: v.Answer(mine)}
	for _, name := range kept {
		if value := v.Answer(name); value != "" {
			set[name] = value
		}
	}
	return open("card", set)
}
