package bot

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Split cuts text where it grows longer than limit, as size counts its runes:
// at the end of a paragraph if one ends in the latter half, else of a line, else
// of a word, if there is one. Nothing is lost, and part holds a rune at least.
func Split(text string, limit int, size func(rune) int) (part, rest string) {
	end := fits(text, limit, size)
	if end == len(text) {
		return text, ""
	}
	head := text[:end]
	if paragraph := strings.LastIndex(head, "\n\n"); paragraph+2 > end/2 {
		end = paragraph + 2
	} else if line := strings.LastIndexByte(head, '\n'); line > 0 {
		end = line + 1
	} else if word := strings.LastIndexFunc(head, unicode.IsSpace); word > 0 {
		_, width := utf8.DecodeRuneInString(text[word:])
		end = word + width
	}
	return text[:end], text[end:]
}

// fits is the length, in bytes, of what is not too long.
func fits(text string, limit int, size func(rune) int) int {
	room := limit
	for i, r := range text {
		if room -= size(r); room < 0 && i > 0 {
			return i
		}
	}
	return len(text)
}

// One counts every rune as one.
func One(rune) int { return 1 }
