package registration

import (
	"cmp"
	"regexp"
	"strings"

	"langkah/flows"
	"langkah/flows/region"
)

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

func inDoubt(v flows.View) []string { return strings.Split(v.Answer(maybe), ",") }

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
