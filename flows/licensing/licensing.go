// Package licensing is the member's side of papers (P4): which ones their business
// needs, how each is got, and a record of those that they have, with a word in
// time before one ends. Which papers there are is a table of the programme.
package licensing

import (
	"slices"
	"strings"

	"langkah/flows"
	"langkah/flows/understand"
	"langkah/templates/programme"
)

const name = "licensing"

// Flow shows papers, and keeps what was looked up in its answers: a question is
// put again in later turns.
var Flow = &flows.Flow{
	Name: name, Version: 1,
	Moves: []flows.Row{
		{From: "find", Event: "found", To: "list"},
		{From: "list", Event: "open", To: "paper"},
		{From: "list", Event: flows.Next, To: "paper"}, // they named one
		{From: "paper", Event: "have", To: "number"},
		{From: "paper", Event: "list", To: "find"},
		{From: "paper", Event: "photo", To: "photo"},
		{From: "paper", Event: "drop", To: "drop"},
		{From: "paper", Event: "answer", To: "answered"},
		{From: "number", Event: flows.Next, To: "issued"},
		{From: "number", Event: "answer", To: "answered"},
		{From: "issued", Event: flows.Next, To: "until"},
		{From: "until", Event: flows.Next, To: "photo"},
		{From: "photo", Event: flows.Next, To: "note"},
		{From: "note", Event: flows.Next, To: "noted"},
		{From: "kept", Event: "drop", To: "drop"},
		{From: "kept", Event: "list", To: "find"},
		{From: "drop", Event: "dropped", To: "dropped"},
		{From: "drop", Event: "gone", To: "dropped"},
		{From: "notice", Event: "told", To: "told"},
		{From: "notice", Event: "gone", To: "silent"},
		{From: "told", Event: "open", To: "paper"},
		{From: "told", Event: "have", To: "number"},
		{From: "told", Event: "photo", To: "photo"},
		{From: "told", Event: "answer", To: "answered"},
	},
	States: []flows.State{
		{Name: "find", Act: func(flows.View) flows.Action { return flows.MyPapers{} }, Note: noteOwn},
		{Name: "list", Ask: list, Skip: func(v flows.View) bool { return v.Answer(wanted) != "" }},
		{Name: "paper", Ask: paper},
		{Name: "number", Ask: number},
		{Name: "issued", Ask: issued, Skip: func(v flows.View) bool { return sort(v).Years == 0 }},
		{Name: "until", Ask: until, Skip: func(v flows.View) bool { return sort(v).Years == 0 || v.Answer(from) == "-" }},
		{Name: "photo", Ask: photo, Skip: func(v flows.View) bool { return !v.Facts.Pictures }},
		{Name: "note", Act: note},
		{Name: "kept", Ask: kept},
		{Name: "drop", Act: func(v flows.View) flows.Action { return flows.DropPicture{Kind: v.Answer(kind)} }},
		{Name: "notice", Act: func(v flows.View) flows.Action { return flows.LookAtPaper{Kind: v.Answer(news), Ref: v.Answer(ref)} }, Note: noteNews},
		{Name: "told", Ask: told},
		{Name: "noted", End: noted},
		{Name: "answered", End: answered},
		{Name: "dropped", End: dropped},
		{Name: "silent", End: &flows.End{Say: func(flows.View) []flows.Say { return nil }, Go: flows.Go{To: flows.Home, Quiet: true}}},
	},
}

// The answers of this flow.
const (
	own     = "own"    // the papers that they have, or spoke of
	wanted  = "wanted" // the kind that they named
	kind    = "kind"   // of the paper in hand
	digits  = "number" // its number; "-": none
	from    = "from"   // the day on which it was issued; "-": nobody knows
	last    = "last"   // the last day on which it is good
	picture = "photo"  // its picture; "-": none
	said    = "said"   // of a paper that they do not have
	news    = "news"   // the kind of the reminder
	ref     = "ref"    // and what it is about
)

// Open is the way to the papers, or to one kind of them.
func Open(kind string) *flows.Go {
	return &flows.Go{To: flows.Open, Flow: name, State: "find", Set: flows.Answers{wanted: kind}}
}

// Named is the one kind of paper that a text speaks of; "" for none or several.
func Named(text string) (kind string) {
	for w := range strings.FieldsFuncSeq(understand.Normalise(text), func(r rune) bool { return (r < 'a' || r > 'z') && r != '-' }) {
		for _, p := range programme.Papers {
			if !slices.Contains(words[p.Kind], w) {
				continue
			}
			if kind != "" && kind != p.Kind {
				return ""
			}
			kind = p.Kind
		}
	}
	return kind
}

// sort is what the programme says of the paper in hand.
func sort(v flows.View) programme.Paper {
	p, _ := programme.PaperOf(v.Answer(kind))
	return p
}

// needed are the papers of their business, and others that they have.
func needed(v flows.View) (list []programme.Paper) {
	field := v.Facts.Person.Profile["field"]
	had := ownPapers(v)
	for _, p := range programme.Papers {
		if p.ForField(field) || slices.ContainsFunc(had, func(o ownPaper) bool { return o.Kind == p.Kind }) {
			list = append(list, p)
		}
	}
	return list
}

func member(v flows.View) bool { return v.Facts.Person.Number != "" }

func option(value, label string, words ...string) flows.Option {
	return flows.Option{Value: value, Label: flows.Say{Key: name + "/" + label}, Words: words}
}
