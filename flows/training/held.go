package training

import "langkah/flows"

// held is where somebody stands who has just got a seat or a place in the
// queue: "eh ga jadi" is about that.
var held = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		switch event := v.Outcome.Event; event {
		case "booked", "waiting", "moved", "confirmed":
			return settled(v, event)
		}
		return flows.Say{Key: "training/held_again"}
	},
	Again: func(flows.View) flows.Say { return flows.Say{Key: "training/held_again"} },
	Options: func(flows.View) []flows.Option {
		return []flows.Option{option("mine", "kelas saya", "lihat kelas saya", "my classes")}
	},
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
		c := one(v, shown)
		move := choice("move", c.Code)
		if c.State == flows.Waiting {
			move = choice("list")
		}
		return decided(in, v, aside, choice("cancel", c.Code), move)
	},
	Keep: chosen, Else: flows.Home, Needs: []string{shown},
	Why: "training/why", Hint: "training/held_hint", Examples: "training/held_examples",
}

// settled confirms, with an entry for their own calendar.
func settled(v flows.View, event string) flows.Say {
	args := one(v, shown).args(v)
	args["Was"] = ""
	if n, ok := v.Outcome.Args["Place"].(int); ok {
		args["Place"] = n
	}
	say := flows.Say{Key: "training/" + event, Args: args}
	if left, ok := v.Outcome.Args["From"].(flows.Class); ok {
		args["Was"] = left.Title
	}
	if event == "booked" || event == "moved" {
		say.Key, say.File = say.Key+"_card", calendar(v, flows.Publish)
	}
	return say
}

func calendar(v flows.View, method string) flows.File {
	c, ok := v.Outcome.Args["Class"].(flows.Class)
	if !ok {
		return nil
	}
	return flows.CalendarFile{Class: c, Method: method}
}

// door is where there is no seat: it says why, and what can be done instead.
var door = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		args := one(v, shown).args(v)
		args["Other"], args["OtherStarts"] = one(v, other).Title, one(v, other).args(v)["Starts"]
		args["Stage"] = v.Number(stage)
		return flows.Say{Key: "training/no_" + v.Answer(why), Args: args}
	},
	Options: doorOptions,
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
		options := doorOptions(v)
		move := ""
		if v.Answer(why) == "clash" {
			move = options[0].Value
		}
		return decided(in, v, options[0].Value, aside, move)
	},
	Takes: map[flows.Word]string{"CANCEL": aside},
	Keep:  chosen, Else: flows.Home, Needs: []string{shown, why},
	Why: "training/why", Hint: "training/door_hint", Examples: "training/door_examples",
}

func doorOptions(v flows.View) []flows.Option {
	c, others := one(v, shown), option("list", "kelas lain", "lainnya", "other")
	switch v.Answer(why) {
	case "visitor":
		return []flows.Option{option("register", "daftar", "daftar anggota", "register"), others}
	case "full":
		if left := v.Answer(instead); left != "" {
			return []flows.Option{option(choice("move", left), "kelas lain", "lainnya", "other")}
		}
		return []flows.Option{option(choice("queue", c.Code), "tunggu", "antre", "antri", "daftar tunggu", "wait", "queue"), others}
	case "clash":
		return []flows.Option{option(choice("change", c.Code, one(v, other).Code), "pindah", "pindah ke kelas ini", "move"), others}
	case "already":
		return []flows.Option{option("mine", "kelas saya", "my classes"), others}
	}
	return []flows.Option{others}
}
