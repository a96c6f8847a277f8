// Package diagnosis is the short check of a business: a few questions that lead
// to the two steps which help most now, by need and not by number. What is asked
// and what an answer says for a step is data (templates/programme).
package diagnosis

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/understand"
	"langkah/templates/programme"
)

const name = "diagnosis"

// Flow asks the questions of the table in their order.
var Flow = build(programme.Must(programme.Diagnosis()))

func build(check programme.Check) *flows.Flow {
	f := &flows.Flow{Name: name, Version: 1, Form: true, Recap: func(flows.View) flows.Say { return flows.Say{Key: "diagnosis/recap"} }}
	for i, q := range check.Questions {
		next := "keep"
		if i+1 < len(check.Questions) {
			next = check.Questions[i+1].Name
		}
		f.States = append(f.States, flows.State{Name: q.Name, Ask: ask(q)})
		f.Moves = append(f.Moves, flows.Row{From: q.Name, Event: flows.Next, To: next})
	}
	f.States = append(f.States,
		flows.State{Name: "keep", Act: func(v flows.View) flows.Action { return keep(check, v) }},
		flows.State{Name: "found", End: &flows.End{
			Say:  func(flows.View) []flows.Say { return nil },
			Then: func(v flows.View) flows.Go { return result(check, v) },
		}},
		flows.State{Name: "visitor", End: &flows.End{
			Say: func(flows.View) []flows.Say { return []flows.Say{{Key: "diagnosis/visitor"}} },
			Go:  flows.Go{To: flows.Home, Quiet: true},
		}})
	f.Moves = append(f.Moves, flows.Row{From: "keep", Event: "kept", To: "found"})
	return f
}

func ask(q programme.Question) *flows.Ask {
	key := name + "/" + q.Name
	var list []flows.Option
	takes := map[flows.Word]string{}
	for _, a := range q.Answers {
		list = append(list, flows.Option{Value: a.Name, Label: flows.Say{Key: key + "_" + a.Name}, Words: a.Words})
		if slices.ContainsFunc(a.Words, puts) {
			takes[later] = a.Name
		}
	}
	return &flows.Ask{
		Prompt:  func(flows.View) flows.Say { return flows.Say{Key: key} },
		Options: func(flows.View) []flows.Option { return list },
		First:   func(in flows.Input, _ flows.View) (flows.Reading, bool) { return inTheTable(q, in.Text) },
		Answer:  q.Name, Takes: takes, Why: key + "_why", Hint: key + "_hint", Examples: key + "_examples",
	}
}

// inTheTable takes what is an answer here letter by letter, though it means
// something else elsewhere: "bingung" to what troubles most.
func inTheTable(q programme.Question, text string) (flows.Reading, bool) {
	said := strings.Trim(understand.Normalise(text), " .!")
	for _, a := range q.Answers {
		if slices.Contains(a.Words, said) {
			return flows.Reading{Value: a.Name}, true
		}
	}
	return flows.Reading{}, false
}

const later flows.Word = "LATER"

// puts tells whether a word of an answer is one that puts things off: there it is
// the answer.
func puts(word string) bool {
	command, _, ok := understand.Global(word)
	return ok && flows.Word(command) == later
}

func keep(check programme.Check, v flows.View) flows.Action {
	answers := flows.Answers{}
	for _, q := range check.Questions {
		answers[q.Name] = v.Answer(q.Name)
	}
	var list []int
	for _, a := range advise(check, answers, v.Facts.Person.Stages) {
		list = append(list, a.Step)
	}
	return flows.KeepDiagnosis{Answers: answers, Steps: list}
}

// result is where the steps are told, with why, and can be begun.
func result(check programme.Check, v flows.View) flows.Go {
	set := flows.Answers{}
	for i, a := range advise(check, v.Session.Answers, v.Facts.Person.Stages) {
		n := strconv.Itoa(i + 1)
		set["step"+n], set["reason"+n] = strconv.Itoa(a.Step), a.Reason
	}
	return flows.Go{To: flows.Open, Flow: "steps", State: "result", Set: set, Forget: true}
}

var called = regexp.MustCompile(`^(?:mau |tolong )?(?:diagnosa|diagnosis|diagnosa usaha|cek usaha|cek usaha saya|periksa usaha|check (?:my )?business|business check)(?: (?:dong|kak|ya|lagi|please|again))*$`)

// Open finds the words that call the check, wherever they are written.
func Open(text string, v flows.View) (to flows.Go, ok bool) {
	if !called.MatchString(strings.Trim(understand.Normalise(text), " .!?")) {
		return to, false
	}
	return Begin(v), true
}

// Begin asks from the first question on. Whoever is not registered is told how
// to be.
func Begin(v flows.View) flows.Go {
	to := flows.Go{To: flows.Open, Flow: name}
	if v.Facts.Person.Number == "" {
		to.State = "visitor"
	}
	return to
}
