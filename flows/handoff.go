package flows

import "time"

// Hush is how a service keeps silent while staff talk to a person: no flow
// hears what they write, whatever it is that they stand in.
type Hush struct {
	// Hears finds the words that are heard all the same; ends: by them the person
	// takes the talk back to the bot, where the word, if it is one, is heard.
	Hears func(Input) (w Word, ends, heard bool)
	// Keep keeps everything else for staff.
	Keep func(Input) Reading
	// End ends the talk for the person.
	End func(View) Reading
}

// quiet takes what somebody writes in a talk with staff.
func (t *Turn) quiet(in Input) error {
	t.Silent = true
	if t.under != "" { // a picture is no word, whatever stands under it
		in.Kind, in.Media = Media, t.under
	}
	w, ends, heard := t.router.hush.Hears(in)
	switch {
	case ends:
		return t.first(t.router.hush.End(t.view()), func(t *Turn, got Reading) error { return t.loud(w, got) })
	case heard:
		t.tell(t.router.words[w](t.view()))
		return nil
	case in.Kind == Media && in.Media == "photo" && in.Picture == 0 && in.Trouble == "" && !t.idCard(in):
		t.Wants = true
		return nil
	}
	return t.first(t.router.hush.Keep(in), func(t *Turn, got Reading) error {
		t.tell(got)
		return nil
	})
}

// loud goes on with the bot: with the word by which the person came back, or
// where they were.
func (t *Turn) loud(w Word, got Reading) error {
	t.Silent = false
	t.tell(got)
	switch w {
	case "":
		return t.recap()
	case Mulai:
		w = Menu
	}
	return t.word(w, 0)
}

// OpenHandoff has staff talk to the person: from here on we are silent, and what
// we had still to say is not said. Outcomes: opened (Args: Told []Chat, Talk;
// Centre, an empty one where the kecamatan is not known), nobody (there is
// nobody of the staff to be told).
type OpenHandoff struct {
	Kecamatan string // whose centre; "" that of the person
	Question  string // as they wrote it; "" they have not yet
}

// TellStaff keeps what a person wrote in their talk with staff, and the picture
// that they sent for some days. Outcome: kept (Args: Told []Chat, Talk, First: they
// do not know yet that it arrives).
type TellStaff struct {
	Kind, Text string
	Picture    int64 // an Input.Picture; 0: none
}

// EndHandoff gives the person back to the bot, by their own word. Outcome: ended
// (Args: Told []Chat, Talk).
type EndHandoff struct{}

// Talk is a talk of a person with staff.
type Talk struct {
	ID           int64
	Number, Name string
	Kecamatan    string     // code; "" not known
	Since        time.Time  // their first word that nobody answered; zero: all are
	By           string     // who of the staff answers; "" nobody yet
	Count        int        // lines
	Lines        []TalkLine // the last ones, where they were asked for
}

// TalkLine is what was said in it.
type TalkLine struct {
	By   string // of the staff; "" the person
	Kind string // text, pick, photo …; card: a picture of an identity card, which nobody opened; lost: it could not be read
	Text string
	At   time.Time

	Picture int64 // 0: none, or no more
}

// Chat is where somebody is told something.
type Chat struct {
	MemberID, AddressID int64
	Lang                string
	Here                bool // they have the talk open before them
}

// What follows is for staff alone, of their own kecamatan; refused where they
// have no right to it, gone where the talk is over. All of it is audited.

// StaffQueue lists the open talks, who waits longest first. Outcomes: some,
// none; Args: Talks []Talk, More.
type StaffQueue struct{ Skip, Limit int }

// TakeTalk opens a talk: from here on it is theirs. Outcome: taken (Args: Talk,
// with its last lines).
type TakeTalk struct{ ID int64 }

// AnswerTalk says something to the person. Outcome: sent (Args: Talk, To Chat).
type AnswerTalk struct {
	ID   int64
	Text string
}

// CloseTalk gives the person back to the bot. Outcome: closed (Args: Talk, To
// Chat).
type CloseTalk struct{ ID int64 }

func (OpenHandoff) action() {}
func (TellStaff) action()   {}
func (EndHandoff) action()  {}
func (StaffQueue) action()  {}
func (TakeTalk) action()    {}
func (AnswerTalk) action()  {}
func (CloseTalk) action()   {}

func (StaffQueue) looks() {}

func (TakeTalk) shared()   {}
func (AnswerTalk) shared() {}
func (CloseTalk) shared()  {}
