// Package news shows what was made known while a person did not write.
package news

import "langkah/flows"

const some = 5 // at a time

// Flow counts what waits; the news themselves follow the answer.
var Flow = &flows.Flow{
	Name: "news", Version: 1,
	Moves: []flows.Row{
		{From: "look", Event: "some", To: "shown"},
		{From: "look", Event: "none", To: "none"},
	},
	States: []flows.State{
		{Name: "look", Act: func(flows.View) flows.Action { return flows.ReadTray{Limit: some} }},
		{Name: "shown", End: told("news/shown")},
		{Name: "none", End: told("news/none")},
	},
}

func told(key string) *flows.End {
	return &flows.End{
		Say: func(v flows.View) []flows.Say { return []flows.Say{{Key: key, Args: args(v)}} },
		Then: func(v flows.View) flows.Go { // a question that was open is asked again
			if v.Session.Parked == nil {
				return flows.Go{To: flows.Home, Quiet: true}
			}
			return flows.Go{To: flows.Resume}
		},
	}
}

func args(v flows.View) flows.Args {
	if v.Outcome.Args != nil {
		return v.Outcome.Args
	}
	p := v.Facts.Person
	return flows.Args{"Stopped": p.Number != "" && !p.Announcements}
}
