package staff

import (
	"slices"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/calendar"
	"langkah/flows/registration"
	"langkah/flows/understand"
)

// terms keeps the form short: most classes are for everybody.
var terms = &flows.Ask{
	Prompt: ask("terms"), Answer: aTerms, Event: same, Read: readTerms,
	Options: func(flows.View) []flows.Option {
		return []flows.Option{
			choice("none", "terms_none", "tidak ada", "tidak", "terbuka", "bebas", "semua boleh", "none", "no"),
			choice("set", "terms_set", "atur", "ada", "ya", "set", "yes"),
		}
	},
	Line: "plan/line_terms", Show: labelled("terms_"),
	Why: "plan/terms_why", Hint: "plan/terms_hint", Examples: "plan/terms_examples",
}

// readTerms takes the answer to "are there any?".
func readTerms(in flows.Input, v flows.View) flows.Reading {
	if got := readNone(in, ""); got.Value != "" {
		return flows.Reading{Value: "none"}
	}
	if strings.ContainsAny(in.Text, "12") { // of the options, where 1 is no yes
		return flows.Reading{Reason: "UNCLEAR"}
	}
	switch got := readYesNo(in, v); got.Value {
	case "yes":
		return flows.Reading{Value: "set"}
	case "no":
		return flows.Reading{Value: "none"}
	default:
		return flows.Reading{Reason: got.Reason}
	}
}

// who: a class online is for no place in particular.
var who = &flows.Ask{
	Prompt: ask("who"), Answer: aWho, Needs: []string{aPlace},
	Options: func(v flows.View) []flows.Option {
		list := []flows.Option{choice("all", "who_all", "semua", "semua anggota", "siapa saja", "everybody", "all")}
		if v.Answer(aPlace) != online {
			list = append(list, choice("kecamatan", "who_kecamatan", "kecamatan", "warga kecamatan", "kecamatan ini", "this district"),
				choice("kota", "who_kota", "kota", "warga kota", "kota ini", "this city"))
		}
		return append(list, choice("starting", "who_starting", "baru mulai", "pemula", "belum usaha", "beginners", "starting"),
			choice("trading", "who_trading", "sudah jualan", "sudah usaha", "sudah jalan", "trading"))
	},
	Line: "plan/line_who", Show: labelled("who_"),
	Why: "plan/terms_why", Hint: "plan/who_hint", Examples: "plan/who_examples",
}

// trades are the fields of business that the programme counts, in the order of
// the registration.
var trades = []string{"kuliner", "fesyen", "kriya", "kecantikan", "jasa", "dagang", "lainnya"}

// fields may be several: they are chosen by their numbers, or by name.
var fields = &flows.Ask{
	Prompt: func(flows.View) flows.Say {
		var list []flows.Say
		for i, label := range tradeLabels(trades) {
			list = append(list, flows.Say{Key: "plan/field", Args: flows.Args{"N": i + 1, "Choice": label}})
		}
		return flows.Say{Key: "plan/fields", Args: flows.Args{"Fields": list}}
	},
	Again:  ask("fields_again"),
	Answer: aFields,
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		chosen, reason := understand.Several(in.Text, len(trades))
		if reason == understand.Unclear {
			chosen, reason = tradesNamed(in.Text)
		}
		switch {
		case reason != "":
			return flows.Reading{Reason: string(reason)}
		case len(chosen) == 0 || len(chosen) == len(trades):
			return flows.Reading{Value: without}
		}
		var list []string
		for _, i := range chosen {
			list = append(list, trades[i-1])
		}
		return flows.Reading{Value: strings.Join(list, ",")}
	},
	Line: "plan/line_fields", Show: func(value string) flows.Say {
		if value == without {
			return flows.Say{Key: "plan/fields_any"}
		}
		return flows.Say{Key: "plan/fields_shown", Args: flows.Args{"Fields": tradeLabels(strings.Split(value, ","))}}
	},
	Why: "plan/terms_why", Hint: "plan/fields_hint", Examples: "plan/fields_examples",
	Hints: map[string]string{"OUT_OF_RANGE": "plan/fields_range"},
}

func tradeLabels(list []string) (says []flows.Say) {
	for _, t := range list {
		says = append(says, flows.Say{Key: "registration/" + "field_" + t})
	}
	return says
}

// tradesNamed finds the fields that a text names: "kuliner dan fesyen".
func tradesNamed(text string) (chosen []int, reason understand.Reason) {
	for w := range strings.FieldsFuncSeq(understand.Normalise(text), func(r rune) bool { return r == ' ' || r == ',' || r == '&' }) {
		if i := slices.IndexFunc(trades, func(t string) bool { return t == w || foodWords[w] == t }); i >= 0 {
			chosen = append(chosen, i+1)
		} else if !joining[w] {
			return nil, understand.Unclear
		}
	}
	if len(chosen) == 0 {
		return nil, understand.Unclear
	}
	slices.Sort(chosen)
	return slices.Compact(chosen), ""
}

// foodWords are what some fields are also called.
var foodWords = map[string]string{
	"makanan": "kuliner", "minuman": "kuliner", "food": "kuliner", "fashion": "fesyen", "jahit": "fesyen", "clothes": "fesyen", "kerajinan": "kriya", "craft": "kriya", "crafts": "kriya",
	"beauty": "kecantikan", "services": "jasa", "toko": "dagang", "shop": "dagang", "lain": "lainnya", "other": "lainnya",
}

var joining = map[string]bool{"dan": true, "and": true, "sama": true, "atau": true, "or": true, "untuk": true, "bidang": true, "for": true, "kak": true, "saja": true}

var once = &flows.Ask{
	Prompt: ask("once"), Answer: aOnce,
	Options: func(flows.View) []flows.Option {
		return []flows.Option{choice("yes", "once_yes", "ya"), choice("no", "once_no", "tidak")}
	},
	Read: readYesNo,
	Line: "plan/line_once", Show: labelled("once_"),
	Why: "plan/once_why", Hint: "plan/once_hint", Examples: "plan/once_examples",
}

var stage = &flows.Ask{
	Prompt: ask("stage"), Answer: aStage,
	Options: func(flows.View) []flows.Option {
		var list []flows.Option
		for i := 1; i <= 7; i++ {
			n := strconv.Itoa(i)
			list = append(list, choice(n, "stage_"+n, "p"+n))
		}
		return list
	},
	Line: "plan/line_stage", Show: labelled("stage_"),
	Why: "plan/terms_why", Hint: "plan/stage_hint", Examples: "plan/stage_examples",
}

// review shows the whole class, with its days and what should be known of them.
var review = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		list := plannedDays(v)
		args := flows.Args{"Lines": v.Lines(), "Dates": dates(list), "Warnings": calendar.Warnings(list)}
		if len(list) == 1 {
			args["Dates"] = []flows.Say(nil) // the card says it
		}
		return flows.Say{Key: "plan/review_card", Args: args}
	},
	Again: ask("review_again"),
	Options: func(flows.View) []flows.Option {
		list := []flows.Option{
			choice("yes", "review_yes", "buat", "buat kelas", "simpan", "sudah benar", "benar semua", "create", "correct"),
			choice("change", "review_change", "salah", "ada yang salah", "ganti", "wrong"),
		}
		for i := range list {
			list[i].Number = flows.Unnumbered
		}
		return list
	},
	Takes: map[flows.Word]string{flows.Lanjut: "yes"},
	Event: same, Strict: true,
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if n, err := strconv.Atoi(strings.Trim(understand.Normalise(in.Text), ". )")); err == nil {
			return flows.Reading{Line: n}
		}
		got := registration.YesNo(understand.YesNo(in.Text))
		if got.Value == "no" {
			got.Value = "change"
		}
		got.Among = nil
		return got
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		if got.Value == "change" {
			return flows.Reading{Stay: true, Say: []flows.Say{{Key: "plan/review_which"}}}
		}
		return got
	},
	Why: "plan/why", Hint: "plan/review_hint", Examples: "plan/review_examples",
}
