package menu

import (
	"cmp"
	"strings"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/registration"
)

// listed is how many classes or bazaars a bubble holds.
const listed = 5

// kecamatan is where the person lives, by their card or an unfinished form.
func kecamatan(v flows.View, form *flows.Session) string {
	answer := ""
	if form != nil {
		answer = form.Answers[registration.Kecamatan]
	}
	return cmp.Or(v.Facts.Person.Profile[registration.Kecamatan], answer)
}

func nameOf(code string) string {
	k, _ := region.KecamatanByCode(code)
	return k.Name
}

func findClasses(v flows.View) flows.Action {
	return flows.FindClasses{Kecamatan: kecamatan(v, v.Session.Parked), From: v.Facts.Now, Limit: listed}
}

func findEvents(v flows.View) flows.Action {
	return flows.FindEvents{Kecamatan: kecamatan(v, v.Session.Parked), From: v.Facts.Now, Limit: listed}
}

func findCentre(v flows.View) flows.Action {
	return flows.FindCentre{Kecamatan: kecamatan(v, v.Session.Parked)}
}

// told says what was found and waits in the menu; the text ends with the way on.
func told(say func(flows.View) flows.Say) *flows.End {
	return &flows.End{
		Say: func(v flows.View) []flows.Say { return []flows.Say{say(v)} },
		Go:  flows.Go{To: flows.Home, Quiet: true},
	}
}

// where is what every text about the city needs.
func where(v flows.View, sample bool) flows.Args {
	return flows.Args{"Kecamatan": nameOf(kecamatan(v, v.Session.Parked)), "Sample": sample}
}

func training(v flows.View) flows.Say {
	found, _ := v.Outcome.Args["Classes"].([]flows.Class)
	if len(found) == 0 {
		return flows.Say{Key: "menu/training_card"}
	}
	var list []flows.Say
	sample := false
	for _, c := range found {
		sample = sample || c.Sample
		list = append(list, flows.Say{Key: "menu/class", Args: flows.Args{
			"Title": c.Title, "Starts": c.Starts, "Ends": c.Ends, "Venue": c.Venue, "Online": c.Kecamatan == "", "Where": place(c),
		}})
	}
	args := where(v, sample)
	args["Classes"] = list
	return flows.Say{Key: "menu/training_list", Args: args}
}

// place is the kecamatan of a class, unless the venue says it.
func place(c flows.Class) string {
	if name := nameOf(c.Kecamatan); !strings.Contains(c.Venue, name) {
		return name
	}
	return ""
}

func marketing(v flows.View) flows.Say {
	found, _ := v.Outcome.Args["Events"].([]flows.Event)
	if len(found) == 0 {
		return flows.Say{Key: "menu/marketing_card"}
	}
	var list []flows.Say
	sample := false
	for _, e := range found {
		sample = sample || e.Sample
		list = append(list, flows.Say{Key: "menu/bazaar", Args: flows.Args{
			"Title": e.Name, "Starts": e.Starts, "Ends": e.Ends, "Venue": e.Venue, "Conditions": e.Conditions, "RegisterBy": e.RegisterBy,
		}})
	}
	args := where(v, sample)
	args["Events"] = list
	return flows.Say{Key: "menu/marketing_list", Args: args}
}

func mentoring(v flows.View) flows.Say {
	if say, found := centreCard(v, "menu/mentoring_at_card"); found {
		return say
	}
	return flows.Say{Key: "menu/mentoring_card"}
}

func person(v flows.View) flows.Say {
	if say, found := centreCard(v, "menu/person_at_card"); found {
		return say
	}
	return Person(v, v.Session.Parked)
}

func centreCard(v flows.View, key string) (say flows.Say, found bool) {
	c, _ := v.Outcome.Args["Centre"].(flows.Centre)
	return flows.Say{Key: key, Args: flows.Args{
		"Centre": c.Name, "Address": c.Address, "Hours": c.Hours, "Number": v.Facts.Person.Number, "Sample": c.Sample,
	}}, c.Name != ""
}
