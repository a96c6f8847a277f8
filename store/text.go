package store

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"langkah/bot"
)

// plain is what PostgreSQL can hold of a text from outside.
func plain(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

// maxKey bounds what is indexed: 2,700 bytes are an error of the index, and
// some messengers let the person's own program choose a message's id.
const maxKey = 1000

// key is an id from outside as it can be indexed.
func key(s string) string {
	s = plain(s)
	if len(s) <= maxKey {
		return s
	}
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func plainMedia(m bot.Media) bot.Media {
	m.Ref, m.Name, m.MIME = plain(m.Ref), plain(m.Name), plain(m.MIME)
	return m
}
