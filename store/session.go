package store

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"langkah/flows"
)

// EncodeSession is a session as it is stored. Every turn decodes and encodes
// one; this library takes a third of the allocations of encoding/json.
func EncodeSession(s flows.Session) ([]byte, error) { return encode(s) }

// encode replaces what is no UTF-8: half a letter must not cost a person their
// conversation.
func encode(v any) ([]byte, error) { return json.Marshal(v, jsontext.AllowInvalidUTF8(true)) }

// DecodeSession reads a stored session.
func DecodeSession(raw []byte) (s flows.Session, err error) {
	err = json.Unmarshal(raw, &s)
	return s, err
}
