package understand

import "strings"

var (
	// idNames stand before an id and say what it is; idLeads may stand with them.
	idNames = set("nik ktp kk nokk noktp no nomor nomer nmr")
	idLeads = set("saya ini adalah nih my is itu nya di ktpnya niknya isinya e kakak")
)

const (
	stars   = "********"
	idShown = 4 // digits left on either side of the stars
)

// WithoutIDs takes the masked numbers of MaskIDs out of a text, with a "NIK"
// or "no KTP" before them, so that the rest can be read as an answer. It is ""
// when nothing is left.
func WithoutIDs(masked string) string {
	for {
		before, after, ok := strings.Cut(masked, stars)
		if !ok || len(before) < idShown || len(after) < idShown {
			break
		}
		masked = joinRest(dropIDName(before[:len(before)-idShown]), after[idShown:])
	}
	if onlyCompany(masked) {
		return ""
	}
	return masked
}

const edges = " ,.;:!-=\t\r\n()\"'"

func joinRest(before, after string) string {
	before, after = strings.TrimRight(before, edges), strings.Trim(after, edges)
	return strings.Trim(before+" "+after, edges)
}

// dropIDName cuts "nik saya" and the like off the end, up to the word which
// names the number.
func dropIDName(s string) string {
	cut, rest := len(s), strings.TrimRight(s, edges)
	for rest != "" {
		at := strings.LastIndexAny(rest, edges) + 1
		w := strings.ToLower(rest[at:])
		if !idNames[w] && !idLeads[w] {
			break
		}
		if idNames[w] || w == "ini" && cut < len(s) {
			cut = at
		}
		rest = strings.TrimRight(rest[:at], edges)
	}
	return s[:cut]
}

func onlyCompany(s string) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(edges, r) }) {
		if !fillers[canon(w)] && !idNames[w] && !idLeads[w] && w != "ya" && w != "dan" && w != "🙏" {
			return false
		}
	}
	return true
}
