package marketing

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/registration"
	"langkah/flows/understand"
)

// perPage is how many events a bubble holds.
const perPage = 5

func cmpRows(a, b flows.Row) int { return cmp.Compare(a.Event, b.Event) }

// around is where to look: the place just named, or where the person lives.
func around(v flows.View) string {
	return cmp.Or(v.Answer(Near), registration.Lives(v.Facts.Person, v.Session.Parked))
}

// kotaCode is how much of the code of a kecamatan is that of its kota: 31.71.
const kotaCode = 5

func placeOf(v flows.View) (kecamatan, kota string) {
	at := around(v)
	return region.KecamatanName(at), region.KotaName(at[:min(len(at), kotaCode)])
}

func look(v flows.View) flows.Action {
	return flows.FindEvents{Kecamatan: around(v), From: v.Facts.Now, Skip: number(v, skip), Limit: perPage}
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
	return pack(list...)
}

// noteEvent keeps the event in hand.
func noteEvent(v flows.View) flows.Answers {
	e, ok := v.Outcome.Args["Event"].(flows.Event)
	if !ok || e.Code == "" {
		return flows.Answers{shown: ""}
	}
	return flows.Answers{shown: pack(card(e)), code: e.Code}
}

// Choices are called by their event and the bazaar: "open/BZR-003". The bazaar
// travels with the button: it may be pressed late, under an older card.
func choice(event, code string) string { return event + "/" + code }

func option(value string, words ...string) flows.Option {
	event, _, _ := strings.Cut(value, "/")
	return labelled(value, "to_"+event, words...)
}

func labelled(value, label string, words ...string) flows.Option {
	return flows.Option{Value: value, Label: flows.Say{Key: name + "/" + label}, Words: words}
}

// aside is said to none of the choices.
const aside = "aside"

// chosen turns a choice into its event and what that needs.
func chosen(got flows.Reading, v flows.View) flows.Reading {
	event, first, _ := strings.Cut(got.Value, "/")
	switch event {
	case "register":
		return register(v)
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

// register begins the registration, or goes on with it.
func register(v flows.View) flows.Reading {
	if p := v.Session.Parked; p != nil && p.Flow == registration.Flow.Name {
		return flows.Reading{Go: &flows.Go{To: flows.Resume, Greet: true}}
	}
	return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: registration.Flow.Name}}
}

// labelRoom is how many letters of a name a button has room for.
const labelRoom = 22

func short(title string) string {
	if r := []rune(title); len(r) > labelRoom {
		return strings.TrimSpace(string(r[:labelRoom-1])) + "…"
	}
	return title
}

// picks are the events of a page: the text numbers them, where there are buttons
// they stand on them.
func picks(v flows.View) (list []flows.Option) {
	inDoubt := len(v.Session.Among) > 0 // then no text numbers them
	for i, e := range all(v, page) {
		o := flows.Option{
			Value:  choice("open", e.Code),
			Label:  flows.Say{Key: "marketing/pick", Args: flows.Args{"N": i + 1, "Title": short(e.Title)}},
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
	args := flows.Args{"Further": v.Answer(further) != "", "Named": v.Answer(Near) != ""}
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
			options = append(options, next(v))
		}
		return options
	},
	First: nextPage, Read: readPlace, Keep: chosen, Else: flows.Home, Own: menus, Needs: []string{page},
	Why: "marketing/why", Hint: "marketing/list_hint", Examples: "marketing/list_examples",
}

// menus are questions that the menu answers.
var menus = map[string]bool{"common/aside_where": true, "common/about_nib": true}

func next(v flows.View) flows.Option {
	o := option(choice("more", strconv.Itoa(number(v, skip)+perPage)), "lagi", "lainnya", "berikutnya", "more")
	o.Number = flows.Unnumbered
	return o
}

var furtherOn = regexp.MustCompile(`^(ada |lihat |liat |mau |yang |bazar |show |see )*(lagi|lain|lainnya|lanjut|lanjutkan|berikutnya|selanjutnya|more|next|other|others|another|terus)( bazar| acara| lagi| dong| kak| ya| min| please| events| ones| ada| apa)*$`)

// once more: the word by which the list was asked for.
var anew = regexp.MustCompile(`^(lihat |liat |mau |cari |see )*(bazar|bazaar|bazaars)( lain| lainnya| dong| kak)*$`)

// nextPage hears "lagi", where there is more and where there is not. A form that
// waits comes first: it is what "lanjut" was promised for.
func nextPage(in flows.Input, v flows.View) (got flows.Reading, ok bool) {
	text := understand.Normalise(in.Text)
	if anew.MatchString(text) {
		return flows.Reading{Value: "list"}, true
	}
	if !furtherOn.MatchString(text) {
		return got, false
	}
	if command, _, global := understand.Global(text); global && command == understand.Continue && v.Session.Parked != nil {
		return got, false
	}
	if v.Answer(further) == "" {
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: "marketing/no_more"}}}, true
	}
	return flows.Reading{Value: next(v).Value}, true
}

// readPlace takes another place to look in: beside a wish for bazaars, or alone.
func readPlace(in flows.Input, v flows.View) flows.Reading {
	missed := flows.Reading{Reason: "UNCLEAR"}
	want := understand.Wants(in.Text)
	wished := slices.Contains(want.Wishes, understand.WishMarketing)
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

// naming tells whether a text is one of the events on the page.
func naming(text string, v flows.View) bool {
	var options []understand.Option
	for _, o := range picks(v) {
		options = append(options, understand.Option{Words: o.Words})
	}
	_, reason := understand.Choice(text, options)
	return reason != understand.Unclear && reason != understand.Empty
}

// own shows the events that they signed up for.
var own = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return listed(v, "own_list") },
	Options: func(v flows.View) []flows.Option {
		others := option("list", "bazar lain", "acara lain", "lainnya", "other")
		others.Number = flows.Unnumbered
		return append(picks(v), others)
	},
	First: func(in flows.Input, _ flows.View) (flows.Reading, bool) {
		return flows.Reading{Value: "list"}, anew.MatchString(understand.Normalise(in.Text))
	},
	Keep: chosen, Else: flows.Home, Own: menus, Needs: []string{page},
	Why: "marketing/why", Hint: "marketing/own_hint", Examples: "marketing/own_examples",
}
