package whatsapp

import (
	"crypto/rand"
	"encoding/hex"
	"strings"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/types"
)

const (
	idLength = 22 // "3EB0" and 18 hex digits, as WhatsApp's own programs have
	maxParts = 16 // of one bubble: the last digit counts them
)

// NewID implements bot.IDMaker. The last digit is left to the parts of a bubble
// that is too long for one message.
func (c *Channel) NewID() string { return newID() }

func newID() string {
	var b [9]byte
	_, _ = rand.Read(b[:]) // never fails
	id := whatsmeow.WebMessageIDPrefix + strings.ToUpper(hex.EncodeToString(b[:]))
	return id[:idLength-1] + "0"
}

// partID is the id of one of so many messages of a bubble. The last has the
// bubble's: what was read of that was read to the end.
func partID(id string, part, parts int) string {
	if part == parts-1 || len(id) != idLength {
		return id
	}
	return id[:idLength-1] + strings.ToUpper(hex.EncodeToString([]byte{byte(part + 1)}))[1:]
}

// wholeID is the bubble's id and which part of it the message is; -1: the last.
func wholeID(id string) (whole string, part int) {
	if len(id) != idLength || id[idLength-1] == '0' {
		return id, -1
	}
	return id[:idLength-1] + "0", strings.IndexByte("123456789ABCDEF", id[idLength-1])
}

// person is one of WhatsApp's: by phone (E.164), by LID (digits), or by both.
type person struct{ phone, lid string }

// personOf reads who the other side of a chat is.
func personOf(s types.MessageSource) (p person) {
	alt := s.SenderAlt
	if s.IsFromMe {
		alt = s.RecipientAlt
	}
	for _, j := range []types.JID{s.Chat, alt} {
		switch {
		case j.User == "":
		case j.Server == types.DefaultUserServer || j.Server == types.HostedServer:
			p.phone = "+" + j.User
		case j.Server == types.HiddenUserServer || j.Server == types.HostedLIDServer:
			p.lid = j.User
		}
	}
	return p
}

// jid is where the person is written to. A LID is what WhatsApp itself uses; a
// phone costs a question to its server.
func (p person) jid() types.JID {
	if p.lid != "" {
		return types.NewJID(p.lid, types.HiddenUserServer)
	}
	return types.NewJID(strings.TrimPrefix(p.phone, "+"), types.DefaultUserServer)
}
