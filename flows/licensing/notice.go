package licensing

import (
	"strings"

	"langkah/flows"
)

// Reminders is how each kind is said: what is still true of it is looked up
// first.
var Reminders = map[string]flows.Reminding{flows.PaperEnds: remind, flows.PaperMissing: remind, flows.PaperReturned: remind, flows.PaperCard: remind}

func remind(_ flows.View, r flows.Reminder) flows.Reading {
	paper, _, _ := strings.Cut(r.Ref, ":")
	return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: name, State: "notice", Set: flows.Answers{news: r.Kind, ref: r.Ref, kind: paper}}}
}

func noteNews(v flows.View) flows.Answers {
	p, _ := v.Outcome.Args["Paper"].(flows.Paper)
	return keep([]flows.Paper{p})
}

// told speaks of a paper that ends, is missing, or was returned, or of its picture.
var told = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		a := args(v, sort(v))
		a["Name"], a["Reopened"] = v.Facts.Person.Name, v.Answer(kind) == "nib" && v.Facts.Person.Stages[flows.Licensing-1] == flows.InProgress
		return flows.Say{Key: "licensing/" + texts[v.Answer(news)], Args: a}
	},
	Again: func(v flows.View) flows.Say {
		return flows.Say{Key: "licensing/told_again", Args: flows.Args{"Kind": v.Answer(kind), "Card": v.Answer(news) == flows.PaperCard}}
	},
	Options: func(v flows.View) []flows.Option {
		see := option("see", "see", "caranya", "lihat", "lihat caranya", "mau", "ya", "boleh", "how", "see how", "yes")
		have := option("have", "have", "sudah", "sudah punya", "sudah ada", "sudah diperpanjang", "already", "done", "i have it")
		if v.Answer(news) == flows.PaperMissing {
			return []flows.Option{see, have, option("not_needed", "not_needed", "tidak perlu", "ga perlu", "not needed")}
		}
		if v.Answer(news) == flows.PaperCard {
			if v.Facts.Pictures && !mine(v, v.Answer(kind)).Photo {
				return []flows.Option{sending(), see}
			}
			return []flows.Option{see}
		}
		return []flows.Option{see, have}
	},
	Keep: chosen, Else: flows.Resume, Needs: []string{kind},
	Why: "licensing/told_why", Hint: "licensing/told_hint", Examples: "licensing/told_examples",
}

var texts = map[string]string{flows.PaperEnds: "ends", flows.PaperMissing: "missing", flows.PaperReturned: "returned", flows.PaperCard: "card_photo"}
