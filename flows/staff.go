package flows

import "time"

// Staff is who works for the programme and what they may touch; the zero value
// is nobody.
type Staff struct {
	ID        int64
	Name      string
	Role      string   // admin, officer, pendamping, trainer
	Kecamatan []string // codes; none: all of Jakarta
}

// The roles.
const (
	Admin      = "admin"
	Officer    = "officer"
	Pendamping = "pendamping"
	Trainer    = "trainer"
)

// Plans tells whether they may plan, move and cancel classes; all of them may
// see and mark who attends.
func (s Staff) Plans() bool { return s.Role == Admin || s.Role == Officer }

// Answers tells whether they talk with people who ask for somebody.
func (s Staff) Answers() bool { return s.Plans() || s.Role == Pendamping }

// Judges tells whether they may judge products.
func (s Staff) Judges() bool { return s.Plans() || s.Role == Pendamping }

// BecomeStaff takes a one-time code. Outcomes: staff (Args: Name, Role); wrong,
// expired, used; many (too many wrong ones); taken (the person is staff already:
// Args: Name, Own: this
// very code made them so).
type BecomeStaff struct{ Code string }

// Attendee is somebody on the roll of a class.
type Attendee struct {
	Number, Name string
	State        BookingState
	Place        int    // in the queue
	Reply        string // coming, or nothing yet
	Came         []bool // for each day of the class
}

// What follows is for staff alone, of their own kecamatan: the outcome is
// refused (Args: Class) where somebody has no right to it, gone where there is
// no such class. All of it is audited.

// StaffClasses lists the classes that are not over. Outcomes: some, none; Args:
// Classes, More.
type StaffClasses struct {
	From        time.Time
	Skip, Limit int
}

// LookAtRoll lists who has a seat or waits. Outcome: found; Args: Class, Roll
// []Attendee: seats first, by name, also those of a class that was cancelled; then
// the queue in its order; Cancelled and Moved: how many left it for themselves.
type LookAtRoll struct{ Code string }

// GiveDayCode gives the code that is told in the room on a day. Outcomes: given
// (Args: Class, Code), not_today.
type GiveDayCode struct {
	Code string
	Day  time.Time // zero: today
}

// MarkRoll notes who was there on a day that has begun, and who was not after
// all; by member number. Outcomes: marked (Args: Class, Present: how many are
// noted for the day, Complete: how many have their certificate now, Unknown: the
// numbers without a seat), not_yet; gone, too, a week after the class was closed.
type MarkRoll struct {
	Code            string
	Day             time.Time
	Present, Absent []string
}

// PlanClass makes a class; its code is given. Outcomes: planned (Args: Class,
// Warnings []Say: a holiday, a weekend, Friday's prayer); wrong (Args: Why Say).
type PlanClass struct{ Class Class }

// MoveClass gives a class another first day and hour; as many days in a row as
// before that are worked. Everybody is told once. Outcomes: moved (Args: Class,
// Told, From: when they are told, unless that is now; Warnings), wrong (Args: Why), begun.
type MoveClass struct {
	Code   string
	Starts time.Time
	Reason string // in words; may be ""
}

// CancelClass ends a class that has not ended. Everybody is told once. Outcome:
// cancelled (Args: Class, Told, From).
type CancelClass struct{ Code, Reason string }

func (BecomeStaff) action()  {}
func (StaffClasses) action() {}
func (LookAtRoll) action()   {}
func (GiveDayCode) action()  {}
func (MarkRoll) action()     {}
func (PlanClass) action()    {}
func (MoveClass) action()    {}
func (CancelClass) action()  {}

func (BecomeStaff) shared() {}
func (GiveDayCode) shared() {}
func (MarkRoll) shared()    {}
func (PlanClass) shared()   {}
func (MoveClass) shared()   {}
func (CancelClass) shared() {}
