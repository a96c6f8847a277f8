package staff

import (
	"strings"

	"langkah/flows"
	"langkah/flows/calendar"
)

// Plan is the form in which staff plan a class.
var Plan = &flows.Flow{
	Name: planName, Version: 1, Form: true, Recap: recap,
	Moves: []flows.Row{
		{From: "title", Event: flows.Next, To: "kind"},
		{From: "kind", Event: flows.Next, To: "place"},
		{From: "place", Event: flows.Next, To: "venue"},
		{From: "venue", Event: flows.Next, To: "organiser"},
		{From: "organiser", Event: flows.Next, To: "date"},
		{From: "date", Event: flows.Next, To: "hours"},
		{From: "hours", Event: flows.Next, To: "count"},
		{From: "count", Event: flows.Next, To: "capacity"},
		{From: "capacity", Event: flows.Next, To: "bring"},
		{From: "bring", Event: flows.Next, To: "terms"},
		{From: "terms", Event: "none", To: "review"},
		{From: "terms", Event: "set", To: "who"},
		{From: "who", Event: flows.Next, To: "fields"},
		{From: "fields", Event: flows.Next, To: "once"},
		{From: "once", Event: flows.Next, To: "stage"},
		{From: "stage", Event: flows.Next, To: "review"},
		{From: "review", Event: "yes", To: "plan"},
		{From: "plan", Event: "planned", To: "planned"},
		{From: "plan", Event: "wrong", To: "unplanned"},
		{From: "plan", Event: "refused", To: "refused"},
	},
	States: []flows.State{
		{Name: "title", Ask: named},
		{Name: "kind", Ask: kind},
		{Name: "place", Ask: place},
		{Name: "venue", Ask: venue},
		{Name: "organiser", Ask: organiser},
		{Name: "date", Ask: date},
		{Name: "hours", Ask: hours},
		{Name: "count", Ask: count},
		{Name: "capacity", Ask: capacity},
		{Name: "bring", Ask: bring},
		{Name: "terms", Ask: terms},
		{Name: "who", Ask: who},
		{Name: "fields", Ask: fields},
		{Name: "once", Ask: once},
		{Name: "stage", Ask: stage},
		{Name: "review", Ask: review},
		{Name: "plan", Act: func(v flows.View) flows.Action { return flows.PlanClass{Class: planned(v)} }},
		{Name: "planned", End: says(done, func(v flows.View) flows.Go { return forgetting(open("class", brief(found(v)))) })},
		{Name: "unplanned", End: says(unmoved, toReview)},
		{Name: "refused", End: says(refused, func(v flows.View) flows.Go { return forgetting(afterRefusal(v)) })},
	},
}

// The answers, by name.
const (
	aTitle    = "title"
	aKind     = "kind"
	aPlace    = "place" // the code of a kecamatan, or online
	aVenue    = "venue" // online: its link
	aHost     = "organiser"
	aDate     = "date"  // 2026-11-30
	aHours    = "hours" // 09:00/15:00
	aCount    = "count" // of days
	aCapacity = "capacity"
	aBring    = "bring"
	aTerms    = "terms" // none, set
	aWho      = "who"
	aFields   = "fields" // of business, a comma between
	aOnce     = "once"
	aStage    = "stage"

	online  = "online"
	without = "-" // the answer of whoever has none
)

// toPlan opens the form: who works in one kecamatan is not asked which.
func toPlan(v flows.View) flows.Go {
	set := flows.Answers{}
	if area := v.Facts.Person.Staff.Kecamatan; len(area) == 1 {
		set[aPlace] = area[0]
	}
	return flows.Go{To: flows.Open, Flow: planName, Set: set, Forget: true}
}

func forgetting(g flows.Go) flows.Go {
	g.Forget = true
	return g
}

// toReview shows the card again, with all that was answered.
func toReview(v flows.View) flows.Go {
	return flows.Go{To: flows.Open, Flow: planName, State: "review", Set: v.Session.Answers}
}

// planned is the class as it was described.
func planned(v flows.View) flows.Class {
	list := plannedDays(v)
	c := flows.Class{Title: v.Answer(aTitle), Kind: v.Answer(aKind), Organiser: host(v), Kecamatan: v.Answer(aPlace), Venue: v.Answer(aVenue),
		Capacity: v.Number(aCapacity), Who: "all", MinStage: 1, Days: list}
	if len(list) > 0 {
		c.Starts, c.Ends = list[0].Starts, list[len(list)-1].Ends
	}
	if c.Kecamatan == online {
		c.Kecamatan, c.Venue, c.Link = "", "Online", given(v.Answer(aVenue))
	}
	c.Bring = given(v.Answer(aBring))
	if v.Answer(aTerms) != "set" {
		return c
	}
	c.Who, c.Once, c.MinStage = v.Answer(aWho), v.Answer(aOnce) == "yes", v.Number(aStage)
	if all := given(v.Answer(aFields)); all != "" {
		c.Fields = strings.Split(all, ",")
	}
	return c
}

func given(value string) string {
	if value == without {
		return ""
	}
	return value
}

// plannedDays are the days of the class: one whenever it is put, several where
// people work.
func plannedDays(v flows.View) []flows.Day {
	from, to, _ := strings.Cut(v.Answer(aHours), "/")
	first := flows.Day{Starts: at(v.Answer(aDate) + "T" + from), Ends: at(v.Answer(aDate) + "T" + to)}
	if first.Starts.IsZero() {
		return nil
	}
	n := max(1, v.Number(aCount))
	days := make([]flows.Day, n)
	for i := range days {
		days[i] = first
	}
	return calendar.Shift(days, first.Starts)
}

func recap(v flows.View) flows.Say {
	return flows.Say{Key: "plan/recap", Args: flows.Args{"Title": v.Answer(aTitle), "Count": len(v.Lines())}}
}

// Aside is what is said when the form is left for later.
var Aside = flows.Say{Key: "plan/put_aside"}

func done(v flows.View) []flows.Say {
	c := found(v)
	args := scheduled(c)
	args["Now"], args["Warnings"] = v.Facts.Now, v.Outcome.Args["Warnings"]
	return []flows.Say{{Key: "plan/done", Args: args}}
}
