package telegram

import (
	"encoding/json"

	"github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"langkah/bot"
)

// message is one call that shows something.
type message struct {
	method string
	params tgbotapi.Params
	file   *upload // in its body; nil: none
}

// upload is a file that goes with a call, as a field of its form.
type upload struct {
	field string
	bot.Media
}

// messages are the calls that show a bubble: the file if there is one, its text
// in as many messages as it needs, and the buttons under the last.
func messages(out bot.Outbound) []message {
	var list []message
	text := out.Text
	if out.Media != nil {
		m := file(*out.Media)
		if units(text) <= maxCaption {
			m.params.AddNonEmpty("caption", text)
			text = ""
		}
		list = append(list, m)
	}
	for text != "" || len(list) == 0 {
		var part string
		part, text = bot.Split(text, maxText, unitsOf)
		list = append(list, message{method: "sendMessage", params: tgbotapi.Params{"text": part, "disable_web_page_preview": "true"}})
	}
	list[len(list)-1].params["reply_markup"] = keyboard(out)
	return list
}

// file shows a file of Telegram's by its handle, one of ours by what it holds.
func file(m bot.Media) message {
	method, field := "sendDocument", "document"
	if m.Kind == bot.Photo {
		method, field = "sendPhoto", "photo"
	}
	switch _, ours := m.File(); {
	case ours && m.Handle != "":
		return message{method: method, params: tgbotapi.Params{field: m.Handle}}
	case ours:
		return message{method, tgbotapi.Params{}, &upload{field, m}}
	}
	return message{method: method, params: tgbotapi.Params{field: m.Ref}}
}

// unitsOf is how Telegram counts: in UTF-16.
func unitsOf(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

func units(text string) (n int) {
	for _, r := range text {
		n += unitsOf(r)
	}
	return n
}

// keyboard is what can be pressed. A message has buttons of its own or the
// keyboard of the chat, not both: where the phone number can be shared, the
// choices stand beside that, and pressing one writes it. Else an old keyboard
// of the chat goes away.
func keyboard(out bot.Outbound) string {
	var markup any = tgbotapi.NewRemoveKeyboard(false)
	switch {
	case out.ShareContact != "":
		rows := [][]tgbotapi.KeyboardButton{{tgbotapi.NewKeyboardButtonContact(out.ShareContact)}}
		for _, c := range out.Choices {
			rows = append(rows, []tgbotapi.KeyboardButton{tgbotapi.NewKeyboardButton(c.Label)})
		}
		markup = tgbotapi.ReplyKeyboardMarkup{Keyboard: rows, ResizeKeyboard: true, OneTimeKeyboard: true}
	case len(out.Choices) > 0:
		var rows [][]tgbotapi.InlineKeyboardButton
		for _, c := range out.Choices {
			rows = append(rows, []tgbotapi.InlineKeyboardButton{tgbotapi.NewInlineKeyboardButtonData(c.Label, c.ID)})
		}
		markup = tgbotapi.InlineKeyboardMarkup{InlineKeyboard: rows}
	}
	raw, _ := json.Marshal(markup) // strings and flags: cannot fail
	return string(raw)
}
