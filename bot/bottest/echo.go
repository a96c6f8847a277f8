package bottest

import (
	"slices"
	"strconv"

	"langkah/flows"
)

// The service that the suite talks to: it welcomes, says back what it is told,
// and offers two choices on the word "pilih".
const (
	welcome = "welcome"
	offer   = "which one"
)

func plain(text string) flows.Say {
	return flows.Say{Key: "common/plain", Args: flows.Args{"Text": text}}
}

func prompt(s flows.Say) func(flows.View) flows.Say {
	return func(flows.View) flows.Say { return s }
}

func echo() *flows.Flow {
	return &flows.Flow{
		Name: "echo", Version: 1,
		States: []flows.State{
			{Name: "new", Ask: &flows.Ask{Prompt: prompt(plain(welcome)), Read: hear, Contact: true}},
			{Name: "home", Ask: &flows.Ask{Prompt: prompt(flows.Say{}), Read: hear, Contact: true}},
			{Name: "choose", Ask: &flows.Ask{Prompt: prompt(plain(offer)), Options: pair, Keep: picked}},
		},
		Moves: []flows.Row{
			{From: "new", Event: flows.Next, To: "home"},
			{From: "new", Event: "choose", To: "choose"},
			{From: "home", Event: flows.Next, To: "home"},
			{From: "home", Event: "choose", To: "choose"},
			{From: "choose", Event: flows.Next, To: "home"},
		},
		Recap: prompt(plain("recap")),
	}
}

func hear(in flows.Input, _ flows.View) flows.Reading {
	if in.Text == "pilih" {
		return flows.Reading{Event: "choose"}
	}
	return flows.Reading{Say: []flows.Say{plain("echo: " + in.Text)}}
}

func pair(flows.View) []flows.Option {
	return []flows.Option{{Value: "one", Label: plain("Yang satu")}, {Value: "two", Label: plain("Yang dua")}}
}

func picked(got flows.Reading, _ flows.View) flows.Reading {
	got.Say = []flows.Say{plain("picked " + got.Value)}
	return got
}

func router() (*flows.Router, error) {
	return flows.NewRouter(flows.Abilities{Hears: flows.Understanding{
		Global:     func(string) (flows.Word, int, bool) { return "", 0, false },
		Greeting:   func(string) bool { return false },
		Aside:      func(string) (string, bool) { return "", false },
		WithoutIDs: func(text string) string { return "" },
		Choose: func(text string, words [][]string) (int, string) {
			for i, w := range words {
				if text == strconv.Itoa(i+1) || slices.Contains(w, text) {
					return i, ""
				}
			}
			return 0, "UNCLEAR"
		},
	}}, echo())
}

// texts stands in for the templates: what is plain is said as it is, and a link.
func texts(_, key string, args map[string]any) (string, error) {
	for _, name := range []string{"Text", "URL"} {
		if s, ok := args[name].(string); ok {
			return s, nil
		}
	}
	return key, nil
}
