package broadcast

import (
	"langkah/flows"
	"langkah/flows/understand"
)

// onlyOptions reads the options, each by its number or its words, with nothing beside
// them that could turn them around. Such an Ask is Strict.
func onlyOptions(all func(flows.View) []flows.Option) func(flows.Input, flows.View) flows.Reading {
	return func(in flows.Input, v flows.View) flows.Reading { return alone(in.Text, all(v), v) }
}

// alone reads a text as one of the options, also by its label as it was shown.
func alone(text string, all []flows.Option, v flows.View) flows.Reading {
	options := make([]understand.Option, len(all))
	for i, o := range all {
		options[i].Words = append(options[i].Words, o.Words...)
		for _, c := range v.Session.Offer {
			if c.Value == o.Value {
				options[i].Words = append(options[i].Words, c.Label)
			}
		}
	}
	i, why := understand.ChoiceAlone(text, options)
	if why != "" {
		return flows.Reading{Reason: string(why)}
	}
	return flows.Reading{Value: all[i].Value}
}
