package mentoring

import (
	"regexp"
	"strings"

	"langkah/flows"
	"langkah/flows/handoff"
	"langkah/flows/registration"
	"langkah/flows/understand"
)

// noteSlots keeps the half days that are shown.
func noteSlots(v flows.View) flows.Answers {
	list, _ := v.Outcome.Args["Slots"].([]flows.Slot)
	var codes []string
	for _, s := range list {
		codes = append(codes, code(s))
	}
	return flows.Answers{slots: strings.Join(codes, " "), pick: ""}
}

var slot = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return flows.Say{Key: "mentoring/slot", Args: args(v)} },
	Answer: pick,
	Options: func(v flows.View) []flows.Option {
		var list []flows.Option
		for _, c := range strings.Fields(v.Answer(slots)) {
			s := slotOf(c)
			list = append(list, flows.Option{Value: c, Label: flows.Say{Key: "mentoring/half", Args: flows.Args{"Day": s.Day, "Part": s.Part}}})
		}
		return list
	},
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) { // "lusa" is a day here, and no putting off
		got := readSlot(in, v)
		return got, got.Reason == ""
	},
	Read: readSlot,
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		if got.Value == "back" {
			return flows.Reading{Go: Open(v.Answer(near))}
		}
		return got
	},
	Takes: map[flows.Word]string{"CANCEL": "back", flows.Kembali: "back"},
	Why:   "mentoring/slot_why", Hint: "mentoring/slot_hint", Examples: "mentoring/slot_examples",
}

// readSlot takes a day, with a half of it where both are free.
func readSlot(in flows.Input, v flows.View) flows.Reading {
	text := understand.Normalise(in.Text)
	day, reason := understand.Date(cut.Replace(text), v.Facts.Now.In(wib))
	if reason != "" {
		return flows.Reading{Reason: string(understand.Unclear)}
	}
	var among []string
	for _, c := range strings.Fields(v.Answer(slots)) {
		s := slotOf(c)
		if s.Day.Equal(day) && (part(text) == "" || part(text) == s.Part) {
			among = append(among, c)
		}
	}
	switch len(among) {
	case 0:
		return flows.Reading{Reason: "OUT_OF_RANGE"}
	case 1:
		return flows.Reading{Value: among[0]}
	}
	return flows.Reading{Reason: "AMBIGUOUS", Among: among}
}

// cut takes the half of a day from a text.
var cut = strings.NewReplacer(" pagi", "", " siang", "", " sore", "", " morning", "", " afternoon", "")

func part(text string) string {
	switch {
	case strings.Contains(text, "pagi"), strings.Contains(text, "morning"):
		return flows.Morning
	case strings.Contains(text, "siang"), strings.Contains(text, "sore"), strings.Contains(text, "afternoon"):
		return flows.Afternoon
	}
	return ""
}

func book(v flows.View) flows.Action {
	return flows.BookVisit{Kecamatan: around(v), Slot: slotOf(v.Answer(pick))}
}

var sure = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return flows.Say{Key: "mentoring/sure", Args: args(v)} },
	Options: func(flows.View) []flows.Option {
		return []flows.Option{option("yes", "sure_yes"), option("no", "sure_no")}
	},
	Read:  func(in flows.Input, _ flows.View) flows.Reading { return registration.YesNo(understand.YesNo(in.Text)) },
	Event: same, Takes: map[flows.Word]string{"CANCEL": "yes", flows.Kembali: "no"},
	Why: "mentoring/sure_why", Hint: "mentoring/sure_hint", Examples: "mentoring/sure_examples",
}

// Reminders is how each kind is said.
var Reminders = map[string]flows.Reminding{flows.VisitH1: remindVisit, flows.VisitAgain: remindVisit, flows.CheckUp: remindCheckup}

func remindVisit(_ flows.View, r flows.Reminder) flows.Reading {
	return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: name, State: "notice", Set: flows.Answers{visit: r.Ref}}}
}

// coming is said on the day before.
var coming = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		all := args(v)
		at, _ := v.Outcome.Args["Centre"].(flows.Centre)
		all["Address"] = at.Address
		return flows.Say{Key: "mentoring/coming", Args: all}
	},
	Again: func(v flows.View) flows.Say { return flows.Say{Key: "mentoring/coming_again", Args: args(v)} },
	Options: func(flows.View) []flows.Option {
		return []flows.Option{option("come", "come", "hadir", "datang", "ya", "jadi", "coming", "yes"),
			option("slots", "move", "pindah", "pindah jadwal", "ganti", "ganti jadwal", "move", "another day"),
			option("cancel", "cancel", "batal", "batalkan", "tidak jadi", "cancel")}
	},
	Event: same, Else: flows.Resume, Takes: map[flows.Word]string{"CANCEL": "cancel"},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading { return flows.Reading{Event: got.Value} },
	Why:  "mentoring/coming_why", Hint: "mentoring/coming_hint", Examples: "mentoring/coming_examples",
}

// missed asks who did not come whether they would like another day.
var missed = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return flows.Say{Key: "mentoring/missed", Args: args(v)} },
	Again:  func(v flows.View) flows.Say { return flows.Say{Key: "mentoring/missed_again", Args: args(v)} },
	Options: func(flows.View) []flows.Option {
		return []flows.Option{option("slots", "another_day", "pilih hari", "hari lain", "mau", "ya", "boleh", "pindah", "another day", "yes"),
			option("later", "not_now", "nanti", "nanti saja", "belum", "tidak", "later", "no")}
	},
	Event: same, Else: flows.Resume, Takes: map[flows.Word]string{"LATER": "later", "CANCEL": "later"},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading { return flows.Reading{Event: got.Value} },
	Why:  "mentoring/slot_why", Hint: "mentoring/missed_hint", Examples: "mentoring/missed_examples",
}

// remindCheckup asks once a month, as long as they want advice. The next one is
// planned with it.
func remindCheckup(v flows.View, r flows.Reminder) flows.Reading {
	if v.Facts.Person.Stages[flows.Mentoring-1] != flows.Done {
		return flows.Reading{Reason: "done"}
	}
	return flows.Reading{Do: []flows.Action{nextMonth(v)}, Go: &flows.Go{To: flows.Open, Flow: name, State: "checkup"}}
}

// nextMonth has them asked again in a month.
func nextMonth(v flows.View) flows.Action {
	due := v.Facts.Now.In(wib).AddDate(0, 1, 0)
	return flows.Remind{Kind: flows.CheckUp, Ref: due.Format("2006-01"), Class: flows.Advised, Due: due, Until: due.AddDate(0, 0, 14)}
}

// needs is asking for help, though "bantuan" opens the help everywhere.
var needs = regexp.MustCompile(`^(ya |saya |i )?(butuh|perlu|minta|need) (bantuan|dibantu|help)`)

var checkup = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return flows.Say{Key: "mentoring/checkup", Args: args(v)} },
	Again:  func(v flows.View) flows.Say { return flows.Say{Key: "mentoring/checkup_again", Args: args(v)} },
	Options: func(flows.View) []flows.Option {
		return []flows.Option{option("fine", "fine_now", "lancar", "baik", "aman", "alhamdulillah", "fine", "good"),
			option("help", "needs_help", "butuh bantuan", "bantu", "perlu bantuan", "susah"),
			option("later", "not_now", "nanti", "nanti saja", "later")}
	},
	First: func(in flows.Input, _ flows.View) (flows.Reading, bool) {
		if needs.MatchString(understand.Normalise(in.Text)) {
			return flows.Reading{Value: "help"}, true
		}
		return flows.Reading{}, false
	},
	Event: same, Else: flows.Home, Takes: map[flows.Word]string{"LATER": "later", "CANCEL": "later"},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		if got.Value != "help" {
			return flows.Reading{Event: got.Value}
		}
		return handoff.Open(flows.OpenHandoff{Kecamatan: around(v)}, func(v flows.View) flows.Reading {
			after := nobody(v)
			after.Go = &flows.Go{To: flows.Home, Quiet: true}
			return after
		})
	},
	Why: "mentoring/checkup_why", Hint: "mentoring/checkup_hint", Examples: "mentoring/checkup_examples",
}
