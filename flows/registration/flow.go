// Package registration is P1: from "mau daftar" to a member number.
package registration

import "langkah/flows"

// The answers, by name. They become the member's profile.
const (
	Consent   = "consent"
	Adult     = "adult"
	Before    = "before" // says to have been a member already: yes, no, unsure
	Name      = "name"
	Status    = "status" // trading, starting
	Business  = "business"
	Field     = "field"
	Since     = "since" // year
	Omzet     = "omzet" // whole rupiah a month
	NIB       = "nib"   // yes, no, unsure
	Kecamatan = "kecamatan"
	Kelurahan = "kelurahan"
	Phone     = "phone"
	News      = "news"
	guess     = "guess" // whole rupiah a month, not yet confirmed
	ago       = "ago"   // a bare number for the year
	sums      = "sums"  // whole rupiah a month, one of them, comma-separated
	maybe     = "maybe" // region codes in doubt, comma-separated
)

// Versions of the texts that people consent to; a changed text gets a new one.
const (
	ServiceText = "layanan-1"
	NewsText    = "kabar-2"
)

// Flow is the registration as a table of moves.
var Flow = &flows.Flow{
	Name: "registration", Version: 1, Form: true, Recap: recap, Nudge: worthwhile,
	Moves: []flows.Row{
		{From: "consent", Event: "yes", To: "adult"},
		{From: "consent", Event: "no", To: "sure"},
		{From: "sure", Event: "yes", To: "adult"},
		{From: "sure", Event: "no", To: "declined"},
		{From: "adult", Event: "yes", To: "before"},
		{From: "adult", Event: "no", To: "underage"},
		{From: "underage", Event: "yes", To: "before"},
		{From: "before", Event: "next", To: "name"},
		{From: "name", Event: "next", To: "status"},
		{From: "status", Event: "trading", To: "business"},
		{From: "status", Event: "starting", To: "kecamatan"},
		{From: "business", Event: "next", To: "field"},
		{From: "field", Event: "next", To: "since"},
		{From: "since", Event: "next", To: "omzet"},
		{From: "since", Event: "ago", To: "began"},
		{From: "began", Event: "next", To: "omzet"},
		{From: "began", Event: "none", To: "since"},
		{From: "omzet", Event: "next", To: "nib"},
		{From: "omzet", Event: "about", To: "estimate"},
		{From: "omzet", Event: "unit", To: "unit"},
		{From: "unit", Event: "next", To: "nib"},
		{From: "unit", Event: "none", To: "omzet"},
		{From: "unit", Event: "about", To: "estimate"},
		{From: "unit", Event: "unit", To: "unit"},
		{From: "estimate", Event: "yes", To: "nib"},
		{From: "estimate", Event: "about", To: "estimate"},
		{From: "estimate", Event: "unit", To: "unit"},
		{From: "estimate", Event: "no", To: "omzet"},
		{From: "nib", Event: "next", To: "kecamatan"},
		{From: "nib", Event: "about", To: "estimate"},
		{From: "kecamatan", Event: "next", To: "kelurahan"},
		{From: "kecamatan", Event: "unsure", To: "which"},
		{From: "kecamatan", Event: "outside", To: "outside"},
		{From: "which", Event: "next", To: "kelurahan"},
		{From: "which", Event: "unsure", To: "which"},
		{From: "which", Event: "outside", To: "outside"},
		{From: "which", Event: "none", To: "kecamatan"},
		{From: "outside", Event: "mine", To: "kecamatan"},
		{From: "outside", Event: "found", To: "kelurahan"},
		{From: "outside", Event: "unsure", To: "which"},
		{From: "outside", Event: "away", To: "away"},
		{From: "away", Event: "mine", To: "kecamatan"},
		{From: "away", Event: "found", To: "kelurahan"},
		{From: "away", Event: "unsure", To: "which"},
		{From: "kelurahan", Event: "next", To: "phone"},
		{From: "kelurahan", Event: "elsewhere", To: "kelurahan"},
		{From: "phone", Event: "next", To: "news"},
		{From: "news", Event: "next", To: "review"},
		{From: "review", Event: "yes", To: "register"},
		{From: "register", Event: "registered", To: "done"},
		{From: "register", Event: "updated", To: "updated"},
	},
	States: []flows.State{
		{Name: "consent", Ask: consent},
		{Name: "sure", Ask: sure},
		{Name: "adult", Ask: adult},
		{Name: "underage", Ask: underage},
		{Name: "before", Ask: before},
		{Name: "name", Ask: name},
		{Name: "status", Ask: status},
		{Name: "business", Ask: business},
		{Name: "field", Ask: field},
		{Name: "since", Ask: since},
		{Name: "began", Ask: began},
		{Name: "omzet", Ask: omzet},
		{Name: "unit", Ask: unit},
		{Name: "estimate", Ask: estimate},
		{Name: "nib", Ask: nib},
		{Name: "kecamatan", Ask: kecamatan},
		{Name: "which", Ask: which},
		{Name: "outside", Ask: outside},
		{Name: "away", Ask: away},
		{Name: "kelurahan", Ask: kelurahan},
		{Name: "phone", Ask: phone, Skip: func(v flows.View) bool { return v.Facts.GivesPhone }},
		{Name: "news", Ask: news},
		{Name: "review", Ask: review},
		{Name: "register", Act: register},
		{Name: "done", End: done},
		{Name: "updated", End: updated},
		{Name: "declined", End: declined},
	},
}

// worthwhile tells whether somebody who left is helped by a reminder: they
// have agreed, may become a member, and are none yet.
func worthwhile(v flows.View) bool {
	switch v.Session.State {
	case "underage", "outside", "away":
		return false
	}
	return v.Answer(Consent) == "yes" && v.Facts.Person.Number == ""
}

// prompt is a question whose text needs nothing but the progress.
func prompt(key string) func(flows.View) flows.Say {
	return func(flows.View) flows.Say { return flows.Say{Key: "registration/" + key} }
}

// option is a choice whose label is the text of the same name.
func option(value, label string, words ...string) flows.Option {
	return flows.Option{Value: value, Label: flows.Say{Key: "registration/" + label}, Words: words}
}

func options(list ...flows.Option) func(flows.View) []flows.Option {
	return func(flows.View) []flows.Option { return list }
}

// unknown is the answer of whoever does not know, or would rather not say,
// where the programme can do without.
const unknown = "-"

func same(value string) string { return value }

// chosen says back which option was picked.
func chosen(prefix string) func(string, flows.View) flows.Say {
	return func(value string, _ flows.View) flows.Say {
		return flows.Say{Key: "registration/chosen", Args: flows.Args{"Choice": labelled(prefix)(value)}}
	}
}

// labelled shows an answer by the label of its option.
func labelled(prefix string) func(string) flows.Say {
	return func(value string) flows.Say { return flows.Say{Key: "registration/" + prefix + value} }
}
