package flows

import (
	"slices"
	"testing"
)

// shelf lists books and shows one: what was found is kept, so that it can be
// asked about again, and "batal" gives the book back.
func shelf() *Flow {
	book := func(v View) Say { return Say{Key: "shelf/book", Args: Args{"Book": v.Answer("book")}} }
	keep := func(got Reading, _ View) Reading {
		got.Event, got.Set = "open", Answers{"book": got.Value}
		return got
	}
	return &Flow{
		Name: "shelf", Version: 1,
		Moves: []Row{
			{"look", Next, "list"}, {"list", "open", "open"}, {"open", "found", "book"}, {"book", "back", "give"}, {"give", "saved", "gone"},
		},
		States: []State{
			{Name: "look", Act: func(View) Action { return MyClasses{} }, Note: func(v View) Answers { return Answers{"page": "a b", "old": ""} }},
			{Name: "list", Ask: &Ask{
				Prompt:  func(v View) Say { return Say{Key: "shelf/list", Args: Args{"Page": v.Answer("page")}} },
				Options: func(View) []Option { return []Option{{Value: "a"}, {Value: "b"}} }, Keep: keep, Else: Home, Needs: []string{"page"},
			}},
			{Name: "open", Act: func(v View) Action { return LookAtClass{Code: v.Answer("book")} }},
			{Name: "book", Ask: &Ask{Prompt: book, Else: Home, Needs: []string{"book"},
				First: func(in Input, _ View) (Reading, bool) { return Reading{Event: "back"}, in.Text == "CANCEL" }}},
			{Name: "give", Act: func(View) Action { return Register{} }},
			{Name: "gone", End: &End{Say: func(View) []Say { return []Say{{Key: "shelf/gone"}} }, Go: Go{To: Home, Quiet: true}}},
		},
	}
}

// reader is somebody before the shelf.
type reader struct{ *talk }

func newReader(t *testing.T) reader {
	t.Helper()
	cancel := func(View) Reading { return Reading{Say: []Say{{Key: "lobby/nothing"}}} }
	r, err := NewRouter(Abilities{Hears: hears, Words: map[Word]Handler{"CANCEL": cancel}, Reminders: map[string]Reminding{"news": func(v View, _ Reminder) Reading {
		if v.Midway {
			return Reading{Reason: "midway"}
		}
		return Reading{Go: &Go{To: Open, Flow: "shelf"}}
	}}}, lobby(), shelf(), toy())
	if err != nil {
		t.Fatal(err)
	}
	return reader{&talk{t: t, r: r, s: Session{Flow: "shelf", State: "list", Version: 1, Answers: Answers{"old": "x"}}}}
}

func (k reader) hear(in Input) reader {
	k.t.Helper()
	turn, err := k.r.Begin(k.s, in, Facts{})
	for err == nil && turn.Act != nil {
		out := Outcome{Event: "saved"}
		switch turn.Act.(type) {
		case MyClasses:
			out.Event = Next
		case LookAtClass:
			out.Event = "found"
		}
		err = turn.Resume(out, Facts{})
	}
	if err != nil {
		k.t.Fatalf("%+v: %v", in, err)
	}
	turn.Shown(nil)
	k.s, k.turn = turn.Session(), turn
	return k
}

// TestWhatWasFoundCanBeAskedAgain: the outcome is gone in the next turn, what a
// state noted of it is not.
func TestWhatWasFoundCanBeAskedAgain(t *testing.T) {
	t.Parallel()
	k := newReader(t)
	k.s = Session{Flow: "lobby", State: "home", Version: 1, Answers: Answers{}}
	k.hear(Input{Kind: Due, Due: Reminder{Kind: "news"}}).at("shelf.list", "shelf/list")
	k.hear(Input{Text: "HELP"})
	k.hear(Input{Text: "hm"}).at("shelf.list")
	if args := k.turn.Says[len(k.turn.Says)-1].Args; args["Page"] != "a b" {
		t.Errorf("asked again with %v", args)
	}
	if _, ok := k.s.Answers["old"]; ok {
		t.Error("an empty note deletes nothing")
	}
}

// TestLookingLeavesTheWayBack: what changes nothing can be gone back over; what
// does cannot.
func TestLookingLeavesTheWayBack(t *testing.T) {
	t.Parallel()
	k := newReader(t)
	k.s.Answers["page"] = "a b"
	k.hear(Input{Kind: Pick, Pick: "shelf.list:a"}).at("shelf.book", "shelf/book")
	k.hear(Input{Text: "BACK"}).at("shelf.list", "shelf/list")
	k.hear(Input{Kind: Pick, Pick: "shelf.list:b"}).at("shelf.book", "shelf/book")
	k.hear(Input{Text: "CANCEL"}).at("lobby.home", "shelf/gone") // here it is about the book
	k.hear(Input{Text: "CANCEL"}).at("lobby.home", "lobby/nothing", "lobby/home")
	if k.s.Trail != "" {
		t.Errorf("the way back is %q", k.s.Trail)
	}
}

// TestLateButtonsDoWhatTheySay wherever their person is by then, and those that
// say nothing of that question do nothing.
func TestLateButtonsDoWhatTheySay(t *testing.T) {
	t.Parallel()
	k := newReader(t)
	k.s.Answers["page"] = "a b"
	k.hear(Input{Kind: Pick, Pick: "shelf.list:c"}).at("shelf.book", "shelf/book") // of an older list
	if k.s.Answers["book"] != "c" {
		t.Errorf("opened %v", k.s.Answers)
	}
	k.s = Session{Flow: "toy", State: "shade", Version: 2, Answers: Answers{"colour": "blue"}}
	k.hear(Input{Kind: Pick, Pick: "shelf.list:b"}).at("shelf.book", "shelf/book")
	if k.s.Parked == nil || k.s.Parked.State != "shade" {
		t.Errorf("the form was lost: %+v", k.s)
	}
	k.hear(Input{Kind: Pick, Pick: "shelf.book:x"}).at("lobby.home", "common/old_button", "lobby/home")
}

// TestNewsKnowsWhatItInterrupts.
func TestNewsKnowsWhatItInterrupts(t *testing.T) {
	t.Parallel()
	k := newReader(t)
	k.s = Session{Flow: "toy", State: "shade", Version: 2, Answers: Answers{"colour": "blue"}}
	if turn, err := k.r.Begin(k.s, Input{Kind: Due, Due: Reminder{Kind: "news"}}, Facts{}); err != nil || turn.Dropped != "midway" {
		t.Errorf("dropped %q, %v", turn.Dropped, err)
	}
	k.s = Session{Flow: "lobby", State: "home", Version: 1, Answers: Answers{}, Parked: k.s.park()}
	k.hear(Input{Kind: Due, Due: Reminder{Kind: "news"}})
	if !slices.Contains(k.turn.Path, "shelf.list") {
		t.Errorf("over a form that was put aside: %v, dropped %q", k.turn.Path, k.turn.Dropped)
	}
}
