// Package staff is what those who work for the programme do in the chat: they
// look at the classes of their area, plan, move and cancel them, give the code
// of the day and note who was there. Who they are is in Facts.Person.Staff; the
// store looks at their rights again in every act.
package staff

import "langkah/flows"

// The flows, by name.
const (
	flowName = "staff"
	planName = "plan"
)

// Flow is opened by a staff code, and by "petugas" from whoever typed one. Each
// question needs nothing but its answers, and can be put again; what was done is
// said by an end, which opens the class again.
var Flow = &flows.Flow{
	Name: flowName, Version: 1,
	Moves: []flows.Row{
		{From: "become", Event: "staff", To: "welcome"},
		{From: "become", Event: "wrong", To: "wrong"},
		{From: "become", Event: "expired", To: "expired"},
		{From: "become", Event: "used", To: "used"},
		{From: "become", Event: "many", To: "many"},
		{From: "become", Event: "taken", To: "taken"},
		{From: "menu", Event: "classes", To: "find"},
		{From: "menu", Event: "papers", To: "unseen"},
		{From: "unseen", Event: "some", To: "papers"},
		{From: "unseen", Event: "none", To: "no_papers"},
		{From: "unseen", Event: "refused", To: "refused"},
		{From: "papers", Event: "look", To: "noted"},
		{From: "noted", Event: "found", To: "paper"},
		{From: "noted", Event: "gone", To: "seen"},
		{From: "noted", Event: "refused", To: "refused"},
		{From: "paper", Event: "confirm", To: "judge"},
		{From: "paper", Event: "return", To: "word"},
		{From: "paper", Event: "card", To: "judge"},
		{From: "paper", Event: "list", To: "unseen"},
		{From: "word", Event: flows.Next, To: "judge"},
		{From: "word", Event: "back", To: "noted"},
		{From: "judge", Event: "judged", To: "judged"},
		{From: "judge", Event: "gone", To: "seen"},
		{From: "judge", Event: "refused", To: "refused"},
		{From: "find", Event: "some", To: "classes"},
		{From: "find", Event: "none", To: "empty"},
		{From: "find", Event: "refused", To: "refused"},
		{From: "classes", Event: "look", To: "look"},
		{From: "classes", Event: "next", To: "find"},
		{From: "look", Event: "found", To: "class"},
		{From: "look", Event: "gone", To: "gone"},
		{From: "look", Event: "refused", To: "refused"},
		{From: "class", Event: "roll", To: "names"},
		{From: "class", Event: "code", To: "daycode"},
		{From: "class", Event: "mark", To: "day"},
		{From: "class", Event: "move", To: "when"},
		{From: "class", Event: "cancel", To: "reason"},
		{From: "class", Event: "back", To: "find"},
		{From: "names", Event: "found", To: "roll"},
		{From: "names", Event: "gone", To: "gone"},
		{From: "names", Event: "refused", To: "refused"},
		{From: "roll", Event: "next", To: "names"},
		{From: "roll", Event: "back", To: "look"},
		{From: "daycode", Event: "given", To: "given"},
		{From: "daycode", Event: "not_today", To: "not_today"},
		{From: "daycode", Event: "gone", To: "gone"},
		{From: "daycode", Event: "refused", To: "refused"},
		{From: "day", Event: flows.Next, To: "sheet"},
		{From: "day", Event: "back", To: "look"},
		{From: "sheet", Event: "found", To: "sheeted"},
		{From: "sheet", Event: "gone", To: "gone"},
		{From: "sheet", Event: "refused", To: "refused"},
		{From: "mark", Event: flows.Next, To: "check"},
		{From: "mark", Event: "back", To: "look"},
		{From: "check", Event: "found", To: "sure"},
		{From: "check", Event: "gone", To: "gone"},
		{From: "check", Event: "refused", To: "refused"},
		{From: "sure", Event: "yes", To: "note"},
		{From: "sure", Event: "no", To: "sheet"},
		{From: "sure", Event: "back", To: "look"},
		{From: "note", Event: "marked", To: "marked"},
		{From: "note", Event: "not_yet", To: "not_yet"},
		{From: "note", Event: "gone", To: "gone"},
		{From: "note", Event: "refused", To: "refused"},
		{From: "when", Event: flows.Next, To: "moving"},
		{From: "when", Event: "back", To: "look"},
		{From: "moving", Event: "yes", To: "move"},
		{From: "moving", Event: "no", To: "when"},
		{From: "moving", Event: "back", To: "look"},
		{From: "move", Event: "moved", To: "moved"},
		{From: "move", Event: "wrong", To: "unmoved"},
		{From: "move", Event: "begun", To: "begun"},
		{From: "move", Event: "gone", To: "gone"},
		{From: "move", Event: "refused", To: "refused"},
		{From: "reason", Event: flows.Next, To: "dropping"},
		{From: "reason", Event: "back", To: "look"},
		{From: "dropping", Event: "yes", To: "drop"},
		{From: "dropping", Event: "no", To: "kept"},
		{From: "drop", Event: "cancelled", To: "cancelled"},
		{From: "drop", Event: "gone", To: "gone"},
		{From: "drop", Event: "refused", To: "refused"},
	},
	States: []flows.State{
		{Name: "become", Act: func(v flows.View) flows.Action { return flows.BecomeStaff{Code: v.Answer(code)} }},
		{Name: "menu", Ask: menu},
		{Name: "find", Act: find, Note: noteList},
		{Name: "classes", Ask: classes},
		{Name: "look", Act: lookAtRoll, Note: noteClass},
		{Name: "class", Ask: one},
		{Name: "names", Act: lookAtRoll, Note: notePage},
		{Name: "roll", Ask: roll},
		{Name: "daycode", Act: func(v flows.View) flows.Action { return flows.GiveDayCode{Code: v.Answer(code)} }},
		{Name: "day", Ask: day, Skip: onDay},
		{Name: "sheet", Act: lookAtRoll},
		{Name: "mark", Ask: mark},
		{Name: "check", Act: lookAtRoll, Note: noteUndone},
		{Name: "sure", Ask: sure},
		{Name: "note", Act: note},
		{Name: "when", Ask: when},
		{Name: "moving", Ask: moving},
		{Name: "move", Act: move},
		{Name: "reason", Ask: reason},
		{Name: "dropping", Ask: dropping},
		{Name: "drop", Act: func(v flows.View) flows.Action { return flows.CancelClass{Code: v.Answer(code), Reason: v.Answer(why)} }},

		{Name: "unseen", Act: findUnseen, Note: noteUnseen},
		{Name: "papers", Ask: papers},
		{Name: "noted", Act: lookAtNoted, Note: noteNoted},
		{Name: "paper", Ask: paper},
		{Name: "word", Ask: wrong},
		{Name: "judge", Act: judge},
		{Name: "judged", End: says(judged, toUnseen)},
		{Name: "seen", End: says(only("paper_seen"), toUnseen)},
		{Name: "no_papers", End: says(only("no_papers"), toMenu)},

		{Name: "welcome", End: says(welcome, toMenu)},
		{Name: "wrong", End: says(only("unknown_code"), resumed)},
		{Name: "expired", End: says(only("expired_code"), resumed)},
		{Name: "used", End: says(only("used_code"), resumed)},
		{Name: "many", End: says(only("many_codes"), resumed)},
		{Name: "taken", End: says(taken, resumed)},
		{Name: "empty", End: says(only("empty"), toMenu)},
		{Name: "refused", End: says(refused, afterRefusal)},
		{Name: "gone", End: says(only("gone"), toMenu)},
		{Name: "given", End: says(dayCode, backToClass)},
		{Name: "not_today", End: says(only("not_today"), backToClass)},
		{Name: "sheeted", End: says(sheet, toMark)},
		{Name: "marked", End: says(marked, backToClass)},
		{Name: "not_yet", End: says(only("not_yet"), backToClass)},
		{Name: "moved", End: says(moved, toMoved)},
		{Name: "unmoved", End: says(unmoved, toWhen)},
		{Name: "begun", End: says(only("begun"), backToClass)},
		{Name: "kept", End: says(only("kept"), backToClass)},
		{Name: "cancelled", End: says(cancelled, toMenu)},
	},
}

// says ends with texts and goes on where they lead.
func says(say func(flows.View) []flows.Say, then func(flows.View) flows.Go) *flows.End {
	return &flows.End{Say: say, Then: then}
}

// only is a text that needs nothing.
func only(key string) func(flows.View) []flows.Say {
	return func(flows.View) []flows.Say { return []flows.Say{{Key: "staff/" + key}} }
}

// open is the way to a state of this flow, with what it is to know.
func open(state string, set flows.Answers) flows.Go {
	return flows.Go{To: flows.Open, Flow: flowName, State: state, Set: set}
}

func toMenu(flows.View) flows.Go { return open("menu", nil) }

// prompt is a question whose text needs nothing.
func prompt(key string) func(flows.View) flows.Say {
	return func(flows.View) flows.Say { return flows.Say{Key: "staff/" + key} }
}

// option is a choice whose label is the text of the same name.
func option(value, label string, words ...string) flows.Option {
	return flows.Option{Value: value, Label: flows.Say{Key: "staff/" + label}, Words: words}
}

func same(value string) string { return value }

// aside are the words by which a question is left for what was before it.
var aside = map[flows.Word]string{flows.Kembali: "back", "CANCEL": "back"}
