package flows

import "time"

// Action is something that happens in the same transaction as the turn.
// The list is closed: the store carries each of them out.
type Action interface{ action() }

// look is an action that changes nothing: what was asked before it can be asked
// again.
type look interface{ looks() }

// Outcome is what came of an action: the event that moves the flow on and
// what its texts need.
type Outcome struct {
	Event string
	Args  Args
	Set   Answers // kept with the answers of the flow
}

// Purpose is what a consent is for. UU 27/2022 art. 22 wants them apart.
type Purpose string

// The purposes.
const (
	Service       Purpose = "service"       // keep and use the data for P1–P7
	Announcements Purpose = "announcements" // news of bazaars and classes
)

// RecordConsent keeps the proof of a yes or a no: purpose, answer, the version
// of the text that was read, the message and its time (UU 27/2022 art. 24).
type RecordConsent struct {
	Purpose Purpose
	Given   bool
	Text    string // version of the text, e.g. "layanan-1"
}

// Register makes the visitor a member, or corrects a member's profile.
// Outcomes: registered, updated; Args: Number.
type Register struct{ Profile Answers }

// StopMessages ends everything that we start ourselves: the announcements
// consent is withdrawn, nobody is reminded any more, and what is queued on
// lanes 1 and 2 is skipped.
type StopMessages struct{ Text string }

// ResumeMessages takes that back: the announcements are agreed to, and the
// person may be reminded again. Text is the version that they agree to.
type ResumeMessages struct{ Text string }

// Remind has something said later. What is pending under the same kind and ref
// is replaced. Due is moved out of the night.
type Remind struct {
	Kind, Ref string // Reminder.Kind and Ref
	Class     MessageClass
	Due       time.Time // people's time
	Until     time.Time // of no use after this
}

// MessageClass is why we may speak first.
type MessageClass string

// The classes: what the person asked for, what we think would help them, and
// what staff make known; of these two at most two a week, none after "berhenti".
const (
	Requested MessageClass = "requested"
	Advised   MessageClass = "advised"
	Announced MessageClass = "announced"
)

// StopReminders ends what is advised; announcements go on.
type StopReminders struct{}

// ResumeReminders lets us remind the person again.
type ResumeReminders struct{}

// ReadTray shows news that have not been handed over yet, behind the answer.
// Outcomes: some, none; Args: Shown, More (how many).
type ReadTray struct{ Limit int }

// EraseMember removes what is known of a person, at once.
// Outcome: erased; Args: Number.
type EraseMember struct{}

// Reach notes that an address was shut by its owner, or opened again. It comes
// from the channel, not from a flow.
type Reach struct {
	AddressID int64
	Blocked   bool
}

func (Reach) action()           {}
func (ReadTray) action()        {}
func (RecordConsent) action()   {}
func (Register) action()        {}
func (StopMessages) action()    {}
func (ResumeMessages) action()  {}
func (StopReminders) action()   {}
func (ResumeReminders) action() {}
func (Remind) action()          {}
func (EraseMember) action()     {}
