package training

import "langkah/flows"

// Reminders is how each kind is said: what is still true of it is looked up
// first.
var Reminders = map[string]flows.Reminding{
	flows.ClassH3: remind, flows.ClassH1: remind, flows.ClassH0: remind, flows.ClassOffer: remind, flows.ClassLapsed: remind,
	flows.ClassMoved: remind, flows.ClassCancelled: remind, flows.ClassMissed: remind, flows.ClassUnseated: remind, flows.ClassCertified: remind,
}

func remind(v flows.View, r flows.Reminder) flows.Reading {
	set := flows.Answers{code: r.Ref, kind: r.Kind}
	if v.Midway {
		set[from] = "form"
	}
	return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: name, State: "notice", Set: set}}
}

// coming is said three days, one day and two hours before a class.
var coming = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		c := one(v, shown)
		args := c.args(v)
		if v.Answer(kind) != flows.ClassH0 { // nobody is to look for it in old messages
			args["Link"] = ""
		}
		return flows.Say{Key: "training/coming", Args: args}
	},
	Again: func(flows.View) flows.Say { return flows.Say{Key: "training/coming_again"} },
	Options: func(v flows.View) []flows.Option {
		c := one(v, shown)
		return []flows.Option{attending(c), calling(c), moving(c)}
	},
	First: hearComing, Keep: chosen, Else: flows.Resume, Needs: []string{shown},
	Why: "training/coming_why", Hint: "training/coming_hint", Examples: "training/coming_examples",
}

func attending(c seen) flows.Option {
	return option(choice("confirm", c.Code), "hadir", "datang", "ikut", "ya", "coming", "yes")
}

func hearComing(in flows.Input, v flows.View) (flows.Reading, bool) {
	if v.Above(in.Text) {
		return flows.Reading{}, false
	}
	c := one(v, shown).Code
	return decided(in, v, choice("confirm", c), choice("cancel", c), choice("move", c))
}

// offer is a seat that came free, theirs for two hours.
var offer = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return flows.Say{Key: "training/offer", Args: one(v, shown).args(v)} },
	Again: func(v flows.View) flows.Say {
		return flows.Say{Key: "training/offer_again", Args: one(v, shown).args(v)}
	},
	Options: func(v flows.View) []flows.Option {
		c := one(v, shown)
		return []flows.Option{taking(c), leaving(c)}
	},
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
		if v.Above(in.Text) {
			return flows.Reading{}, false
		}
		c := one(v, shown).Code
		return decided(in, v, choice("take", c), choice("leave", c), "")
	},
	Keep: chosen, Else: flows.Resume, Needs: []string{shown},
	Why: "training/offer_why", Hint: "training/offer_hint", Examples: "training/offer_examples",
}

// moved tells new days, or another place; who waits waits on, and an offer stands.
var moved = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		args := one(v, shown).args(v)
		args["Other"] = one(v, other).Title
		say := flows.Say{Key: "training/changed", Args: args}
		if one(v, shown).State == flows.Booked {
			say.File = calendar(v, flows.Publish)
		}
		return say
	},
	Again: func(v flows.View) flows.Say {
		if one(v, shown).State == flows.Offered {
			return flows.Say{Key: "training/offer_again", Args: one(v, shown).args(v)}
		}
		return flows.Say{Key: "training/coming_again"}
	},
	Options: func(v flows.View) []flows.Option {
		c := one(v, shown)
		switch c.State {
		case flows.Offered:
			return []flows.Option{taking(c), leaving(c)}
		case flows.Waiting:
			return []flows.Option{labelled("keep", "to_wait", "tetap menunggu", "tunggu", "ya", "hadir", "wait", "yes"), calling(c)}
		}
		return []flows.Option{attending(c), calling(c), moving(c)}
	},
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
		switch c := one(v, shown); {
		case v.Above(in.Text):
			return flows.Reading{}, false
		case c.State == flows.Offered:
			return decided(in, v, choice("take", c.Code), choice("leave", c.Code), "")
		case c.State == flows.Waiting:
			return decided(in, v, "keep", choice("cancel", c.Code), "")
		}
		return hearComing(in, v)
	},
	Keep: chosen, Else: flows.Resume, Needs: []string{shown},
	Why: "training/coming_why", Hint: "training/moved_hint", Examples: "training/moved_examples",
}

// others tells what a class came to, and which they may join instead.
func others(key string) *flows.Ask {
	return &flows.Ask{
		Prompt: func(v flows.View) flows.Say {
			args := one(v, shown).args(v)
			args["Classes"], _ = rows(v, "row")
			say := flows.Say{Key: name + "/" + key + "_list", Args: args}
			if key == "cancelled" {
				say.File = calendar(v, flows.Cancel)
			}
			return say
		},
		Again: func(v flows.View) flows.Say {
			args := flows.Args{}
			args["Classes"], _ = rows(v, "row")
			return flows.Say{Key: "training/others_list", Args: args}
		},
		Options: func(v flows.View) []flows.Option {
			see := option("list", "lihat", "lihat kelas lain", "kelas lain", "ya", "mau", "other")
			if v.Answer(page) != "" {
				see.Number = flows.Unnumbered
			}
			return append(picks(v, ""), see)
		},
		First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
			if v.Above(in.Text) {
				return flows.Reading{}, false
			}
			if classes.Onward(in.Text) {
				return flows.Reading{Value: "list"}, true
			}
			return decided(in, v, "list", aside, "list")
		},
		Keep: chosen, Else: flows.Resume, Needs: []string{shown},
		Why: "training/why", Hint: "training/" + key + "_hint", Examples: "training/" + key + "_examples",
	}
}
