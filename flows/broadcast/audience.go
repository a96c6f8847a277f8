package broadcast

import (
	"slices"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/understand"
)

// audience is said in words: places, fields, papers, events, parted by commas.
var audience = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "announce/audience", Args: flows.Args{"Area": area(v)}}
	},
	Answer: aAudience, First: unchanged, Strict: true,
	Options: func(v flows.View) []flows.Option {
		label := "announce/everybody"
		if len(v.Facts.Person.Staff.Kecamatan) > 0 {
			label = "announce/everybody_there"
		}
		return []flows.Option{{Value: "all", Label: flows.Say{Key: label}, Words: []string{"semua", "semua anggota", "semuanya", "all", "everybody", "everyone"}}}
	},
	Read: readAudience,
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		if got.Value == "all" {
			got.Value = flows.Pack(flows.Audience{Kecamatan: v.Facts.Person.Staff.Kecamatan})
		}
		return got
	},
	Ack: func(value string, _ flows.View) flows.Say {
		return flows.Say{Key: "announce/understood", Args: flows.Args{"For": whomOf(value)}}
	},
	Line: "announce/line_audience", Show: func(value string) flows.Say {
		return flows.Say{Key: "announce/whom", Args: flows.Args{"For": whomOf(value)}}
	},
	Why: "announce/audience_why", Hint: "announce/audience_hint", Examples: "announce/audience_examples",
}

func whomOf(value string) []flows.Say {
	all := flows.Unpack[flows.Audience](flows.View{Session: flows.Session{Answers: flows.Answers{aAudience: value}}}, aAudience)
	return whom(append(all, flows.Audience{})[0])
}

// readAudience understands each part by itself. What it does not is said back: nobody
// gets what was not meant for them.
func readAudience(in flows.Input, v flows.View) flows.Reading {
	if _, reason := understand.Choice(in.Text, make([]understand.Option, 1)); reason == "" { // its number
		return flows.Reading{Value: "all"}
	}
	h := hear(in.Text)
	a, theirs := h.Audience, v.Facts.Person.Staff.Kecamatan
	outside := func(k string) bool {
		return !slices.ContainsFunc(theirs, func(t string) bool { return strings.HasPrefix(k, t) })
	}
	stay := func(key string, args flows.Args) flows.Reading {
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: key, Args: args}}}
	}
	switch {
	case h.mixed:
		return stay("announce/one_sort", nil)
	case len(h.unknown) > 0 && (h.found || h.all):
		return stay("announce/unknown", flows.Args{"Part": flows.Short(strings.Join(h.unknown, " "), 40)})
	case !h.found && !h.all:
		return flows.Reading{Reason: "UNCLEAR"}
	case apart(a):
		return stay("announce/apart", nil)
	case len(theirs) == 0 || v.Facts.Person.Staff.Role == flows.Admin:
	case len(a.Kota) > 0 || slices.ContainsFunc(a.Kecamatan, outside) || slices.ContainsFunc(a.Kelurahan, outside):
		return stay("announce/theirs", flows.Args{"Area": area(v)})
	case len(a.Kecamatan)+len(a.Kelurahan) == 0:
		a.Kecamatan = theirs
	}
	return known(flows.Reading{Value: flows.Pack(a), Say: h.wider}, a)
}

// apart tells that places of several sizes do not lie in one another: members would
// have to live in two.
func apart(a flows.Audience) bool {
	beside := func(small, large []string) bool {
		return len(large) > 0 && slices.ContainsFunc(small, func(s string) bool {
			return !slices.ContainsFunc(large, func(l string) bool { return strings.HasPrefix(s, l) })
		})
	}
	return beside(a.Kecamatan, a.Kota) || beside(a.Kelurahan, a.Kota) || beside(a.Kelurahan, a.Kecamatan)
}

// whom is an audience in words.
func whom(a flows.Audience) (all []flows.Say) {
	for _, k := range a.Kota {
		all = append(all, plain(region.KotaName(k)))
	}
	for _, k := range a.Kecamatan {
		all = append(all, plain(region.KecamatanName(k)))
	}
	for _, f := range a.Fields {
		all = append(all, fieldSay(f))
	}
	for _, c := range a.Channels {
		all = append(all, plain(strings.ToUpper(c[:1])+c[1:]))
	}
	of := func(key, value string) {
		if value != "" {
			all = append(all, flows.Say{Key: "announce/for_" + key, Args: flows.Args{"Of": value}})
		}
	}
	for _, k := range a.Kelurahan {
		v, _ := region.KelurahanByCode(k)
		of("kelurahan", v.Name)
	}
	for _, p := range a.Has {
		of("has", p)
	}
	for _, p := range a.Lacks {
		of("lacks", p)
	}
	of("joined", a.Joined)
	of("skipped", a.Skipped)
	if a.Seen > 0 {
		of("seen", strconv.Itoa(a.Seen))
	}
	if a.Unseen > 0 {
		of("unseen", strconv.Itoa(a.Unseen))
	}
	for _, s := range a.Stages {
		all = append(all, flows.Say{Key: "announce/for_stage", Args: flows.Args{"Stage": s.Stage, "Status": s.Status}})
	}
	of("segment", a.Segment)
	if a.More {
		all = append(all, flows.Say{Key: "announce/for_more"})
	}
	if len(all) == 0 {
		all = append(all, flows.Say{Key: "announce/everybody"})
	}
	if a.Except != nil {
		all = append(all, flows.Say{Key: "announce/for_except", Args: flows.Args{"For": whom(*a.Except)}})
	}
	return all
}
