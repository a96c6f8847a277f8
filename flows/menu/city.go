package menu

import (
	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/registration"
)

// around is the kecamatan to look in: the one just named, or the person's.
func around(v flows.View) string {
	return registration.Around(v, near)
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
