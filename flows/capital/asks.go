package capital

import (
	"slices"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/bookkeeping"
	"langkah/flows/licensing"
	"langkah/flows/understand"
)

// question is an Ask of this flow; its texts are called as it is.
func question(state string, a flows.Ask) *flows.Ask {
	key := name + "/" + state
	if a.Prompt == nil {
		a.Prompt = func(v flows.View) flows.Say { return flows.Say{Key: key, Args: facts(v)} }
	}
	a.Why, a.Hint, a.Examples = name+"/why", key+"_hint", key+"_examples"
	return &a
}

func option(value, label string, words ...string) flows.Option {
	return flows.Option{Value: value, Label: flows.Say{Key: name + "/to_" + label}, Words: words}
}

// list shows all offers with what each lacks.
var list = question("list", flows.Ask{
	Answer: which,
	Prompt: func(v flows.View) flows.Say {
		var rows []flows.Say
		for i, o := range offers {
			checks := judged(o, v)
			rows = append(rows, flows.Say{Key: "capital/row", Args: flows.Args{"N": i + 1, "Offer": o.Name, "Verdict": string(verdict(checks)),
				"Checked": len(checks) > 0, "Lacks": lines(checks, "short", lacks), "Visitor": v.Facts.Person.Number == ""}})
		}
		return flows.Say{Key: "capital/offers_list", Args: flows.Args{"Rows": rows, "Visitor": v.Facts.Person.Number == ""}}
	},
	Again: func(flows.View) flows.Say { return flows.Say{Key: "capital/list_again"} },
	Options: func(flows.View) (options []flows.Option) {
		for i, o := range offers {
			options = append(options, flows.Option{Value: o.Code, Number: flows.Unnumbered, Words: []string{o.Name, strings.ReplaceAll(o.Code, "_", " ")},
				Label: flows.Say{Key: "capital/pick", Args: flows.Args{"N": i + 1, "Offer": o.Name}}})
		}
		return options
	},
	Else: flows.Home,
})

// ofAge is asked where an offer is for who is 21 or married, and it is not known.
var ofAge = question("age", flows.Ask{
	Answer: age, Needs: []string{which},
	Options: func(flows.View) []flows.Option {
		return []flows.Option{option("yes", "of_age", "ya", "sudah", "sudah menikah", "yes", "married"), option("no", "not_yet", "belum", "tidak", "no")}
	},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if n, ok := understand.Count(in.Text); ok && n > 2 { // their age
			if n >= of(v).Age {
				return flows.Reading{Value: "yes"}
			}
			return flows.Reading{Value: "no"}
		}
		answer, why := understand.YesNo(in.Text)
		if why != "" {
			return flows.Reading{Reason: string(why)}
		}
		return flows.Reading{Value: map[understand.Answer]string{understand.Yes: "yes", understand.No: "no"}[answer]}
	},
})

// card is one offer, what it asks for and how that stands, with a way to what is
// missing. What it offers carries the offer: a button may be pressed late.
var card = question("offer", flows.Ask{
	Needs:  []string{which},
	Prompt: func(v flows.View) flows.Say { return flows.Say{Key: "capital/offer_card", Args: facts(v)} },
	Again:  func(v flows.View) flows.Say { return flows.Say{Key: "capital/offer_again", Args: facts(v)} },
	Options: func(v flows.View) (options []flows.Option) {
		if slices.Contains(strings.Fields(v.Answer(taken)), v.Answer(which)) {
			options = append(options, option("follow/"+v.Answer(which), "follow", "kabar", "hasilnya", "sudah ajukan", "result"))
		} else {
			options = append(options, option("interest/"+v.Answer(which), "interest", "berminat", "minat", "mau", "ya", "ajukan", "daftar", "interested", "yes"))
		}
		for _, c := range judged(of(v), v) {
			switch {
			case c.mark != lacks:
			case c.of == "paper":
				options = append(options, option("paper/"+c.kind, "paper", "urus izin", "urus "+c.kind, c.kind, "licence"))
			case c.of == "reports":
				options = append(options, option("report", "report", "lapor", "lapor omzet", "report"))
			}
		}
		return append(options, option("list", "list", "yang lain", "lainnya", "lain", "others"))
	},
	Takes: map[flows.Word]string{"REGISTER": "interest", "CANCEL": "list"},
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		if answer, why := understand.YesNo(in.Text); why == "" && answer == understand.Yes {
			return flows.Reading{Value: "interest"}
		} else if why == "" {
			return flows.Reading{Value: "list"}
		}
		return flows.Reading{Reason: "UNCLEAR"}
	},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		choice, code, _ := strings.Cut(got.Value, "/")
		if code == "" {
			code = v.Answer(which)
		}
		switch got.Event = choice; choice {
		case "list":
			got.Set = flows.Answers{which: ""}
		case "paper":
			return flows.Reading{Go: licensing.Open(code)}
		case "report":
			return flows.Reading{Go: bookkeeping.Look()}
		case "follow":
			got.Set = flows.Answers{which: code}
		case "interest":
			got.Set = flows.Answers{which: code}
			if slices.Contains(strings.Fields(v.Answer(taken)), v.Answer(which)) {
				got.Event = "follow"
			}
		}
		return got
	},
	Else: flows.Home,
})

// follow asks how it went. Its choices carry the offer: a button may be pressed
// late.
var follow = question("follow", flows.Ask{
	Again: func(v flows.View) flows.Say { return flows.Say{Key: "capital/follow_again", Args: facts(v)} },
	Options: func(v flows.View) []flows.Option {
		code := "/" + v.Answer(which)
		return []flows.Option{
			option("applied"+code, "applied", "sudah", "sudah ajukan", "sudah diajukan", "menunggu", "proses", "applied"),
			option("approved"+code, "approved", "disetujui", "cair", "sudah cair", "dapat", "acc", "lolos", "approved"),
			option("refused"+code, "refused", "ditolak", "gagal", "tidak disetujui", "refused", "rejected"),
			option("yet"+code, "not_yet", "belum", "tidak jadi", "not yet"),
			option("stop", "stop", "stop", "stop reminding me"),
		}
	},
	Takes: map[flows.Word]string{"LATER": "yet", "CANCEL": "yet"},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		choice, code, _ := strings.Cut(got.Value, "/")
		if code == "" {
			code = v.Answer(which)
		}
		switch choice {
		case "stop":
			return flows.Reading{Say: []flows.Say{{Key: "capital/stopped"}}, Do: []flows.Action{flows.StopReminders{}}, Go: &flows.Go{To: flows.Home, Quiet: true}}
		case "yet":
			return flows.Reading{Event: "look", Set: flows.Answers{which: code}, Say: []flows.Say{{Key: "capital/no_hurry"}}}
		case "approved":
			return flows.Reading{Event: "amount", Set: flows.Answers{which: code, went: choice, sum: ""}}
		}
		return flows.Reading{Event: "note", Set: flows.Answers{which: code, went: choice, sum: ""}}
	},
	Else: flows.Resume,
})

// amount is what the evidence of the step needs.
var amount = question("amount", flows.Ask{
	Answer: sum, Needs: []string{which, went},
	Takes: map[flows.Word]string{"LATER": "-1"},
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		n, why := understand.Money(in.Text)
		switch {
		case why == "" && n > 0:
			return flows.Reading{Value: strconv.FormatInt(n, 10)}
		case understand.DontKnow(in.Text):
			return flows.Reading{Value: "-1"}
		case why == "":
			return flows.Reading{Reason: "NO_AMOUNT"}
		}
		return flows.Reading{Reason: string(why)}
	},
})

func told(v flows.View) []flows.Say {
	return []flows.Say{{Key: "capital/told_card", Args: facts(v)}}
}
