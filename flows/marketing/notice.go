package marketing

import (
	"regexp"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/understand"
)

// Reminders is how each kind is said: what is still true of it is looked up
// first.
var Reminders = map[string]flows.Reminding{
	flows.EventH3: remind, flows.EventH1: remind, flows.EventH0: remind, flows.EventResult: remind, flows.EventMoved: remind,
	flows.EventCancelled: remind, flows.EventUnplaced: remind, flows.EventAfter: remind,
}

func remind(_ flows.View, r flows.Reminder) flows.Reading {
	return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: name, State: "notice", Set: flows.Answers{code: r.Ref, kind: r.Kind}}}
}

// coming is said three days, one day and some hours before an event, when a place
// is given, and when it is moved.
var coming = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		key := map[string]string{flows.EventResult: "accepted", flows.EventMoved: "changed"}[v.Answer(kind)]
		if key == "" {
			key = "coming"
		}
		return flows.Say{Key: name + "/" + key, Args: one(v, shown).args(v)}
	},
	Again: func(v flows.View) flows.Say {
		return flows.Say{Key: "marketing/coming_again", Args: one(v, shown).args(v)}
	},
	Options: func(v flows.View) []flows.Option {
		e := one(v, shown)
		cancel := labelled(choice("leaving", e.Code), "to_cancel", "batal", "tidak bisa", "mundur", "cancel")
		if e.State != flows.Placed {
			return []flows.Option{labelled("keep", "to_stay", "tetap", "ya", "ikut", "stay", "yes"), cancel}
		}
		return []flows.Option{option(choice("confirm", e.Code), "hadir", "datang", "ikut", "ya", "coming", "yes"), cancel}
	},
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
		if v.Above(in.Text) {
			return flows.Reading{}, false
		}
		e := one(v, shown)
		yes := "keep"
		if e.State == flows.Placed {
			yes = choice("confirm", e.Code)
		}
		return decided(in, yes, choice("leaving", e.Code))
	},
	Keep: chosen, Else: flows.Resume, Needs: []string{shown},
	Why: "marketing/coming_why", Hint: "marketing/coming_hint", Examples: "marketing/coming_examples",
}

// sold asks on the day after what came of it.
var sold = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "marketing/sold", Args: one(v, shown).args(v)}
	},
	Again: func(flows.View) flows.Say { return flows.Say{Key: "marketing/sold_again"} },
	Options: func(flows.View) []flows.Option {
		o := labelled("absent", "to_absent", "tidak jadi ikut", "tidak ikut", "tidak hadir", "gajadi", "absent", "did not go")
		o.Number = flows.Unnumbered
		return []flows.Option{o}
	},
	First: func(in flows.Input, v flows.View) (got flows.Reading, ok bool) {
		if n, is := quantity(in.Text); is && !v.Above(in.Text) {
			return flows.Reading{Value: strconv.Itoa(n)}, true
		}
		if said, _ := understand.Attends(in.Text); said == understand.StaysAway && understand.OfAttending(in.Text) {
			return flows.Reading{Value: "absent"}, true
		}
		return got, false
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		if got.Value == "absent" {
			got.Event, got.Set = "absent", flows.Answers{away: "yes", pieces: ""}
			return got
		}
		got.Set = flows.Answers{pieces: got.Value, away: ""}
		return got
	},
	Else: flows.Resume, Needs: []string{shown},
	Why: "marketing/sold_why", Hint: "marketing/sold_hint", Examples: "marketing/sold_examples",
}

var (
	figure = regexp.MustCompile(`\b[0-9]{1,3}(?:\.[0-9]{3})+\b|\b[0-9]{1,6}\b`)
	aside3 = regexp.MustCompile(`^(sekitar|kira2|kira kira|kurang lebih|habis|laku|terjual|sold|about|kak|pcs|pc|buah|biji|porsi|bungkus|kotak|box|toples|botol|cup|pack|pak|pieces|potong|lembar|paket|per|sehari|hari|day|a|produk|barang|item|items|saja|aja|an|ya|kami|bisa|sanggup|maks|maksimal|max|dus|kg|gelas|loyang)$`)
)

// quantity reads a number of pieces: "40", "1.200 bungkus", "empat puluh".
func quantity(text string) (int, bool) {
	text = understand.Normalise(text)
	if strings.EqualFold(text, "tidak ada") || text == "nol" || text == "none" || text == "zero" {
		return 0, true
	}
	found := figure.FindAllString(text, -1)
	if len(found) == 0 {
		return understand.Count(text)
	}
	for w := range strings.FieldsSeq(strings.Replace(text, found[0], " ", 1)) {
		if !aside3.MatchString(strings.Trim(w, "/.,")) && strings.Trim(w, "/.,") != "" {
			return 0, false
		}
	}
	n, err := strconv.Atoi(strings.ReplaceAll(found[0], ".", ""))
	return n, err == nil && len(found) == 1
}

// omzet asks what that came to.
var omzet = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "marketing/omzet", Args: flows.Args{"Pieces": v.Number(pieces)}}
	},
	First: func(in flows.Input, _ flows.View) (flows.Reading, bool) {
		rupiah, reason := understand.Money(in.Text)
		return flows.Reading{Value: strconv.FormatInt(rupiah, 10)}, reason == ""
	},
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		_, reason := understand.Money(in.Text)
		return flows.Reading{Reason: string(reason)}
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		got.Set = flows.Answers{earned: got.Value}
		return got
	},
	Hints: map[string]string{"AMBIGUOUS_UNIT": "marketing/omzet_unit"},
	Needs: []string{shown, pieces},
	Why:   "marketing/sold_why", Hint: "marketing/omzet_hint", Examples: "marketing/omzet_examples",
}

func report(v flows.View) flows.Action {
	return flows.ReportSales{Code: v.Answer(code), Absent: v.Answer(away) != "", Pieces: v.Number(pieces), Omzet: int64(v.Number(earned))}
}
