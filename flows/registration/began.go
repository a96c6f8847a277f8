package registration

import (
	"strconv"

	"langkah/flows"
)

// began settles what a bare "3" means for the year in which a business began.
var began = &flows.Ask{
	Prompt: prompt("began"), Event: otherwise, Needs: []string{ago},
	Options: func(v flows.View) []flows.Option {
		n, now := v.Number(ago), v.Facts.Now
		list := []flows.Option{year(now.Year()-n, "began_years", n, "tahun", "taun", "thn", "years")}
		if months := now.AddDate(0, -n, 0).Year(); months > now.Year()-n {
			list = append(list, year(months, "began_months", n, "bulan", "bln", "months"))
		}
		list = append(list, year(2000+n, "began_year", 2000+n))
		return append(list, option("none", "neither", "bukan", "tidak", "salah", "bukan itu", "no"))
	},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if n, err := strconv.Atoi(in.Text); err == nil && n < 10 { // it means what stands on the screen
			return flows.Reading{Reason: "UNCLEAR"}
		}
		return since.Read(in, v)
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		if got.Value == "none" {
			return flows.Reading{Event: "none", Set: flows.Answers{ago: ""}}
		}
		got.Set = flows.Answers{ago: "", Since: got.Value}
		return got
	},
	Ack: ackSince,
	Why: "registration/since_why", Hint: "registration/began_hint", Examples: "registration/began_examples",
}

func ackSince(value string, _ flows.View) flows.Say {
	if value == unknown {
		return flows.Say{Key: "registration/since_later"}
	}
	return flows.Say{Key: "registration/since_ack", Args: flows.Args{"Text": value}}
}

func year(value int, label string, n int, words ...string) flows.Option {
	o := option(strconv.Itoa(value), label, append(words, strconv.Itoa(value))...)
	o.Label.Args = flows.Args{"N": n}
	return o
}
