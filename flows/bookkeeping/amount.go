package bookkeeping

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/understand"
)

// ask is a question of this flow; its texts are called as it is. Its own reading
// comes first, and says why where none of the options is meant either.
func ask(state string, more flows.Ask) *flows.Ask {
	key := name + "/" + state
	if more.Prompt == nil {
		more.Prompt = func(v flows.View) flows.Say { return flows.Say{Key: key, Args: facts(v)} }
	}
	more.Why, more.Hint, more.Examples = name+"/why", key+"_hint", key+"_examples"
	read := more.Read
	more.Strict = true
	more.Read = func(in flows.Input, v flows.View) flows.Reading {
		got := read(in, v)
		if got.Reason == "" {
			return got
		}
		options := more.Options(v)
		words := make([]understand.Option, len(options))
		for i, o := range options {
			words[i].Words = o.Words
		}
		if i, why := understand.Choice(in.Text, words); why == "" {
			return flows.Reading{Value: options[i].Value}
		}
		if more.Hints[got.Reason] == "" {
			got.Reason = "UNCLEAR"
		}
		return got
	}
	return &more
}

// again is the shorter form of a question.
func again(key string) func(flows.View) flows.Say {
	return func(v flows.View) flows.Say { return flows.Say{Key: name + "/" + key, Args: facts(v)} }
}

func option(value, label string, words ...string) flows.Option {
	return flows.Option{Value: value, Label: flows.Say{Key: name + "/to_" + label}, Words: words}
}

// hints are what is wrong with an amount.
var hints = map[string]string{"NEGATIVE": "bookkeeping/loss", "CURRENCY": "bookkeeping/currency", "RATE": "bookkeeping/piece"}

// omzet takes the sum of a month, or leads to where it is worked out.
var omzet = ask("omzet", flows.Ask{
	Answer: sales, Needs: []string{which}, Hints: hints, Again: again("asked_again"), Else: flows.Home,
	Options: omzetOptions,
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
		if m, ok := otherMonth(in.Text, v); ok {
			return flows.Reading{Event: "month", Set: flows.Answers{which: m.String(), sales: "", spent: ""}}, true
		}
		return flows.Reading{}, false
	},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if understand.SameAsBefore(in.Text) {
			return flows.Reading{Value: "same"}
		}
		if both, ok := withCosts(in.Text); ok {
			return omzetOf(in.Text, both, v)
		}
		if understand.NoIncome(in.Text) || closed.MatchString(understand.Normalise(in.Text)) {
			return flows.Reading{Value: "0"}
		}
		return omzetOf(in.Text, amount(in.Text, omzetOptions(v)), v)
	},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		switch got.Value {
		case "month":
			return flows.Reading{Event: "month", Set: flows.Answers{which: "", sales: "", spent: ""}}
		case "books":
			return flows.Reading{Event: "books", Set: flows.Answers{which: ""}}
		case "same":
			last, ok := before(v)
			if !ok {
				return flows.Reading{Stay: true, Say: []flows.Say{{Key: "bookkeeping/nothing_before", Args: facts(v)}}}
			}
			got.Value, got.Set = strconv.FormatInt(last.Sales, 10), flows.Answers{spent: strconv.FormatInt(last.Costs, 10)}
		}
		if cost := v.Answer(spent); cost != "" && got.Set == nil { // only the sales were wrong
			got.Set = flows.Answers{spent: cost}
		}
		return got
	},
})

func omzetOptions(v flows.View) (list []flows.Option) {
	if _, ok := before(v); ok {
		list = append(list, option("same", "same", "sama", "samain", "same"))
	}
	list = append(list, option("month", "month", "bulan lain", "bulan yang lain", "ganti bulan", "another month"))
	if len(seen(v)) > 0 {
		list = append(list, option("books", "books", "grafik", "catatan", "lihat catatan", "chart", "my books"))
	}
	return list
}

// closed: nothing was sold.
var closed = regexp.MustCompile(`^(lagi |masih |bulan (ini|itu|lalu) |kemarin )*(libur|tutup|nol|kosong|ga jualan|gak jualan|tidak jualan|nggak jualan|ngga jualan|closed|zero|did not sell|didn't sell)( kak| min| semua| sebulan| total| ya| rupiah| anything)*$`)

// costs may be left out.
var costs = ask("costs", flows.Ask{
	Answer: spent, Needs: []string{which, sales}, Hints: hints, Again: again("costs_again"), Else: flows.Home,
	Options: costsOptions,
	Takes:   map[flows.Word]string{"LATER": "skip"},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		switch {
		case understand.SameAsBefore(in.Text):
			return flows.Reading{Value: "same"}
		case understand.DontKnow(in.Text):
			return flows.Reading{Value: "skip"}
		case understand.NoIncome(in.Text):
			return flows.Reading{Value: "0"}
		}
		return ofMonth(in.Text, amount(in.Text, costsOptions(v)), v, true)
	},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		switch got.Value {
		case "skip":
			got.Value = strconv.Itoa(flows.NoCosts)
		case "same":
			last, ok := before(v)
			if !ok || last.Costs < 0 {
				return flows.Reading{Stay: true, Say: []flows.Say{{Key: "bookkeeping/no_costs_before", Args: facts(v)}}}
			}
			got.Value = strconv.FormatInt(last.Costs, 10)
		}
		return got
	},
})

func costsOptions(v flows.View) []flows.Option {
	list := []flows.Option{option("skip", "skip", "lewati", "skip", "tidak tahu", "belum dihitung")}
	if last, ok := before(v); ok && last.Costs >= 0 {
		list = append(list, option("same", "same", "sama", "samain", "same"))
	}
	return list
}

// amount reads a sum of a month: what a day brings is asked further, a range and
// what a week or a year brings is an estimate to be confirmed, and a bare number
// may be thousands or millions.
func amount(text string, options []flows.Option) flows.Reading {
	n, why := understand.Money(text)
	if why == "" {
		return flows.Reading{Value: strconv.FormatInt(n, 10)}
	}
	if day, ok := understand.Daily(text); ok {
		return flows.Reading{Event: "days", Set: flows.Answers{rate: strconv.FormatInt(day, 10)}}
	}
	if month, ok := understand.Monthly(text); ok {
		return flows.Reading{Event: "about", Set: flows.Answers{guess: strconv.FormatInt(month, 10)}}
	}
	if why != understand.AmbiguousUnit || onScreen(text, len(options)) {
		return flows.Reading{Reason: string(why)}
	}
	bare := text
	if all := figure.FindAllString(text, 2); len(all) == 1 { // "5 kak"
		bare = all[0]
	}
	thousands, no := understand.Money(bare + " ribu")
	millions, nor := understand.Money(bare + " juta")
	if no != "" || nor != "" {
		return flows.Reading{Reason: string(why)}
	}
	return flows.Reading{Event: "unit", Set: flows.Answers{sums: fmt.Sprintf("%d,%d", thousands, millions)}}
}

var figure = regexp.MustCompile(`[0-9]+(?:[.,][0-9]+)?`)

// onScreen: a small number means what stands there.
func onScreen(text string, options int) bool {
	n, err := strconv.Atoi(strings.Trim(text, " ."))
	return err == nil && n <= options
}

// parts of a report in one message: "5jt, belanja 3jt".
var parts = regexp.MustCompile(`^(.*?)[,;]?\s*(?:\b(?:dan|and|sama|dengan)\s+)?\b(?:biaya(?:nya)?|belanja(?:nya)?|modal(?:nya)?|pengeluaran(?:nya)?|keluar(?:nya)?|costs?|expenses)\b[ :]*(.+)$`)

func withCosts(text string) (flows.Reading, bool) {
	m := parts.FindStringSubmatch(understand.Normalise(text))
	if m == nil {
		return flows.Reading{}, false
	}
	sold, why := understand.Money(m[1])
	cost, nor := understand.Money(m[2])
	if why != "" || nor != "" {
		return flows.Reading{}, false
	}
	return flows.Reading{Value: strconv.FormatInt(sold, 10), Set: flows.Answers{spent: strconv.FormatInt(cost, 10)}}, true
}
