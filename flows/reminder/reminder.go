// Package reminder is what Langkah says without being asked: an unfinished
// form, the step after the registration, and a card when a member has long been
// silent. The answer keys are always the
// same; whatever else is written is heard where the person was.
package reminder

import (
	"strconv"

	"langkah/flows"
	"langkah/flows/registration"
	"langkah/flows/training"
)

// The kinds of reminder.
const (
	Form     = "form" // an unfinished form; Ref is its flow
	Training = registration.Invitation
	Monthly  = "monthly" // has a silent member write again
)

// Flow asks what to do about what was said.
var Flow = &flows.Flow{
	Name: "reminder", Version: 1,
	Moves: []flows.Row{
		{From: "form", Event: flows.Next, To: "form"},
		{From: "training", Event: flows.Next, To: "training"},
		{From: "monthly", Event: flows.Next, To: "monthly"},
	},
	States: []flows.State{
		{Name: "form", Ask: &flows.Ask{
			Prompt: formPrompt, Again: prompt("form_again"), Options: options("go"),
			Read: readForm, Strict: true,
			Takes: map[flows.Word]string{"LATER": "later", "CANCEL": "later", flows.Lanjut: "go"},
			Else:  flows.Resume, Keep: formChosen, Why: "reminder/why", Hint: "reminder/form_hint", Examples: "reminder/form_examples",
		}},
		{Name: "training", Ask: &flows.Ask{
			Prompt: trainingPrompt, Again: prompt("training_again"), Options: options("see"),
			Read: readTraining, Strict: true,
			Takes: map[flows.Word]string{"LATER": "later", "CANCEL": "later", flows.Lanjut: "see"},
			Else:  flows.Home, Keep: trainingChosen, Why: "reminder/why", Hint: "reminder/training_hint", Examples: "reminder/training_examples",
		}},
		{Name: "monthly", Ask: monthly},
	},
}

// All is how each kind is said.
var All = map[string]flows.Reminding{Form: remindForm, Training: remindTraining, Monthly: remindMonthly}

func options(first string) func(flows.View) []flows.Option {
	var list []flows.Option
	for _, value := range []string{first, "later", "stop"} {
		list = append(list, flows.Option{Value: value, Label: flows.Say{Key: "reminder/" + value}})
	}
	return func(flows.View) []flows.Option { return list }
}

func prompt(key string) func(flows.View) flows.Say {
	return func(flows.View) flows.Say { return flows.Say{Key: "reminder/" + key} }
}

// remindForm is said of a form that was left: v is the view of the form.
func remindForm(v flows.View, r flows.Reminder) flows.Reading {
	if v.Session.Flow != r.Ref {
		return flows.Reading{Reason: "finished"}
	}
	return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: Flow.Name, State: Form, Set: flows.Answers{
		"form": r.Ref, "name": v.Answer(registration.Name), "left": strconv.Itoa(v.Left()), "step": strconv.Itoa(r.Step),
	}}}
}

// formPrompt takes about a quarter of a minute a question.
func formPrompt(v flows.View) flows.Say {
	left := v.Number("left")
	return flows.Say{Key: "reminder/" + v.Answer("form"), Args: flows.Args{
		"Name": v.Answer("name"), "Left": left, "Minutes": (left + 3) / 4,
		"First": v.Answer("step") == "1", "Last": v.Answer("step") == strconv.Itoa(len(flows.Nudges)),
	}}
}

func formChosen(got flows.Reading, _ flows.View) flows.Reading {
	if got.Value == "go" {
		return flows.Reading{Go: &flows.Go{To: flows.Resume, Greet: true}}
	}
	return aside(got.Value, "reminder/form_later", "reminder/form_stopped")
}

// remindTraining is of no use to whoever has found a class meanwhile.
func remindTraining(v flows.View, _ flows.Reminder) flows.Reading {
	p := v.Facts.Person
	if p.Number == "" || p.Stages[1] != flows.NotStarted {
		return flows.Reading{Reason: "done"}
	}
	return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: Flow.Name, State: Training}}
}

func trainingPrompt(v flows.View) flows.Say {
	p := v.Facts.Person
	return flows.Say{Key: "reminder/training", Args: flows.Args{"Name": p.Name}}
}

func trainingChosen(got flows.Reading, _ flows.View) flows.Reading {
	if got.Value == "see" {
		return flows.Reading{Go: training.Look("")}
	}
	return aside(got.Value, "reminder/training_later", "reminder/training_stopped")
}

// aside leaves the reminder without doing what it asked for; a form stays
// parked.
func aside(value, later, stopped string) flows.Reading {
	r := flows.Reading{Say: []flows.Say{{Key: later}}, Go: &flows.Go{To: flows.Home, Quiet: true}}
	if value == "stop" {
		r.Say[0].Key, r.Do = stopped, []flows.Action{flows.StopReminders{}}
	}
	return r
}
