package registration

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/understand"
)

var status = &flows.Ask{
	Prompt: prompt("status"), Answer: Status, Event: same,
	Options: options(
		option("trading", "status_trading", "sudah", "sudah jualan", "sudah jalan", "jualan", "dagang", "punya usaha", "sudah usaha", "warung", "toko", "gerobak", "keliling", "ngojek", "narik", "kecil kecilan", "kecil2an", "sudah lama", "already", "running"),
		option("starting", "status_starting", "belum", "baru mau", "mau mulai", "baru mulai", "belum jualan", "rencana", "pemula", "starting", "not yet")),
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		answer, reason := understand.YesNo(in.Text)
		switch {
		case reason == understand.Ambiguous:
			return flows.Reading{Reason: string(reason), Among: []string{"trading", "starting"}}
		case reason != "":
			return flows.Reading{Reason: string(reason)}
		case answer == understand.Yes:
			return flows.Reading{Value: "trading"}
		}
		return flows.Reading{Value: "starting"}
	},
	Ack:  chosen("status_"),
	Line: "registration/line_status", Show: labelled("status_"),
	Why: "registration/status_why", Hint: "registration/status_hint", Examples: "registration/status_examples",
}

var business = &flows.Ask{
	Prompt: prompt("business"), Answer: Business,
	Read: func(in flows.Input, v flows.View) flows.Reading {
		value, reason := understand.BusinessName(in.Text)
		if reason == understand.None { // a stall without a name is a business too
			return flows.Reading{Value: "-"}
		}
		if ofField.MatchString(in.Text) && v.Session.Misses == 0 { // who says it twice means it
			return flows.Reading{Reason: "FIELD"}
		}
		return flows.Reading{Value: value, Reason: string(reason)}
	},
	Ack: func(value string, _ flows.View) flows.Say {
		return flows.Say{Key: "registration/chosen", Args: flows.Args{"Choice": showBusiness(value)}}
	},
	Line: "registration/line_business", Show: showBusiness,
	Why: "registration/business_why", Hint: "registration/business_hint", Examples: "registration/business_examples",
	Hints: map[string]string{"FIELD": "registration/business_field"},
}

// ofField is what is sold, not what the stall is called.
var ofField = regexp.MustCompile(`(?i)^\W*(?:(?:di |usaha |jualan |bidang |bidangnya )*)(?:kuliner|makanan|minuman|fesyen|fashion|pakaian|kriya|kerajinan(?: tangan)?|kecantikan|jasa|dagang|food|drinks?|clothes|crafts?|beauty|services?)(?:(?: dan | & | and |/)(?:minuman|makanan|fesyen|fashion|drinks?))?(?: (?:kak|ya|aja|saja))*\W*$`)

func showBusiness(value string) flows.Say {
	if value == "-" {
		return flows.Say{Key: "registration/business_none"}
	}
	return flows.Say{Key: "common/plain", Args: flows.Args{"Text": value}}
}

// The fields are those that the programme counts; about four of five members
// sell food.
var field = &flows.Ask{
	Prompt: prompt("field"), Answer: Field,
	Options: options(
		option("kuliner", "field_kuliner", "makanan", "minuman", "makan", "masakan", "kue", "kopi", "gorengan", "nasi", "nasi uduk", "catering", "katering", "warung makan", "bakso", "mie", "jajanan", "snack", "snacks", "es", "jus", "ayam", "seblak", "sambal", "roti", "kuliner", "coffee", "warteg", "soto", "dimsum", "martabak", "cilok", "pecel", "siomay", "kerupuk", "peyek", "jamu", "tempe", "ikan", "telur", "bakery", "cake", "food", "drink"),
		option("fesyen", "field_fesyen", "fashion", "baju", "pakaian", "jahit", "konveksi", "hijab", "kerudung", "batik", "sepatu", "tas", "mukena", "sablon", "thrift", "clothes"),
		option("kriya", "field_kriya", "kerajinan", "anyaman", "rajut", "souvenir", "hiasan", "craft", "handmade"),
		option("kecantikan", "field_kecantikan", "sabun", "kosmetik", "skincare", "parfum", "salon", "lulur", "beauty"),
		option("jasa", "field_jasa", "laundry", "bengkel", "servis", "service", "cuci", "ojek", "fotokopi", "potong rambut", "les", "rias", "percetakan", "las", "kost", "rental", "sewa"),
		option("dagang", "field_dagang", "warung", "toko", "kelontong", "sembako", "pulsa", "sayur", "buah", "reseller", "online shop", "grosir", "beras", "gas", "galon", "konter", "shop"),
		option("lainnya", "field_lainnya", "lain", "lain lain", "ternak", "tanaman", "other")),
	Ack:  chosen("field_"),
	Line: "registration/line_field", Show: labelled("field_"),
	Why: "registration/field_why", Hint: "registration/field_hint", Examples: "registration/field_examples",
}

// FieldOf is the field in which a thing is sold, by one of the words of its option;
// "": none is called so.
func FieldOf(thing string) string {
	for _, o := range field.Options(flows.View{}) {
		if slices.Contains(o.Words, thing) {
			return o.Value
		}
	}
	return ""
}

var since = &flows.Ask{
	Prompt: prompt("since"), Answer: Since,
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if understand.DontKnow(in.Text) {
			return flows.Reading{Value: unknown}
		}
		year, reason := understand.Year(in.Text, v.Facts.Now.Year())
		n, err := strconv.Atoi(strings.TrimSpace(in.Text))
		switch {
		case reason == "":
			return flows.Reading{Value: strconv.Itoa(year)}
		case err == nil && n > 0 && n < 10: // years, months, or a year
			return flows.Reading{Event: "ago", Set: flows.Answers{ago: strconv.Itoa(n), Since: ""}}
		}
		return flows.Reading{Reason: string(reason)}
	},
	Ack:  ackSince,
	Line: "registration/line_since", Show: given,
	Why: "registration/since_why", Hint: "registration/since_hint", Examples: "registration/since_examples",
	Hints: map[string]string{
		"OUT_OF_RANGE": "registration/since_range", "MULTIPLE": "registration/since_one", "VAGUE": "registration/since_about",
	},
}

// given shows an answer as it stands, or that there is none.
func given(value string) flows.Say {
	if value == unknown {
		return flows.Say{Key: "registration/not_given"}
	}
	return flows.Say{Key: "common/plain", Args: flows.Args{"Text": value}}
}

var nib = &flows.Ask{
	Prompt: prompt("nib"), Answer: NIB,
	Options: options(
		option("yes", "nib_yes", "sudah", "punya", "ada", "have"),
		option("no", "nib_no", "belum", "tidak punya", "belum punya", "none", "masih proses", "lagi proses", "lagi diurus", "sedang diurus", "lagi ngurus"),
		option("unsure", "nib_unsure", "tidak tahu", "lupa", "kurang tahu", "apa itu")),
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if otherPaper.MatchString(in.Text) {
			return flows.Reading{Value: "unsure"}
		}
		if digits(in.Text) == nibDigits { // whoever types the number has one; the number itself is asked for in P4
			return flows.Reading{Value: "yes"}
		}
		if sum, ok := understand.Monthly(in.Text); ok { // "100rb sehari" amends the turnover
			return about(sum)
		}
		return readUnsure(in, v)
	},
	Ack:  chosen("nib_"),
	Line: "registration/line_nib", Show: labelled("nib_"),
	Why: "registration/nib_why", Hint: "registration/nib_hint", Examples: "registration/nib_examples",
}

const nibDigits = 13

// otherPaper are permits that came before the NIB or stand beside it: whoever
// has one has not therefore a NIB.
var otherPaper = regexp.MustCompile(`(?i)\b(siup|iumk|situ|tdp|sku|surat|ktp|kk|npwp|pirt|irt|halal|domisili|expired|mati|kedaluwarsa)\b`)

// digits counts them in a text that holds nothing else but separators.
func digits(s string) int {
	s = strings.NewReplacer(" ", "", ".", "", "-", "").Replace(s)
	if strings.Trim(s, "0123456789") != "" {
		return 0
	}
	return len(s)
}
