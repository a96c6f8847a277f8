package whatsapp

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.mau.fi/whatsmeow/proto/waCommon"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"
	"google.golang.org/protobuf/proto"

	"langkah/bot"
)

var (
	text   = proto.String
	at     = time.Unix(1795000000, 0)
	number = types.NewJID(siti, types.DefaultUserServer)
	hidden = types.NewJID("77001", types.HiddenUserServer)
)

func edit(id, words string) *waE2E.ProtocolMessage {
	return &waE2E.ProtocolMessage{Type: waE2E.ProtocolMessage_MESSAGE_EDIT.Enum(), Key: &waCommon.MessageKey{ID: &id}, EditedMessage: said(words)}
}

func said(words string) *waE2E.Message { return &waE2E.Message{Conversation: &words} }

func wrap(m *waE2E.Message) *waE2E.FutureProofMessage { return &waE2E.FutureProofMessage{Message: m} }

// event is a message of Siti's as the library brings it.
func event(m *waE2E.Message) *events.Message {
	e := &events.Message{RawMessage: m, Info: types.MessageInfo{ID: "3A01", Timestamp: at, PushName: "Siti",
		MessageSource: types.MessageSource{Chat: number, Sender: number, SenderAlt: hidden}}}
	return e.UnwrapRaw()
}

func TestConvert(t *testing.T) {
	t.Parallel()
	reply := &waE2E.ContextInfo{StanzaID: text("3A00"), QuotedMessage: said("yang lama")}
	card := func(v string) *waE2E.Message {
		return &waE2E.Message{ContactMessage: &waE2E.ContactMessage{Vcard: &v}}
	}
	for name, c := range map[string]struct {
		m     *waE2E.Message
		kind  bot.Kind
		text  string
		phone string // of a card
		file  bool
	}{
		"text":              {said("mau daftar 👍"), bot.Text, "mau daftar 👍", "", false},
		"answer to another": {&waE2E.Message{ExtendedTextMessage: &waE2E.ExtendedTextMessage{Text: text("iya"), ContextInfo: reply}}, bot.Text, "iya", "", false},
		"disappearing":      {&waE2E.Message{EphemeralMessage: wrap(said("iya"))}, bot.Text, "iya", "", false},
		"wrapped oddly":     {&waE2E.Message{ViewOnceMessageV2: wrap(&waE2E.Message{EphemeralMessage: wrap(sample(bot.Photo, ""))})}, bot.Photo, "", "", true},
		"button":            {&waE2E.Message{ButtonsResponseMessage: &waE2E.ButtonsResponseMessage{Response: &waE2E.ButtonsResponseMessage_SelectedDisplayText{SelectedDisplayText: "Ya"}}}, bot.Text, "Ya", "", false},
		"list":              {&waE2E.Message{ListResponseMessage: &waE2E.ListResponseMessage{Title: text("Kuliner")}}, bot.Text, "Kuliner", "", false},
		"photo":             {&waE2E.Message{ImageMessage: &waE2E.ImageMessage{Caption: text("warung saya")}}, bot.Photo, "warung saya", "", true},
		"of an album":       {&waE2E.Message{AssociatedChildMessage: wrap(&waE2E.Message{ImageMessage: &waE2E.ImageMessage{Caption: text("warung saya")}})}, bot.Photo, "warung saya", "", true},
		"document":          {&waE2E.Message{DocumentWithCaptionMessage: wrap(&waE2E.Message{DocumentMessage: &waE2E.DocumentMessage{Caption: text("NIB")}})}, bot.Document, "NIB", "", true},
		"voice":             {sample(bot.Voice, ""), bot.Voice, "", "", true},
		"video":             {&waE2E.Message{VideoMessage: &waE2E.VideoMessage{Caption: text("dapur")}}, bot.Other, "dapur", "", true},
		"round video":       {&waE2E.Message{PtvMessage: &waE2E.VideoMessage{}}, bot.Other, "", "", true},
		"sticker":           {sample(bot.Sticker, ""), bot.Sticker, "", "", false},
		"moving sticker":    {&waE2E.Message{LottieStickerMessage: wrap(sample(bot.Sticker, ""))}, bot.Sticker, "", "", false},
		"location":          {sample(bot.Location, ""), bot.Location, "", "", false},
		"live location":     {&waE2E.Message{LiveLocationMessage: &waE2E.LiveLocationMessage{SequenceNumber: proto.Int64(1)}}, bot.Location, "", "", false},
		"that moves":        {&waE2E.Message{LiveLocationMessage: &waE2E.LiveLocationMessage{SequenceNumber: proto.Int64(2)}}, "", "", "", false},
		"card":              {card("BEGIN:VCARD\nTEL;type=CELL;waid=6281299000009:+62 812-9900-0009"), bot.Contact, "", "+6281299000009", false},
		"card at home":      {card("BEGIN:VCARD\r\nitem1.TEL;type=CELL:0812-9900-0009\r\n"), bot.Contact, "", "+6281299000009", false},
		"card abroad":       {card("TEL:+65 9123 4567"), bot.Contact, "", "+6591234567", false},
		"card without":      {card("BEGIN:VCARD\nTEL:12\n"), bot.Contact, "", "", false},
		"cards":             {&waE2E.Message{ContactsArrayMessage: &waE2E.ContactsArrayMessage{Contacts: []*waE2E.ContactMessage{{Vcard: text("TEL:+6591234567")}, {}}}}, bot.Contact, "", "+6591234567", false},
		"no cards":          {&waE2E.Message{ContactsArrayMessage: &waE2E.ContactsArrayMessage{}}, bot.Contact, "", "", false},
		"changed":           {&waE2E.Message{EditedMessage: wrap(&waE2E.Message{ProtocolMessage: edit("3A00", "lain")})}, bot.Edited, "lain", "", false},
		"changed in secret": {&waE2E.Message{SecretEncryptedMessage: &waE2E.SecretEncryptedMessage{SecretEncType: waE2E.SecretEncryptedMessage_MESSAGE_EDIT.Enum()}}, bot.Edited, "", "", false},
		"poll changed":      {&waE2E.Message{SecretEncryptedMessage: &waE2E.SecretEncryptedMessage{SecretEncType: waE2E.SecretEncryptedMessage_POLL_EDIT.Enum()}}, "", "", "", false},
		"taken back":        {&waE2E.Message{ProtocolMessage: &waE2E.ProtocolMessage{Type: waE2E.ProtocolMessage_REVOKE.Enum()}}, "", "", "", false},
		"reaction":          {&waE2E.Message{ReactionMessage: &waE2E.ReactionMessage{Text: text("👍")}}, "", "", "", false},
		"vote":              {&waE2E.Message{PollUpdateMessage: &waE2E.PollUpdateMessage{}}, "", "", "", false},
		"pinned":            {&waE2E.Message{PinInChatMessage: &waE2E.PinInChatMessage{}}, "", "", "", false},
		"album begins":      {&waE2E.Message{AlbumMessage: &waE2E.AlbumMessage{}}, "", "", "", false},
		"keys":              {&waE2E.Message{SenderKeyDistributionMessage: &waE2E.SenderKeyDistributionMessage{}, MessageContextInfo: &waE2E.MessageContextInfo{}}, "", "", "", false},
		"nothing":           {&waE2E.Message{}, "", "", "", false},
		"empty text":        {said(""), "", "", "", false},
		"poll":              {&waE2E.Message{PollCreationMessageV3: &waE2E.PollCreationMessage{}}, bot.Other, "", "", false},
		"order":             {&waE2E.Message{OrderMessage: &waE2E.OrderMessage{}}, bot.Other, "", "", false},
		"event":             {&waE2E.Message{EventMessage: &waE2E.EventMessage{}}, bot.Other, "", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in, from := convert(event(c.m))
			if in.Kind != c.kind || in.Text != c.text || (in.Media != nil) != c.file || from != (person{"+" + siti, "77001"}) {
				t.Errorf("%q %q %v from %v", in.Kind, in.Text, in.Media, from)
			}
			phone := "+" + siti
			if c.kind == bot.Contact {
				phone = c.phone
			}
			if in.Phone != phone || in.ExternalID != "3A01" || !in.At.Equal(at) || in.Name != "Siti" {
				t.Errorf("%+v", in)
			}
		})
	}
}

// TestElsewhere: what is no talk with one person is none of ours.
func TestElsewhere(t *testing.T) {
	t.Parallel()
	own := types.NewJID(office, types.DefaultUserServer)
	jid := func(s string) types.JID { j, _ := types.ParseJID(s); return j }
	for name, c := range map[string]struct {
		from types.MessageSource
		kind bot.Kind
	}{
		"a person":      {types.MessageSource{Chat: number, Sender: number}, bot.Text},
		"by LID":        {types.MessageSource{Chat: hidden, Sender: hidden, SenderAlt: number}, bot.Text},
		"staff":         {types.MessageSource{Chat: number, Sender: own, IsFromMe: true}, bot.Staff},
		"staff, by LID": {types.MessageSource{Chat: hidden, Sender: own, RecipientAlt: number, IsFromMe: true}, bot.Staff},
		"to themselves": {types.MessageSource{Chat: own, Sender: own, IsFromMe: true}, ""},
		"group":         {types.MessageSource{Chat: jid("123-456@g.us"), Sender: number, IsGroup: true}, ""},
		"status":        {types.MessageSource{Chat: types.StatusBroadcastJID, Sender: number, IsGroup: true}, ""},
		"broadcast":     {types.MessageSource{Chat: jid("1@broadcast"), Sender: number}, ""},
		"newsletter":    {types.MessageSource{Chat: jid("1@newsletter"), Sender: jid("1@newsletter")}, ""},
		"WhatsApp":      {types.MessageSource{Chat: jid("0@s.whatsapp.net"), Sender: jid("0@s.whatsapp.net")}, ""},
		"its bot":       {types.MessageSource{Chat: types.MetaAIJID, Sender: types.MetaAIJID}, ""},
		"another bot":   {types.MessageSource{Chat: jid("1@bot"), Sender: jid("1@bot")}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := event(said("halo"))
			e.Info.MessageSource = c.from
			in, _ := convert(e)
			if in.Kind != c.kind {
				t.Errorf("%+v", in)
			}
			if in.Kind == bot.Staff {
				if diff := cmp.Diff(bot.Inbound{Kind: bot.Staff, ExternalID: "3A01", At: at}, in); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

func TestPersonOf(t *testing.T) {
	t.Parallel()
	for want, s := range map[person]types.MessageSource{
		{"+" + siti, ""}:      {Chat: number},
		{"", "77001"}:         {Chat: hidden},
		{"+" + siti, "77001"}: {Chat: hidden, SenderAlt: number},
	} {
		if got := personOf(s); got != want {
			t.Errorf("%v is %v, want %v", s, got, want)
		}
	}
	if j := (person{"+" + siti, "77001"}).jid(); j != hidden {
		t.Errorf("written to at %s", j)
	}
	if j := (person{"+" + siti, ""}).jid(); j != number {
		t.Errorf("written to at %s", j)
	}
}

func FuzzConvert(f *testing.F) {
	for _, m := range []*waE2E.Message{said("halo"), sample(bot.Photo, ""), sample(bot.Contact, ""), sample(bot.Edited, "3A00")} {
		raw, _ := proto.Marshal(m)
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var m waE2E.Message
		if proto.Unmarshal(raw, &m) != nil {
			return
		}
		in, from := convert(event(&m))
		if in.Media != nil && strings.ContainsAny(in.Media.Name, "/\\\x00") && strings.Contains(in.Media.Name, "/") {
			t.Errorf("a file is called %q", in.Media.Name)
		}
		if from.phone == "" || in.Kind != "" && in.ExternalID == "" {
			t.Errorf("%+v", in)
		}
	})
}
