package webchat

import "langkah/bot"

// parts are the bubbles of one row on the screen: a text longer than a bubble
// goes on in the next, and the last one holds the choices.
func parts(row bot.Outbound) []bubble {
	var list []bubble
	text := row.Text
	for {
		part, rest := bot.Split(text, maxBubble, bot.One)
		list = append(list, bubble{ID: row.ID, Part: len(list), Text: part})
		if text = rest; text == "" {
			break
		}
	}
	list[len(list)-1].Choices = row.Choices
	return list
}
