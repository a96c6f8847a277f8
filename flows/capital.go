package flows

import (
	"fmt"
	"time"
)

// InterestState is how far somebody is with an offer of capital.
type InterestState string

// The states; "" means that they did not ask for it.
const (
	Interested InterestState = "interested"
	Applied    InterestState = "applied"
	Approved   InterestState = "approved"
	Refused    InterestState = "refused"
)

// Interest is somebody's own in an offer.
type Interest struct {
	Offer string // its code
	State InterestState
}

// Standing is what is known of a member that decides about capital.
type Standing struct {
	Papers    []string // the kinds that they have, and that have not run out
	Books     Books
	OfAge     string // yes, no: 21 or married, as they said; "" not asked
	Interests []Interest
}

// LookAtStanding finds it; of a visitor nothing. Outcome: Next; Args: Standing.
type LookAtStanding struct{ Now time.Time }

// NoteInterest keeps how far its person is with an offer. Outcomes: noted,
// visitor.
type NoteInterest struct {
	Interest
	Name   string // of the offer, for the evidence
	OfAge  string // yes, no; "": as it was
	Amount int64  // rupiah that were approved; 0: not said
}

// Stage is where a member stands by it.
func (a NoteInterest) Stage() MarkStage {
	m := MarkStage{Stage: Capital, Status: InProgress, Source: "capital", Evidence: a.Name}
	switch {
	case a.State == Approved && a.Amount > 0:
		m.Status, m.Evidence = Done, fmt.Sprintf("%s Rp%d", a.Name, a.Amount)
	case a.State == Refused:
		m.Status = Stuck
	}
	return m
}

// LookAtInterest finds what a reminder is about. Outcomes: open, gone (it is
// decided, or there is none); Args: Standing.
type LookAtInterest struct {
	Offer string
	Now   time.Time
}

// The kinds of reminders about an interest; their ref is the offer's code.
const (
	Capital14 = "capital_14"
	Capital45 = "capital_45"
)

func (LookAtStanding) action() {}
func (NoteInterest) action()   {}
func (LookAtInterest) action() {}

func (LookAtStanding) looks() {}
func (LookAtInterest) looks() {}
