package registration

import (
	"cmp"
	"regexp"
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

var outside = &flows.Ask{
	Prompt: prompt("outside"), Event: same,
	Options: options(
		option("mine", "outside_mine", "ktp jakarta", "ktp dki", "jakarta", "ya", "yes"),
		option("away", "outside_away", "bukan", "tidak", "luar jakarta", "no")),
	Read: func(in flows.Input, v flows.View) flows.Reading { return afterAll(in, v, flows.Reading{Value: "away"}) },
	Why:  "registration/outside_why", Hint: "registration/outside_hint", Examples: "registration/outside_examples",
}

// away is the door for whoever lives elsewhere; it opens again.
var away = &flows.Ask{
	Prompt: prompt("away"), Event: same,
	Options: options(option("mine", "outside_mine", "ktp jakarta", "ktp dki", "jakarta")),
	Read:    func(in flows.Input, v flows.View) flows.Reading { return afterAll(in, v, flows.Reading{Stay: true}) },
	Why:     "registration/outside_why", Hint: "registration/away_hint", Examples: "registration/away_examples",
}

// slip is how people begin who take back what they wrote.
var slip = regexp.MustCompile(`(?i)^(?:\W*\b(?:e+h|oh|aduh|maaf|sori|sorry|oops|salah|keliru|ralat|maksud(?:nya|ku| saya)?)\b)+\W*`)

// afterAll takes a place in Jakarta for the right one, where the first seemed to
// lie elsewhere; again is for who names such a place once more.
func afterAll(in flows.Input, v flows.View, again flows.Reading) flows.Reading {
	in.Text = slip.ReplaceAllString(in.Text, "")
	got := readPlace(in, v)
	switch {
	case got.Event == "outside":
		return again
	case got.Value != "":
		return flows.Reading{Event: "found", Set: got.Set, Say: []flows.Say{placeAck(got.Set[Kecamatan], got.Set[Kelurahan])}}
	case got.Reason == "TOO_BROAD":
		return flows.Reading{Value: "mine"}
	}
	return got
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
		got := elsewhere(in, v)
		switch {
		case got.Reason != "" && m.Reason == region.Ambiguous:
			got.Reason, got.Among = m.Reason, within(m.Candidates, v.Answer(Kecamatan))
		case got.Reason != "" && notHere.MatchString(in.Text): // "bukan semanan": asked for again
			return flows.Reading{Stay: true, Say: []flows.Say{{Key: "registration/kelurahan_hint"}}}
		}
		return got
	},
	Ack: func(value string, _ flows.View) flows.Say {
		return flows.Say{Key: "registration/kelurahan_ack", Args: flows.Args{"Place": placeName(value)}}
	},
	Line: "registration/line_kelurahan", Show: placeName,
	Why: "registration/kecamatan_why", Hint: "registration/kelurahan_hint", Examples: "registration/kelurahan_examples",
}

// within lists the kelurahan of a kecamatan among the candidates.
func within(list []region.Candidate, kecamatan string) (codes []string) {
	for _, c := range list {
		if c.Kelurahan != nil && c.Kelurahan.KecamatanCode == kecamatan {
			codes = append(codes, c.Kelurahan.Code)
		}
	}
	return codes
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

var notHere = regexp.MustCompile(`(?i)^(bukan|bkn|salah|keliru|not)\b.*\pL`)

func readPlace(in flows.Input, _ flows.View) flows.Reading {
	m := region.FindKecamatan(in.Text)
	switch {
	case m.Reason == "NOT_DKI" || region.KTPElsewhere(in.Text):
		return flows.Reading{Event: "outside", Set: flows.Answers{Kecamatan: "", maybe: ""}}
	case m.Reason == "" && m.Exact && m.Kelurahan == nil && namesake(m.Kecamatan) != "" && !district.MatchString(in.Text):
		return doubtful(m.Kecamatan.Code, namesake(m.Kecamatan))
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
	return doubtful(codes...)
}

func doubtful(codes ...string) flows.Reading {
	return flows.Reading{Event: "unsure", Set: flows.Answers{maybe: strings.Join(codes, ",")}}
}

// placed keeps a place: a kelurahan brings its kecamatan.
func placed(code string) flows.Answers {
	if k, ok := region.KelurahanByCode(code); ok {
		return flows.Answers{Kecamatan: k.KecamatanCode, Kelurahan: k.Code, maybe: ""}
	}
	return flows.Answers{Kecamatan: code, maybe: ""}
}

func ackKecamatan(_ string, v flows.View) flows.Say {
	return placeAck(v.Answer(Kecamatan), v.Answer(Kelurahan))
}

// placeAck says back a place, by its codes; kelurahan may be "".
func placeAck(kecamatan, kelurahan string) flows.Say {
	k, ok := region.KecamatanByCode(kecamatan)
	if !ok {
		return flows.Say{}
	}
	if l, ok := region.KelurahanByCode(kelurahan); ok {
		return flows.Say{Key: "registration/kelurahan_found", Args: flows.Args{"Kelurahan": l.Name, "Kecamatan": k.Name}}
	}
	return flows.Say{Key: "registration/kecamatan_ack", Args: flows.Args{"Kecamatan": k.Name, "Kota": k.Kota}}
}

// placeName is a place as people read it: names are data, not words.
func placeName(code string) flows.Say {
	return flows.Say{Key: "common/plain", Args: flows.Args{"Text": nameOf(code)}}
}

func nameOf(code string) string {
	if k, ok := region.KecamatanByCode(code); ok {
		return k.Name
	}
	if k, ok := region.KelurahanByCode(code); ok {
		return k.Name
	}
	return code
}

// Around is where to look for something: the place that was just named in an
// answer, or where the person lives.
func Around(v flows.View, named string) string {
	return cmp.Or(v.Answer(named), Lives(v.Facts.Person, v.Session.Parked))
}

// Begin opens the registration, or goes on with one that waits.
func Begin(v flows.View) flows.Reading {
	if p := v.Session.Parked; p != nil && p.Flow == Flow.Name {
		return flows.Reading{Go: &flows.Go{To: flows.Resume, Greet: true}}
	}
	return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: Flow.Name}}
}

// Lives is the kecamatan of a person, by their card or an unfinished form; ""
// where neither knows it.
func Lives(p flows.Person, form *flows.Session) string {
	if at := p.Profile[Kecamatan]; at != "" || form == nil {
		return at
	}
	return form.Answers[Kecamatan]
}
