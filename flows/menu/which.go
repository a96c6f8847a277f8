package menu

import (
	"regexp"
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
		if m := exactly(in.Text, true); m.Reason == "" {
			return flows.Reading{Value: m.Kecamatan.Code}
		}
		return flows.Reading{Reason: "UNCLEAR"}
	},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		code := got.Value
		if k, ok := region.KelurahanByCode(code); ok {
			code = k.KecamatanCode
		}
		return flows.Reading{Event: v.Answer(wanted), Set: flows.Answers{near: code}}
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

// sides are how the cities are told apart.
var sides = []struct {
	code string
	said *regexp.Regexp
}{
	{"31.71", side("pus(?:at)?|central")}, {"31.72", side("ut(?:ara)?|north")}, {"31.73", side("bar(?:at)?|west")},
	{"31.74", side("sel(?:atan)?|south")}, {"31.75", side("tim(?:ur)?|east")}, {"31.01", regexp.MustCompile(`seribu|thousand`)},
}

func side(words string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:jakarta|jkt|jak)?[ .-]*(?:` + words + `)\b`)
}

// kota is the code of the city that a text names; "" for all of Jakarta.
func kota(text string) string {
	for _, s := range sides {
		if s.said.MatchString(text) {
			return s.code
		}
	}
	return ""
}

// kotaOf is the name of a city, by its code.
func kotaOf(code string) string {
	if len(code) != len("31.71") {
		return ""
	}
	for _, k := range region.AllKecamatan() {
		if strings.HasPrefix(k.Code, code+".") {
			return k.Kota
		}
	}
	return ""
}
