package training

import (
	"regexp"
	"slices"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/understand"
)

// menus are questions that the menu answers: where an office is, and what there
// is about licences.
var menus = map[string]bool{"common/aside_where": true, "common/about_nib": true}

// list shows five classes at a time.
var list = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return listed(v, "class_list") },
	Options: func(v flows.View) []flows.Option {
		options := picks(v, "")
		if v.Answer(further) != "" {
			options = append(options, more(v, ""))
		}
		return options
	},
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) { return nextPage(in, v, "") },
	Read:  readPlace, Keep: chosen, Else: flows.Home, Own: menus, Needs: []string{page},
	Why: "training/why", Hint: "training/list_hint", Examples: "training/list_examples",
}

// swap shows the classes to which one could be moved.
var swap = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return listed(v, "swap_list") },
	Options: func(v flows.View) []flows.Option {
		options := picks(v, v.Answer(instead))
		if v.Answer(further) != "" {
			options = append(options, more(v, v.Answer(instead)))
		}
		keep := option("keep", "tetap", "tidak jadi", "tetap yang lama", "keep", "stay")
		keep.Number = flows.Unnumbered
		return append(options, keep)
	},
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
		if got, ok := nextPage(in, v, v.Answer(instead)); ok {
			return got, true
		}
		if a, _ := understand.Attends(in.Text); !elsewhere(in.Text) && (a == understand.StaysAway || a == understand.Comes) && !naming(in.Text, v) { // "ga jadi pindah"
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
	First:   aboutOwn, Keep: chosen, Else: flows.Home, Own: menus, Needs: []string{page},
	Why: "training/why", Hint: "training/own_hint", Examples: "training/own_examples",
}

// aboutOwn hears that one of the classes is to be left or changed, or is asked
// after: the only one to come is meant, of several it is asked which.
func aboutOwn(in flows.Input, v flows.View) (flows.Reading, bool) {
	said, _ := understand.Attends(in.Text)
	about := said == understand.StaysAway || said == understand.Reschedules || details.MatchString(understand.Normalise(in.Text))
	if !about || elsewhere(in.Text) || naming(in.Text, v) {
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

var furtherOn = regexp.MustCompile(`^(ada |lihat |liat |mau |yang |kelas |show |see )*(lagi|lain|lainnya|lanjut|lanjutkan|berikutnya|selanjutnya|more|next|other|others|another|terus)( kelas| lagi| dong| kak| ya| min| please| classes| ones| ada| apa)*$`)

// nextPage hears "lagi" and "lanjut", where there is more and where there is
// not. A form that waits comes first: it is what "lanjut" was promised for.
func nextPage(in flows.Input, v flows.View, left string) (got flows.Reading, ok bool) {
	text := understand.Normalise(in.Text)
	if !furtherOn.MatchString(text) {
		return got, false
	}
	if command, _, global := understand.Global(text); global && command == understand.Continue && v.Session.Parked != nil {
		return got, false
	}
	if v.Answer(further) == "" {
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: "training/no_more"}}}, true
	}
	return flows.Reading{Value: more(v, left).Value}, true
}

// readPlace takes another place to look in: beside a wish for classes, or
// alone where no class of the page is there.
func readPlace(in flows.Input, v flows.View) flows.Reading {
	missed := flows.Reading{Reason: "UNCLEAR"}
	want := understand.Wants(in.Text)
	wished := slices.Contains(want.Wishes, understand.WishTraining)
	if want.Rest == "" || len(want.Wishes) > 0 && !wished || !wished && naming(in.Text, v) {
		return missed
	}
	m := region.FindExactly(want.Rest, !wished)
	at := m.Kecamatan.Code
	if m.Reason == region.TooBroad {
		at = region.KotaIn(want.Rest)
	} else if m.Reason != "" {
		return missed
	}
	return flows.Reading{Event: "more", Set: flows.Answers{Near: at, skip: ""}}
}

// naming tells whether a text is one of the classes on the page.
func naming(text string, v flows.View) bool {
	var options []understand.Option
	for _, o := range picks(v, "") {
		options = append(options, understand.Option{Words: o.Words})
	}
	_, reason := understand.Choice(text, options)
	return reason != understand.Unclear && reason != understand.Empty
}
