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
	Prompt: prompt("kecamatan"), Answer: Kecamatan,
	Read: readPlace,
	Ack:  ackKecamatan,
	Line: "registration/line_kecamatan", Show: placeName,
	Why: "registration/kecamatan_why", Hint: "registration/kecamatan_hint", Examples: "registration/kecamatan_examples",
	Hints: map[string]string{"TOO_BROAD": "registration/kecamatan_broad"},
}

// which settles a place that was read but is in doubt.
var which = &flows.Ask{
	Needs: []string{maybe},
	Prompt: func(v flows.View) flows.Say {
		codes := inDoubt(v)
		if len(codes) == 1 {
			return flows.Say{Key: "registration/which_one", Args: flows.Args{"Place": FullName(codes[0])}}
		}
		return flows.Say{Key: "registration/which_of", Args: flows.Args{"Name": shared(codes)}}
	},
	Options: func(v flows.View) []flows.Option {
		codes := inDoubt(v)
		var list []flows.Option
		for _, code := range codes {
			words := []string{"ya", "iya", "betul", "benar", "yes"}
			if len(codes) > 1 {
				words = kind(code)
			}
			list = append(list, flows.Option{Value: code, Label: FullName(code), Words: words})
		}
		return append(list, option("none", "which_none", "bukan", "tidak", "salah", "bukan itu", "no"))
	},
	Event: otherwise,
	Read: func(in flows.Input, v flows.View) flows.Reading {
		got := readPlace(in, v)
		if got.Reason != "" || got.Value == "" {
			return flows.Reading{Reason: "UNCLEAR"}
		}
		return flows.Reading{Value: cmp.Or(got.Set[Kelurahan], lies(inDoubt(v), got.Value), got.Value)}
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		if got.Value == "none" {
			return flows.Reading{Event: "none", Set: flows.Answers{maybe: "", Kecamatan: ""}}
		}
		got.Set = placed(got.Value)
		return got
	},
	Ack: ackKecamatan,
	Why: "registration/kecamatan_why", Hint: "registration/which_hint", Examples: "registration/which_examples",
}

// lies finds the one kelurahan in doubt that lies in a kecamatan: "yang di
// Cakung". "" if none does, or several do.
func lies(codes []string, kecamatan string) (found string) {
	for _, code := range codes {
		switch {
		case !strings.HasPrefix(code, kecamatan+"."):
		case found != "":
			return ""
		default:
			found = code
		}
	}
	return found
}

// shared is the name that all places in doubt bear; "" if they differ.
func shared(codes []string) string {
	name := nameOf(codes[0])
	for _, code := range codes[1:] {
		if nameOf(code) != name {
			return ""
		}
	}
	return name
}

// kind is what people write to tell a kelurahan from a kecamatan.
func kind(code string) []string {
	if _, ok := region.KelurahanByCode(code); ok {
		return []string{"kelurahan", "kelurahannya", "kel"}
	}
	return []string{"kecamatan", "kecamatannya", "kec"}
}

var outside = &flows.Ask{
	Prompt: prompt("outside"), Event: same,
	Options: options(
		option("mine", "outside_mine", "ktp jakarta", "ktp dki", "jakarta", "ya", "yes"),
		option("away", "outside_away", "bukan", "tidak", "luar jakarta", "no")),
	Why: "registration/outside_why", Hint: "registration/outside_hint", Examples: "registration/outside_examples",
}

// away is the door for whoever lives elsewhere; it opens again.
var away = &flows.Ask{
	Prompt: prompt("away"), Event: same,
	Options: options(option("mine", "outside_mine", "ktp jakarta", "ktp dki", "jakarta")),
	Why:     "registration/outside_why", Hint: "registration/away_hint", Examples: "registration/away_examples",
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
		if got.Reason != "" && m.Reason == region.Ambiguous {
			got.Reason, got.Among = m.Reason, within(m.Candidates, v.Answer(Kecamatan))
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

// district is how people say that they mean the kecamatan, not the kelurahan.
var district = regexp.MustCompile(`(?i)\b(kec|kecamatan|camat|district)\b`)

// namesake is a kelurahan that bears the name of a kecamatan elsewhere, as
// Jatinegara in Cakung does.
func namesake(of region.Kecamatan) string { return namesakes[of.Name] }

var namesakes = func() map[string]string {
	found := map[string]string{}
	for _, k := range region.AllKecamatan() {
		for _, l := range region.KelurahanOf(k.Code) {
			found[l.Name] = l.Code
		}
	}
	for _, k := range region.AllKecamatan() {
		if strings.HasPrefix(found[k.Name], k.Code) {
			delete(found, k.Name)
		}
	}
	return found
}()

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

// labelRoom is how many letters a button has room for.
const labelRoom = 24

// FullName tells a kelurahan from a kecamatan of the same name, as far as a
// button has room.
func FullName(code string) flows.Say {
	l, ok := region.KelurahanByCode(code)
	name, key := nameOf(code), "registration/which_kecamatan"
	args := flows.Args{"Kecamatan": name}
	if ok {
		k, _ := region.KecamatanByCode(l.KecamatanCode)
		key, args = "registration/which_kelurahan", flows.Args{"Kelurahan": name, "Kecamatan": k.Name}
		if len("Kel. "+name+", "+k.Name) > labelRoom {
			args["Kecamatan"] = ""
		}
	}
	if len("Kec. "+name) > labelRoom {
		return placeName(code)
	}
	return flows.Say{Key: key, Args: args}
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
