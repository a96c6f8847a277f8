// Package advice is what a member is reminded of by the rules of the programme:
// one step at a time, with the way into it.
package advice

import (
	"regexp"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/diagnosis"
	"langkah/flows/menu"
	"langkah/flows/understand"
	"langkah/templates/programme"
)

const name = "advice"

// The answers, by name: what the reminder is about.
const (
	text  = "text"  // of the rule
	stage = "stage" // 1 … 7
	opens = "opens" // the step that it leads to; 0: the check of the business
)

// Flow asks what to do about it.
var Flow = &flows.Flow{
	Name: name, Version: 1,
	Moves:  []flows.Row{{From: "said", Event: flows.Next, To: "said"}},
	States: []flows.State{{Name: "said", Ask: said}},
}

// Reminders is how a reminder by a rule is said.
var Reminders = map[string]flows.Reminding{name: remind}

var rules = programme.Must(programme.Rules())

// remind says nothing of a rule that is no more, or of a step that stands
// elsewhere by now.
func remind(v flows.View, r flows.Reminder) flows.Reading {
	for _, rule := range rules {
		if rule.Name != r.Ref {
			continue
		}
		if v.Facts.Person.Number == "" {
			return flows.Reading{Reason: "done"}
		}
		set := flows.Answers{text: rule.Text, stage: strconv.Itoa(rule.Stage), opens: strconv.Itoa(rule.Opens)}
		return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: name, State: "said", Set: set}}
	}
	return flows.Reading{Reason: "unknown"}
}

var said = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "advice/" + v.Answer(text), Args: flows.Args{"Name": v.Facts.Person.Name, "N": v.Number(stage)}}
	},
	Again:   func(flows.View) flows.Say { return flows.Say{Key: "advice/again"} },
	Options: options,
	Read:    read,
	Takes:   map[flows.Word]string{"LATER": "later", "CANCEL": "later", flows.Lanjut: "begin"},
	Keep:    chosen, Else: flows.Home, Why: "advice/why", Hint: "advice/hint", Examples: "advice/examples",
}

// options leave out that a step is not needed where it is done, or where there is
// none in question.
func options(v flows.View) []flows.Option {
	list := []flows.Option{option("begin", "lihat", "mulai", "mau", "start"), option("later", "nanti", "later")}
	if n := v.Number(stage); n > flows.Registration && v.Facts.Person.Stages[n-1] != flows.Done {
		list = append(list, option("needless", "tidak perlu", "ga perlu", "not needed"))
	}
	return append(list, option("stop", "stop ingatkan", "jangan ingatkan", "no reminders"))
}

func option(value string, words ...string) flows.Option {
	return flows.Option{Value: value, Label: flows.Say{Key: "advice/" + value}, Words: words}
}

var (
	digit    = regexp.MustCompile(`[0-9]`)
	noNeed   = regexp.MustCompile(`^(?:saya |aku |sy )?(?:tidak|tdk|ga|gak|nggak|ngga|gk|ndak) (?:perlu|butuh|usah)(?: kak| ya| lagi)*$`)
	noMore   = regexp.MustCompile(`\b(?:stop|jangan)\b.*\b(?:ingat|ingatkan|ingetin|remind|reminding)\b|^stop$`)
	stranger = regexp.MustCompile(`\b(?:salah (?:nomor|orang|kirim)|bukan saya|wrong number|not me)\b`)
)

// most words of a plain yes or no: a longer one is an answer to something.
const most = 3

func read(in flows.Input, v flows.View) flows.Reading {
	s := understand.Normalise(in.Text)
	switch {
	case stranger.MatchString(s):
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: "reminder/stranger"}}}
	case noMore.MatchString(s):
		return flows.Reading{Value: "stop"}
	case noNeed.MatchString(s):
		return flows.Reading{Value: "needless"}
	case digit.MatchString(s):
		return flows.Reading{Reason: "UNCLEAR"}
	}
	answer, reason := understand.YesNo(in.Text)
	switch {
	case reason == "DEFER", reason == "" && answer == understand.No:
		return flows.Reading{Value: "later"}
	case reason == "" && len(strings.Fields(s)) <= most:
		return flows.Reading{Value: "begin"}
	}
	return flows.Reading{Reason: "UNCLEAR"}
}

func chosen(got flows.Reading, v flows.View) flows.Reading {
	aside := flows.Reading{Go: &flows.Go{To: flows.Home, Quiet: true}}
	switch got.Value {
	case "begin":
		if n := v.Number(opens); n > 0 {
			return menu.Step(n, v)
		}
		to := diagnosis.Begin(v)
		return flows.Reading{Go: &to}
	case "needless":
		if n := v.Number(stage); n > flows.Registration && v.Facts.Person.Stages[n-1] != flows.Done {
			aside.Say = []flows.Say{{Key: "steps/needless", Args: flows.Args{"N": n}}}
			aside.Do = []flows.Action{flows.MarkStage{Stage: n, Status: flows.NotNeeded, Source: "self"}}
			return aside
		}
	case "stop":
		aside.Say, aside.Do = []flows.Say{{Key: "advice/stopped"}}, []flows.Action{flows.StopReminders{}}
		return aside
	}
	aside.Say = []flows.Say{{Key: "advice/put_off"}}
	return aside
}
