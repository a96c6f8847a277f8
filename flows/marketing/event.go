package marketing

import (
	"langkah/flows"
	"langkah/flows/understand"
)

// event is the card of one. What can be done depends on how its person stands.
var event = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		args := one(v, shown).args(v)
		args["Visitor"] = v.Facts.Person.Number == ""
		return flows.Say{Key: "marketing/event_card", Args: args}
	},
	Options: eventOptions,
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
		options := eventOptions(v)
		yes, no := options[0].Value, aside
		if e := one(v, shown); e.State.Live() {
			if yes, no = aside, choice("leaving", e.Code); e.State == flows.Placed {
				yes = choice("confirm", e.Code)
			}
		}
		return decided(in, yes, no)
	},
	Takes: map[flows.Word]string{"CANCEL": aside},
	Keep:  chosen, Else: flows.Home, Needs: []string{shown},
	Why: "marketing/why", Hint: "marketing/event_hint", Examples: "marketing/event_examples",
}

func eventOptions(v flows.View) []flows.Option {
	e := one(v, shown)
	others := option("list", "bazar lain", "acara lain", "lainnya", "other")
	switch {
	case e.begun(v) && (e.State == flows.Placed || e.State == flows.StayedAway):
		return []flows.Option{option(choice("sell", e.Code), "lapor", "lapor penjualan", "report"), others}
	case e.State.Live() && !e.begun(v):
		return []flows.Option{option(choice("leaving", e.Code), "batal", "mundur", "batal ikut", "withdraw"), others}
	case !e.open(v) || e.State == flows.Sold:
		return []flows.Option{others}
	case v.Facts.Person.Number == "":
		return []flows.Option{option("register", "daftar", "daftar anggota", "register"), others}
	}
	return []flows.Option{option("join", "ikut", "daftar", "mau", "ya", "coba lagi", "join", "sign up", "yes"), others}
}

// decided hears whether somebody comes or does not; each is a choice.
func decided(in flows.Input, yes, no string) (got flows.Reading, ok bool) {
	if command, _, global := understand.Global(in.Text); global && command == understand.Register && (yes == "join" || yes == "register") {
		return flows.Reading{Value: yes}, true
	}
	if elsewhere(in.Text) {
		return got, false
	}
	switch said, reason := understand.Attends(in.Text); {
	case said == understand.Comes:
		got.Value = yes
	case said == understand.StaysAway:
		got.Value = no
	case reason == understand.Defer || reason == understand.Unsure:
		return flows.Reading{Say: []flows.Say{{Key: "marketing/any_time"}}, Go: &flows.Go{Quiet: true}}, true
	}
	return got, got.Value != ""
}

// elsewhere tells the words that mean what they mean everywhere, and what is
// beside the point; "batal" is about the event.
func elsewhere(text string) bool {
	command, _, global := understand.Global(text)
	_, _, asks := understand.Ask(text)
	return asks || understand.Swears(text) || global && command != understand.Cancel
}

// sure asks before something is given away.
var sure = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "marketing/sure", Args: one(v, shown).args(v)}
	},
	Options: func(flows.View) []flows.Option {
		return []flows.Option{labelled("yes", "to_yes", "lepas", "batal", "mundur"), labelled("keep", "to_keep", "tetap", "tetap ikut", "keep")}
	},
	First: func(in flows.Input, _ flows.View) (got flows.Reading, ok bool) {
		said, _ := understand.Attends(in.Text)
		if elsewhere(in.Text) || said == 0 || said == understand.Reschedules {
			return got, false
		}
		got.Value = "keep"
		if leaves := said == understand.Comes; leaves != understand.OfAttending(in.Text) { // a plain yes to the question, or "tidak jadi ikut"
			got.Value = "yes"
		}
		return got, true
	},
	Takes: map[flows.Word]string{"CANCEL": "yes"},
	Keep:  chosen, Else: flows.Home, Needs: []string{shown},
	Why: "marketing/sure_why", Hint: "marketing/sure_hint", Examples: "marketing/sure_examples",
}
