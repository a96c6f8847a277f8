// Package link makes two chats of a person one: a code that one of them gives
// is typed in the other.
package link

import (
	"langkah/flows"
	"langkah/flows/registration"
	"langkah/flows/understand"
)

// Flow gives a code, takes one, and undoes what came of it.
var Flow = &flows.Flow{
	Name: "link", Version: 1, Holds: true,
	Moves: []flows.Row{
		{From: "give", Event: "given", To: "given"},
		{From: "check", Event: "found", To: "confirm"},
		{From: "check", Event: "wrong", To: "wrong"},
		{From: "check", Event: "expired", To: "expired"},
		{From: "check", Event: "used", To: "used"},
		{From: "check", Event: "own", To: "own"},
		{From: "check", Event: "joined", To: "joined"},
		{From: "check", Event: "many", To: "many"},
		{From: "confirm", Event: "yes", To: "join"},
		{From: "confirm", Event: "no", To: "kept"},
		{From: "join", Event: "linked", To: "linked"},
		{From: "join", Event: "wrong", To: "expired"},
		{From: "join", Event: "expired", To: "expired"},
		{From: "join", Event: "used", To: "used"},
		{From: "join", Event: "own", To: "own"},
		{From: "join", Event: "joined", To: "joined"},
		{From: "part", Event: "parted", To: "parted"},
		{From: "part", Event: "nothing", To: "nothing"},
	},
	States: []flows.State{
		{Name: "give", Act: func(flows.View) flows.Action { return flows.GiveLinkCode{} }},
		{Name: "check", Act: func(v flows.View) flows.Action { return flows.CheckLinkCode{Code: v.Answer(code)} }},
		{Name: "confirm", Ask: confirm},
		{Name: "join", Act: func(v flows.View) flows.Action { return flows.LinkAccounts{Code: v.Answer(code)} }},
		{Name: "part", Act: func(flows.View) flows.Action { return flows.UnlinkAccounts{} }},
		{Name: "given", End: &flows.End{
			Say:  func(v flows.View) []flows.Say { return []flows.Say{{Key: "link/given", Args: v.Outcome.Args}} },
			Then: func(v flows.View) flows.Go { return quietly(back(v)) }, // they go to the other chat now
		}},
		{Name: "linked", End: &flows.End{Say: linked, Tell: tell("link/told"), Then: staying}},
		{Name: "parted", End: &flows.End{
			Say:  func(v flows.View) []flows.Say { return []flows.Say{{Key: "link/parted", Args: other(v)}} },
			Tell: tell("link/parted_there"), Then: staying,
		}},
		{Name: "wrong", End: told("link/wrong")},
		{Name: "expired", End: told("link/expired")},
		{Name: "used", End: told("link/used")},
		{Name: "own", End: told("link/own")},
		{Name: "joined", End: told("link/joined")},
		{Name: "many", End: told("link/many")},
		{Name: "kept", End: &flows.End{Say: kept, Then: back}},
		{Name: "nothing", End: told("link/nothing")},
	},
}

// The answers of this flow.
const (
	code  = "code"
	from  = "from"  // "form": the code came in the middle of one
	whose = "whose" // "another": they said that the other chat is somebody else's
)

var confirm = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return flows.Say{Key: "link/confirm", Args: shown(v)} },
	Options: func(flows.View) []flows.Option {
		return []flows.Option{{Value: "yes", Label: flows.Say{Key: "link/yes"}}, {Value: "no", Label: flows.Say{Key: "link/no"}}}
	},
	Event: func(value string) string { return value },
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		if understand.OfAnother(in.Text) {
			return flows.Reading{Value: "no", Set: flows.Answers{whose: "another"}}
		}
		return registration.YesNo(understand.YesNo(in.Text))
	},
	Takes: map[flows.Word]string{"CANCEL": "no"},
	Why:   "link/why", Hint: "link/hint", Examples: "link/examples",
}

// shown is what is told of both before they become one. Of two members, both
// names are told, or none.
func shown(v flows.View) flows.Args {
	theirs, own := v.Answer("name"), v.Facts.Person.Name
	channel := v.Answer("channel")
	args := flows.Args{"Name": theirs, "Phone": v.Answer("phone"), "Place": place(channel), "Web": channel == "webchat",
		"Number": v.Answer("number"), "Other": v.Answer("other"), "Kept": "", "Gone": ""}
	switch {
	case theirs == "" || own == "" || v.Answer("other") == "":
	case v.Answer("number") == v.Facts.Person.Number:
		args["Kept"], args["Gone"] = own, theirs
	default:
		args["Kept"], args["Gone"] = theirs, own
	}
	return args
}

func kept(v flows.View) []flows.Say {
	if v.Answer(whose) != "" {
		return []flows.Say{{Key: "link/not_own"}}
	}
	return []flows.Say{{Key: "link/kept"}}
}

// Open is the way to a state of this flow from wherever the person is.
func Open(v flows.View, state string, set flows.Answers) *flows.Go {
	to := &flows.Go{To: flows.Open, Flow: Flow.Name, State: state, Set: flows.Answers{}}
	for name, value := range set {
		to.Set[name] = value
	}
	if v.Session.Flow == registration.Flow.Name || v.Session.Flow == Flow.Name && v.Answer(from) != "" {
		to.Set[from] = "form"
	}
	return to
}

// Code is the way for whoever types one.
func Code(text string, v flows.View) (flows.Go, bool) {
	typed, ok := understand.LinkCode(text)
	if !ok {
		return flows.Go{}, false
	}
	return *Open(v, "check", flows.Answers{code: typed}), true
}

// back goes on with the form in whose middle this came; else it waits.
func back(v flows.View) flows.Go {
	if v.Answer(from) != "" && v.Session.Parked != nil {
		return flows.Go{To: flows.Resume}
	}
	return flows.Go{To: flows.Home, Quiet: true}
}

// staying is back for whoever goes on in this conversation; for the others it
// rests where it was.
func staying(v flows.View) flows.Go {
	if stays, _ := v.Outcome.Args["Stays"].(bool); stays {
		return back(v)
	}
	return quietly(back(v))
}

func quietly(to flows.Go) flows.Go {
	to.Quiet = true
	return to
}

func told(key string) *flows.End {
	return &flows.End{Say: func(flows.View) []flows.Say { return []flows.Say{{Key: key}} }, Then: back}
}

func linked(v flows.View) []flows.Say {
	args := other(v)
	args["Number"], args["Form"] = v.Outcome.Args["Number"], false
	if stays, _ := v.Outcome.Args["Stays"].(bool); !stays {
		args["Form"] = v.Outcome.Args["Form"]
	}
	return []flows.Say{{Key: "link/linked", Args: args}}
}

// other fills what is said of the other chat.
func other(v flows.View) flows.Args {
	l := v.Outcome.Args["Link"].(flows.LinkArgs)
	return flows.Args{"Place": place(l.Channel), "Until": l.Until}
}

// tell has the other chat know; there, this one is the other.
func tell(key string) func(flows.View) []flows.Notice {
	return func(v flows.View) []flows.Notice {
		l := v.Outcome.Args["Link"].(flows.LinkArgs)
		if l.AddressID == 0 {
			return nil
		}
		say := flows.Say{Key: key, Args: flows.Args{"Place": place(l.Here), "Until": l.Until}}
		return []flows.Notice{{AddressID: l.AddressID, Lang: l.Lang, Say: say, Until: l.Until}}
	}
}

// Apart is what a chat is told when staff have parted it from another.
func Apart(channel string) flows.Say {
	return flows.Say{Key: "link/parted_there", Args: flows.Args{"Place": place(channel)}}
}

// Places are the channels of whoever has linked some, as people call them.
func Places(p flows.Person) (list []flows.Say) {
	for _, channel := range p.Linked {
		list = append(list, place(channel))
	}
	return list
}

// place is a channel as people call it.
func place(channel string) flows.Say {
	switch channel {
	case "telegram", "whatsapp":
		return flows.Say{Key: "link/" + channel}
	}
	return flows.Say{Key: "link/webchat"}
}
