package engine

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

func TestInput(t *testing.T) {
	t.Parallel()
	m := store.Message{Text: "hi", Pick: "p", Phone: "+62", Masked: true}
	for kind, want := range map[bot.Kind]flows.Input{
		bot.Text:     {Kind: flows.Text, Text: "hi", Masked: true},
		bot.Pick:     {Kind: flows.Pick, Text: "hi", Masked: true, Pick: "p"},
		bot.Contact:  {Kind: flows.Contact, Text: "hi", Masked: true, Phone: "+62"},
		bot.Start:    {Kind: flows.Start, Text: "hi", Masked: true},
		bot.Photo:    {Kind: flows.Media, Text: "hi", Masked: true, Media: "photo", Trouble: flows.PictureNever},
		bot.Document: {Kind: flows.Media, Text: "hi", Masked: true, Media: "document", Trouble: flows.PictureNever},
		bot.Voice:    {Kind: flows.Media, Text: "hi", Masked: true, Media: "voice"},
		bot.Sticker:  {Kind: flows.Media, Text: "hi", Masked: true, Media: "sticker"},
		bot.Location: {Kind: flows.Media, Text: "hi", Masked: true, Media: "location"},
		bot.Other:    {Kind: flows.Media, Text: "hi", Masked: true, Media: "other"},
	} {
		m.Kind = kind
		if diff := cmp.Diff(want, input(&m)); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
	}
}

// TestPictureIsWantedOnce: what waited for its picture, or can have none, is not
// left to wait again, whatever a flow makes of it.
func TestPictureIsWantedOnce(t *testing.T) {
	t.Parallel()
	of := &bot.Media{Ref: "x"}
	for name, c := range map[string]struct {
		message store.Message
		again   bool
	}{
		"new":             {store.Message{ID: 7, Media: of}, false},
		"given up":        {store.Message{ID: 7, Media: of, Picture: flows.PictureAway}, true},
		"here":            {store.Message{ID: 7, Media: of, Picture: bot.FileRef(3)}, true},
		"only told of":    {store.Message{ID: 7}, true},
		"waiting already": {store.Message{ID: 7, Media: of, Picture: store.PictureWanted}, true},
	} {
		j := &job{talk: &store.Conversation{Messages: []store.Message{c.message}}}
		if err := j.want(&c.message); (err != nil) != c.again || (j.wants == 7) == c.again {
			t.Errorf("a picture that is %s: %v, waits %v", name, err, j.wants)
		}
	}
}
