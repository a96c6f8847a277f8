package staff

import (
	"strconv"

	"langkah/flows"
)

// How a roll is shown.
const (
	perPage  = 20 // names
	perSheet = 30 // names without anything about them
	nameRoom = 24 // letters
	pageNo   = "page"
)

// page is a part of the roll: who has a seat, what they said, what they
// attended; then who waits.
func page(v flows.View) flows.Say {
	roll := rollOf(v)
	switch {
	case v.Outcome.Event != "found":
		return flows.Say{Key: "staff/roll_again", Args: called(v)}
	case len(roll) == 0:
		return flows.Say{Key: "staff/nobody", Args: called(v)}
	}
	from := (v.Number(pageNo) - 1) * perPage
	to := min(from+perPage, len(roll))
	var lines []flows.Say
	for i, a := range roll[from:to] {
		lines = append(lines, flows.Say{Key: "staff/attendee", Args: flows.Args{
			"N": from + i + 1, "Name": short(a.Name), "State": string(a.State), "Queue": a.Place, "Coming": a.Reply == "coming", "Came": cameTo(a), "Days": len(daysOf(found(v))),
		}})
	}
	return flows.Say{Key: "staff/roll_list", Args: flows.Args{
		"Title": found(v).Title, "Code": found(v).Code, "From": from + 1, "To": to, "Count": len(roll), "People": lines,
	}}
}

func cameTo(a flows.Attendee) (n int) {
	for _, came := range a.Came {
		if came {
			n++
		}
	}
	return n
}

// short leaves a name as much room as a line of a list has.
func short(name string) string { return flows.Short(name, nameRoom) }

// notePage keeps which page is shown, from 1: the next one, or the first behind
// the last.
func notePage(v flows.View) flows.Answers {
	shown := v.Number(pageNo)
	if shown*perPage >= len(rollOf(v)) {
		shown = 0
	}
	set := flows.Answers{pageNo: strconv.Itoa(shown + 1), more: ""}
	if (shown+1)*perPage < len(rollOf(v)) {
		set[more] = "yes"
	}
	return set
}

var roll = &flows.Ask{
	Prompt: page,
	Again:  func(v flows.View) flows.Say { return flows.Say{Key: "staff/roll_again", Args: called(v)} },
	Options: func(v flows.View) []flows.Option {
		list := []flows.Option{option("back", "to_class", "kelas", "kembali ke kelas", "class", "the class")}
		if v.Answer(more) != "" {
			list = append([]flows.Option{option("next", "next", "lagi", "lainnya", "berikutnya", "more", "next")}, list...)
		}
		return list
	},
	Event: same, Takes: aside,
	Why: "staff/why", Hint: "staff/roll_hint", Examples: "staff/roll_examples",
}
