package webchat

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"langkah/bot"
)

// parts are the bubbles of one row on the screen: a text longer than a bubble
// goes on in the next, and the last one holds the choices.
func parts(row bot.Outbound) []bubble {
	var list []bubble
	text := row.Text
	for {
		part, rest := split(text, maxBubble)
		list = append(list, bubble{ID: row.ID, Part: len(list), Text: part})
		if text = rest; text == "" {
			break
		}
	}
	list[len(list)-1].Choices = row.Choices
	return list
}

// split cuts text after at most limit runes, at the end of a line or else of a
// word, if there is one.
func split(text string, limit int) (part, rest string) {
	if utf8.RuneCountInString(text) <= limit {
		return text, ""
	}
	end := 0
	for range limit {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	if line := strings.LastIndexByte(text[:end], '\n'); line > 0 {
		end = line + 1
	} else if word := strings.LastIndexFunc(text[:end], unicode.IsSpace); word > 0 {
		_, size := utf8.DecodeRuneInString(text[word:])
		end = word + size
	}
	return text[:end], text[end:]
}
