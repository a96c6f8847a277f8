package bot

import (
	"strconv"
	"strings"
)

// Media points at a file: one in the channel's keeping, or one of ours.
type Media struct {
	Kind Kind   `json:"kind,omitempty"` // of what we send: Photo or Document; what came in has Inbound.Kind
	Ref  string `json:"ref"`            // the channel's own handle, or a FileRef
	Name string `json:"name,omitempty"`
	MIME string `json:"mime,omitempty"`
	Size int64  `json:"size,omitempty"` // bytes

	// Handle is what the channel calls a file of ours that it has; a channel that
	// brings one sets it. "": it does not have it.
	Handle string `json:"-"`
	// Content is what a file of ours holds, for as long as it is being sent.
	Content []byte `json:"-"`
}

const ofOurs = "file:" // no messenger's handle has a colon

// FileRef names a file of our own store. It means the same on every channel and
// is looked up only when the bubble leaves.
func FileRef(id int64) string { return ofOurs + strconv.FormatInt(id, 10) }

// File is the file of ours that is meant, if it is one. m may be nil.
func (m *Media) File() (id int64, ours bool) {
	if m == nil {
		return 0, false
	}
	digits, ours := strings.CutPrefix(m.Ref, ofOurs)
	if !ours {
		return 0, false
	}
	id, err := strconv.ParseInt(digits, 10, 64)
	return id, err == nil && id > 0
}
