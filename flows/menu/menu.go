// Package menu is where everybody arrives and returns to: the greeting, and
// the seven steps with what each of them offers.
package menu

import (
	"slices"

	"langkah/flows"
	"langkah/flows/bookkeeping"
	"langkah/flows/capital"
	"langkah/flows/handoff"
	"langkah/flows/licensing"
	"langkah/flows/marketing"
	"langkah/flows/mentoring"
	"langkah/flows/region"
	"langkah/flows/registration"
	"langkah/flows/staff"
	"langkah/flows/training"
)

// Flow greets whoever is new and shows the way to everything else.
var Flow = &flows.Flow{
	Name: "menu", Version: 3, Hello: flows.Say{Key: "menu/hello"}, Arrive: arrive,
	Moved: map[int]map[string]string{ // flows of their own since
		1: {"classes": "home", "training": "home"},
		2: {"centre": "home", "mentoring": "home", "events": "home", "marketing": "home"},
	},
	Moves: []flows.Row{
		{From: "greet", Event: flows.Next, To: "home"},
		{From: "greet", Event: "person", To: "office"},
		{From: "greet", Event: "office", To: "address"},
		{From: "greet", Event: "schedule", To: "schedule"},
		{From: "greet", Event: "which", To: "which"},
		{From: "home", Event: flows.Next, To: "home"},
		{From: "home", Event: "person", To: "office"},
		{From: "home", Event: "office", To: "address"},
		{From: "home", Event: "schedule", To: "schedule"},
		{From: "home", Event: "which", To: "which"},
		{From: "which", Event: "person", To: "office"},
		{From: "which", Event: "office", To: "address"},
		{From: "which", Event: "schedule", To: "schedule"},
		{From: "office", Event: flows.Next, To: "person"},
		{From: "address", Event: flows.Next, To: "where"},
	},
	States: []flows.State{
		{Name: "greet", Ask: &flows.Ask{
			Prompt:  func(flows.View) flows.Say { return flows.Say{Key: "menu/greet"} },
			Again:   func(flows.View) flows.Say { return flows.Say{Key: "menu/greet_again"} },
			Options: greetOptions,
			Read:    readWish, Keep: chosen, Own: own, Hint: "menu/greet_hint", Examples: "menu/greet_examples", Why: "menu/why",
		}},
		{Name: "home", Ask: &flows.Ask{
			Prompt:  homePrompt,
			Options: homeOptions,
			Read:    readWish, Keep: chosen, Own: own, Hint: "menu/home_hint", Examples: "menu/home_examples", Why: "menu/why",
			Takes: map[flows.Word]string{"AGENT": "person"},
		}},
		{Name: "schedule", Ask: &flows.Ask{
			Prompt:  func(flows.View) flows.Say { return flows.Say{Key: "menu/which_schedule"} },
			Options: func(v flows.View) []flows.Option { return pick(homeOptions(v), "training", "marketing") },
			Keep:    chosen,
			Else:    flows.Home, Why: "menu/why", Hint: "menu/schedule_hint", Examples: "menu/schedule_examples",
		}},
		{Name: "which", Ask: which},
		{Name: "office", Act: findCentre},
		{Name: "person", End: told(person)},
		{Name: "address", Act: findCentre},
		{Name: "where", End: told(address)},
	},
}

var registerWords = []string{"daftar", "daftar anggota", "registrasi", "gabung", "ikut", "mau daftar", "register", "sign up", "join"}

func option(value, label string, words ...string) flows.Option {
	return flows.Option{Value: value, Label: flows.Say{Key: "menu/" + label}, Words: words}
}

func greetOptions(flows.View) []flows.Option {
	return []flows.Option{
		option("register", "register", registerWords...),
		option("steps", "steps", "tujuh langkah", "7 langkah", "info", "program"),
		option("person", "person", "petugas", "orang", "cs", "admin"),
	}
}

func homePrompt(v flows.View) flows.Say {
	return flows.Say{Key: "menu/home", Args: flows.Args{"Name": v.Facts.Person.Name}}
}

// homeOptions are the programme's own seven, in its own order; the first one
// is what the person can do about their registration.
func homeOptions(v flows.View) []flows.Option {
	first := option("register", "register", registerWords...)
	switch {
	case v.Facts.Person.Number != "":
		first = option("status", "status", "status", "kartu", "nomor anggota", "nomor anggota saya berapa", "langkah saya", "langkah berikutnya")
	case begun(v):
		first = option("resume", "resume", append([]string{"lanjut", "lanjutkan", "terusin"}, registerWords...)...)
	}
	return append([]flows.Option{first}, steps...)
}

// steps are the programme's own, behind the first.
var steps = []flows.Option{
	option("training", "training", "pelatihan", "latihan", "kelas", "kursus", "belajar", "training", "class"),
	option("mentoring", "mentoring", "pendampingan", "pendamping", "konsultasi", "mentor", "mentoring"),
	option("licensing", "licensing", "perizinan", "izin", "nib", "halal", "pirt", "merek", "urus nib", "licence", "license"),
	option("marketing", "marketing", "bazar", "bazaar", "pemasaran", "jualan", "pameran", "marketing"),
	option("bookkeeping", "bookkeeping", "lapor", "omzet", "lapor omzet", "keuangan", "pembukuan", "catatan", "report"),
	option("capital", "capital", "modal", "permodalan", "pinjaman", "pinjam modal", "kur", "kredit", "capital", "loan"),
}

// begun tells whether a registration waits to be taken up again.
func begun(v flows.View) bool {
	return v.Session.Parked != nil && v.Session.Parked.Flow == registration.Flow.Name
}

func pick(all []flows.Option, values ...string) (list []flows.Option) {
	for _, o := range all {
		if slices.Contains(values, o.Value) {
			list = append(list, o)
		}
	}
	return list
}

func chosen(got flows.Reading, v flows.View) flows.Reading {
	if to := staff.Menu(v); to != nil && got.Value == "person" {
		return flows.Reading{Go: to}
	}
	switch got.Value {
	case "person":
		return toPerson(got, v)
	case "register":
		return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: registration.Flow.Name}}
	case "resume":
		return flows.Reading{Go: &flows.Go{To: flows.Resume, Greet: true}}
	case "status":
		return status(v)
	case "samples":
		return card(flows.Say{Key: "common/aside_real"})
	case "which":
		return flows.Reading{Event: "which", Set: got.Set}
	case "training":
		return flows.Reading{Go: training.Look(got.Set[near])}
	case "mentoring":
		return flows.Reading{Go: mentoring.Open(got.Set[near])}
	case "bookkeeping":
		return flows.Reading{Go: bookkeeping.Look()}
	case "capital":
		return flows.Reading{Go: capital.Look()}
	case "licensing":
		return flows.Reading{Go: licensing.Open(got.Set[paper])}
	case "marketing":
		return flows.Reading{Go: marketing.Look(got.Set[near])}
	case "office", "schedule": // what the city has for them is looked up
		return flows.Reading{Event: got.Value, Set: got.Set}
	}
	return card(flows.Say{Key: "menu/" + got.Value + "_card"})
}

// toPerson has them talk with staff; who names a place, or finds nobody there, is
// told where somebody can be met.
func toPerson(got flows.Reading, v flows.View) flows.Reading {
	met := flows.Reading{Event: "person", Set: got.Set}
	if got.Set[near] != "" {
		return met
	}
	return handoff.Open(flows.OpenHandoff{Kecamatan: around(v)}, func(flows.View) flows.Reading { return met })
}

func status(v flows.View) flows.Reading {
	if v.Facts.Person.Number == "" {
		return card(flows.Say{Key: "common/status_visitor", Args: flows.Args{"Begun": begun(v)}})
	}
	return card(flows.Say{Key: "common/status_card", Args: flows.StatusArgs(v.Facts.Person)})
}

// Person tells where somebody can be met: at the office of the kecamatan, by
// name where the card or an unfinished form knows it.
func Person(v flows.View, form *flows.Session) flows.Say {
	return flows.Say{Key: "common/person", Args: flows.Args{"Kecamatan": region.KecamatanName(registration.Lives(v.Facts.Person, form))}}
}

// card shows a text and waits in the menu; the text ends with the way on.
func card(say flows.Say) flows.Reading {
	return flows.Reading{Say: []flows.Say{say}, Go: &flows.Go{To: flows.Home, Quiet: true}}
}
