package licensing

import (
	"strings"

	"langkah/flows"
	"langkah/flows/understand"
	"langkah/templates/programme"
)

// about are questions that are answered here: what there is about licences.
var about = map[string]bool{"common/about_nib": true}

// words are what people also write for a kind of paper.
var words = map[string][]string{
	"nib":   {"nib", "nomor induk berusaha", "izin usaha", "iumk", "siup"},
	"halal": {"halal", "sertifikat halal", "sertifikasi halal"},
	"pirt":  {"pirt", "p-irt", "spp-irt", "spp irt", "izin rumahan"},
	"bpom":  {"bpom", "bpom md", "md", "izin edar"},
	"merek": {"merek", "merk", "haki", "hki", "trademark", "brand"},
	"npwp":  {"npwp", "pajak", "tax"},
}

// list shows the papers of their business.
var list = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		var rows []flows.Say
		for i, p := range needed(v) {
			a := args(v, p)
			a["N"] = i + 1
			rows = append(rows, flows.Say{Key: "licensing/row", Args: a})
		}
		return flows.Say{Key: "licensing/papers_list", Args: flows.Args{"Papers": rows, "Member": member(v)}}
	},
	Again: func(flows.View) flows.Say { return flows.Say{Key: "licensing/list_again"} },
	Options: func(v flows.View) []flows.Option {
		var options []flows.Option
		for _, p := range needed(v) {
			o := flows.Option{Value: p.Kind, Label: flows.Say{Key: "licensing/kind", Args: flows.Args{"Kind": p.Kind}}, Words: words[p.Kind], Number: flows.Unnumbered}
			options = append(options, o)
		}
		return options
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		return flows.Reading{Event: "open", Set: flows.Answers{kind: got.Value, digits: "", from: "", last: "", picture: "", said: ""}}
	},
	Own: about, Else: flows.Home,
	Why: "licensing/why", Hint: "licensing/list_hint", Examples: "licensing/list_examples",
}

// paper is the card of one: what it is, the way to it, and who helps.
var paper = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return card(v, "card") },
	Again: func(v flows.View) flows.Say {
		return flows.Say{Key: "licensing/paper_again", Args: flows.Args{"Kind": v.Answer(kind)}}
	},
	Options: func(v flows.View) []flows.Option {
		all := option("list", "all", "daftar izin", "izin lain", "semua", "all papers", "others")
		if !member(v) {
			return []flows.Option{all}
		}
		if o := mine(v, v.Answer(kind)); o.Answer == "" {
			renew := option("have", "renew", "ganti", "ubah data", "perbarui", "baru", "sudah diperpanjang", "change")
			return append(append([]flows.Option{renew}, pictures(v, o)...), all)
		}
		return append(answers(), all)
	},
	Read: readAnswer, Keep: chosen, Own: about, Else: flows.Home, Needs: []string{kind},
	Why: "licensing/why", Hint: "licensing/paper_hint", Examples: "licensing/paper_examples",
}

// card is a text about the paper in hand.
func card(v flows.View, key string) flows.Say {
	p := sort(v)
	if p.Kind == "" {
		p = programme.Papers[0]
	}
	return flows.Say{Key: "licensing/" + p.Kind + "_" + key, Args: args(v, p)}
}

// answers are what somebody may say of a paper that they have not noted.
func answers() []flows.Option {
	return []flows.Option{
		option("have", "have", "sudah", "sudah punya", "punya", "ada", "already", "i have it"),
		option("not_yet", "not_yet", "belum", "belum punya", "not yet", "no"),
		option("later", "later", "nanti", "nanti saja", "besok", "not now"),
		option("not_needed", "not_needed", "tidak perlu", "ga perlu", "tidak butuh", "not needed"),
	}
}

// readAnswer takes a plain yes or no for having it.
func readAnswer(in flows.Input, v flows.View) flows.Reading {
	answer, reason := understand.YesNo(in.Text)
	o := mine(v, v.Answer(kind))
	switch {
	case o.Returned != "" && reason == "" && answer == understand.Yes && !numbered(in.Text):
		return flows.Reading{Value: "have"} // the right one, by now
	case !member(v) || o.Answer == "" || numbered(in.Text):
		return flows.Reading{Reason: "UNCLEAR"}
	case reason == understand.Defer:
		return flows.Reading{Value: "later"}
	case reason != "":
		return flows.Reading{Reason: "UNCLEAR"}
	case answer == understand.Yes:
		return flows.Reading{Value: "have"}
	}
	return flows.Reading{Value: "not_yet"}
}

// numbered tells a number, which is of the list on the screen.
func numbered(text string) bool { return strings.Trim(text, " 0123456789.") == "" }

func chosen(got flows.Reading, v flows.View) flows.Reading {
	switch got.Value {
	case "list":
		return flows.Reading{Event: "list", Set: flows.Answers{wanted: ""}}
	case "see":
		return flows.Reading{Event: "open"}
	case "have":
		return flows.Reading{Event: "have", Set: flows.Answers{digits: "", from: "", last: "", picture: ""}}
	case "photo":
		return flows.Reading{Event: "photo", Set: asNoted(mine(v, v.Answer(kind)))}
	case "drop":
		return flows.Reading{Event: "drop"}
	}
	return answer(flows.PaperAnswer(got.Value), v)
}

// answer notes that they do not have the paper. Who says that they need no NIB
// needs nothing of P4; whoever has noted one does.
func answer(a flows.PaperAnswer, v flows.View) flows.Reading {
	got := flows.Reading{Event: "answer", Set: flows.Answers{said: string(a)}, Do: []flows.Action{flows.AnswerPaper{Kind: v.Answer(kind), Answer: a}}}
	if a == flows.NotNeeds && v.Answer(kind) == "nib" && v.Facts.Person.Stages[flows.Licensing-1] != flows.InProgress {
		got.Do = append(got.Do, flows.MarkStage{Stage: flows.Licensing, Status: flows.NotNeeded, Source: "paper"})
	}
	return got
}

var answered = &flows.End{
	Say: func(v flows.View) []flows.Say {
		a := args(v, sort(v))
		a["Answer"] = v.Answer(said)
		return []flows.Say{{Key: "licensing/answered", Args: a}}
	},
	Go: flows.Go{To: flows.Home, Quiet: true},
}
