package catalogue

import "langkah/flows/understand"

// asides answer a worry or a question about the form, in any state.
var asides = map[understand.Topic]string{
	understand.AskFree:   "common/aside_free",
	understand.AskSafe:   "common/aside_safe",
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
