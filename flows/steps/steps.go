// Package steps is what a member says of the seven themselves: which of them to
// begin with, that one is not needed, or that they are stuck in one.
package steps

import (
	"strconv"

	"langkah/flows"
	"langkah/flows/menu"
)

const name = "steps"

// The answers, by name.
const (
	step    = "step"   // 1 … 7: what was said of it
	first   = "step1"  // the two that a check came to
	second  = "step2"  //
	because = "reason" // and why, with 1 or 2 behind it
)

// source is what a status rests on that a member gave.
const source = "self"

// Flow tells what came of a check, and takes what a member says of a step.
var Flow = &flows.Flow{
	Name: name, Version: 1,
	Moves: []flows.Row{{From: "result", Event: flows.Next, To: "result"}},
	States: []flows.State{
		{Name: "result", Ask: result},
		{Name: "needless", End: told("needless", mark(flows.NotNeeded))},
		{Name: "stuck", End: told("stuck", mark(flows.Stuck))},
		{Name: "wanted", End: told("wanted", func(v flows.View) []flows.Action { return []flows.Action{flows.UnmarkStage{Stage: of(v)}} })},
		{Name: "begin", End: &flows.End{
			Say:  func(v flows.View) []flows.Say { return menu.Step(of(v), v).Say },
			Then: func(v flows.View) flows.Go { return *menu.Step(of(v), v).Go },
		}},
		{Name: "compulsory", End: told("compulsory", nil)},
		{Name: "finished", End: told("finished", nil)},
		{Name: "visitor", End: told("visitor", nil)},
	},
}

func told(key string, do func(flows.View) []flows.Action) *flows.End {
	return &flows.End{
		Say: func(v flows.View) []flows.Say {
			return []flows.Say{{Key: name + "/" + key, Args: flows.Args{"N": of(v)}}}
		},
		Do: do,
		Go: flows.Go{To: flows.Home, Quiet: true},
	}
}

func mark(status flows.StageStatus) func(flows.View) []flows.Action {
	return func(v flows.View) []flows.Action {
		return []flows.Action{flows.MarkStage{Stage: of(v), Status: status, Source: source}}
	}
}

// of is the step that was spoken of.
func of(v flows.View) int { return v.Number(step) }

// result is what a check came to: up to two steps, each with its reason.
var result = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		var list []flows.Say
		for i, n := range found(v) {
			list = append(list, flows.Say{Key: "diagnosis/because_" + v.Answer(because+strconv.Itoa(i+1)), Args: flows.Args{"N": n}})
		}
		return flows.Say{Key: "steps/result_card", Args: flows.Args{"Name": v.Facts.Person.Name, "Found": list, "Count": len(list)}}
	},
	Again: func(flows.View) flows.Say { return flows.Say{Key: "steps/result_again"} },
	Options: func(v flows.View) []flows.Option {
		var list []flows.Option
		for _, n := range found(v) {
			list = append(list, flows.Option{Value: strconv.Itoa(n), Label: flows.Say{Key: "steps/begin", Args: flows.Args{"N": n}}, Words: names[n]})
		}
		return append(list, flows.Option{Value: "later", Label: flows.Say{Key: "steps/later"}, Words: []string{"nanti", "nanti saja", "later"}})
	},
	Takes: map[flows.Word]string{"LATER": "later", "CANCEL": "later"},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		if n, err := strconv.Atoi(got.Value); err == nil {
			return menu.Step(n, v)
		}
		return flows.Reading{Say: []flows.Say{{Key: "steps/any_time"}}, Go: &flows.Go{To: flows.Home, Quiet: true}}
	},
	Else: flows.Home, Why: "steps/result_why", Hint: "steps/result_hint", Examples: "steps/result_examples",
}

// found are the steps that a check came to, the most useful first.
func found(v flows.View) (list []int) {
	for _, answer := range []string{first, second} {
		if n := v.Number(answer); n > 0 {
			list = append(list, n)
		}
	}
	return list
}
