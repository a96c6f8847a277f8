package menu

import (
	"cmp"
	"strings"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/registration"
)

// What is remembered while a place is in doubt.
const (
	maybe  = "maybe"  // region codes, comma-separated
	wanted = "wanted" // the wish that it was named beside
)

// which settles a place whose name several places bear.
var which = &flows.Ask{
	Prompt: func(flows.View) flows.Say { return flows.Say{Key: "menu/which_place"} },
	Options: func(v flows.View) []flows.Option {
		var list []flows.Option
		for _, code := range strings.Split(v.Answer(maybe), ",") {
			list = append(list, flows.Option{Value: code, Label: registration.FullName(code)})
		}
		return list
	},
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		if m := region.FindExactly(in.Text, true); m.Reason == "" {
			return flows.Reading{Value: m.Kecamatan.Code}
		}
		return flows.Reading{Reason: "UNCLEAR"}
	},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		code := got.Value
		if k, ok := region.KelurahanByCode(code); ok {
			code = k.KecamatanCode
		}
		return chosen(flows.Reading{Value: cmp.Or(v.Answer(wanted), "office"), Set: flows.Answers{near: code}}, v)
	},
	Else: flows.Home, Why: "menu/why", Hint: "menu/place_hint", Examples: "menu/place_examples",
}

func codes(list []region.Candidate) string {
	var all []string
	for _, c := range list {
		code := c.Kecamatan.Code
		if c.Kelurahan != nil {
			code = c.Kelurahan.Code
		}
		all = append(all, code)
	}
	return strings.Join(all, ",")
}
