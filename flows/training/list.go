package training

import (
	"slices"

	"langkah/flows"
	"langkah/flows/listing"
	"langkah/flows/understand"
)

// list shows five classes at a time.
var list = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return listed(v, "class_list") },
	Options: func(v flows.View) []flows.Option {
		options := picks(v, "")
		if v.Answer(further) != "" {
			options = append(options, classes.More(v))
		}
		return options
	},
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) { return classes.NextPage(in.Text, v) },
	Read:  func(in flows.Input, v flows.View) flows.Reading { return classes.Place(in.Text, picks(v, "")) },
	Keep:  chosen, Else: flows.Home, Own: listing.Menus, Needs: []string{page},
	Why: "training/why", Hint: "training/list_hint", Examples: "training/list_examples",
}

// swap shows the classes to which one could be moved.
var swap = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return listed(v, "swap_list") },
	Options: func(v flows.View) []flows.Option {
		options := picks(v, v.Answer(instead))
		if v.Answer(further) != "" {
			options = append(options, classes.More(v, v.Answer(instead)))
		}
		keep := option("keep", "tetap", "tidak jadi", "tetap yang lama", "keep", "stay")
		keep.Number = flows.Unnumbered
		return append(options, keep)
	},
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
		if got, ok := classes.NextPage(in.Text, v, v.Answer(instead)); ok {
			return got, true
		}
		if a, _ := understand.Attends(in.Text); !elsewhere(in.Text) && (a == understand.StaysAway || a == understand.Comes) && !listing.Naming(in.Text, picks(v, "")) { // "ga jadi pindah"
			return flows.Reading{Value: "keep"}, true
		}
		return flows.Reading{}, false
	},
	Keep: chosen, Else: flows.Home, Needs: []string{page, instead},
	Why: "training/why", Hint: "training/swap_hint", Examples: "training/swap_examples",
}

// own shows the classes that they have.
var own = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		args := flows.Args{}
		args["Classes"], args["Sample"] = rows(v, "own_row")
		return flows.Say{Key: "training/own_list", Args: args}
	},
	Options: func(v flows.View) []flows.Option { return picks(v, "") },
	First:   aboutOwn, Keep: chosen, Else: flows.Home, Own: listing.Menus, Needs: []string{page},
	Why: "training/why", Hint: "training/own_hint", Examples: "training/own_examples",
}

// aboutOwn hears that one of the classes is to be left or changed, or is asked
// after: the only one to come is meant, of several it is asked which.
func aboutOwn(in flows.Input, v flows.View) (flows.Reading, bool) {
	said, _ := understand.Attends(in.Text)
	about := said == understand.StaysAway || said == understand.Reschedules || details.MatchString(understand.Normalise(in.Text))
	if !about || elsewhere(in.Text) || listing.Naming(in.Text, picks(v, "")) {
		return flows.Reading{}, false
	}
	open := slices.DeleteFunc(all(v, page), func(c seen) bool { return !c.State.Seated() && c.State != flows.Waiting })
	if len(open) == 1 {
		return flows.Reading{Value: choice("open", open[0].Code)}, true
	}
	return flows.Reading{Stay: true, Say: []flows.Say{{Key: "training/own_hint"}}}, true
}

func listed(v flows.View, key string) flows.Say {
	args := place(v)
	args["Classes"], args["Sample"] = rows(v, "row")
	args["Title"] = one(v, shown).Title
	return flows.Say{Key: name + "/" + key, Args: args}
}
