package catalogue

import (
	"cmp"
	"slices"
	"strings"

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
	understand.SaysLaugh: "common/aside_laugh",
	understand.SaysAngry: "common/aside_angry",
	understand.AskWho:    "common/aside_who",
	understand.AskFrom:   "common/aside_from",
	understand.AskKept:   "common/aside_kept",
	understand.AskJoin:   "common/aside_join",
	understand.AskGain:   "common/aside_gain",
	understand.AskFamily: "common/aside_family",
	understand.AskAid:    "common/aside_aid",
	understand.SaysBribe: "common/aside_bribe",
	understand.SaysHurt:  "common/aside_hurt",
	understand.SaysSorry: "common/aside_sorry",
	understand.SaysAway:  "common/aside_away",
	understand.SaysNext:  "common/aside_next",
	understand.SaysBye:   "common/aside_bye",
	understand.SaysWaits: "common/aside_waits",
	understand.AskCode:   "link/what_code",
	understand.AskUse:    "link/others_code",
	understand.AskLinked: "link/who_linked",
	understand.AskWhy:    "", // the question's own reason
}

// glossary explains the programme's words. A question after something that is
// not here is answered as any other, one after nothing by why it is asked.
var glossary = map[string]string{
	"nib": "common/what_nib", "pirt": "common/what_pirt", "p irt": "common/what_pirt", "irt": "common/what_pirt", "spp irt": "common/what_pirt", "sppirt": "common/what_pirt",
	"halal": "common/what_halal", "npwp": "common/what_npwp", "kur": "common/what_kur", "omzet": "common/what_omzet", "omset": "common/what_omzet", "turnover": "common/what_omzet", "revenue": "common/what_omzet",
	"omzetnya": "common/what_omzet", "omsetnya": "common/what_omzet", "untung": "common/what_untung", "laba": "common/what_untung",
	"keuntungan": "common/what_untung", "profit": "common/what_untung", "pendamping": "common/what_pendamping", "pendampingan": "common/what_pendamping",
	"jakpreneur": "common/what_jakpreneur", "langkah": "common/what_jakpreneur", "ok oce": "common/what_okoce", "okoce": "common/what_okoce", "oce": "common/what_okoce",
	"kurasi": "common/what_kurasi", "siapik": "common/what_siapik", "kecamatan": "common/what_kecamatan", "kelurahan": "common/what_kecamatan",
	"nik": "common/what_nik", "oss": "common/what_oss", "otp": "common/what_otp", "merek": "common/what_merek", "merk": "common/what_merek",
	"lpdb": "common/what_lpdb", "ppkukm": "common/what_ppkukm", "satpel": "common/what_ppkukm", "umkm": "common/what_umkm",
}

// offered are terms that the menu offers under their own name: alone they may
// be picked there.
var offered = []string{"pendamping", "pendampingan", "jakpreneur", "langkah", "merek", "kurasi"}

// explained finds the text for a term: whole, by what it is told apart from
// omzet, or by the first word that is known.
func explained(term string) (string, bool) {
	if key, ok := glossary[term]; ok {
		return key, true
	}
	found := ""
	for w := range strings.FieldsSeq(term) {
		key := glossary[w]
		if key == "common/what_untung" {
			return key, true
		}
		found = cmp.Or(found, key)
	}
	return found, found != ""
}

// aside finds the text for a question beside the point; "" asks why.
func aside(text string) (key string, sure bool) {
	topic, term, ok := understand.Ask(text)
	if !ok && understand.Swears(text) {
		return "common/aside_angry", false // beside an answer it is heard as one
	}
	if !ok {
		return "", false
	}
	switch topic {
	case understand.AskPaper:
		if term == "nib" {
			return "common/about_nib", true
		}
		return explained(term)
	case understand.AskWhat:
		if term == "" {
			return "", true
		}
		return explained(term)
	case understand.AskTerm:
		key, known := explained(term)
		return key, known && !slices.Contains(offered, term)
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
