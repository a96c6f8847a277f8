package registration

import (
	"regexp"
	"strings"

	"langkah/flows"
	"langkah/flows/region"
)

const centreLink = "pusat-"

// CentreDigits are a kecamatan's code as its centre's posters show it: "317406".
func CentreDigits(kecamatan string) string { return strings.ReplaceAll(kecamatan, ".", "") }

// CentreCode is what the links of a kecamatan's centre carry: "pusat-317406".
func CentreCode(kecamatan string) string { return centreLink + CentreDigits(kecamatan) }

// came is the kecamatan by whose link somebody came. Anybody can change a link:
// it is a guess to be confirmed, no more.
func came(v flows.View) (region.Kecamatan, bool) {
	code, ok := strings.CutPrefix(v.Session.Via, centreLink)
	if !ok {
		return region.Kecamatan{}, false
	}
	return byDigits(code)
}

// byDigits looks a kecamatan up by six digits.
func byDigits(d string) (region.Kecamatan, bool) {
	if len(d) != len("317406") {
		return region.Kecamatan{}, false
	}
	return region.KecamatanByCode(d[:2] + "." + d[2:4] + "." + d[4:])
}

var (
	// inText is the code as a link writes it into a first message, and as people
	// leave it or copy it from a poster: "(317406)", "kode pusat 31.74.06".
	inText = regexp.MustCompile(`(?i)[\s(\[]*\b((?:kode|code|pusat|centre|center)[\s:.#-]*)*(31\.?[0-9]{2}\.?[0-9]{2})\b[)\].]*`)
	// asking is how a link's own words go on.
	asking  = regexp.MustCompile(`(?i)\b(langkah|daftar|register)\b`)
	leading = regexp.MustCompile(`(?i)\s*\b(di|in|kec|kecamatan)[. ]*$`)
)

// Linked reads the words that a centre's link has somebody write: the code that
// the link would carry, and the text without it and its place. sure: they can
// be no answer to a question.
func Linked(text string) (via, rest string, sure bool) {
	if !strings.Contains(text, "31") {
		return "", "", false
	}
	for _, at := range inText.FindAllStringSubmatchIndex(text, -1) {
		k, known := byDigits(strings.ReplaceAll(text[at[4]:at[5]], ".", ""))
		if !known || partOfNumber(text[:at[0]], text[at[1]:]) {
			continue
		}
		named := at[2] >= 0 || strings.HasSuffix(text[:at[4]], "(") && asking.MatchString(text[:at[0]])
		rest = strings.Trim(withoutPlace(text[:at[0]], k.Name)+" "+strings.TrimSpace(text[at[1]:]), " \t\n,.:-")
		return CentreCode(k.Code), rest, named
	}
	return "", "", false
}

// partOfNumber: a phone number may hold a code.
func partOfNumber(ahead, after string) bool {
	ahead = strings.TrimRight(ahead, " -.")
	digit := func(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }
	return ahead != "" && digit(ahead[len(ahead)-1:]) || digit(strings.TrimLeft(after, " -."))
}

// withoutPlace drops the name that stands before the code.
func withoutPlace(text, name string) string {
	text = strings.TrimRight(text, " ,")
	if cut := len(text) - len(name); cut >= 0 && strings.EqualFold(text[cut:], name) {
		return leading.ReplaceAllString(text[:cut], "")
	}
	return text
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
