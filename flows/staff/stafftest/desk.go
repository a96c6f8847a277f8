package stafftest

import (
	"time"

	"langkah/flows"
)

// A talk that has been ended, and one of another kecamatan.
const (
	Over   = 4
	Theirs = 5
)

var asked = time.Date(2026, 11, 20, 2, 5, 0, 0, time.UTC)

// queue is a page of who waits; behind the second there is nobody.
func queue(skip int) flows.Outcome {
	if skip > 5 {
		return flows.Outcome{Event: "none"}
	}
	list := []flows.Talk{
		{ID: 1, Name: "Raden Ajeng Kusumawardhani Prameswari", Number: "JKP-0000001", Kecamatan: "31.75.06", Since: asked, By: "Raden Ajeng Kusumawardhani",
			Lines: []flows.TalkLine{{Kind: "text", Text: "Apakah nasi uduk perlu sertifikat halal dan bagaimana cara mengurusnya dari rumah ya Bu, saya belum pernah"}}},
		{ID: 2, Since: asked.AddDate(0, 0, 3)}, {ID: 3, Name: "Siti", Number: "JKP-0000003"}, {ID: Over, Name: "Budi"}, {ID: Theirs, Kecamatan: "31.71.05"},
	}
	return flows.Outcome{Event: "some", Args: flows.Args{"Talks": list[:max(1, 5-skip)], "More": true}}
}

// talk is one with lines of every kind, between two or with a visitor.
func talk(id int64, event string) flows.Outcome {
	switch id {
	case Over:
		return flows.Outcome{Event: "gone"}
	case Theirs:
		return flows.Outcome{Event: "refused"}
	}
	t := flows.Talk{ID: id, Since: asked, Count: 1}
	if id == 1 {
		t.Name, t.Number, t.Kecamatan, t.Count = "Siti Aminah", "JKP-0000001", "31.75.06", 12
		for _, kind := range []string{"text", "pick", "contact", "voice", "photo", "document", "sticker", "location", "other", "card", "lost"} {
			t.Lines = append(t.Lines, flows.TalkLine{Kind: kind, Text: "Hadir", At: asked})
		}
	}
	t.Lines = append(t.Lines, flows.TalkLine{Kind: "photo", Text: "ini kuenya", At: asked, Picture: 7}, flows.TalkLine{By: "Rina", Kind: "text", Text: "Sebentar ya", At: asked})
	return flows.Outcome{Event: event, Args: flows.Args{"Talk": t, "To": flows.Chat{MemberID: 9, AddressID: 9}}}
}

// WithStaff carries out what a person does in a talk with staff: only members
// with one chat find somebody there.
func WithStaff(a flows.Action, f *flows.Facts) (out flows.Outcome, ok bool) {
	args := flows.Args{"Told": []flows.Chat{{MemberID: 9, AddressID: 9}, {MemberID: 8, AddressID: 8, Here: true}}, "Talk": flows.Talk{ID: 7, Name: f.Person.Name, Number: f.Person.Number},
		"Officers": f.Person.Number == "JKP-0000123"}
	switch a := a.(type) {
	case flows.OpenHandoff:
		if f.Person.Number == "" || len(f.Person.Linked) > 0 {
			return flows.Outcome{Event: "nobody"}, true
		}
		return flows.Outcome{Event: "opened", Args: args}, true
	case flows.TellStaff:
		args["Talk"] = flows.Talk{ID: 7, Name: f.Person.Name, Number: f.Person.Number, Lines: []flows.TalkLine{{Kind: a.Kind, Text: a.Text, Picture: a.Picture}}}
		args["First"] = a.Text != "" // their first word, if it is one
		return flows.Outcome{Event: "kept", Args: args}, true
	case flows.EndHandoff:
		f.Person.Handoff = 0
		return flows.Outcome{Event: "ended", Args: args}, true
	}
	return out, false
}
