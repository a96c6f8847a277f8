package flows

// Flow is one conversation as a table of moves. The first state is where it
// starts; the first row of a state is its main way, which progress counts on.
type Flow struct {
	Name    string
	Version int
	States  []State
	Moves   []Row
	// Moved maps the states of older releases to today's: version → old → new.
	Moved map[int]map[string]string
	// Form is set when the answers are worth coming back to: leaving parks it.
	Form bool
	// Nudge tells whether an unfinished one is worth a reminder; nil: never.
	Nudge func(View) bool
	// Holds is set when no reminder may come over its questions.
	Holds bool
	// Recap says what has been answered when somebody comes back mid-way.
	Recap func(View) Say
	// Hello introduces the service, on the first flow, where the first words
	// of somebody new already say what they want.
	Hello Say
	// Arrive reads those first words; nil: they are only greeted.
	Arrive func(Input, View) Reading
}

// Row is one legal move.
type Row struct{ From, Event, To string }

// Next is the event of a state with one way on.
const Next = "next"

// State asks, acts or ends: exactly one of the three is set.
type State struct {
	Name string
	Ask  *Ask
	Act  func(View) Action // the Outcome's event leads on
	// Note is what of the outcome is kept with the answers: a question that
	// rests on it is put again in later turns. An empty value deletes.
	Note func(View) Answers
	End  *End
	// Skip passes the state by with Next when there is nothing to ask.
	Skip func(View) bool
}

// Ask says something and waits.
type Ask struct {
	Prompt func(View) Say
	// Again is a shorter form for asking once more; nil: Prompt.
	Again func(View) Say
	// Options are what can be picked; nil for free text.
	Options func(View) []Option
	// First hears what is an answer here though it is a word everywhere: "batal"
	// where a class is called off.
	First func(Input, View) (Reading, bool)
	// Read understands a text that is not one of the options. nil: only the
	// options are understood.
	Read func(Input, View) Reading
	// Picture makes something of a picture that was sent (Input.Picture, with its
	// caption as Text); nil: none is an answer. It is fetched only for a state that
	// has this, and never where its caption says that it is an identity card. Who
	// keeps it tells the store; any other is gone after a day.
	Picture func(Input, View) Reading
	// Answer is the name under which the value is kept; "" keeps none.
	Answer string
	// Event turns the value into the move; nil: Next.
	Event func(value string) string
	// Ack says back what was understood, before the next question.
	Ack func(value string, v View) Say
	// Keep adds to what was understood: what else to keep, do or say.
	Keep func(Reading, View) Reading
	// Needs are the answers this one depends on: it is dropped when they change,
	// and is not gone back to without them.
	Needs []string
	// Takes maps global words to a value: here they are an answer.
	Takes map[Word]string
	// Own are texts beside the point, by their key, whose questions are an
	// answer here, or where it is heard instead, when they are understood as one.
	Own map[string]bool
	// Strict asks are read by Read alone: an option's word inside a sentence
	// must not count ("tidak setuju" is no yes).
	Strict bool
	// Free asks take words for somebody else to read: what Read takes answers no
	// announcement that came over them.
	Free bool
	// Contact is set when a shared phone number answers.
	Contact bool
	// Else is where an answer is heard that is none here: Resume or Home.
	Else Place
	// Line labels the answer on the review card; "" leaves it out.
	Line string
	// Show turns the value into what people read on the card; nil: as it is.
	Show func(value string) Say
	// Why is the text for "kenapa?"; Hint and Examples help after a miss;
	// Hints are for particular reasons.
	Why, Hint, Examples string
	Hints               map[string]string
}

// Reading is what a state makes of an input.
type Reading struct {
	Value  string
	Event  string   // instead of Ask.Event(Value)
	Set    Answers  // further answers; an empty value deletes
	Do     []Action // effects that need no outcome
	Say    []Say    // before what comes next
	Reason string   // not understood, and why
	Among  []string // with a reason: the options of which one was meant
	Line   int      // the n-th line of the card is to be corrected
	Anew   string   // with Line: what it should be, as it was written; "" it is asked for
	Stay   bool     // understood, but the question stands (an explanation was given)
	Go     *Go      // leave the flow
	Tell   []Notice // said elsewhere

	// Act is carried out first, where the person stands; then Then reads what
	// came of it, and that counts instead; with a reason it was no answer.
	Act  Action
	Then func(View) Reading
}

// End is where a flow is over.
type End struct {
	Say func(View) []Say
	Do  func(View) []Action // effects without an outcome
	Go  Go
	// Then is where to go instead of Go, where that depends.
	Then func(View) Go
	// Tell is what is said elsewhere.
	Tell func(View) []Notice
}

// Go says where a conversation goes on when it leaves its table.
type Go struct {
	To     Place
	Flow   string  // with Open
	State  string  // with Open; "" the flow's start
	Set    Answers // with Open and Resume: answers that are known
	Forget bool    // what is running or parked is given up, not parked
	Greet  bool    // with Resume: welcome the person back first
	Quiet  bool    // the place is entered without its question
}

// Place is a kind of destination.
type Place int

// The places.
const (
	Stay   Place = iota // where we are; asked again unless Quiet
	Home                // the flow everybody returns to
	Open                // another flow
	Resume              // what was parked; home if nothing was
	Back                // one question back
)

// View is all that a state may look at.
type View struct {
	Session Session
	Facts   Facts
	Outcome Outcome // of the last act in this turn
	Midway  bool    // of a reminder: it comes in the middle of the form
	Unread  bool    // of what somebody writes: the question that is open does not take it
	machine *Machine
}

// Asking tells whether questions are being asked that nothing should come between.
func (v View) Asking() bool { return v.machine != nil && (v.machine.flow.Form || v.machine.flow.Holds) }

// Answer returns what was answered, or "".
func (v View) Answer(name string) string { return v.Session.Answers[name] }
