package staff

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/understand"
)

const visitsName = "visits"

// Visits is where a pendamping sees who comes, and notes how it went; also with
// somebody who just walked in.
var Visits = &flows.Flow{
	Name: visitsName, Version: 1,
	Moves: []flows.Row{
		{From: "find", Event: "some", To: "list"},
		{From: "find", Event: "none", To: "list"},
		{From: "find", Event: "refused", To: "refused"},
		{From: "list", Event: "look", To: "visit"},
		{From: "list", Event: "next", To: "find"},
		{From: "list", Event: "walkin", To: "number"},
		{From: "visit", Event: "came", To: "note"},
		{From: "visit", Event: "missed", To: "note"},
		{From: "visit", Event: "back", To: "find"},
		{From: "number", Event: flows.Next, To: "note"},
		{From: "number", Event: "back", To: "find"},
		{From: "note", Event: flows.Next, To: "mark"},
		{From: "note", Event: "back", To: "find"},
		{From: "mark", Event: "noted", To: "noted"},
		{From: "mark", Event: "not_yet", To: "not_yet"},
		{From: "mark", Event: "unknown", To: "unknown"},
		{From: "mark", Event: "gone", To: "gone"},
		{From: "mark", Event: "refused", To: "refused"},
	},
	States: []flows.State{
		{Name: "find", Act: func(v flows.View) flows.Action { return flows.StaffVisits{Skip: v.Number(skip), Limit: listed} }, Note: noteVisits},
		{Name: "list", Ask: visitList},
		{Name: "visit", Ask: oneVisit},
		{Name: "number", Ask: memberNumber},
		{Name: "note", Ask: visitNote},
		{Name: "mark", Act: markVisit, Note: noteGuest},
		{Name: "noted", End: says(aboutVisit("noted"), toGuests)},
		{Name: "not_yet", End: says(aboutVisit("not_yet"), toGuests)},
		{Name: "unknown", End: says(aboutVisit("unknown"), toGuests)},
		{Name: "gone", End: says(aboutVisit("gone"), toGuests)},
		{Name: "refused", End: says(refused, afterRefusal)},
	},
}

// What is remembered of visits.
const (
	guests  = "guests" // ids, a space between
	people  = "people" // whose they are; packed as id=name, a line each
	guest   = "guest"  // the id of the one in hand
	outcome = "went"   // came or missed
	member  = "member" // the number of who walked in
	remark  = "remark" // in the pendamping's words; "-": none
)

func toVisits() flows.Go { return flows.Go{To: flows.Open, Flow: visitsName} }

func toGuests(flows.View) flows.Go { return toVisits() }

func aboutVisit(key string) func(flows.View) []flows.Say {
	return func(v flows.View) []flows.Say {
		return []flows.Say{{Key: "visits/" + key, Args: flows.Args{"Name": v.Answer(with), "Came": v.Answer(outcome) != "missed", "Number": v.Answer(member)}}}
	}
}

func noteVisits(v flows.View) flows.Answers {
	list, _ := v.Outcome.Args["Visits"].([]flows.Visit)
	ids := numbered(list, func(x flows.Visit) int64 { return x.ID })
	var names []string
	for i, x := range list {
		names = append(names, ids[i]+"="+x.Name)
	}
	set := keepList(v, guests, ids)
	set[people], set[guest], set[outcome], set[member], set[remark], set[with] = strings.Join(names, "\n"), "", "", "", "", ""
	return set
}

// noteGuest keeps whose visit it was.
func noteGuest(v flows.View) flows.Answers {
	if x, is := v.Outcome.Args["Visit"].(flows.Visit); is && x.Name != "" {
		return flows.Answers{with: x.Name}
	}
	return nil
}

func guestName(v flows.View, id string) string {
	for line := range strings.SplitSeq(v.Answer(people), "\n") {
		if its, name, _ := strings.Cut(line, "="); its == id {
			return name
		}
	}
	return ""
}

var visitList = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		found, is := v.Outcome.Args["Visits"].([]flows.Visit)
		args := flows.Args{"More": v.Answer(more) != "", "Count": len(strings.Fields(v.Answer(guests)))}
		if !is {
			return flows.Say{Key: "visits/list_again", Args: args}
		}
		var lines []flows.Say
		for i, x := range found {
			lines = append(lines, flows.Say{Key: "visits/line", Args: flows.Args{"N": i + 1, "Name": short(x.Name), "Number": x.Number, "Day": x.Day, "Part": x.Part,
				"Today": x.Day.Format("20060102") == v.Facts.Now.In(wib).Format("20060102"), "With": x.With}})
		}
		args["Visits"] = lines
		return flows.Say{Key: "visits/coming_list", Args: args}
	},
	Options: func(v flows.View) []flows.Option {
		walkin := flows.Option{Value: "walkin", Label: flows.Say{Key: "visits/walkin"}, Words: []string{"catat", "datang langsung", "tamu", "walk in", "walkin"}, Number: flows.Unnumbered}
		return append(buttons(v, guests, "visits/button"), walkin)
	},
	Event: same,
	Keep: pick(guests, func(v flows.View, id string) flows.Reading {
		return flows.Reading{Event: "look", Set: flows.Answers{guest: id, with: guestName(v, id)}}
	}),
	Takes: aside,
	Why:   "visits/why", Hint: "visits/list_hint", Examples: "visits/list_examples",
}

var oneVisit = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return flows.Say{Key: "visits/went", Args: whom(v)} },
	Options: func(flows.View) []flows.Option {
		said := func(value string, words ...string) flows.Option {
			return flows.Option{Value: value, Label: flows.Say{Key: "visits/" + value}, Words: words}
		}
		return []flows.Option{said("came", "datang", "hadir", "ya", "came", "yes"), said("missed", "tidak datang", "tidak hadir", "absen", "missed", "no show")}
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		if got.Value == "back" {
			return flows.Reading{Event: "back"}
		}
		return flows.Reading{Event: got.Value, Set: flows.Answers{outcome: got.Value}}
	},
	Takes: aside,
	Why:   "visits/why", Hint: "visits/went_hint", Examples: "visits/went_examples",
}

var jkp = regexp.MustCompile(`^(?:jkp)?[ -]*0*([1-9][0-9]{0,6})$`)

var memberNumber = &flows.Ask{
	Prompt: func(flows.View) flows.Say { return flows.Say{Key: "visits/number"} },
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		m := jkp.FindStringSubmatch(understand.Normalise(in.Text))
		if m == nil {
			return flows.Reading{Reason: string(understand.Unclear)}
		}
		n, _ := strconv.Atoi(m[1])
		return flows.Reading{Value: fmt.Sprintf("JKP-%07d", n)}
	},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		if got.Value == "back" {
			return flows.Reading{Event: "back"}
		}
		got.Set = flows.Answers{member: got.Value, outcome: "came", with: ""}
		return got
	},
	Strict: true, Takes: aside,
	Why: "visits/why", Hint: "visits/number_hint", Examples: "visits/number_examples",
}

// longestRemark is how much of a note is kept.
const longestRemark = 200

var visitNote = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "visits/remark", Args: flows.Args{"Name": v.Answer(with), "Number": v.Answer(member), "Came": v.Answer(outcome) != "missed"}}
	},
	Options: func(flows.View) []flows.Option {
		return []flows.Option{{Value: "-", Label: flows.Say{Key: "visits/skip"}, Words: []string{"lewati", "tidak ada", "kosong", "skip", "none"}}}
	},
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		if len(strings.Fields(in.Text)) < 2 {
			return flows.Reading{Reason: string(understand.Unclear)}
		}
		return flows.Reading{Event: flows.Next, Set: flows.Answers{remark: flows.Short(in.Text, longestRemark)}}
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		if got.Value == "back" {
			return flows.Reading{Event: "back"}
		}
		return flows.Reading{Event: flows.Next, Set: flows.Answers{remark: ""}}
	},
	Takes: aside, Free: true,
	Why: "visits/why", Hint: "visits/remark_hint", Examples: "visits/remark_examples",
}

// markVisit notes it.
func markVisit(v flows.View) flows.Action {
	if v.Answer(member) != "" {
		return flows.NoteWalkIn{Number: v.Answer(member), Note: v.Answer(remark)}
	}
	return flows.NoteVisit{ID: int64(v.Number(guest)), Came: v.Answer(outcome) == "came", Note: v.Answer(remark)}
}
