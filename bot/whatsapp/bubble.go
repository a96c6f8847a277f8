package whatsapp

import (
	"strings"
	"unicode/utf8"

	"go.mau.fi/whatsmeow/proto/waE2E"
	"google.golang.org/protobuf/proto"

	"langkah/bot"
)

const (
	maxText    = 4096 // runes of a message: more than that nobody reads in one
	maxCaption = 1024 // the same below a picture
)

// messages are what shows a bubble: the file if there is one, and its text with
// the choices as a numbered menu, in as many messages as it needs. The same
// bubble always makes the same messages. A file of ours was uploaded before.
func messages(out bot.Outbound) ([]*waE2E.Message, error) {
	var list []*waE2E.Message
	text := strings.ToValidUTF8(out.Numbered(), "\uFFFD")
	if out.Media != nil {
		file, err := fileOf(*out.Media)
		if err != nil {
			return nil, err
		}
		if utf8.RuneCountInString(text) <= maxCaption && takesCaption(file) {
			captioned(file, text)
			text = ""
		}
		list = append(list, file)
	}
	for text != "" || len(list) == 0 {
		part := text
		if len(list) < maxParts-1 {
			part, text = bot.Split(text, maxText, bot.One)
		} else {
			text = ""
		}
		list = append(list, &waE2E.Message{Conversation: proto.String(part)})
	}
	return list, nil
}

func takesCaption(m *waE2E.Message) bool { return m.GetAudioMessage() == nil }

func captioned(m *waE2E.Message, text string) {
	if text == "" {
		return
	}
	switch {
	case m.ImageMessage != nil:
		m.ImageMessage.Caption = &text
	case m.DocumentMessage != nil:
		m.DocumentMessage.Caption = &text
	case m.VideoMessage != nil:
		m.VideoMessage.Caption = &text
	}
}
