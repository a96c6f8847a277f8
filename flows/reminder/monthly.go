package reminder

import (
	"time"

	"langkah/flows"
	"langkah/flows/bookkeeping"
	"langkah/flows/licensing"
	"langkah/flows/marketing"
	"langkah/flows/mentoring"
	"langkah/flows/training"
	"langkah/flows/understand"
)

const topic = "topic" // what a card is about: a value of the menu

// topics are P2 to P6. Loans are no topic of ours: who speaks of them unasked
// is taken for a swindler.
var topics = [...]string{"training", "mentoring", "licensing", "marketing", "bookkeeping"}

var monthly = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: about(Monthly, v), Args: flows.Args{"Name": v.Facts.Person.Name}}
	},
	Again: prompt("monthly_again"),
	Options: func(v flows.View) []flows.Option {
		list := options("see")(v)
		list[0] = flows.Option{Value: v.Answer(topic), Label: flows.Say{Key: about("see", v)}}
		return list
	},
	Read: readMonthly, Strict: true,
	Takes: map[flows.Word]string{"LATER": "later", "CANCEL": "later", flows.Lanjut: "see"},
	Else:  flows.Home, Keep: monthlyChosen, Why: "reminder/monthly_why", Hint: "reminder/monthly_hint", Examples: "reminder/monthly_examples",
}

// about is the key of a text of which each topic has its own.
func about(text string, v flows.View) string { return "reminder/" + text + "_" + v.Answer(topic) }

// remindMonthly is for members: only they have something to be told of.
func remindMonthly(v flows.View, _ flows.Reminder) flows.Reading {
	p := v.Facts.Person
	if p.Number == "" {
		return flows.Reading{Reason: "done"}
	}
	return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: Flow.Name, State: Monthly, Set: flows.Answers{topic: useful(p, v.Facts.Now)}}}
}

// month is about the time between two cards.
const month = 24 * 24 * time.Hour

// useful is the step that a member is in or, month by month, another that they
// have not begun; after all of them the bazaars, which are always new.
func useful(p flows.Person, now time.Time) string {
	var open []string
	for i, name := range topics {
		switch p.Stages[i+1] {
		case flows.InProgress, flows.Stuck:
			return name
		case flows.NotStarted:
			open = append(open, name)
		}
	}
	if len(open) == 0 {
		return "marketing"
	}
	return open[max(0, int(now.Sub(p.Registered)/month))%len(open)]
}

func readMonthly(in flows.Input, v flows.View) flows.Reading {
	if v.Answer(topic) == "training" && took.MatchString(understand.Normalise(in.Text)) {
		return takenTraining
	}
	return read(in.Text, "see")
}

func monthlyChosen(got flows.Reading, v flows.View) flows.Reading {
	step := got.Value
	switch step {
	case "later", "stop":
		return aside(step, "reminder/monthly_later", "reminder/monthly_stopped")
	case "see":
		step = v.Answer(topic)
	}
	switch step {
	case "training":
		return flows.Reading{Go: training.Look("")}
	case "mentoring":
		return flows.Reading{Go: mentoring.Open("")}
	case "bookkeeping":
		return flows.Reading{Go: bookkeeping.Look()}
	case "licensing":
		return flows.Reading{Go: licensing.Open("")}
	}
	if step == "marketing" {
		return flows.Reading{Go: marketing.Look("")}
	}
	return flows.Reading{Go: &flows.Go{To: flows.Home}}
}
