package registration

import (
	"regexp"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/understand"
)

var status = &flows.Ask{
	Prompt: prompt("status"), Answer: Status, Event: same,
	Options: options(
		option("trading", "status_trading", "sudah", "sudah jualan", "sudah jalan", "jualan", "dagang", "punya usaha", "sudah usaha", "warung", "toko", "gerobak", "keliling", "kecil kecilan", "kecil2an", "sudah lama", "already", "running"),
		option("starting", "status_starting", "belum", "baru mau", "mau mulai", "baru mulai", "belum jualan", "rencana", "pemula", "starting", "not yet")),
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		answer, reason := understand.YesNo(in.Text)
		switch {
		case reason != "":
			return flows.Reading{Reason: string(reason)}
		case answer == understand.Yes:
			return flows.Reading{Value: "trading"}
		}
		return flows.Reading{Value: "starting"}
	},
	Ack:  chosen("status_"),
	Line: "registration/line_status", Show: labelled("status_"),
	Why: "registration/status_why", Hint: "registration/choose_hint",
}

var business = &flows.Ask{
	Prompt: prompt("business"), Answer: Business,
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		value, reason := understand.BusinessName(in.Text)
		if reason == understand.None { // a stall without a name is a business too
			return flows.Reading{Value: "-"}
		}
		return flows.Reading{Value: value, Reason: string(reason)}
	},
	Line: "registration/line_business",
	Show: func(value string) flows.Say {
		if value == "-" {
			return flows.Say{Key: "registration/business_none"}
		}
		return flows.Say{Key: "common/plain", Args: flows.Args{"Text": value}}
	},
	Why: "registration/business_why", Hint: "registration/business_hint",
}

// The fields are those that the programme counts; about four of five members
// sell food.
var field = &flows.Ask{
	Prompt: prompt("field"), Answer: Field,
	Options: options(
		option("kuliner", "field_kuliner", "makanan", "minuman", "makan", "masakan", "kue", "kopi", "gorengan", "nasi", "nasi uduk", "catering", "katering", "warung makan", "bakso", "mie", "jajanan", "snack", "es", "jus", "ayam", "seblak", "sambal", "roti", "kuliner", "coffee", "warteg", "soto", "dimsum", "martabak", "cilok", "pecel", "siomay", "kerupuk", "peyek", "jamu", "tempe", "ikan", "telur", "bakery", "cake", "food", "drink"),
		option("fesyen", "field_fesyen", "fashion", "baju", "pakaian", "jahit", "konveksi", "hijab", "kerudung", "batik", "sepatu", "tas", "mukena", "sablon", "thrift", "clothes"),
		option("kriya", "field_kriya", "kerajinan", "anyaman", "rajut", "souvenir", "hiasan", "craft", "handmade"),
		option("kecantikan", "field_kecantikan", "sabun", "kosmetik", "skincare", "parfum", "salon", "lulur", "beauty"),
		option("jasa", "field_jasa", "laundry", "bengkel", "servis", "service", "cuci", "ojek", "fotokopi", "potong rambut", "les", "rias", "percetakan", "las", "kost", "rental", "sewa"),
		option("dagang", "field_dagang", "warung", "toko", "kelontong", "sembako", "pulsa", "sayur", "buah", "reseller", "online shop", "grosir", "beras", "gas", "galon", "konter", "shop"),
		option("lainnya", "field_lainnya", "lain", "lain lain", "ternak", "tanaman", "other")),
	Ack:  chosen("field_"),
	Line: "registration/line_field", Show: labelled("field_"),
	Why: "registration/field_why", Hint: "registration/field_hint",
}

var since = &flows.Ask{
	Prompt: prompt("since"), Answer: Since,
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if understand.DontKnow(in.Text) {
			return flows.Reading{Value: unknown}
		}
		year, reason := understand.Year(in.Text, v.Facts.Now.Year())
		if reason != "" {
			return flows.Reading{Reason: string(reason)}
		}
		return flows.Reading{Value: strconv.Itoa(year)}
	},
	Line: "registration/line_since", Show: given,
	Why: "registration/since_why", Hint: "registration/since_hint", Examples: "registration/since_examples",
	Hints: map[string]string{"OUT_OF_RANGE": "registration/since_range"},
}

var omzet = &flows.Ask{
	Prompt: prompt("omzet"), Answer: Omzet,
	Read: readOmzet,
	Ack:  ackOmzet,
	Line: "registration/line_omzet",
	Show: func(value string) flows.Say {
		if value == unknown {
			return given(value)
		}
		return flows.Say{Key: "common/rupiah", Args: flows.Args{"Amount": value}}
	},
	Why: "registration/omzet_why", Hint: "registration/omzet_hint", Examples: "registration/omzet_examples",
	Hints: map[string]string{
		"AMBIGUOUS_UNIT": "registration/omzet_unit", "RANGE": "registration/omzet_range",
		"RATE": "registration/omzet_rate", "CURRENCY": "registration/omzet_currency",
	},
}

// estimate turns "200 ribu sehari" or "5 sampai 6 juta" into a month's sum and
// asks whether it is meant.
var estimate = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "registration/estimate", Args: flows.Args{"Omzet": v.Answer(guess)}}
	},
	Options: options(option("yes", "estimate_yes", "ya", "betul", "benar", "yes"), option("no", "estimate_no", "bukan", "tidak", "salah", "no")),
	Event:   same,
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if answer, reason := understand.YesNo(in.Text); reason == "" {
			return yesNo(answer, reason)
		}
		got := readOmzet(in, v)
		if got.Value != "" { // another sum instead of a yes
			return flows.Reading{Event: "yes", Set: flows.Answers{Omzet: got.Value, guess: ""}, Say: []flows.Say{ackOmzet(got.Value, v)}}
		}
		return got
	},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		got.Set = flows.Answers{guess: ""}
		if got.Value == "yes" {
			got.Set[Omzet] = v.Answer(guess)
			got.Say = []flows.Say{ackOmzet(v.Answer(guess), v)}
		}
		return got
	},
	Why: "registration/omzet_why", Hint: "registration/choose_hint",
}

func readOmzet(in flows.Input, _ flows.View) flows.Reading {
	rupiah, reason := understand.Money(in.Text)
	switch {
	case reason == "":
		return flows.Reading{Value: strconv.FormatInt(rupiah, 10)}
	case understand.NoIncome(in.Text):
		return flows.Reading{Value: "0"}
	case understand.DontKnow(in.Text):
		return flows.Reading{Value: unknown}
	}
	if about, ok := understand.Monthly(in.Text); ok {
		return flows.Reading{Event: "about", Set: flows.Answers{guess: strconv.FormatInt(about, 10), Omzet: ""}}
	}
	return flows.Reading{Reason: string(reason)}
}

func ackOmzet(value string, _ flows.View) flows.Say {
	if value == unknown {
		return flows.Say{Key: "registration/omzet_later"}
	}
	return flows.Say{Key: "registration/omzet_ack", Args: flows.Args{"Omzet": value}}
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
		option("no", "nib_no", "belum", "tidak punya", "belum punya", "none"),
		option("unsure", "nib_unsure", "tidak tahu", "lupa", "kurang tahu", "apa itu")),
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if otherPaper.MatchString(in.Text) {
			return flows.Reading{Value: "unsure"}
		}
		if digits(in.Text) == nibDigits { // whoever types the number has one; the number itself is asked for in P4
			return flows.Reading{Value: "yes"}
		}
		return readUnsure(in, v)
	},
	Ack:  chosen("nib_"),
	Line: "registration/line_nib", Show: labelled("nib_"),
	Why: "registration/nib_why", Hint: "registration/choose_hint",
}

const nibDigits = 13

// otherPaper are permits that came before the NIB or stand beside it: whoever
// has one has not therefore a NIB.
var otherPaper = regexp.MustCompile(`(?i)\b(siup|iumk|situ|tdp|sku|surat|expired|mati|kedaluwarsa)\b`)

// digits counts them in a text that holds nothing else but separators.
func digits(s string) int {
	s = strings.NewReplacer(" ", "", ".", "", "-", "").Replace(s)
	if strings.Trim(s, "0123456789") != "" {
		return 0
	}
	return len(s)
}
