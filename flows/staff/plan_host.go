package staff

import (
	"regexp"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/understand"
)

// campuses are the universities that are partners, with what they are called.
var campuses = []struct {
	name string
	said *regexp.Regexp
}{
	{"Universitas Atma Jaya", knownAs("atma ?jaya|unika")},
	{"Universitas Bakrie", knownAs("bakrie")},
	{"Universitas Bhayangkara Jakarta Raya", knownAs("bhayangkara|bayangkara|ubhara")},
	{"Universitas Dirgantara Marsekal Suryadarma", knownAs("suryadarma|unsurya|dirgantara")},
	{"Universitas Indraprasta PGRI", knownAs("indraprasta|unindra")},
	{"Universitas MH Thamrin", knownAs("(?:univ\\w*|umht|mh|m\\.h\\.) ?thamrin|umht")},
	{"Universitas Muhammadiyah Jakarta", knownAs("muhammadiyah jakarta|umj")},
	{"Universitas Persada Indonesia YAI", knownAs("yai|y\\.a\\.i|persada indonesia")},
	{"Universitas Yarsi", knownAs("yarsi")},
	{"Institut STIAMI", knownAs("stiami")},
	{"Perbanas Institute", knownAs("perbanas")},
	{"STIE Dharma Bumiputera", knownAs("dharma bumi ?putera|dharma bumi ?putra|dhabumi")},
	{"Uhamka", knownAs("uhamka|hamka")},
}

func knownAs(words string) *regexp.Regexp { return regexp.MustCompile(`\b(?:` + words + `)\b`) }

var organiser = &flows.Ask{
	Prompt: ask("organiser"), Answer: aHost, Needs: []string{aPlace},
	Options: func(v flows.View) []flows.Option {
		dinas := choice("dinas", "organiser_dinas", "dinas", "dinas ppkukm", "provinsi")
		if v.Answer(aPlace) == online {
			return []flows.Option{dinas}
		}
		return []flows.Option{choice("sudin", "organiser_sudin", "sudin", "suku dinas", "kota"), dinas}
	},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if name := hostOf(in.Text); name != "" {
			return flows.Reading{Value: name}
		}
		text := understand.Normalise(in.Text)
		if _, err := strconv.Atoi(text); err == nil || strings.Contains(text, "sudin") || strings.Contains(text, "dinas") {
			return flows.Reading{Reason: "UNCLEAR"} // one of the options
		}
		got := readText(in, v)
		if got.Reason == "TOO_LONG" {
			return explained("too_long")
		}
		return got
	},
	Ack: func(value string, v flows.View) flows.Say {
		return flows.Say{Key: "plan/chosen", Args: flows.Args{"Choice": plain(hostName(value, v.Answer(aPlace)))}}
	},
	Line: "plan/line_organiser", Show: func(value string) flows.Say {
		if value == "sudin" || value == "dinas" {
			return labelled("organiser_")(value)
		}
		return plain(value)
	},
	Why: "plan/why", Hint: "plan/organiser_hint", Examples: "plan/organiser_examples",
}

// hostOf is the partner that a text names; "" none.
func hostOf(text string) string {
	text = understand.Normalise(text)
	for _, c := range campuses {
		if c.said.MatchString(text) {
			return c.name
		}
	}
	return ""
}

func host(v flows.View) string { return hostName(v.Answer(aHost), v.Answer(aPlace)) }

func hostName(value, kecamatan string) string {
	k, _ := region.KecamatanByCode(kecamatan)
	switch value {
	case "sudin":
		return "Sudin PPKUKM " + k.Kota
	case "dinas":
		return "Dinas PPKUKM DKI Jakarta"
	}
	return value
}
