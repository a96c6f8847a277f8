package webchat

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"langkah/bot"
)

const (
	maxText = 16_000 // runes; flows answer to long texts, these are no answers any more
	maxPick = 64     // bytes, as for every channel
)

var clientID = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// kinds that a page may send; the files are pretended, only the kind comes.
var kinds = map[bot.Kind]bool{
	bot.Text: true, bot.Pick: true, bot.Photo: true, bot.Voice: true,
	bot.Sticker: true, bot.Document: true, bot.Location: true,
}

// message is what the page posts.
type message struct {
	ID   string   `json:"id"` // a UUID of the page's making
	Kind bot.Kind `json:"kind"`
	Text string   `json:"text"` // with a pick: its label, as the person saw it
	Pick string   `json:"pick"`
}

// clean makes m fit to keep; a code says why it cannot be.
func (m *message) clean() string {
	if !clientID.MatchString(m.ID) || !kinds[m.Kind] {
		return "unread"
	}
	m.Text = sanitise(m.Text)
	if m.Kind != bot.Pick {
		m.Pick = ""
	}
	switch {
	case utf8.RuneCountInString(m.Text) > maxText:
		return "long"
	case m.Kind == bot.Text && strings.TrimSpace(m.Text) == "":
		return "empty"
	case m.Kind == bot.Pick && (m.Pick == "" || len(m.Pick) > maxPick || sanitise(m.Pick) != m.Pick):
		return "unread"
	}
	return ""
}

// inbound gives the message to its person. The id is the page's own, so it is
// unique for that person only.
func (m *message) inbound(who string) bot.Inbound {
	return bot.Inbound{
		From: address(who), ExternalID: externalID(who, m.ID),
		Kind: m.Kind, Text: m.Text, Pick: m.Pick,
	}
}

func externalID(who, id string) string { return who + "/" + strings.ToLower(id) }

// ownID is the page's id in an external id, "" if the person wrote elsewhere.
func ownID(who, external string) string {
	id, found := strings.CutPrefix(external, who+"/")
	if !found {
		return ""
	}
	return id
}

// sanitise drops what no text has: NUL, which the ledger cannot hold, other
// control characters, and broken UTF-8.
func sanitise(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r >= 0x7f && r < 0xa0:
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}
