// Package privacy gives people their rights in the chat (UU 27/2022): to have
// their data erased and to take their consent back.
package privacy

import (
	"langkah/flows"
	"langkah/flows/registration"
	"langkah/flows/understand"
)

// Flow confirms "hapus data" and "tarik persetujuan". Both end in the same
// act: without consent there is no ground to keep what was told (art. 40, 43).
var Flow = &flows.Flow{
	Name: "privacy", Version: 1, Holds: true,
	Moves: []flows.Row{
		{From: "erase", Event: "yes", To: "forget"},
		{From: "erase", Event: "no", To: "kept"},
		{From: "withdraw", Event: "news", To: "stopped"},
		{From: "withdraw", Event: "all", To: "forget"},
		{From: "withdraw", Event: "no", To: "kept"},
		{From: "forget", Event: "erased", To: "erased"},
	},
	States: []flows.State{
		{Name: "erase", Ask: &flows.Ask{
			Prompt:  func(flows.View) flows.Say { return flows.Say{Key: "privacy/erase"} },
			Options: options("yes", "no"),
			Event:   same, Strict: true,
			Read: func(in flows.Input, _ flows.View) flows.Reading {
				return readErase(in.Text)
			},
			Keep: func(got flows.Reading, _ flows.View) flows.Reading {
				if got.Value == "why" {
					return explained
				}
				return got
			},
			Takes: map[flows.Word]string{"CANCEL": "no"},
			Why:   "privacy/why", Hint: "privacy/erase_hint", Examples: "privacy/erase_examples",
		}},
		{Name: "withdraw", Ask: &flows.Ask{
			Prompt:  func(flows.View) flows.Say { return flows.Say{Key: "privacy/withdraw"} },
			Options: options("news", "all", "no"),
			Event:   same,
			Read: func(in flows.Input, _ flows.View) flows.Reading {
				if understand.Wonders(in.Text) {
					return flows.Reading{Value: "why"}
				}
				return flows.Reading{Reason: "UNCLEAR"}
			},
			Keep: func(got flows.Reading, _ flows.View) flows.Reading {
				if got.Value == "why" {
					return explained
				}
				if got.Value == "news" {
					got.Do = append(got.Do, flows.StopMessages{Text: registration.NewsText})
				}
				return got
			},
			Takes: map[flows.Word]string{"CANCEL": "no", "STOP": "news"},
			Why:   "privacy/why", Hint: "privacy/withdraw_hint", Examples: "privacy/withdraw_examples",
		}},
		{Name: "forget", Act: func(flows.View) flows.Action { return flows.EraseMember{} }},
		{Name: "erased", End: end("privacy/erased", flows.Go{To: flows.Home, Forget: true, Quiet: true})},
		{Name: "stopped", End: &flows.End{
			Say: func(v flows.View) []flows.Say {
				return []flows.Say{{Key: "common/stopped", Args: flows.Args{"Member": v.Facts.Person.Number != ""}}}
			},
			Go: flows.Go{To: flows.Resume, Set: flows.Answers{registration.News: "no"}},
		}},
		{Name: "kept", End: end("privacy/kept", flows.Go{To: flows.Resume})},
	},
}

// explained answers what somebody wants to know before they decide.
var explained = flows.Reading{Stay: true, Say: []flows.Say{{Key: "privacy/why"}}}

// readErase takes only a clear yes for what cannot be undone, and any no.
func readErase(text string) flows.Reading {
	got := registration.YesNo(understand.Consent(text))
	if got.Reason == "" {
		return got
	}
	if understand.Wonders(text) {
		return flows.Reading{Value: "why"}
	}
	if answer, reason := understand.YesNo(text); reason == "" && answer == understand.No {
		return flows.Reading{Value: "no"}
	}
	got.Among = nil // asked in full
	return got
}

// words are what people also write for an option.
var words = map[string][]string{
	"news": {"kabar", "kabar saja", "kabarnya saja", "just the news", "news", "only news"}, "all": {"semua", "semuanya", "semua persetujuan", "all", "everything"},
}

func options(values ...string) func(flows.View) []flows.Option {
	return func(flows.View) []flows.Option {
		var list []flows.Option
		for _, v := range values {
			list = append(list, flows.Option{Value: v, Label: flows.Say{Key: "privacy/" + v}, Words: words[v]})
		}
		return list
	}
}

func same(value string) string { return value }

func end(key string, to flows.Go) *flows.End {
	return &flows.End{Say: func(flows.View) []flows.Say { return []flows.Say{{Key: key}} }, Go: to}
}
