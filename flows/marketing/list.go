package marketing

import (
	"regexp"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/listing"
	"langkah/flows/region"
	"langkah/flows/registration"
	"langkah/flows/understand"
)

// kotaCode is how much of the code of a kecamatan is that of its kota: 31.71.
const kotaCode = 5

func placeOf(v flows.View) (kecamatan, kota string) {
	at := registration.Around(v, near)
	return region.KecamatanName(at), region.KotaName(at[:min(len(at), kotaCode)])
}

func look(v flows.View) flows.Action {
	return flows.FindEvents{Kecamatan: registration.Around(v, near), From: v.Facts.Now, Skip: v.Number(skip), Limit: listing.PerPage}
}

func lookAtEvent(v flows.View) flows.Action { return flows.LookAtEvent{Code: v.Answer(code)} }

func noteList(v flows.View) flows.Answers {
	set := flows.Answers{page: lines(v), further: ""}
	if more, _ := v.Outcome.Args["More"].(bool); more {
		set[further] = "yes"
	}
	return set
}

func noteOwn(v flows.View) flows.Answers { return flows.Answers{page: lines(v), further: ""} }

func lines(v flows.View) string {
	found, _ := v.Outcome.Args["Events"].([]flows.Event)
	var list []seen
	for _, e := range found {
		list = append(list, line(e))
	}
	return flows.Pack(list...)
}

// noteEvent keeps the event in hand.
func noteEvent(v flows.View) flows.Answers {
	e, ok := v.Outcome.Args["Event"].(flows.Event)
	if !ok || e.Code == "" {
		return flows.Answers{shown: ""}
	}
	return flows.Answers{shown: flows.Pack(card(e)), code: e.Code}
}

// events are listed as everything that people pick from.
var (
	events           = listing.Of(name, understand.WishMarketing, "bazar|acara|events")
	choice           = listing.Choice
	option, labelled = events.Option, events.Labelled
)

// aside is said to none of the choices.
const aside = "aside"

// chosen turns a choice into its event and what that needs.
func chosen(got flows.Reading, v flows.View) flows.Reading {
	event, first, _ := strings.Cut(got.Value, "/")
	switch event {
	case "register":
		return registration.Begin(v)
	case "join":
		return flows.Reading{Go: joining(v)}
	case aside:
		return flows.Reading{Say: []flows.Say{{Key: "marketing/any_time"}}, Go: &flows.Go{Quiet: true, To: flows.Home}}
	case "more":
		got.Set = flows.Answers{skip: first}
	case "list":
		got.Set = flows.Answers{skip: ""}
	case "open", "leaving", "confirm", "sell":
		got.Set = flows.Answers{code: first, pieces: "", away: "", earned: ""}
	}
	got.Event = event
	return got
}

// picks are the events of a page: the text numbers them, where there are buttons
// they stand on them.
func picks(v flows.View) (list []flows.Option) {
	inDoubt := len(v.Session.Among) > 0 // then no text numbers them
	for i, e := range all(v, page) {
		o := flows.Option{
			Value:  choice("open", e.Code),
			Label:  flows.Say{Key: "marketing/pick", Args: flows.Args{"N": i + 1, "Title": listing.Title(e.Title)}},
			Words:  []string{e.Title, e.Code},
			Number: flows.Unnumbered,
		}
		if inDoubt {
			o.Label, o.Number = flows.Say{Key: "marketing/pick_one", Args: flows.Args{"Code": e.Code, "Starts": time.Unix(e.Starts, 0)}}, 0
		}
		list = append(list, o)
	}
	return list
}

func rows(v flows.View) (list []flows.Say, sample bool) {
	for i, e := range all(v, page) {
		args := e.args(v)
		args["N"] = i + 1
		list = append(list, flows.Say{Key: "marketing/row", Args: args})
		sample = sample || e.Sample
	}
	return list, sample
}

func listed(v flows.View, key string) flows.Say {
	args := flows.Args{"Further": v.Answer(further) != "", "Named": v.Answer(near) != ""}
	args["Kecamatan"], args["Kota"] = placeOf(v)
	args["Events"], args["Sample"] = rows(v)
	return flows.Say{Key: name + "/" + key, Args: args}
}

// list shows five events at a time.
var list = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return listed(v, "event_list") },
	Options: func(v flows.View) []flows.Option {
		options := picks(v)
		if v.Answer(further) != "" {
			options = append(options, events.More(v))
		}
		return options
	},
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
		if got, ok := onceMore(in, v); ok {
			return got, true
		}
		return events.NextPage(in.Text, v)
	},
	Read: func(in flows.Input, v flows.View) flows.Reading { return events.Place(in.Text, picks(v)) },
	Keep: chosen, Else: flows.Home, Own: listing.Menus, Needs: []string{page},
	Why: "marketing/why", Hint: "marketing/list_hint", Examples: "marketing/list_examples",
}

// anew is the word by which the list was asked for.
var anew = regexp.MustCompile(`^(lihat |liat |mau |cari |see )*(bazar|bazaar|bazaars)( lain| lainnya| dong| kak)*$`)

func onceMore(in flows.Input, _ flows.View) (flows.Reading, bool) {
	return flows.Reading{Value: "list"}, anew.MatchString(understand.Normalise(in.Text))
}

// own shows the events that they signed up for.
var own = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return listed(v, "own_list") },
	Options: func(v flows.View) []flows.Option {
		others := option("list", "bazar lain", "acara lain", "lainnya", "other")
		others.Number = flows.Unnumbered
		return append(picks(v), others)
	},
	First: onceMore, Keep: chosen, Else: flows.Home, Own: listing.Menus, Needs: []string{page},
	Why: "marketing/why", Hint: "marketing/own_hint", Examples: "marketing/own_examples",
}
