package menu

import (
	"cmp"
	"slices"
	"strings"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/registration"
)

// listed is how many bazaars a bubble holds.
const listed = 3

// around is the kecamatan to look in: the one just named, or the person's.
func around(v flows.View) string {
	return cmp.Or(v.Answer(near), registration.Lives(v.Facts.Person, v.Session.Parked))
}

func findEvents(v flows.View) flows.Action {
	return flows.FindEvents{Kecamatan: around(v), From: v.Facts.Now, Limit: listed}
}

func findCentre(v flows.View) flows.Action { return flows.FindCentre{Kecamatan: around(v)} }

// told says what was found and waits in the menu; the text ends with the way on.
func told(say func(flows.View) flows.Say) *flows.End {
	return &flows.End{
		Say: func(v flows.View) []flows.Say { return []flows.Say{say(v)} },
		Go:  flows.Go{To: flows.Home, Quiet: true},
	}
}

// where is what every text about the city needs.
func where(v flows.View, sample bool) flows.Args {
	return flows.Args{"Kecamatan": region.KecamatanName(around(v)), "Kota": region.KotaName(around(v)), "Named": v.Answer(near) != "", "Sample": sample}
}

func marketing(v flows.View) flows.Say {
	found, _ := v.Outcome.Args["Events"].([]flows.Event)
	if len(found) == 0 {
		return flows.Say{Key: "menu/marketing_card"}
	}
	found = slices.SortedStableFunc(slices.Values(found), func(a, b flows.Event) int { return a.Starts.Compare(b.Starts) })
	var list []flows.Say
	sample := false
	for _, e := range found {
		sample = sample || e.Sample
		list = append(list, flows.Say{Key: "menu/bazaar", Args: flows.Args{
			"Title": e.Name, "Starts": e.Starts, "Ends": e.Ends, "Now": v.Facts.Now, "Venue": hall(e), "Conditions": e.Conditions,
			"RegisterBy": e.RegisterBy, "Sample": e.Sample,
		}})
	}
	args := where(v, sample)
	args["Events"] = list
	return flows.Say{Key: "menu/marketing_list", Args: args}
}

// hall is where a bazaar is, unless its name says it.
func hall(e flows.Event) string {
	if e.Kind == "online" || strings.Contains(e.Name, e.Venue) {
		return ""
	}
	return e.Venue
}

func person(v flows.View) flows.Say {
	if say, found := centreCard(v, "menu/person_at_card"); found {
		return say
	}
	return Person(v, v.Session.Parked)
}

// address answers "alamat kantor" and a place written alone.
func address(v flows.View) flows.Say {
	if say, found := centreCard(v, "menu/office_at_card"); found {
		return say
	}
	return flows.Say{Key: "menu/office_card", Args: where(v, false)}
}

func centreCard(v flows.View, key string) (say flows.Say, found bool) {
	c, _ := v.Outcome.Args["Centre"].(flows.Centre)
	return flows.Say{Key: key, Args: flows.Args{
		"Centre": c.Name, "Address": c.Address, "Hours": c.Hours, "Number": v.Facts.Person.Number, "Sample": c.Sample,
	}}, c.Name != ""
}
