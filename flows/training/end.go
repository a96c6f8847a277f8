package training

import "langkah/flows"

// told says how it ended, and goes on where the person was.
func told(key string) *flows.End {
	return &flows.End{
		Say: func(v flows.View) []flows.Say {
			return []flows.Say{{Key: name + "/" + key, Args: endArgs(v), File: withdrawn(v, key)}}
		},
		Then: then,
	}
}

// withdrawn takes the entry out of their calendar again.
func withdrawn(v flows.View, key string) flows.File {
	if key == "freed" {
		return calendar(v, flows.Cancel)
	}
	return nil
}

func endArgs(v flows.View) flows.Args {
	args := one(v, shown).args(v)
	if c, ok := v.Outcome.Args["Class"].(flows.Class); ok && v.Answer(shown) == "" {
		args = card(c).args(v)
	}
	args["DaysLeft"], _ = v.Outcome.Args["Left"].(int)
	args["Visitor"] = v.Facts.Person.Number == ""
	return args
}

// nowhere has nothing planned.
var nowhere = &flows.End{
	Say:  func(v flows.View) []flows.Say { return []flows.Say{{Key: "training/none_card", Args: place(v)}} },
	Then: then,
}

// then: a reminder leaves the question that it came over open.
func then(v flows.View) flows.Go {
	g := back(v)
	g.Quiet = g.Quiet || v.Answer(kind) != ""
	return g
}
