package stafftest

import (
	"time"

	"langkah/flows"
)

// What the centres of some kecamatan are like.
const (
	Full   = "31.71.06" // no place is free
	Having = "31.71.05" // the person has a visit there
	Late   = "31.71.01" // they had one
)

// A visit that has been noted, one that is on another day, and one that was missed.
const (
	Noted  = 4
	Later  = 3
	Missed = 6
)

var visitDay = time.Date(2026, 11, 24, 0, 0, 0, 0, time.FixedZone("WIB", 7*3600))

func visit(id int64) flows.Visit {
	return flows.Visit{ID: id, Number: "JKP-0000001", Name: "Raden Ajeng Kusumawardhani Prameswari", Kecamatan: "31.71.05", With: "Raden Ajeng Kusumawardhani",
		Slot: flows.Slot{Day: visitDay, Part: flows.Morning}, State: flows.VisitBooked}
}

// AtCentre carries out what a person does about the centre: without a kecamatan
// there is none.
func AtCentre(a flows.Action, f *flows.Facts) (out flows.Outcome, ok bool) {
	switch a := a.(type) {
	case flows.LookAtCentre:
		out := centre(a.Kecamatan)
		if f.Person.Stages[flows.Mentoring-1] == flows.InProgress {
			out.Args["Visit"] = visit(1)
		}
		return out, true
	case flows.FindSlots:
		if a.Kecamatan == Full {
			return flows.Outcome{Event: "none"}, true
		}
		var list []flows.Slot
		for i := range 3 {
			day := visitDay.AddDate(0, 0, i)
			list = append(list, flows.Slot{Day: day, Part: flows.Morning, Left: 2}, flows.Slot{Day: day, Part: flows.Afternoon, Left: 1})
		}
		return flows.Outcome{Event: "some", Args: flows.Args{"Slots": list}}, true
	case flows.BookVisit:
		out := booked(a, f.Person.Number)
		if out.Event == "booked" {
			f.Person.Stages[flows.Mentoring-1] = flows.InProgress
		}
		return out, true
	case flows.CancelVisit:
		if a.ID == Noted {
			return flows.Outcome{Event: "gone"}, true
		}
		return flows.Outcome{Event: "cancelled", Args: flows.Args{"Visit": visit(a.ID)}}, true
	case flows.LookAtVisit:
		if a.ID == Noted {
			return flows.Outcome{Event: "gone"}, true
		}
		out := centre(Having)
		if out.Event = "coming"; a.ID == Missed {
			out.Event = "missed"
		}
		return out, true
	}
	return out, false
}

func centre(kecamatan string) flows.Outcome {
	args := flows.Args{"Centre": flows.Centre{}, "Pendamping": []string(nil), "Visit": flows.Visit{}, "Open": false}
	if kecamatan == "" {
		return flows.Outcome{Event: flows.Next, Args: args}
	}
	args["Centre"] = flows.Centre{Kecamatan: kecamatan, Name: "Pusat Pendampingan, Kantor Kecamatan Kepulauan Seribu Selatan", Address: "Jl. Contoh No. 123, Pulau Tidung, Kepulauan Seribu 14520",
		Hours: "Senin sampai Jumat, 08.00 sampai 16.00 WIB", Sample: true}
	args["Pendamping"], args["Open"] = []string{"Raden Ajeng Kusumawardhani", "Rina Kartika"}, true
	switch kecamatan {
	case Having:
		args["Visit"] = visit(1)
	case Late:
		args["Visit"] = visit(Noted)
	}
	return flows.Outcome{Event: flows.Next, Args: args}
}

// booked goes by the half day that is wanted.
func booked(a flows.BookVisit, number string) flows.Outcome {
	event := "booked"
	switch {
	case a.Kecamatan == Having:
		event = "moved"
	case number == "" || a.Slot.Day.Day() == 26 && a.Slot.Part == flows.Morning:
		return flows.Outcome{Event: "visitor"}
	case a.Slot.Day.Day() == 25 && a.Slot.Part == flows.Afternoon:
		return flows.Outcome{Event: "full"}
	}
	v := visit(1)
	v.Slot = a.Slot
	return flows.Outcome{Event: event, Args: flows.Args{"Visit": v}}
}

// visits is a page of who comes; behind the second there is nobody.
func visits(skip int) flows.Outcome {
	if skip > 5 {
		return flows.Outcome{Event: "none", Args: flows.Args{"Visits": []flows.Visit{}}}
	}
	list := []flows.Visit{visit(1), visit(2), visit(Later), visit(Noted), visit(5)}
	list[1].Day, list[2].Part = visitDay.AddDate(0, 0, -1), flows.Afternoon
	return flows.Outcome{Event: "some", Args: flows.Args{"Visits": list[:max(1, 5-skip)], "More": true}}
}

func noteOf(id int64) flows.Outcome {
	switch id {
	case Noted:
		return flows.Outcome{Event: "gone"}
	case Theirs:
		return flows.Outcome{Event: "refused"}
	case Later:
		return flows.Outcome{Event: "not_yet", Args: flows.Args{"Visit": visit(id)}}
	}
	return flows.Outcome{Event: "noted", Args: flows.Args{"Visit": visit(id)}}
}

func walkIn(number string) flows.Outcome {
	if number == "JKP-0000404" {
		return flows.Outcome{Event: "unknown"}
	}
	return flows.Outcome{Event: "noted", Args: flows.Args{"Visit": visit(9)}}
}
