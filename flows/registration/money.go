package registration

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/understand"
)

var omzet = &flows.Ask{
	Prompt: prompt("omzet"), Answer: Omzet,
	Read: readOmzet,
	Ack:  ackOmzet,
	Line: "registration/line_omzet",
	Show: func(value string) flows.Say {
		if value == unknown {
			return given(value)
		}
		return flows.Say{Key: "common/rupiah", Args: flows.Args{"Amount": value}}
	},
	Why: "registration/omzet_why", Hint: "registration/omzet_hint", Examples: "registration/omzet_examples",
	Hints: map[string]string{
		"AMBIGUOUS_UNIT": "registration/omzet_unit", "RANGE": "registration/omzet_range",
		"RATE": "registration/omzet_rate", "CURRENCY": "registration/omzet_currency",
	},
}

// estimate turns "200 ribu sehari" or "5 sampai 6 juta" into a month's sum and
// asks whether it is meant.
var estimate = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "registration/estimate", Args: flows.Args{"Omzet": v.Answer(guess)}}
	},
	Needs:   []string{guess},
	Options: options(option("yes", "estimate_yes", "ya", "betul", "benar", "yes"), option("no", "estimate_no", "bukan", "tidak", "salah", "no")),
	Event:   same,
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if answer, reason := understand.YesNo(in.Text); reason == "" {
			return YesNo(answer, reason)
		}
		got := readOmzet(in, v)
		if got.Value != "" { // another sum instead of a yes
			return flows.Reading{Event: "yes", Set: flows.Answers{Omzet: got.Value, guess: ""}, Say: []flows.Say{ackOmzet(got.Value, v)}}
		}
		return got
	},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		got.Set = flows.Answers{guess: ""}
		if got.Value == "yes" {
			got.Set[Omzet] = v.Answer(guess)
			got.Say = []flows.Say{ackOmzet(v.Answer(guess), v)}
		}
		return got
	},
	Why: "registration/omzet_why", Hint: "registration/estimate_hint", Examples: "registration/estimate_examples",
}

func readOmzet(in flows.Input, _ flows.View) flows.Reading {
	rupiah, reason := understand.Money(in.Text)
	switch {
	case reason == "":
		return flows.Reading{Value: strconv.FormatInt(rupiah, 10)}
	case understand.NoIncome(in.Text):
		return flows.Reading{Value: "0"}
	case understand.DontKnow(in.Text):
		return flows.Reading{Value: unknown}
	}
	if month, ok := understand.Monthly(in.Text); ok {
		return about(month)
	}
	return inWords(in.Text, reason)
}

func about(rupiah int64) flows.Reading {
	return flows.Reading{Event: "about", Set: flows.Answers{guess: strconv.FormatInt(rupiah, 10), Omzet: ""}}
}

var amount = regexp.MustCompile(`[0-9]+(?:[.,][0-9]+)?`)

// inWords asks back what a bare "5" means, and whether "2 juta 500" is meant
// as most people mean it.
func inWords(text string, missed understand.Reason) flows.Reading {
	if missed != understand.AmbiguousUnit && missed != understand.Ambiguous {
		return flows.Reading{Reason: string(missed)}
	}
	thousands, why := understand.Money(text + " ribu")
	if missed == understand.Ambiguous && why == "" {
		return about(thousands)
	}
	if all := amount.FindAllString(text, 2); len(all) == 1 { // "5 kak"
		text = all[0]
	}
	thousands, why = understand.Money(text + " ribu")
	millions, whyNot := understand.Money(text + " juta")
	if missed == understand.Ambiguous || why != "" || whyNot != "" {
		return flows.Reading{Reason: string(missed)}
	}
	return flows.Reading{Event: "unit", Set: flows.Answers{sums: fmt.Sprintf("%d,%d", thousands, millions), Omzet: ""}}
}

// unit settles whether thousands or millions were meant.
var unit = &flows.Ask{
	Prompt: prompt("unit"), Event: otherwise, Needs: []string{sums},
	Options: func(v flows.View) []flows.Option {
		words := [][]string{{"ribu", "rb", "ribuan", "ratus ribu", "thousand"}, {"juta", "jt", "jutaan", "million"}}
		var list []flows.Option
		for i, sum := range strings.Split(v.Answer(sums), ",") {
			list = append(list, flows.Option{Value: sum, Label: flows.Say{Key: "common/rupiah", Args: flows.Args{"Amount": sum}}, Words: words[i]})
		}
		return append(list, option("none", "neither", "bukan", "tidak", "salah", "bukan itu", "no"))
	},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if n, err := strconv.Atoi(strings.TrimSpace(in.Text)); err == nil && n <= 3 { // it means what stands on the screen
			return flows.Reading{Reason: "UNCLEAR"}
		}
		return readOmzet(in, v)
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		if got.Value == "none" {
			return flows.Reading{Event: "none", Set: flows.Answers{sums: ""}}
		}
		got.Set = flows.Answers{sums: "", Omzet: got.Value}
		return got
	},
	Ack: ackOmzet,
	Why: "registration/omzet_why", Hint: "registration/unit_hint", Examples: "registration/unit_examples",
}

// otherwise leads on, or back from "bukan itu".
func otherwise(value string) string {
	if value == "none" {
		return "none"
	}
	return flows.Next
}

func ackOmzet(value string, _ flows.View) flows.Say {
	if value == unknown {
		return flows.Say{Key: "registration/omzet_later"}
	}
	return flows.Say{Key: "registration/omzet_ack", Args: flows.Args{"Omzet": value}}
}
