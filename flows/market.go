package flows

import "time"

// StallState is how a person stands with an event.
type StallState string

// The states; "" means that they never signed up.
const (
	InKurasi     StallState = "kurasi"    // their product is to be judged
	InLine       StallState = "waiting"   // for the places to be given, then for one that comes free
	Placed       StallState = "accepted"  // they have a place
	TurnedDown   StallState = "refused"   // by its grade; they may come again with another product
	SteppedBack  StallState = "withdrawn" // by themselves
	Unplaced     StallState = "unplaced"  // no place came free until it began
	CalledOff    StallState = "cancelled" // the event was
	Sold         StallState = "attended"  // they were there, and said what they sold
	StayedAway   StallState = "absent"    // they said that they were not
	GradeLetters            = "ABCD"      // of kurasi, the best first; D is through in none
)

// Live tells whether somebody counts on an event.
func (s StallState) Live() bool { return s == InKurasi || s == InLine || s == Placed }

// Stall is a person's own with an event.
type Stall struct {
	State    StallState
	Place    int    // in the queue, from 1, once the places are given
	Grade    string // "" not judged
	Word     string // of whoever judged
	Product  string
	Price    int64 // rupiah
	Capacity int   // pieces a day
	Coming   bool  // said so after a reminder
	Pieces   int   // sold
	Omzet    int64 // rupiah
}

// The kinds of events.
var EventKinds = []string{"online", "offline", "mall", "jumat_beli_lokal", "gebetan_umkm", "exhibition", "e_order", "marketplace"}

// Event is a bazaar or a fair, or another way to sell that people sign up for.
type Event struct {
	Code, Name, Kind string // kind: of EventKinds
	Organiser, Venue string
	Kota             string // Kemendagri code, 31.71; "" all of Jakarta
	Kecamatan        string // "" none in particular
	Starts, Ends     time.Time
	RegisterBy       time.Time
	Slots            int
	Conditions       string // phrases of templates/programme/conditions.csv, parted by ";"
	Curated          bool   // products are judged first
	Taken            int    // places
	Waiting          int    // in kurasi, or without a place so far
	Given            bool   // the places are
	Cancelled        bool
	Reason           string // why cancelled or moved, in staff's words
	Sample           bool
	Mine             Stall
}

// Open tells whether one can sign up at some time.
func (e Event) Open(at time.Time) bool {
	return !e.Given && !e.Cancelled && at.Before(e.RegisterBy) && at.Before(e.Starts)
}

// FindEvents looks for bazaars that still take people: those of the person's
// kecamatan first, then of their kota, of all Jakarta, then online; those which
// are only for another kecamatan are left out. Without a kecamatan it finds the
// soonest, on the mainland. Outcome: Next; Args: Events []Event, More.
type FindEvents struct {
	Kecamatan   string
	All         bool // wherever they are, and for whomever: for who announces them
	From        time.Time
	Skip, Limit int
}

// LookAtEvent finds one, with how its person stands. Outcomes: found, gone (there
// is none, or it was cancelled); Args: Event.
type LookAtEvent struct{ Code string }

// MyEvents lists what a person signed up for and is not over, and what they were
// in during the last year, the latest first. Outcomes: some, none; Args: Events.
type MyEvents struct{ From time.Time }

// SignUp puts a product in for an event. Outcomes: signed (Args: Event, with Mine);
// already, closed, begun, gone; visitor (not registered); clash (Args: Other Event);
// missing (Args: Missing, the phrases of the conditions that they do not meet).
// All but gone come with Args: Event.
type SignUp struct {
	Code, Product string
	Price         int64 // rupiah
	Capacity      int   // pieces a day
	Photo         int64 // a file of theirs; 0: none
}

// LeaveEvent frees a place, or one in the queue or in kurasi; who is next has it.
// Outcomes: left, begun, gone (there was none); Args: Event.
type LeaveEvent struct{ Code string }

// ConfirmEvent notes that a person is coming. Outcomes: confirmed, gone; Args: Event.
type ConfirmEvent struct{ Code string }

// ReportSales notes what a person sold at an event that has begun, or that they
// were not there. Outcomes: reported, gone; Args: Event.
type ReportSales struct {
	Code   string
	Absent bool
	Pieces int
	Omzet  int64 // rupiah
}

// LookAtEventNews finds what a reminder of an event is about. Outcomes: coming,
// accepted, moved, queued, refused, cancelled, unplaced, after; gone (it is no news
// any more: nothing is said). Args: Event.
type LookAtEventNews struct {
	Kind string // event_h3 …
	Code string
	From time.Time
}

// The kinds of reminders about an event; their ref is its code, their class
// requested.
const (
	EventH3        = "event_h3"
	EventH1        = "event_h1"
	EventH0        = "event_h0"
	EventResult    = "event_result" // of kurasi, or of giving the places: as they stand by then
	EventMoved     = "event_moved"
	EventCancelled = "event_cancelled"
	EventUnplaced  = "event_unplaced"
	EventAfter     = "event_after" // what did you sell?
)

// Entry is a product that waits for kurasi.
type Entry struct {
	Event        Event  // with Mine: the product, its price and capacity
	Number, Name string // whose
	Field        string // of business
	Kecamatan    string
	Papers       []string // that they have, by kind
	Photo        int64    // a file; 0: none
}

// What follows is for staff alone: of the kecamatan of whoever signed up, or for
// operators. The outcome is refused where somebody has no right to it. All of it
// is audited.

// NextProduct finds the product that has waited longest for kurasi, but the first
// few. Outcomes: found (Args: Entry, Left: how many more there are), none.
type NextProduct struct{ Skip int }

// GradeProduct judges it. Outcomes: graded (Args: Entry; its Event's Mine as it
// stands then), gone (it is not in kurasi any more).
type GradeProduct struct{ Code, Number, Grade, Word string }

// LookAtStalls lists who signed up for an event. Outcomes: found (Args: Event, Stalls
// []Entry: who has a place, the queue in its order, then the others), gone.
type LookAtStalls struct{ Code string }

// MoveEvent gives an event another beginning; it lasts as long as before.
// Everybody in it is told once. Outcomes: moved (Args: Event, Told), wrong (Args: Why
// Say), begun, gone.
type MoveEvent struct {
	Code   string
	Starts time.Time
	Reason string
}

// CancelEvent ends an event that has not ended. Everybody in it is told once.
// Outcomes: cancelled (Args: Event, Told), gone.
type CancelEvent struct{ Code, Reason string }

func (FindEvents) action()      {}
func (LookAtEvent) action()     {}
func (MyEvents) action()        {}
func (SignUp) action()          {}
func (LeaveEvent) action()      {}
func (ConfirmEvent) action()    {}
func (ReportSales) action()     {}
func (LookAtEventNews) action() {}
func (NextProduct) action()     {}
func (GradeProduct) action()    {}
func (LookAtStalls) action()    {}
func (MoveEvent) action()       {}
func (CancelEvent) action()     {}

func (FindEvents) looks()  {}
func (LookAtEvent) looks() {}
func (MyEvents) looks()    {}

func (SignUp) shared()       {}
func (LeaveEvent) shared()   {}
func (ConfirmEvent) shared() {}
func (ReportSales) shared()  {}
func (GradeProduct) shared() {}
