package bookkeeping

import (
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/understand"
)

// worked answers the question that a sum was worked out for: the sales first,
// then the costs.
func worked(v flows.View, sum int64) flows.Reading {
	set := flows.Answers{rate: "", guess: "", sums: ""}
	if sum >= 0 {
		into := sales
		if v.Answer(sales) != "" {
			into = spent
		}
		set[into] = strconv.FormatInt(sum, 10)
		if cost := v.Answer(spent); cost != "" && into == sales { // only the sales were wrong
			set[spent] = cost
		}
	}
	return flows.Reading{Event: flows.Next, Set: set}
}

// A month of selling has so many days at most.
const maxDays = 31

// days asks on how many days of the month so much came in.
var days = ask("days", flows.Ask{
	Needs: []string{rate},
	Options: func(flows.View) []flows.Option {
		return []flows.Option{ // two
			{Value: "26", Label: flows.Say{Key: "bookkeeping/to_days", Args: flows.Args{"Days": 26}}, Words: []string{"enam hari seminggu", "minggu libur"}},
			{Value: "30", Label: flows.Say{Key: "bookkeeping/to_days", Args: flows.Args{"Days": 30}}, Words: []string{"tiap hari", "setiap hari", "every day"}},
		}
	},
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		n, ok := understand.Count(in.Text)
		switch {
		case ok && n > 2 && n <= maxDays:
			return flows.Reading{Value: strconv.Itoa(n)}
		case ok && n > 0 && n <= 2: // it means what stands on the screen
			return flows.Reading{Reason: "UNCLEAR"}
		}
		return instead(in, "OUT_OF_RANGE")
	},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		n, _ := strconv.ParseInt(got.Value, 10, 64)
		if n <= maxDays {
			n *= rupiah(v, rate)
		}
		return worked(v, n)
	},
})

// about has an estimate confirmed.
var about = ask("about", flows.Ask{
	Needs: []string{guess},
	Options: func(flows.View) []flows.Option {
		return []flows.Option{option("yes", "right", "ya", "betul", "benar", "yes"), option("no", "wrong", "bukan", "tidak", "salah", "no")}
	},
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		if answer, why := understand.YesNo(in.Text); why == "" {
			return flows.Reading{Value: map[understand.Answer]string{understand.Yes: "yes", understand.No: "no"}[answer]}
		}
		return instead(in, "UNCLEAR")
	},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		switch got.Value {
		case "yes":
			return worked(v, rupiah(v, guess))
		case "no":
			return worked(v, -1)
		}
		n, _ := strconv.ParseInt(got.Value, 10, 64)
		return worked(v, n)
	},
})

// unit settles whether thousands or millions were meant.
var unit = ask("unit", flows.Ask{
	Needs: []string{sums},
	Options: func(v flows.View) (list []flows.Option) {
		words := [][]string{{"ribu", "rb", "ribuan", "thousand"}, {"juta", "jt", "jutaan", "million"}}
		for i, sum := range strings.Split(v.Answer(sums), ",") {
			list = append(list, flows.Option{Value: sum, Label: flows.Say{Key: "common/rupiah", Args: flows.Args{"Amount": sum}}, Words: words[i]})
		}
		return append(list, option("no", "wrong", "bukan", "tidak", "salah", "no"))
	},
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		if onScreen(in.Text, 3) {
			return flows.Reading{Reason: "UNCLEAR"}
		}
		return instead(in, "UNCLEAR")
	},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		n, err := strconv.ParseInt(got.Value, 10, 64)
		if err != nil {
			n = -1
		}
		return worked(v, n)
	},
})

// instead reads another sum in place of the answer that was asked for.
func instead(in flows.Input, missed string) flows.Reading {
	if n, why := understand.Money(in.Text); why == "" && n > maxDays {
		return flows.Reading{Value: strconv.FormatInt(n, 10)}
	}
	return flows.Reading{Reason: missed}
}
