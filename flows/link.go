package flows

import "time"

// Shared is an action that touches other people's rows as well: its turn runs
// alone, with all of them locked.
type Shared interface {
	Action
	shared()
}

// GiveLinkCode gives the person a one-time code, to be typed in another chat of
// theirs; an earlier one of theirs ends. Outcome: given; Args: Code.
type GiveLinkCode struct{}

// CheckLinkCode looks whose a code is. Outcomes: found; wrong, expired, used;
// own (given in this very chat), joined (both chats are one person already);
// many (too many wrong ones in an hour). With found it is kept as answers:
// name, phone (masked) and channel of whoever the code was given to, and, where
// both are members, number, which goes on, and other.
type CheckLinkCode struct{ Code string }

// LinkAccounts makes the person and whoever the code was given to one. Outcomes:
// linked; wrong, expired, used, own, joined. Args of linked: Link, Number,
// Form (a registration goes on), Stays (the person is the one who stays).
type LinkAccounts struct{ Code string }

// UnlinkAccounts undoes the latest LinkAccounts, for LinkUndo. Outcomes: parted,
// nothing. Args of parted: Link, Stays (the chat stays with this person).
type UnlinkAccounts struct{}

// SamePerson makes those one whom a messenger knew as two until now. It comes
// from the channel, not from a flow.
type SamePerson struct{}

// LinkArgs are Args["Link"] of an outcome that has to do with another chat.
type LinkArgs struct {
	Here      string    // channel of this chat: webchat, telegram, whatsapp
	Channel   string    // of the other one
	AddressID int64     // where it is told
	Lang      string    // in which language
	Until     time.Time // when it can be undone no more
}

// How long a code is good for, and how long linking can be undone.
const (
	LinkCodeLife = 15 * time.Minute
	LinkUndo     = 24 * time.Hour
)

// Notice is what somebody is told at another address than the one they, or
// somebody else, wrote from: they asked for it.
type Notice struct {
	MemberID  int64 // whose that is; 0: who is answered, or whose it is after this
	AddressID int64
	Lang      string
	Say       Say
	Until     time.Time // of no use after this
	Handoff   int64     // the talk with staff that it belongs to; 0: none
	Spoken    bool      // a person says it in that talk, or asked to see it now: it leaves at any hour
	Choices   []Choice  // under it, as they are called on buttons; of an announcement
}

func (GiveLinkCode) action()   {}
func (CheckLinkCode) action()  {}
func (LinkAccounts) action()   {}
func (UnlinkAccounts) action() {}
func (SamePerson) action()     {}

func (LinkAccounts) shared()   {}
func (UnlinkAccounts) shared() {}
func (SamePerson) shared()     {}
func (EraseMember) shared()    {} // with those who go on as this person
