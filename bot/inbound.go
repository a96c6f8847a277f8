package bot

import "time"

// Kind says what came in.
type Kind string

// The kinds of inbound message. Everything a channel can receive is one of
// these; what a flow cannot use is answered helpfully, never dropped.
const (
	Text     Kind = "text"
	Pick     Kind = "pick"    // a button or list row: Inbound.Pick
	Contact  Kind = "contact" // a phone number shared by its owner: Inbound.Phone
	Start    Kind = "start"   // the chat was opened; Text holds a deep link's payload
	Photo    Kind = "photo"
	Document Kind = "document"
	Voice    Kind = "voice"
	Sticker  Kind = "sticker"
	Location Kind = "location"
	Other    Kind = "other"    // a kind that we do not know yet
	Edited   Kind = "edited"   // an earlier text was changed; it was read as it was
	Blocked  Kind = "blocked"  // the person shut the chat
	Reopened Kind = "reopened" // and opened it again
	Staff    Kind = "staff"    // staff wrote to the person themselves, past us: no word of it is kept
)

// Inbound is one message as a channel received it.
type Inbound struct {
	From       Address
	ExternalID string // unique within (channel, account): a second delivery is the same message
	Seq        int64  // the channel's own order; ties keep the order of the batch
	Kind       Kind
	Text       string // UTF-8; a caption for media
	Pick       string // Choice.ID of what was pressed
	Phone      string // E.164; the sender's own, where the channel vouches for it, or a shared contact
	Name       string // display name, if the channel gives one
	Lang       string // IETF tag of the person's app, if known
	Media      *Media
	At         time.Time // when it was written, by the channel's clock; zero: now
}
