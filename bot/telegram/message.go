package telegram

import (
	"cmp"
	"strings"

	"github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"langkah/bot"
)

// fill sets the kind of a message, and what belongs to it.
func fill(in *bot.Inbound, m *tgbotapi.Message) {
	switch {
	case m.Text != "":
		written(in, m.Text)
	case m.Contact != nil:
		in.Kind, in.Phone = bot.Contact, phone(m.Contact.PhoneNumber)
	default:
		in.Kind, in.Media = attached(m)
		in.Text = m.Caption
	}
}

// written: a command is its word; "/start" opens the chat, with what the link
// carried.
func written(in *bot.Inbound, text string) {
	in.Kind, in.Text = bot.Text, text
	word, rest, _ := strings.Cut(text, " ")
	command, isCommand := strings.CutPrefix(word, "/")
	if !isCommand {
		return
	}
	command, _, _ = strings.Cut(command, "@")
	if strings.EqualFold(command, "start") {
		in.Kind, in.Text = bot.Start, strings.TrimSpace(rest)
		return
	}
	if isName(command) {
		in.Text = strings.TrimSpace(strings.ReplaceAll(command, "_", " ") + " " + rest)
	}
}

// isName tells whether a command can be one of a bot: "/2" is not.
func isName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") == ""
}

// phone: Telegram gives numbers without their plus, or with it.
func phone(s string) string { return "+" + strings.TrimPrefix(strings.ReplaceAll(s, " ", ""), "+") }

// attached tells what else a message holds; nothing that we know is Other.
func attached(m *tgbotapi.Message) (bot.Kind, *bot.Media) {
	switch {
	case len(m.Photo) > 0:
		p := m.Photo[len(m.Photo)-1] // the largest
		for _, q := range m.Photo {
			if q.Width*q.Height > p.Width*p.Height {
				p = q
			}
		}
		return bot.Photo, &bot.Media{Ref: p.FileID, MIME: "image/jpeg", Size: int64(p.FileSize)}
	case m.Sticker != nil:
		return bot.Sticker, &bot.Media{Ref: m.Sticker.FileID, Size: int64(m.Sticker.FileSize)}
	case m.Voice != nil:
		return bot.Voice, &bot.Media{Ref: m.Voice.FileID, MIME: m.Voice.MimeType, Size: int64(m.Voice.FileSize)}
	case m.Audio != nil:
		return bot.Voice, &bot.Media{Ref: m.Audio.FileID, Name: m.Audio.FileName, MIME: m.Audio.MimeType, Size: int64(m.Audio.FileSize)}
	case m.VideoNote != nil:
		return bot.Other, &bot.Media{Ref: m.VideoNote.FileID, MIME: "video/mp4", Size: int64(m.VideoNote.FileSize)}
	case m.Video != nil:
		return bot.Other, &bot.Media{Ref: m.Video.FileID, Name: m.Video.FileName, MIME: m.Video.MimeType, Size: int64(m.Video.FileSize)}
	case m.Animation != nil: // comes as a document, too
		return bot.Other, &bot.Media{Ref: m.Animation.FileID, Name: m.Animation.FileName, MIME: m.Animation.MimeType, Size: int64(m.Animation.FileSize)}
	case m.Document != nil:
		d := m.Document
		return bot.Document, &bot.Media{Ref: d.FileID, Name: d.FileName, MIME: cmp.Or(d.MimeType, "application/octet-stream"), Size: int64(d.FileSize)}
	case m.Location != nil || m.Venue != nil:
		return bot.Location, nil
	}
	return bot.Other, nil
}
