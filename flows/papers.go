package flows

import "time"

// Paper is one of a person's business papers, or what they said of one that they
// do not have.
type Paper struct {
	Kind            string
	Number          string
	Issued, Expires time.Time // days; zero: nobody knows, or it does not end
	Picture         int64     // 0: none
	By              string    // staff who looked at it; "" nobody did
	Returned        string    // what staff say is wrong with it
	Answer          PaperAnswer
}

// PaperAnswer is what somebody says of a paper that they do not have; "" where
// they have it.
type PaperAnswer string

// The answers.
const (
	NotYet    PaperAnswer = "not_yet"
	NotNeeds  PaperAnswer = "not_needed"
	PaperSoon PaperAnswer = "later"
)

// MyPapers lists what a person has noted and answered. Outcome: found; Args:
// Papers []Paper.
type MyPapers struct{}

// NotePaper notes a paper of somebody's, instead of an earlier one of its kind:
// nobody has looked at it yet, its picture is kept, and its end is spoken of so
// many days before. Outcome: Next.
type NotePaper struct {
	Paper
	Remind []int // days before the end
}

// AnswerPaper notes what a person says of a paper that they do not have.
type AnswerPaper struct {
	Kind   string
	Answer PaperAnswer
}

// DropPicture deletes the picture of a person's own paper, at once. Outcomes:
// dropped, gone (there is none).
type DropPicture struct{ Kind string }

// LookAtPaper finds what a reminder of a paper is about, by its ref. Outcomes:
// told (Args: Paper), gone (it is no news any more: nothing is said).
type LookAtPaper struct{ Kind, Ref string }

// The kinds of reminders about papers. The ref is the kind of paper; of one that
// ends with its last day and how many days before: pirt:2031-05-12:210.
const (
	PaperEnds     = "paper_ends"
	PaperMissing  = "paper_missing" // what their business needs since a while
	PaperReturned = "paper_returned"
	PaperCard     = "paper_card" // its picture was of an identity card, and is deleted
)

// NotedPaper is a paper with whose it is, for staff.
type NotedPaper struct {
	Paper
	ID           int64
	Whose        int64  // the member
	Name, Member string // their name and number
	Kecamatan    string
	At           time.Time // when it was noted
}

// What follows is for staff alone, of members of their own kecamatan: the outcome
// is refused where somebody has no right to it, gone where somebody else has looked
// at it meanwhile. All of it is audited.

// StaffPapers lists what members noted and nobody has looked at, the oldest first.
// Outcomes: some (Args: Papers []NotedPaper), none.
type StaffPapers struct{ Limit int }

// LookAtNoted finds one of them. Outcome: found (Args: Paper NotedPaper).
type LookAtNoted struct{ ID int64 }

// JudgePaper confirms one of them, or returns it with a word for its member, who
// is told. Outcome: judged (Args: Paper NotedPaper).
type JudgePaper struct {
	ID   int64
	Word string // "": it is right
	// Card: its picture is of an identity card. That is deleted at once, and its
	// member told; the paper stays to be looked at.
	Card bool
}

func (StaffPapers) action() {}
func (LookAtNoted) action() {}
func (JudgePaper) action()  {}

func (MyPapers) action()    {}
func (NotePaper) action()   {}
func (AnswerPaper) action() {}
func (LookAtPaper) action() {}
func (DropPicture) action() {}

func (MyPapers) looks() {}

func (JudgePaper) shared() {}
