package catalogue

import (
	"slices"

	"langkah/flows/understand"
)

// asides answer a worry or a question about the form, in any state.
var asides = map[understand.Topic]string{
	understand.AskFree:   "common/aside_free",
	understand.AskSafe:   "common/aside_safe",
	understand.AskReal:   "common/aside_real",
	understand.AskLong:   "common/aside_long",
	understand.AskWhere:  "common/aside_where",
	understand.HelpRead:  "common/aside_read",
	understand.SaysThank: "common/aside_thanks",
	understand.AskWhy:    "", // the question's own reason
}

// glossary explains the programme's words. A term that is not here, or none,
// is answered by why the question is asked.
var glossary = map[string]string{
	"nib": "common/what_nib", "pirt": "common/what_pirt", "spp-irt": "common/what_pirt", "halal": "common/what_halal",
	"npwp": "common/what_npwp", "kur": "common/what_kur", "omzet": "common/what_omzet", "omset": "common/what_omzet",
	"pendamping": "common/what_pendamping", "pendampingan": "common/what_pendamping", "jakpreneur": "common/what_jakpreneur",
	"ok oce": "common/what_okoce", "okoce": "common/what_okoce", "kurasi": "common/what_kurasi", "siapik": "common/what_siapik",
	"kecamatan": "common/what_kecamatan", "kelurahan": "common/what_kecamatan", "nik": "common/what_nik", "langkah": "common/what_jakpreneur",
}

// aside finds the text for a question beside the point; "" asks why.
func aside(text string) (string, bool) {
	topic, term, ok := understand.Ask(text)
	if !ok {
		return "", false
	}
	if topic == understand.AskWhat {
		key, known := glossary[term]
		return key, known || term == ""
	}
	key, known := asides[topic]
	return key, known
}

// elsewhere finds "mau ikut bazar" and "jadwal" in a form: the menu is for
// them. Where something else is said as well it may be an answer: a stall may
// be called "Bazar Kue Bu Siti".
func elsewhere(text string) (key string, sure bool) {
	w := understand.Wants(text)
	away := func(x understand.Wish) bool {
		return x == understand.WishTraining || x == understand.WishMarketing || x == understand.WishSchedule
	}
	if !slices.ContainsFunc(w.Wishes, away) {
		return "", false
	}
	return "common/aside_menu", w.Asks && w.Rest == ""
}
