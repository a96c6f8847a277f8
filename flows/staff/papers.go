package staff

import "langkah/flows"

// What is remembered of the papers on the screen.
const (
	unseen = "unseen" // their ids, a space between
	inHand = "paper"  // the id of the one in hand
	word   = "word"   // what is wrong with it
	photo  = "photo"  // "yes": it has a picture; "card": which is of an identity card
)

func findUnseen(flows.View) flows.Action { return flows.StaffPapers{Limit: listed} }

func noteUnseen(v flows.View) flows.Answers {
	found, _ := v.Outcome.Args["Papers"].([]flows.NotedPaper)
	set := keepList(v, unseen, numbered(found, func(p flows.NotedPaper) int64 { return p.ID }))
	set[inHand], set[word], set[photo] = "", "", ""
	return set
}

// paperArgs fill what is said of a paper to staff.
func paperArgs(p flows.NotedPaper) flows.Args {
	return flows.Args{"Paper": p.Kind, "Number": p.Number, "Whose": p.Name, "Card": p.Member, "At": p.At, "Ends": !p.Expires.IsZero(), "Expires": p.Expires, "Photo": p.Picture != 0}
}

// papers are those that nobody has looked at, the oldest first.
var papers = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		found, is := v.Outcome.Args["Papers"].([]flows.NotedPaper)
		if !is {
			return flows.Say{Key: "staff/papers"}
		}
		var lines []flows.Say
		for i, p := range found {
			args := paperArgs(p)
			args["N"] = i + 1
			lines = append(lines, flows.Say{Key: "staff/paper_line", Args: args})
		}
		return flows.Say{Key: "staff/papers_list", Args: flows.Args{"Papers": lines}}
	},
	Options: func(v flows.View) []flows.Option { return buttons(v, unseen, "staff/paper_button") },
	Keep: pick(unseen, func(_ flows.View, id string) flows.Reading {
		return flows.Reading{Event: "look", Set: flows.Answers{inHand: id}}
	}),
	Takes: aside,
	Why:   "staff/papers_why", Hint: "staff/papers_hint", Examples: "staff/papers_examples",
}

func lookAtNoted(v flows.View) flows.Action { return flows.LookAtNoted{ID: paperID(v)} }

func paperID(v flows.View) int64 { return int64(v.Number(inHand)) }

func noteNoted(v flows.View) flows.Answers {
	if p, _ := v.Outcome.Args["Paper"].(flows.NotedPaper); p.Picture != 0 {
		return flows.Answers{photo: "yes"}
	}
	return flows.Answers{photo: ""}
}

// paper is one as its member noted it, with its picture.
var paper = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		p, is := v.Outcome.Args["Paper"].(flows.NotedPaper)
		if !is {
			return flows.Say{Key: "staff/paper"}
		}
		say := flows.Say{Key: "staff/paper_card", Args: paperArgs(p)}
		if p.Picture != 0 {
			say.File = flows.Picture{ID: p.Picture}
		}
		return say
	},
	Options: func(v flows.View) []flows.Option {
		list := []flows.Option{
			option("confirm", "paper_right", "sah", "betul", "benar", "ya", "cocok", "right", "yes"),
			option("return", "paper_wrong", "kembalikan", "salah", "tidak", "tidak cocok", "wrong", "no", "return"),
		}
		if v.Answer(photo) != "" {
			list = append(list, option("card", "paper_id", "ktp", "kk", "ini ktp", "hapus", "hapus foto", "id card", "delete"))
		}
		return append(list, option("list", "paper_others", "lainnya", "surat lain", "others"))
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		switch got.Value {
		case "back":
			return flows.Reading{Event: "list"}
		case "card":
			return flows.Reading{Event: "card", Set: flows.Answers{photo: "card"}}
		}
		return flows.Reading{Event: got.Value}
	},
	Takes: aside,
	Why:   "staff/papers_why", Hint: "staff/paper_hint", Examples: "staff/paper_examples",
}

// wrong asks what is to be put right: its member reads it.
var wrong = &flows.Ask{
	Prompt: prompt("paper_word"),
	Read:   readText,
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		if got.Value == "back" {
			return flows.Reading{Event: "back"}
		}
		got.Set = flows.Answers{word: got.Value}
		return got
	},
	Takes: aside, Free: true,
	Why: "staff/papers_why", Hint: "staff/word_hint", Examples: "staff/word_examples",
	Hints: map[string]string{"TOO_LONG": "staff/word_long"},
}

func judge(v flows.View) flows.Action {
	return flows.JudgePaper{ID: paperID(v), Word: v.Answer(word), Card: v.Answer(photo) == "card"}
}

func judged(v flows.View) []flows.Say {
	p, _ := v.Outcome.Args["Paper"].(flows.NotedPaper)
	args := paperArgs(p)
	args["Returned"], args["Deleted"] = v.Answer(word) != "", v.Answer(photo) == "card"
	return []flows.Say{{Key: "staff/judged", Args: args}}
}

func toUnseen(flows.View) flows.Go { return open("unseen", nil) }
