package marketing

import (
	"slices"
	"strings"

	"langkah/flows"
	"langkah/flows/understand"
	"langkah/templates/programme"
)

// What stands under an announcement of an event: invite:join:BZR-001.
const (
	invite = "invite"
	join   = "join"
	show   = "show"
)

// Invitations are the buttons of an announcement of an event.
func Invitations(code string) (joins, shows string) {
	return strings.Join([]string{invite, join, code}, ":"), strings.Join([]string{invite, show, code}, ":")
}

// Answers is the way of whoever answers an announcement: by its buttons at any
// time; in words as long as they were told nothing after it; where a form asks them
// something, by "ikut" alone, if that is no answer there; by "ikut" also from the menu.
func Answers(in flows.Input, v flows.View) (flows.Go, bool) {
	if in.Kind == flows.Pick {
		return pressed(in.Pick)
	}
	said := v.Facts.Person.Invited
	switch {
	case in.Kind != flows.Text || said.Event == "" || !said.Last && v.Session.Flow != "menu":
		return flows.Go{}, false
	case v.Asking():
		return invited("invited", said.Event), v.Unread && !another(in.Text, said) && understand.Invited(in.Text, false) == understand.Joins
	}
	if another(in.Text, said) || said.Amid && !v.Unread && understand.PlainYesNo(in.Text) { // a yes is for the question that is open, if it takes one
		return flows.Go{}, false
	}
	heard := understand.Invited(in.Text, said.Last)
	if command, _, global := understand.Global(in.Text); global {
		state := map[understand.Command]string{understand.Register: "invited", understand.Later: "declined"}[command]
		if heard == understand.Looks && (state != "" || command == understand.Help) { // "sudah daftar", "caranya gimana"
			state = "open"
		}
		return invited(state, said.Event), said.Last && state != ""
	}
	switch {
	case heard == understand.Joins:
		return invited("invited", said.Event), true
	case heard == understand.Looks && said.Last:
		return invited("open", said.Event), true
	case heard == understand.Declines && said.Last:
		return invited("declined", said.Event), true
	}
	return flows.Go{}, false
}

// another tells that somebody names a bazaar, or a place, and not the one that was
// announced: "ikut bazar tebet".
func another(text string, said flows.Invitation) bool {
	w := understand.Wants(text)
	return w.Rest != "" && slices.Contains(w.Wishes, understand.WishMarketing) && !strings.Contains(understand.Normalise(said.Title), w.Rest)
}

func pressed(id string) (to flows.Go, ok bool) {
	prefix, rest, _ := strings.Cut(id, ":")
	what, event, _ := strings.Cut(rest, ":")
	switch {
	case prefix != invite || event == "":
	case what == join:
		return invited("invited", event), true
	case what == show:
		return invited("open", event), true
	}
	return to, false
}

func invited(state, event string) flows.Go {
	return flows.Go{To: flows.Open, Flow: name, State: state, Set: flows.Answers{code: event}}
}

// accept goes to the form; to the card where there is something to be known first,
// as what it asks for, or another day than was announced, and where another form
// waits that this one would end.
func accept(v flows.View) flows.Go {
	may := slices.ContainsFunc(eventOptions(v), func(o flows.Option) bool { return o.Value == join })
	told := v.Facts.Person.Invited
	if changed := told.Changed && told.Event == v.Answer(code); may && !changed && !demanding(one(v, shown)) && v.Session.Parked == nil {
		return *joining(v)
	}
	return flows.Go{To: flows.Open, Flow: name, State: "event", Set: flows.Answers{code: v.Answer(code), shown: v.Answer(shown)}}
}

// demanding tells whether an event asks for what a person may lack: they read it
// before they are asked for a product.
func demanding(e seen) bool {
	conditions, _ := programme.ReadConditions(e.Conditions)
	return slices.ContainsFunc(conditions, func(c programme.Condition) bool { return c.Check != "" && c.Check != "grade" })
}
