package registration

import (
	"cmp"
	"slices"
	"strings"

	"langkah/flows"
	"langkah/flows/region"
)

var kecamatan = &flows.Ask{
	Prompt: askKecamatan, Answer: Kecamatan, Options: linked,
	Read: readPlace,
	Ack:  ackKecamatan,
	Line: "registration/line_kecamatan", Show: placeName,
	Why: "registration/kecamatan_why", Hint: "registration/kecamatan_hint", Examples: "registration/kecamatan_examples",
	Hints: map[string]string{"TOO_BROAD": "registration/kecamatan_broad"},
}

// which settles a place that was read but is in doubt.
var which = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		codes := inDoubt(v)
		if len(codes) == 1 {
			return flows.Say{Key: "registration/which_one", Args: flows.Args{"Place": fullName(codes[0])}}
		}
		return flows.Say{Key: "registration/which_of"}
	},
	Options: func(v flows.View) []flows.Option {
		codes := inDoubt(v)
		var list []flows.Option
		for _, code := range codes {
			words := []string{"ya", "iya", "betul", "benar", "yes"}
			if len(codes) > 1 {
				words = nil
			}
			list = append(list, flows.Option{Value: code, Label: fullName(code), Words: words})
		}
		return append(list, option("none", "which_none", "bukan", "tidak", "salah", "bukan itu", "no"))
	},
	Event: func(value string) string {
		if value == "none" {
			return "none"
		}
		return flows.Next
	},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		got := readPlace(in, v)
		if got.Reason != "" || got.Value == "" {
			return flows.Reading{Reason: "UNCLEAR"}
		}
		return flows.Reading{Value: cmp.Or(got.Set[Kelurahan], got.Value)}
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		if got.Value == "none" {
			return flows.Reading{Event: "none", Set: flows.Answers{maybe: "", Kecamatan: ""}}
		}
		got.Set = placed(got.Value)
		return got
	},
	Ack: ackKecamatan,
	Why: "registration/kecamatan_why", Hint: "registration/choose_hint",
}

var outside = &flows.Ask{
	Prompt: prompt("outside"), Event: same,
	Options: options(
		option("mine", "outside_mine", "ktp jakarta", "ktp dki", "jakarta", "ya", "yes"),
		option("away", "outside_away", "bukan", "tidak", "luar jakarta", "no")),
	Why: "registration/outside_why", Hint: "registration/choose_hint",
}

// away is the door for whoever lives elsewhere; it opens again.
var away = &flows.Ask{
	Prompt: prompt("away"), Event: same,
	Options: options(option("mine", "outside_mine", "ktp jakarta", "ktp dki", "jakarta")),
	Why:     "registration/outside_why", Hint: "registration/away_hint",
}

var kelurahan = &flows.Ask{
	Prompt: prompt("kelurahan"), Answer: Kelurahan, Needs: []string{Kecamatan},
	Options: func(v flows.View) []flows.Option {
		var list []flows.Option
		all := region.KelurahanOf(v.Answer(Kecamatan))
		slices.SortFunc(all, func(a, b region.Kelurahan) int { return strings.Compare(a.Name, b.Name) })
		for _, k := range all {
			list = append(list, flows.Option{Value: k.Code, Label: placeName(k.Code)})
		}
		return list
	},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		m := region.FindKelurahan(in.Text, v.Answer(Kecamatan))
		if m.Reason == "" && m.Kelurahan != nil && m.Kelurahan.KecamatanCode == v.Answer(Kecamatan) {
			return flows.Reading{Value: m.Kelurahan.Code}
		}
		return elsewhere(in, v)
	},
	Ack: func(value string, _ flows.View) flows.Say {
		return flows.Say{Key: "registration/kelurahan_ack", Args: flows.Args{"Place": placeName(value)}}
	},
	Line: "registration/line_kelurahan", Show: placeName,
	Why: "registration/kecamatan_why", Hint: "registration/kelurahan_hint",
}

// elsewhere takes another kecamatan instead of a kelurahan: the one before was
// not theirs.
func elsewhere(in flows.Input, v flows.View) flows.Reading {
	got := readPlace(in, v)
	if got.Value == "" || got.Value == v.Answer(Kecamatan) {
		return flows.Reading{Reason: "UNKNOWN"}
	}
	k, _ := region.KecamatanByCode(got.Value)
	return flows.Reading{Event: "elsewhere", Set: got.Set,
		Say: []flows.Say{{Key: "registration/kecamatan_ack", Args: flows.Args{"Kecamatan": k.Name, "Kota": k.Kota}}}}
}

func readPlace(in flows.Input, _ flows.View) flows.Reading {
	m := region.FindKecamatan(in.Text)
	switch {
	case m.Reason == "NOT_DKI" || region.KTPElsewhere(in.Text):
		return flows.Reading{Event: "outside", Set: flows.Answers{Kecamatan: "", maybe: ""}}
	case m.Reason == "" && m.Exact:
		code := m.Kecamatan.Code
		if m.Kelurahan != nil {
			code = m.Kelurahan.Code
		}
		return flows.Reading{Value: m.Kecamatan.Code, Set: placed(code)}
	case m.Reason == "" && len(m.Candidates) == 0:
		return inQuestion(region.Candidate{Kecamatan: m.Kecamatan, Kelurahan: m.Kelurahan})
	case m.Reason == "PENDING_CODE" && len(m.Candidates) > 0:
		got := inQuestion(m.Candidates...)
		got.Say = []flows.Say{{Key: "registration/kecamatan_pending"}}
		return got
	case len(m.Candidates) > 0:
		return inQuestion(m.Candidates...)
	}
	return flows.Reading{Reason: m.Reason}
}

func inQuestion(list ...region.Candidate) flows.Reading {
	var codes []string
	for _, c := range list {
		code := c.Kecamatan.Code
		if c.Kelurahan != nil {
			code = c.Kelurahan.Code
		}
		codes = append(codes, code)
	}
	return flows.Reading{Event: "unsure", Set: flows.Answers{maybe: strings.Join(codes, ",")}}
}

func inDoubt(v flows.View) []string { return strings.Split(v.Answer(maybe), ",") }

// placed keeps a place: a kelurahan brings its kecamatan.
func placed(code string) flows.Answers {
	if k, ok := region.KelurahanByCode(code); ok {
		return flows.Answers{Kecamatan: k.KecamatanCode, Kelurahan: k.Code, maybe: ""}
	}
	return flows.Answers{Kecamatan: code, maybe: ""}
}

func ackKecamatan(_ string, v flows.View) flows.Say {
	k, ok := region.KecamatanByCode(v.Answer(Kecamatan))
	if !ok {
		return flows.Say{}
	}
	if l, ok := region.KelurahanByCode(v.Answer(Kelurahan)); ok {
		return flows.Say{Key: "registration/kelurahan_found", Args: flows.Args{"Kelurahan": l.Name, "Kecamatan": k.Name}}
	}
	return flows.Say{Key: "registration/kecamatan_ack", Args: flows.Args{"Kecamatan": k.Name, "Kota": k.Kota}}
}

// fullName tells a kelurahan from a kecamatan of the same name.
func fullName(code string) flows.Say {
	if l, ok := region.KelurahanByCode(code); ok {
		k, _ := region.KecamatanByCode(l.KecamatanCode)
		return flows.Say{Key: "registration/which_kelurahan", Args: flows.Args{"Kelurahan": l.Name, "Kecamatan": k.Name}}
	}
	k, _ := region.KecamatanByCode(code)
	return flows.Say{Key: "registration/which_kecamatan", Args: flows.Args{"Kecamatan": k.Name}}
}

// placeName is a place as people read it: names are data, not words.
func placeName(code string) flows.Say {
	name := code
	if k, ok := region.KecamatanByCode(code); ok {
		name = k.Name
	}
	if k, ok := region.KelurahanByCode(code); ok {
		name = k.Name
	}
	return flows.Say{Key: "common/plain", Args: flows.Args{"Text": name}}
}
