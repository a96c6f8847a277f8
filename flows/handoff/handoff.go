// Package handoff is how a person comes to talk with staff and back: the words
// that open and end it, and what is kept for staff meanwhile. That no flow
// answers in between is the router's to see to.
package handoff

import (
	"cmp"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/calendar"
	"langkah/flows/region"
	"langkah/flows/understand"
)

// Hush is what the router needs.
var Hush = flows.Hush{Hears: hears, Keep: keep, End: end}

// told is how long staff can use what they are told of a talk: the next day of
// work may be some days off.
const told = 7 * 24 * time.Hour

// over are the words that end a talk for the person; after some of them
// something else begins.
var over = map[flows.Word]bool{flows.Menu: true, flows.Mulai: true, "DELETE_DATA": true, "WITHDRAW": true}

func hears(in flows.Input) (w flows.Word, ends, heard bool) {
	switch {
	case in.Kind == flows.Start:
		return flows.Menu, true, true
	case in.Kind == flows.Pick:
		return flows.Menu, in.Pick == flows.PickMenu, false
	case in.Kind != flows.Text:
		return "", false, false
	case understand.Done(in.Text):
		return "", true, true
	}
	if strings.TrimSpace(in.Text) == "0" { // it may answer "berapa omzetnya?"
		return "", false, false
	}
	command, _, ok := understand.Global(in.Text)
	w = flows.Word(command)
	return w, ok && over[w], ok && w == "STOP"
}

func keep(in flows.Input) flows.Reading {
	tell := flows.TellStaff{Kind: "text", Text: in.Text}
	switch in.Kind {
	case flows.Pick:
		tell = flows.TellStaff{Kind: "pick", Text: in.Pick}
	case flows.Media:
		tell.Kind, tell.Picture = in.Media, in.Picture
		if in.Media == "photo" && in.Picture == 0 {
			if in.Trouble == "" { // or it would have been fetched
				tell.Kind = "card"
			}
			return flows.Reading{Act: tell, Then: unsent(in.Trouble)}
		}
	case flows.Contact:
		tell = flows.TellStaff{Kind: "contact", Text: in.Phone}
	}
	return flows.Reading{Act: tell, Then: kept}
}

// unsent says that a picture went nowhere, to both: else each would wait for the
// other.
func unsent(trouble string) func(flows.View) flows.Reading {
	return func(v flows.View) flows.Reading {
		return flows.Reading{Say: []flows.Say{flows.NotTaken(trouble)}, Tell: kept(v).Tell}
	}
}

// kept says once that it arrived.
func kept(v flows.View) flows.Reading {
	talk := talkOf(v)
	got := flows.Reading{Tell: notices(v, "desk/said", flows.Args{"Line": line(talk)})}
	for _, l := range talk.Lines {
		for i := range got.Tell {
			got.Tell[i].Say = Pictured(got.Tell[i].Say, l)
		}
	}
	if first, _ := v.Outcome.Args["First"].(bool); first {
		got.Say = []flows.Say{{Key: "handoff/kept", Args: flows.Args{"Open": calendar.Office(v.Facts.Now)}}}
	}
	return got
}

func line(talk flows.Talk) flows.Say {
	if len(talk.Lines) == 0 {
		return flows.Say{Key: "common/plain", Args: flows.Args{"Text": ""}}
	}
	return Line(talk.Lines[len(talk.Lines)-1])
}

// Line is a line of a talk, without who said it.
func Line(l flows.TalkLine) flows.Say {
	return flows.Say{Key: "desk/words", Args: flows.Args{"Kind": l.Kind, "Text": l.Text, "Shown": l.Picture != 0}}
}

// Pictured is a text with the picture of a line, if it has one.
func Pictured(say flows.Say, l flows.TalkLine) flows.Say {
	if l.Picture != 0 {
		say.File = flows.Picture{ID: l.Picture}
	}
	return say
}

func end(flows.View) flows.Reading {
	return flows.Reading{Act: flows.EndHandoff{}, Then: func(v flows.View) flows.Reading {
		return flows.Reading{Say: []flows.Say{{Key: "handoff/ended"}}, Tell: notices(v, "desk/left", flows.Args{})}
	}}
}

// Open has staff talk to the person where they stand, with a question if there is
// one; otherwise is what is read where there is nobody to be told.
func Open(of flows.OpenHandoff, otherwise func(flows.View) flows.Reading) flows.Reading {
	return flows.Reading{Act: of, Then: func(v flows.View) flows.Reading {
		if v.Outcome.Event != "opened" {
			return otherwise(v)
		}
		centre, _ := v.Outcome.Args["Centre"].(flows.Centre)
		officers, _ := v.Outcome.Args["Officers"].(bool)
		return flows.Reading{
			Say: []flows.Say{{Key: "handoff/opened", Args: flows.Args{"Centre": centre.Name, "Officers": officers, "Asked": of.Question != "",
				"Open": calendar.Office(v.Facts.Now)}}},
			Tell: notices(v, "desk/called", flows.Args{"Question": of.Question}),
			Go:   &flows.Go{Quiet: true},
		}
	}}
}

func talkOf(v flows.View) flows.Talk {
	talk, _ := v.Outcome.Args["Talk"].(flows.Talk)
	return talk
}

// notices tell everybody of the staff who is to know.
func notices(v flows.View, key string, args flows.Args) (list []flows.Notice) {
	chats, _ := v.Outcome.Args["Told"].([]flows.Chat)
	talk := talkOf(v)
	for _, c := range chats {
		list = append(list, flows.Notice{MemberID: c.MemberID, AddressID: c.AddressID, Lang: c.Lang, Until: v.Facts.Now.Add(told), Handoff: talk.ID,
			Say: Told(key, talk, c, args)})
	}
	return list
}

// Told is what somebody of the staff is told of a talk.
func Told(key string, talk flows.Talk, to flows.Chat, args flows.Args) flows.Say {
	all := flows.Args{"Name": talk.Name, "Number": talk.Number, "Where": region.KecamatanName(talk.Kecamatan), "Here": to.Here}
	for k, value := range args {
		all[k] = value
	}
	return flows.Say{Key: key, Args: all}
}

// Name is who somebody is in a list.
func Name(talk flows.Talk) string { return cmp.Or(talk.Name, talk.Number) }

// Raised is what the next level is told of a talk that nobody answered.
func Raised(talk flows.Talk, to flows.Chat) flows.Say {
	return Told("desk/raised", talk, to, flows.Args{"Line": line(talk), "Since": talk.Since})
}

// Rested is what a person is told when their talk is over because nobody has said
// anything for long.
func Rested(talk flows.Talk) flows.Say {
	return flows.Say{Key: "handoff/rested", Args: flows.Args{"Waits": !talk.Since.IsZero()}}
}
