package training

import (
	"strconv"

	"langkah/flows"
	"langkah/flows/listing"
	"langkah/flows/region"
	"langkah/flows/registration"
)

func look(v flows.View) flows.Action {
	return flows.FindClasses{Kecamatan: registration.Around(v, near), From: v.Facts.Now, Skip: v.Number(skip), Limit: listing.PerPage}
}

func lookInstead(v flows.View) flows.Action {
	return flows.FindClasses{Kecamatan: registration.Around(v, near), From: v.Facts.Now, Skip: v.Number(skip), Limit: listing.PerPage, Instead: v.Answer(instead)}
}

func lookAtClass(v flows.View) flows.Action { return flows.LookAtClass{Code: v.Answer(code)} }

// noteList keeps a page of classes.
func noteList(v flows.View) flows.Answers {
	set := flows.Answers{page: lines(v.Outcome.Args, listing.PerPage), further: ""}
	if more, _ := v.Outcome.Args["More"].(bool); more {
		set[further] = "yes"
	}
	return set
}

func lines(args flows.Args, most int) string {
	found, _ := args["Classes"].([]flows.Class)
	var list []seen
	for _, c := range found[:min(len(found), most)] {
		list = append(list, line(c))
	}
	return flows.Pack(list...)
}

// noteOwn keeps as many of their own as one can pick from.
func noteOwn(v flows.View) flows.Answers {
	return flows.Answers{page: lines(v.Outcome.Args, flows.MaxOptions), instead: ""}
}

// noteClass keeps the class in hand, and why there is no seat in it.
func noteClass(v flows.View) flows.Answers {
	set := flows.Answers{why: v.Outcome.Event, other: "", stage: ""}
	if c, ok := v.Outcome.Args["Class"].(flows.Class); ok && c.Code != "" {
		set[shown] = flows.Pack(card(c))
		set[code] = c.Code
	}
	if c, ok := v.Outcome.Args["Other"].(flows.Class); ok {
		set[other] = flows.Pack(line(c))
	}
	if n, ok := v.Outcome.Args["Stage"].(int); ok {
		set[stage] = strconv.Itoa(n)
	}
	return set
}

func noteNews(v flows.View) flows.Answers {
	set := noteClass(v)
	set[page] = lines(v.Outcome.Args, 3)
	return set
}

// place is what every list says of where it looked.
func place(v flows.View) flows.Args {
	at := registration.Around(v, near)
	return flows.Args{"Kecamatan": region.KecamatanName(at), "Kota": region.KotaName(at), "Named": v.Answer(near) != "",
		"Visitor": v.Facts.Person.Number == "", "Further": v.Answer(further) != "", "Skipped": v.Number(skip) > 0}
}
