package registration

import (
	"strings"

	"langkah/flows"
	"langkah/flows/region"
)

const centreLink = "pusat-"

// CentreCode is what the links of a kecamatan's centre carry: "pusat-317406".
func CentreCode(kecamatan string) string {
	return centreLink + strings.ReplaceAll(kecamatan, ".", "")
}

// came is the kecamatan by whose link somebody came. Anybody can change a link:
// it is a guess to be confirmed, no more.
func came(v flows.View) (region.Kecamatan, bool) {
	code, ok := strings.CutPrefix(v.Session.Via, centreLink)
	if !ok || len(code) != len("317406") {
		return region.Kecamatan{}, false
	}
	return region.KecamatanByCode(code[:2] + "." + code[2:4] + "." + code[4:])
}

func askKecamatan(v flows.View) flows.Say {
	if k, ok := came(v); ok {
		return flows.Say{Key: "registration/kecamatan_linked", Args: flows.Args{"Kecamatan": k.Name}}
	}
	return flows.Say{Key: "registration/kecamatan"}
}

// linked offers the kecamatan of the link; any other is written.
func linked(v flows.View) []flows.Option {
	k, ok := came(v)
	if !ok {
		return nil
	}
	return []flows.Option{{Value: k.Code, Label: FullName(k.Code), Words: []string{"ya", "iya", "betul", "benar", "yes"}}}
}
