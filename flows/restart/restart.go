// Package restart asks before the answers of a form are thrown away.
package restart

import (
	"langkah/flows"
	"langkah/flows/registration"
	"langkah/flows/understand"
)

// Flow confirms "ulang".
var Flow = &flows.Flow{
	Name: "restart", Version: 1,
	Moves: []flows.Row{
		{From: "confirm", Event: "yes", To: "again"},
		{From: "confirm", Event: "no", To: "kept"},
	},
	States: []flows.State{
		{Name: "confirm", Ask: &flows.Ask{
			Prompt: func(flows.View) flows.Say { return flows.Say{Key: "restart/confirm"} },
			Options: func(flows.View) []flows.Option {
				return []flows.Option{
					{Value: "yes", Label: flows.Say{Key: "restart/yes"}},
					{Value: "no", Label: flows.Say{Key: "restart/no"}},
				}
			},
			Event: func(value string) string { return value },
			Read: func(in flows.Input, _ flows.View) flows.Reading {
				return registration.YesNo(understand.YesNo(in.Text))
			},
			Takes: map[flows.Word]string{"RESTART": "yes", "CANCEL": "no"},
			Why:   "restart/why", Hint: "restart/hint", Examples: "restart/examples",
		}},
		{Name: "again", End: &flows.End{
			Say: func(flows.View) []flows.Say { return []flows.Say{{Key: "restart/again"}} },
			Go:  flows.Go{To: flows.Open, Flow: registration.Flow.Name, Forget: true},
		}},
		{Name: "kept", End: &flows.End{
			Say: func(flows.View) []flows.Say { return []flows.Say{{Key: "restart/kept"}} },
			Go:  flows.Go{To: flows.Resume},
		}},
	},
}
