package flows

import "time"

// Day is one day of a class.
type Day struct{ Starts, Ends time.Time }

// BookingState is how a person stands with a class.
type BookingState string

// The states; "" means that they never asked for it.
const (
	Booked    BookingState = "booked"
	Waiting   BookingState = "waiting"   // in the queue
	Offered   BookingState = "offered"   // a freed seat is theirs to take for a while
	Attended  BookingState = "attended"  // on all days
	Absent    BookingState = "absent"    // on one at least
	Cancelled BookingState = "cancelled" // by themselves
	Moved     BookingState = "moved"     // to another class
	Declined  BookingState = "declined"  // an offer
	Lapsed    BookingState = "lapsed"    // an offer that they did not answer in time
	Unseated  BookingState = "unseated"  // waited until the class began
	Withdrawn BookingState = "withdrawn" // the class was cancelled
)

// Seated tells whether the state takes a seat of a class to come.
func (b BookingState) Seated() bool { return b == Booked || b == Offered }

// Booking is a person's own with a class.
type Booking struct {
	State       BookingState
	Place       int       // in the queue, from 1
	OfferUntil  time.Time // people's time
	Reply       string    // coming, or nothing yet
	Attended    int       // days
	Certificate string
}

// FindClasses looks for classes that have not begun, that their person may join
// and that do not clash with what they hold: those with seats first, then those
// of their kecamatan, of their kota, online; then by time. Without a kecamatan
// it finds the soonest, on the mainland. Who is not registered may look at all.
// Outcome: Next; Args: Classes []Class, More (are there more).
type FindClasses struct {
	Kecamatan string // "" unknown; the code of a kota (31.74): anywhere in it
	From      time.Time
	Skip      int
	Limit     int
	Instead   string // the code of a class that they would leave: it clashes with nothing, and others of its subject come first
}

// LookAtClass finds one class, with its person's booking. Outcomes: found, begun
// (it has, or is over), gone (there is none, or it was cancelled); Args: Class.
type LookAtClass struct{ Code string }

// MyClasses lists what a person holds or waits for, and what they attended in
// the last year: what is to come soonest first, then what was, the latest first.
// Outcomes: some, none; Args: Classes []Class.
type MyClasses struct{ From time.Time }

// Refusals are the outcomes of an action that asks for a seat, where there is
// none for this person: already (they have one, or wait), clash (Args: Other
// Class), had_before (the class is not for who had one of its subject), visitor
// (not registered), stage (Args: Stage int, that is not done), not_for (others
// may join: Args: Who, Fields), begun, gone. All come with Args: Class.

// BookClass takes a seat, also one that is offered. Outcomes: booked, full; a
// refusal.
type BookClass struct{ Code string }

// QueueForClass takes a place in the queue, or the seat that is free after all.
// Outcomes: waiting (Args: Place), booked; a refusal.
type QueueForClass struct{ Code string }

// AnswerOffer takes a seat that was offered, or leaves it to the next. Who comes
// late has it as long as nobody else wants it. Outcomes: booked, declined; late
// (it was offered to others); clash (Args: Other); gone; Args: Class.
type AnswerOffer struct {
	Code string
	Take bool
}

// CancelBooking frees a seat or a place in the queue; who is next is offered it.
// Outcomes: cancelled, gone (there was none), begun; Args: Class.
type CancelBooking struct{ Code string }

// MoveBooking takes a seat in another class for the one that is left. Outcomes:
// moved (Args: Class, From), full, gone (there was none to leave); a refusal.
type MoveBooking struct{ From, To string }

// ConfirmBooking notes that a person is coming. Outcomes: confirmed, gone; Args:
// Class.
type ConfirmBooking struct{ Code string }

// CheckIn notes that a person is in the room, by the code of the day. Outcomes:
// present (Args: Class, Left: days to come), complete (Args: Class, with the
// certificate), again (was noted before), wrong, many (too many wrong ones),
// none (no class of theirs today).
type CheckIn struct{ Code string }

// LookAtNotice finds what a reminder of a class is about: with the kind of the
// reminder. Outcomes: coming, offer, moved, cancelled, missed, unseated,
// lapsed, certified; gone (it is no news any more: nothing is said). Args:
// Class; with missed, cancelled and unseated Classes, up to three with seats that
// they may join instead; with moved Other: one that they have a seat in at the same
// time.
type LookAtNotice struct {
	Kind string // class_h3 …
	Code string
	From time.Time
}

// CalendarFile is a class, with its Days, as an entry for the person's own
// calendar. Method is that of RFC 5546: PUBLISH, or CANCEL where they have no
// seat any more.
type CalendarFile struct {
	Class  Class
	Method string
}

// The methods of a calendar file.
const (
	Publish = "PUBLISH"
	Cancel  = "CANCEL"
)

// The kinds of reminders about a class; their ref is its code, their class
// requested.
const (
	ClassH3        = "class_h3"
	ClassH1        = "class_h1"
	ClassH0        = "class_h0"
	ClassOffer     = "class_offer"
	ClassLapsed    = "class_lapsed"
	ClassMoved     = "class_moved"
	ClassCancelled = "class_cancelled"
	ClassMissed    = "class_missed"    // a no-show: a kind word, and the next class
	ClassUnseated  = "class_unseated"  // no seat came free
	ClassCertified = "class_certified" // staff noted the last day
)

func (CalendarFile) file() {}

func (LookAtClass) action()    {}
func (MyClasses) action()      {}
func (BookClass) action()      {}
func (QueueForClass) action()  {}
func (AnswerOffer) action()    {}
func (CancelBooking) action()  {}
func (MoveBooking) action()    {}
func (ConfirmBooking) action() {}
func (CheckIn) action()        {}
func (LookAtNotice) action()   {}

func (LookAtClass) looks() {}
func (MyClasses) looks()   {}
func (FindClasses) looks() {}

func (BookClass) shared()      {}
func (QueueForClass) shared()  {}
func (AnswerOffer) shared()    {}
func (CancelBooking) shared()  {}
func (MoveBooking) shared()    {}
func (ConfirmBooking) shared() {}
func (CheckIn) shared()        {}
