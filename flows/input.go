package flows

import (
	"slices"
	"time"
)

// InputKind says what the person did.
type InputKind int

// The kinds of input.
const (
	Text    InputKind = iota
	Pick              // pressed a choice: Input.Pick
	Media             // a photo, voice note, sticker …: Input.Media names the kind
	Contact           // shared a phone number: Input.Phone
	Start             // opened the chat
	Due               // nothing: the time for Input.Due has come
)

// Input is one message as the engine hands it to a flow.
type Input struct {
	Kind  InputKind
	Text  string // as written, IDs masked
	Pick  string // "flow.state:value" of the pressed choice
	Media string // photo, document, voice, sticker, location, other
	Phone string // E.164
	Named string // what the sent file is called
	// Picture is the picture that was sent, as we keep it for a day; 0: it was not
	// fetched, because of Trouble or because nobody asked for one.
	Picture int64
	Trouble string // why there is no picture: PictureAway …
	// Masked is set when a NIK or KK number was written and has been masked.
	Masked bool
	Due    Reminder
}

// Why there is no picture, though one was sent.
const (
	PictureAway   = "away"   // the messenger does not give it
	PictureUnread = "unread" // it is no JPEG or PNG
	PictureLarge  = "large"
	PictureNever  = "never" // its messenger brings none: it only tells that one was sent
)

// Facts are what a turn may know beside the session: read-only, loaded before
// the input is read and again after an act.
type Facts struct {
	Now    time.Time // people's time
	Person Person
	// Channel abilities that change what is asked.
	GivesPhone   bool // the channel came with the person's number: Person.Phone
	ShareContact bool // the number can be shared with one press
	Pictures     bool // a picture can be sent to us
}

// Person is what we hold of whoever writes.
type Person struct {
	Name          string
	Phone         string // E.164; "" unknown
	Number        string // member number; "" a visitor
	Registered    time.Time
	Profile       Answers        // the answers of the registration
	Stages        [7]StageStatus // P1 … P7
	Steps         [7]Step        // the same, with what they rest on
	Advice        []int          // the steps that the latest check of the business came to; nil: there was none
	Service       bool           // consent to keep and use the data
	Announcements bool           // consent to bazaar and class news
	Advised       bool           // may be reminded of the next step
	Linked        []string       // the channels of chats that were linked; none: there is one
	Staff         Staff          // what they are for the programme
	Handoff       int64          // their talk with staff, as long as it is open; 0: there is none
	Invited       Invitation     // the announcement that they got last
}

// Invitation is an announcement of an event.
type Invitation struct {
	Event   string // its code; "": there was none, or it was about no event
	Title   string // what it is called
	Last    bool   // they were told nothing after it in the chat in which they write now
	Changed bool   // the event is not as it was announced any more
	Amid    bool   // it came while they were talking with us: what was asked there may be what they answer
}

// StageStatus says where a person stands in one of the seven steps. They are
// independent: only P1 is compulsory (domain: the agency's own word).
type StageStatus string

// The statuses; "" means not started.
const (
	NotStarted StageStatus = ""
	InProgress StageStatus = "in_progress"
	Done       StageStatus = "done"
	NotNeeded  StageStatus = "not_needed"
	Stuck      StageStatus = "stuck"
)

// StatusArgs fill the card of the seven steps. Next is the step to take: of the
// latest check, else one that is under way; 0: neither.
func StatusArgs(p Person) Args {
	steps := make([]Args, len(p.Stages))
	next := 0
	for i, s := range p.Stages {
		of := p.Steps[i]
		steps[i] = Args{"N": i + 1, "Status": string(s), "At": of.At, "Dated": !of.At.IsZero(), "Evidence": of.Evidence, "By": of.By}
		if next == 0 && (s == InProgress || s == Stuck) {
			next = i + 1
		}
	}
	for _, n := range slices.Backward(p.Advice) {
		if s := p.Stages[n-1]; s != Done && s != NotNeeded {
			next = n
		}
	}
	return Args{"Name": p.Name, "Number": p.Number, "Steps": steps, "Next": next, "Checked": p.Advice != nil}
}
