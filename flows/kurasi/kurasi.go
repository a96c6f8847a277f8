// Package kurasi is how staff judge in the chat what people want to sell at
// events: one product after the other, with its picture.
package kurasi

import (
	"regexp"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/understand"
	"langkah/templates/programme"
)

const name = "kurasi"

// Flow shows the next product, takes a grade and a word, and goes on.
var Flow = &flows.Flow{
	Name: name, Version: 1,
	Moves: []flows.Row{
		{From: "look", Event: "found", To: "product"},
		{From: "look", Event: "none", To: "empty"},
		{From: "look", Event: "refused", To: "refused"},
		{From: "product", Event: flows.Next, To: "word"},
		{From: "product", Event: "skip", To: "look"},
		{From: "product", Event: "said", To: "judge"},
		{From: "product", Event: "back", To: "left"},
		{From: "word", Event: flows.Next, To: "judge"},
		{From: "word", Event: "back", To: "look"},
		{From: "judge", Event: "graded", To: "graded"},
		{From: "judge", Event: "gone", To: "gone"},
		{From: "judge", Event: "refused", To: "refused"},
	},
	States: []flows.State{
		{Name: "look", Act: func(v flows.View) flows.Action { return flows.NextProduct{Skip: v.Number(skip)} }, Note: note},
		{Name: "product", Ask: product},
		{Name: "word", Ask: word},
		{Name: "judge", Act: func(v flows.View) flows.Action {
			return flows.GradeProduct{Code: v.Answer(event), Number: v.Answer(member), Grade: v.Answer(grade), Word: v.Answer(said)}
		}},
		{Name: "empty", End: ends("empty", flows.Go{To: flows.Open, Flow: "staff", State: "menu"})},
		{Name: "refused", End: ends("refused", flows.Go{To: flows.Home, Quiet: true})},
		{Name: "left", End: ends("left", flows.Go{To: flows.Open, Flow: "staff", State: "menu"})},
		{Name: "graded", End: onward("graded")},
		{Name: "gone", End: onward("gone")},
	},
}

// Open is the way here for staff.
func Open() *flows.Go { return &flows.Go{To: flows.Open, Flow: name} }

// The answers.
const (
	skip   = "skip" // how many were left for later
	event  = "event"
	member = "member" // the number of whoever sells
	seller = "seller" // their name
	goods  = "goods"
	grade  = "grade"
	said   = "said" // the judge's word
)

func found(v flows.View) flows.Entry {
	x, _ := v.Outcome.Args["Entry"].(flows.Entry)
	return x
}

func note(v flows.View) flows.Answers {
	x := found(v)
	return flows.Answers{event: x.Event.Code, member: x.Number, seller: x.Name, goods: x.Event.Mine.Product, grade: "", said: ""}
}

func ends(key string, then flows.Go) *flows.End {
	return &flows.End{Say: func(v flows.View) []flows.Say {
		return []flows.Say{{Key: "kurasi/" + key, Args: flows.Args{"Skipped": v.Number(skip) > 0}}}
	}, Go: then}
}

// onward says what came of it, and shows the next.
func onward(key string) *flows.End {
	return &flows.End{
		Say: func(v flows.View) []flows.Say {
			m := found(v).Event.Mine
			return []flows.Say{{Key: "kurasi/" + key, Args: flows.Args{"Product": v.Answer(goods), "Seller": v.Answer(seller), "Grade": m.Grade, "State": string(m.State)}}}
		},
		Then: func(v flows.View) flows.Go {
			return flows.Go{To: flows.Open, Flow: name, Set: flows.Answers{skip: v.Answer(skip)}}
		},
	}
}

// shown is the card of a product, with its picture.
func shown(v flows.View) flows.Say {
	x := found(v)
	if x.Number == "" { // put again
		return again(v)
	}
	e, m := x.Event, x.Event.Mine
	conditions, _ := programme.ReadConditions(e.Conditions)
	var asked []flows.Say
	for _, c := range conditions {
		asked = append(asked, flows.Say{Key: "marketing/condition", Args: flows.Args{"ID": c.ID, "EN": c.EN}})
	}
	left, _ := v.Outcome.Args["Left"].(int)
	say := flows.Say{Key: "kurasi/product_card", Args: flows.Args{
		"Product": m.Product, "Price": strconv.FormatInt(m.Price, 10), "Capacity": m.Capacity, "Seller": x.Name, "Kecamatan": region.KecamatanName(x.Kecamatan),
		"Papers": papers(x.Papers), "Title": e.Name, "Code": e.Code, "Starts": e.Starts, "Ends": e.Ends, "Now": v.Facts.Now, "Conditions": asked, "Picture": x.Photo != 0, "Left": left, "Sample": e.Sample,
	}}
	if x.Photo != 0 {
		say.File = flows.Picture{ID: x.Photo}
	}
	return say
}

func papers(kinds []string) string { return strings.ToUpper(strings.Join(kinds, ", ")) }

func again(v flows.View) flows.Say {
	return flows.Say{Key: "kurasi/product", Args: flows.Args{"Product": v.Answer(goods), "Seller": v.Answer(seller)}}
}

func option(value, label string, words ...string) flows.Option {
	return flows.Option{Value: value, Label: flows.Say{Key: "kurasi/" + label}, Words: words}
}

var graded = regexp.MustCompile(`(?i)^\W*(?:nilai|grade|kelas)?\W*([abcd])(?:[\s,.:;=-]+(.*))?$`)

var product = &flows.Ask{
	Prompt: shown, Again: again,
	Options: func(flows.View) []flows.Option {
		return []flows.Option{
			option("A", "grade_a", "a", "grade a", "nilai a"), option("B", "grade_b", "b", "grade b", "nilai b"),
			option("C", "grade_c", "c", "grade c", "nilai c"), option("D", "grade_d", "d", "grade d", "nilai d"),
			option("skip", "to_skip", "lewati", "nanti", "berikutnya", "lainnya", "skip", "next"),
		}
	},
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		m := graded.FindStringSubmatch(strings.TrimSpace(in.Text))
		if m == nil {
			return flows.Reading{Reason: "UNCLEAR"}
		}
		got := flows.Reading{Value: strings.ToUpper(m[1])}
		if text := strings.Join(strings.Fields(m[2]), " "); text != "" {
			got.Set = flows.Answers{said: text}
		}
		return got
	},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		switch got.Value {
		case "skip":
			return flows.Reading{Event: "skip", Set: flows.Answers{skip: strconv.Itoa(v.Number(skip) + 1)}}
		case "back":
			return flows.Reading{Event: "back"}
		}
		text := got.Set[said]
		got.Set = flows.Answers{grade: got.Value, said: text}
		if text != "" {
			got.Event = "said"
		}
		return got
	},
	Takes: map[flows.Word]string{flows.Kembali: "back", "CANCEL": "back", "LATER": "skip"},
	Why:   "kurasi/why", Hint: "kurasi/product_hint", Examples: "kurasi/product_examples",
}

// word asks what the seller is told beside the grade; who is refused is told why.
var word = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "kurasi/word", Args: flows.Args{"Grade": v.Answer(grade), "Product": v.Answer(goods)}}
	},
	Options: func(v flows.View) []flows.Option {
		if v.Answer(grade) == "D" {
			return nil
		}
		return []flows.Option{option("-", "to_silent", "tanpa kata", "lewati", "skip", "tidak ada", "none")}
	},
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		text := strings.Join(strings.Fields(in.Text), " ")
		if len([]rune(text)) < 5 || understand.Swears(text) {
			return flows.Reading{Reason: "UNCLEAR"}
		}
		return flows.Reading{Value: text}
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		switch got.Value {
		case "back":
			return flows.Reading{Event: "back"}
		case "-":
			got.Set = flows.Answers{said: ""}
		default:
			got.Set = flows.Answers{said: got.Value}
		}
		return got
	},
	Takes: map[flows.Word]string{flows.Kembali: "back", "CANCEL": "back"}, Free: true,
	Why: "kurasi/why", Hint: "kurasi/word_hint", Examples: "kurasi/word_examples",
}
