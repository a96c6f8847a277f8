package flows

import "time"

// Audience is whom an announcement is for: members for whom all of it holds that is
// set; the zero value is everybody.
type Audience struct {
	Kota      []string // Kemendagri codes, 31.71
	Kecamatan []string // 31.71.07
	Kelurahan []string // 31.71.07.1001
	Fields    []string // of business
	Has       []string // kinds of papers, all of these
	Lacks     []string // none of these
	Joined    string   // code of an event in which they had a place
	Skipped   string   // one in which they had none
	Channels  []string
	Seen      int // days: they wrote within so many
	Unseen    int // or not for so many
	Stages    []Stand
	Segment   string    // a saved one holds as well
	Except    *Audience // who is left out
	More      bool      // there is more to it, which is not said in the chat
}

// Stand is where somebody stands with a step: done, in_progress, stuck, not_needed;
// undone: not done, however far; none: not begun.
type Stand struct {
	Stage  int
	Status string
}

// Broadcast is an announcement to many, as staff see it.
type Broadcast struct {
	Code        string // SR-12
	Version     int    // rises with all that is changed of it
	State       string // draft, asked (a second person is to approve it), running, paused, done, cancelled
	Event       string // code of the event that it is about; "": none
	Title       string // and its name
	Shuts       bool   // signing up for it ends with the announcement
	Texts       map[string]string
	Choices     map[string][]Choice // under it, by language
	Photo       int64               // a file; 0: none
	Audience    Audience
	Author      Signature
	Mine        bool      // who looks made it
	Approver    Signature // who agreed; zero: nobody
	Expires     time.Time
	Opens       int // leaves from this o'clock
	Closes      int // until this one
	Tested      bool
	Left, Queue int // how many got it; how many wait for it
	Failed      int
	Unsent      int // who do not get it: they stopped, had enough, or it was too late
}

// Signature is somebody of the staff who did something; zero: an operator.
type Signature struct{ Name, Role string }

// Forecast is what an announcement would do now.
type Forecast struct {
	People   int // whom it means and who want news
	OptedOut int // whom it means, too, and who do not
	Now      int // reached at once
	Next     int // when they write
	Calls    int // by phone alone
	Nowhere  int
	Full     int // had the week's share of news
	Unfilled int // of whom something is not known
	Missing  []string
	Example  Addressed // nobody is reached: without a name
	Test     bool      // it is to be sent to oneself first
	Approve  bool      // a second person is to agree
}

// Addressed is an announcement as one person gets it.
type Addressed struct {
	Text, Lang             string // with what is to be filled in
	Name, Business, Number string
	Kecamatan, Kelurahan   string // codes
}

// What follows is for staff who answer people: for all of Jakarta, or their own
// kecamatan. The outcome is refused where somebody has no right to it, gone where
// there is no such announcement, or it is over, or not as far. All of it is audited.

// A Version is that which somebody has seen; 0: none. Where another one is kept, the
// outcome is changed.

// DraftBroadcast keeps an announcement that is not sent yet. Outcomes: drafted
// (Args: Broadcast, Forecast), no_event.
type DraftBroadcast struct {
	Code     string // of a draft that is changed; "": a new one
	Version  int
	Words    Wording
	Photo    int64 // an Input.Picture; 0: none
	Event    string
	Audience Audience
	Until    time.Time
	Opens    int
	Closes   int
}

// Wording is what an announcement says. The engine writes Texts and Choices, by
// language: under every text stands how to stop.
type Wording struct {
	Text, English string   // English: "" none
	Offer         []Option // Value: what its button is called

	Texts   map[string]string
	Choices map[string][]Choice
}

// StaffBroadcasts lists those that are not over. Outcomes: some, none; Args:
// Broadcasts, More.
type StaffBroadcasts struct{ Skip, Limit int }

// FindSegments finds the audiences that are saved. Args: Names.
type FindSegments struct{}

// LookAtBroadcast finds one. Outcomes: found, preview (it has not begun; Args
// Forecast, too).
type LookAtBroadcast struct{ Code string }

// TestBroadcast notes that its author is sent it as it is now. Outcome: tested
// (Args: Broadcast, Forecast, To Chat), nobody.
type TestBroadcast struct{ Code string }

// SteerBroadcast starts an announcement, pauses it, goes on with it or ends it.
// Outcomes: started (Args: From, when it leaves), asked (a second person is told;
// Args: Told []Chat, May: it can be who asks), untested, nobody, late, off (its event
// is cancelled), paused, resumed, cancelled (Args: Stopped, Left).
type SteerBroadcast struct {
	Code, To string
	Version  int
}

// JudgeBroadcast is a second person's word. Outcomes: approved (Args: From, To Chat
// of its author), returned (Args: To), own, late, unasked (it waits for nobody's word;
// Args: Broadcast). With Weighs it is only asked whether they may: may.
type JudgeBroadcast struct {
	Code     string
	Version  int
	Weighs   bool
	Approves bool
	Word     string
}

// EditBroadcast gives an announcement that does not run other words. Outcome: edited.
type EditBroadcast struct {
	Code    string
	Version int
	Words   Wording
}

func (DraftBroadcast) action()  {}
func (StaffBroadcasts) action() {}
func (FindSegments) action()    {}
func (LookAtBroadcast) action() {}
func (TestBroadcast) action()   {}
func (SteerBroadcast) action()  {}
func (JudgeBroadcast) action()  {}
func (EditBroadcast) action()   {}

func (DraftBroadcast) shared()  {}
func (LookAtBroadcast) shared() {}
func (TestBroadcast) shared()   {}
func (SteerBroadcast) shared()  {}
func (JudgeBroadcast) shared()  {}
func (EditBroadcast) shared()   {}

func (StaffBroadcasts) looks() {}
func (FindSegments) looks()    {}
func (LookAtBroadcast) looks() {}
