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
		bot.Photo:    {Kind: flows.Media, Text: "hi", Masked: true, Media: "photo"},
		bot.Document: {Kind: flows.Media, Text: "hi", Masked: true, Media: "document"},
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
