package staff

import (
	"regexp"
	"slices"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/understand"
)

// ask is a question of the form whose text needs nothing but the progress.
func ask(key string) func(flows.View) flows.Say {
	return func(flows.View) flows.Say { return flows.Say{Key: "plan/" + key} }
}

// choice is an option of the form whose label is the text of the same name.
func choice(value, label string, words ...string) flows.Option {
	return flows.Option{Value: value, Label: flows.Say{Key: "plan/" + label}, Words: words}
}

// labelled shows an answer by the label of its option.
func labelled(prefix string) func(string) flows.Say {
	return func(value string) flows.Say { return flows.Say{Key: "plan/" + prefix + value} }
}

// orNone shows a text, or that there is none.
func orNone(value string) flows.Say {
	if value == without {
		return flows.Say{Key: "plan/nothing"}
	}
	return plain(value)
}

var named = &flows.Ask{
	Prompt: ask("title"), Answer: aTitle, Read: readText,
	Line: "plan/line_title",
	Why:  "plan/why", Hint: "plan/title_hint", Examples: "plan/title_examples",
	Hints: map[string]string{"TOO_LONG": "plan/too_long"},
}

// kinds are those of the programme's training, with what they are also called.
var kinds = []flows.Option{
	choice("teknis", "kind_teknis", "keterampilan", "masak", "jahit", "kriya", "hard skill", "technical"),
	choice("digital", "kind_digital", "online", "marketplace", "konten"),
	choice("legalitas", "kind_legalitas", "legal", "izin", "perizinan", "nib", "halal", "licences", "licensing"),
	choice("keuangan", "kind_keuangan", "pembukuan", "siapik", "finance", "bookkeeping"),
	choice("permodalan", "kind_permodalan", "modal", "kur", "capital"),
	choice("manajerial", "kind_manajerial", "wirausaha", "kewirausahaan", "soft skill", "management"),
	choice("pemasaran", "kind_pemasaran", "marketing", "jualan", "kurasi"),
	choice("pendampingan", "kind_pendampingan", "konsultasi", "mentoring"),
}

var kind = &flows.Ask{
	Prompt: ask("kind"), Answer: aKind,
	Options: func(flows.View) []flows.Option { return kinds },
	// A long list comes in pages: what stands on another one is understood by its
	// name.
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		text := understand.Normalise(in.Text)
		for _, k := range kinds {
			if text == k.Value || slices.Contains(k.Words, text) {
				return flows.Reading{Value: k.Value}
			}
		}
		return flows.Reading{Reason: "UNCLEAR"}
	},
	Line: "plan/line_kind", Show: labelled("kind_"),
	Why: "plan/why", Hint: "plan/kind_hint", Examples: "plan/kind_examples",
}

// place is a kecamatan of theirs; who works for all of Jakarta may plan online
// as well.
var place = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "plan/place", Args: flows.Args{"Anywhere": len(v.Facts.Person.Staff.Kecamatan) == 0}}
	},
	Answer: aPlace,
	Options: func(v flows.View) []flows.Option {
		area := v.Facts.Person.Staff.Kecamatan
		if len(area) == 0 {
			return []flows.Option{choice(online, "place_online", "daring", "zoom", "webinar", "virtual")}
		}
		var list []flows.Option
		for _, k := range area {
			list = append(list, flows.Option{Value: k, Label: plain(placeName(k))})
		}
		return list
	},
	Read: readPlace,
	Ack: func(value string, _ flows.View) flows.Say {
		return flows.Say{Key: "plan/chosen", Args: flows.Args{"Choice": showPlace(value)}}
	},
	Line: "plan/line_place", Show: showPlace,
	Why: "plan/why", Hint: "plan/place_hint", Examples: "plan/place_examples",
}

func readPlace(in flows.Input, v flows.View) flows.Reading {
	m := region.FindKecamatan(in.Text)
	area := v.Facts.Person.Staff.Kecamatan
	switch {
	case m.Reason == "" && len(area) > 0 && !slices.Contains(area, m.Kecamatan.Code):
		return explained("place_theirs")
	case m.Reason == "":
		return flows.Reading{Value: m.Kecamatan.Code}
	case m.Reason == region.Ambiguous || m.Reason == region.TooBroad:
		return explained("place_which")
	}
	return flows.Reading{Reason: "UNCLEAR"}
}

// explained says what is wrong with an answer where options stand as well.
func explained(key string) flows.Reading {
	return flows.Reading{Stay: true, Say: []flows.Say{{Key: "plan/" + key}}}
}

func showPlace(value string) flows.Say {
	if value == online {
		return flows.Say{Key: "plan/place_online"}
	}
	return plain(placeName(value))
}

// venue is where in the kecamatan; of a class online its link, which may come
// later.
var venue = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "plan/venue", Args: flows.Args{"Online": v.Answer(aPlace) == online}}
	},
	Answer: aVenue, Needs: []string{aPlace},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if v.Answer(aPlace) != online {
			return readText(in, v)
		}
		if link := link.FindString(in.Text); link != "" {
			return flows.Reading{Value: link}
		}
		return readNone(in, "LINK")
	},
	Line: "plan/line_venue", Show: orNone,
	Why: "plan/why", Hint: "plan/venue_hint", Examples: "plan/venue_examples",
	Hints: map[string]string{"TOO_LONG": "plan/too_long", "LINK": "plan/venue_link"},
}

var link = regexp.MustCompile(`https://[^\s]{4,200}`)

// readNone takes a clear "there is none".
func readNone(in flows.Input, reason string) flows.Reading {
	if none := understand.Normalise(in.Text); noneSaid.MatchString(none) {
		return flows.Reading{Value: without}
	}
	return flows.Reading{Reason: reason}
}

var noneSaid = regexp.MustCompile(`^(?:-|(?:tidak|tdk|gak|ga|nggak|belum|blm) ?(?:ada|perlu|punya)?|nanti|nothing|none|not yet|no|kosong)(?: (?:kak|apa apa|apa2|link(?:nya)?))*$`)
