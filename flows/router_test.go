package flows

import (
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWalkThrough(t *testing.T) {
	k := newTalk(t)
	k.say("hello").at("lobby.greet", "lobby/home")
	k.say("toy").at("toy.colour", "toy/colour")
	k.say("blue").at("toy.shade", "toy/shade")
	k.say("dark", "2").at("toy.card", "toy/card")
	want := Answers{"colour": "blue", "shade": "dark", "size": "s1"}
	if diff := cmp.Diff(want, k.s.Answers); diff != "" {
		t.Error(diff)
	}
	k.say("yes").at("lobby.home", "toy/done", "lobby/home")
	if k.s.Parked != nil || len(k.s.Answers) != 0 {
		t.Errorf("the form was not given up: %+v", k.s)
	}
}

func TestBackAsksAgainAndKeepsTheRest(t *testing.T) {
	k := newTalk(t).say("hello", "toy", "blue", "dark", "1", "BACK")
	k.at("toy.size", "common/now", "toy/size")
	k.say("BACK").at("toy.shade", "common/now", "toy/shade")
	k.say("light").at("toy.card") // the size is known
	k.say("BACK").at("toy.size")
	k.say("BACK", "BACK").at("toy.colour")
	k.say("BACK").at("toy.colour", "common/no_way_back", "toy/colour")
	k.say("CONTINUE").at("toy.card")
}

func TestCorrectionDropsOnlyWhatDepends(t *testing.T) {
	k := newTalk(t).say("hello", "toy", "blue", "dark", "1")
	k.say("EDIT 1").at("toy.colour", "common/now", "toy/colour")
	k.say("red").at("toy.card")
	if _, ok := k.s.Answers["shade"]; ok || k.s.Answers["size"] != "s0" {
		t.Errorf("answers %v: the shade should go, the size should stay", k.s.Answers)
	}
	k.say("EDIT 1", "blue").at("toy.shade")
	k.say("EDIT 9").at("toy.shade", "common/which_line", "toy/shade")
	k.say("EDIT 1", "blue").at("toy.shade") // the same again drops nothing
}

func TestLongListsTurnPages(t *testing.T) {
	k := newTalk(t).say("hello", "toy", "red")
	if n := len(k.turn.Options); n != MaxOptions {
		t.Fatalf("%d options on the first page", n)
	}
	k.say("7").at("toy.size")
	if got := k.turn.Options[0].Value; got != "s6" {
		t.Errorf("the second page begins with %s", got)
	}
	k.say("7", "4") // the last page is shorter
	if got := k.turn.Options[0].Value; got != "s0" {
		t.Errorf("after the last page comes %s", got)
	}
	k.say("7", "1")
	if k.s.Answers["size"] != "s6" {
		t.Errorf("picked %s from the second page", k.s.Answers["size"])
	}
}

func TestMissesHelpMoreEachTime(t *testing.T) {
	k := newTalk(t).say("hello", "toy", "?")
	k.at("toy.colour", "toy/hint", "toy/colour")
	k.say("?").at("toy.colour", "toy/examples", "toy/colour")
	k.say("?").at("toy.colour", "toy/examples", "common/offer_person", "toy/colour")
	k.say("red", "BACK", "?").at("toy.colour", "toy/hint", "toy/colour")
}

func TestSideways(t *testing.T) {
	k := newTalk(t).say("hello", "toy", "blue")
	k.say("HELP").at("toy.shade", "toy/help", "toy/shade")
	k.say("hi").at("toy.shade", "toy/recap", "toy/shade")
	k.say("MENU").at("lobby.home")
	k.say("CONTINUE").at("toy.shade", "toy/recap", "toy/shade")
	k.say("MENU", "toy").at("toy.colour") // begun anew: what was parked of it is replaced
	for _, in := range []Input{
		{Kind: Media, Media: "voice"}, {Kind: Contact, Phone: "+62812"}, {Kind: Pick, Pick: "toy.shade:x"}, {Kind: Pick, Pick: "toy.colour:x"},
		{Masked: true, Text: "****"}, {Text: "  "}, {Kind: Start},
	} {
		k.do(in)
		k.at("toy.colour")
		if len(k.turn.Says) != 2 {
			t.Errorf("%+v is answered by %v", in, k.turn.Says)
		}
	}
	k.do(Input{Kind: Pick, Pick: PickMenu})
	k.at("lobby.home")
}

func TestAsides(t *testing.T) {
	k := newTalk(t).say("hello", "toy", "safe?")
	k.at("toy.colour", "toy/aside", "toy/colour")
	k.do(Input{Masked: true, Text: "blue****"})
	k.at("toy.shade", "common/nik_refused", "toy/shade")
	k = newTalk(t).say("safe?")
	k.at("lobby.greet", "toy/aside", "lobby/home")
}

func TestAFailedTurnChangesNothing(t *testing.T) {
	k := newTalk(t).say("hello", "toy", "blue", "dark", "1")
	before := maps.Clone(k.s.Answers)
	turn, err := k.r.Begin(k.s, Input{Text: "yes"}, Facts{})
	if err != nil {
		t.Fatal(err)
	}
	if err := turn.Resume(Outcome{Event: "unheard"}, Facts{}); err == nil {
		t.Fatal("an outcome that the table does not know was accepted")
	}
	if diff := cmp.Diff(before, k.s.Answers); diff != "" || k.s.State != "card" {
		t.Errorf("the stored session changed: %s", diff)
	}
}

func TestReleases(t *testing.T) {
	k := newTalk(t)
	k.s = Session{Flow: "toy", State: "tint", Version: 1, Answers: Answers{"colour": "blue"}}
	k.say("HELP").at("toy.shade")
	if k.s.Version != 2 {
		t.Errorf("version %d after the turn", k.s.Version)
	}
	for _, s := range []Session{{Flow: "toy", State: "colour", Version: 3}, {Flow: "later", State: "x", Version: 1},
		{Flow: "lobby", State: "home", Version: 1, Parked: &Session{Flow: "later", State: "x"}}} {
		if _, err := k.r.Begin(s, Input{Text: "x"}, Facts{}); !errors.Is(err, ErrNewer) {
			t.Errorf("%+v: got %v, want ErrNewer", s, err)
		}
	}
}

func TestTablesThatCannotWork(t *testing.T) {
	ask := &Ask{Prompt: func(View) Say { return Say{Key: "a/b"} }}
	act := func(View) Action { return EraseMember{} }
	for name, f := range map[string]*Flow{
		"none":      {Name: "x"},
		"twice":     {Name: "x", States: []State{{Name: "a", Ask: ask}, {Name: "a", Ask: ask}}},
		"two kinds": {Name: "x", States: []State{{Name: "a", Ask: ask, Act: act}}},
		"no kind":   {Name: "x", States: []State{{Name: "a"}}},
		"stranded":  {Name: "x", States: []State{{Name: "a", Act: act}}},
		"endless":   {Name: "x", Moves: []Row{{"a", Next, "a"}}, States: []State{{Name: "a", End: &End{}}}},
		"unknown":   {Name: "x", Moves: []Row{{"a", Next, "b"}}, States: []State{{Name: "a", Ask: ask}}},
		"ambiguous": {Name: "x", Moves: []Row{{"a", Next, "a"}, {"a", Next, "b"}}, States: []State{{Name: "a", Ask: ask}, {Name: "b", Ask: ask}}},
	} {
		if _, err := NewMachine(f); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// TestMachineIsSharedSafely: many turns at once, none sees another's state.
func TestMachineIsSharedSafely(t *testing.T) {
	m, err := NewMachine(toy())
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan string)
	rows := toy().Moves
	for _, row := range slices.Repeat(rows, 8) {
		go func() {
			for range 2000 {
				if to, err := m.Next(row.From, row.Event); err != nil || to != row.To {
					done <- row.From + " went to " + to
					return
				}
			}
			done <- ""
		}()
	}
	for range 8 * len(rows) {
		if wrong := <-done; wrong != "" {
			t.Error(wrong)
		}
	}
	if _, err := m.Next("colour", "saved"); err == nil {
		t.Error("an illegal move was made")
	}
}
