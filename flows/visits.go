package flows

import "time"

// VisitState is how it went with a visit to a pendamping.
type VisitState string

// The states.
const (
	VisitBooked    VisitState = "booked"
	VisitCancelled VisitState = "cancelled"
	VisitMoved     VisitState = "moved" // to another day
	VisitCame      VisitState = "came"
	VisitMissed    VisitState = "missed"
)

// The halves of a day in which people are seen.
const (
	Morning   = "morning"
	Afternoon = "afternoon"
)

// Slot is half a day on which a centre sees people.
type Slot struct {
	Day  time.Time
	Part string
	Left int
}

// Visit is somebody's visit to a pendamping at the centre.
type Visit struct {
	ID           int64
	Number, Name string // whose
	Kecamatan    string
	With         string // the pendamping
	Slot
	State VisitState
}

// LookAtCentre finds the centre of a kecamatan, with whoever sees people there
// and the visit that its person has booked. Outcome: Next; Args: Centre, an empty
// one where there is none; Pendamping []string, who are on duty; Visit, an empty
// one where there is none; Open (there are places to book).
type LookAtCentre struct{ Kecamatan string }

// FindSlots lists the half days to come on which a centre still has places.
// Outcomes: some, none; Args: Slots []Slot.
type FindSlots struct{ Kecamatan string }

// BookVisit takes a place, for the one that its person had, if any. Outcomes:
// booked, moved, already (it is theirs); full; visitor (not registered). Args:
// Visit.
type BookVisit struct {
	Kecamatan string
	Slot      Slot
}

// CancelVisit frees the place. Outcomes: cancelled (Args: Visit), gone.
type CancelVisit struct{ ID int64 }

// LookAtVisit tells whether a visit is still to come, or was missed with none after
// it. Outcomes: coming, missed (Args: Visit, Centre), gone.
type LookAtVisit struct{ ID int64 }

// StaffVisits lists the visits that somebody of the staff has to do with: those
// that were not noted, the oldest first. Outcomes: some, none, refused; Args:
// Visits []Visit, More.
type StaffVisits struct{ Skip, Limit int }

// NoteVisit notes how a visit went: who came has P3 done. Outcomes: noted,
// not_yet (it is on another day), gone, refused; Args: Visit.
type NoteVisit struct {
	ID   int64
	Came bool
	Note string // in the pendamping's words
}

// NoteWalkIn notes a visit of somebody who came without a place. Outcomes:
// noted, unknown (no such member), refused; Args: Visit.
type NoteWalkIn struct{ Number, Note string }

// The kinds of reminders about visits. Their refs are the id of the visit, and
// the month of a check-in (2026-12).
const (
	VisitH1    = "visit_h1"
	VisitAgain = "visit_again" // they did not come
	CheckUp    = "checkup"
)

func (LookAtCentre) action() {}
func (FindSlots) action()    {}
func (BookVisit) action()    {}
func (CancelVisit) action()  {}
func (LookAtVisit) action()  {}
func (StaffVisits) action()  {}
func (NoteVisit) action()    {}
func (NoteWalkIn) action()   {}

func (LookAtCentre) looks() {}
func (FindSlots) looks()    {}
func (LookAtVisit) looks()  {}
func (StaffVisits) looks()  {}

func (BookVisit) shared()   {}
func (CancelVisit) shared() {}
func (NoteVisit) shared()   {}
func (NoteWalkIn) shared()  {}
