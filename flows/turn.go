package flows

import (
	"fmt"
	"maps"
)

// Turn is one message being answered. It is finished when Act is nil;
// otherwise the caller carries Act out and calls Resume.
type Turn struct {
	Says    []Say
	Options []Option // on offer with the last bubble
	Exit    bool     // with the way to the menu under them
	Contact bool     // the number may be shared with one press
	Do      []Action // effects without an outcome, for the same transaction
	Tell    []Notice // said elsewhere
	Act     Action
	Path    []string // flow.state of every state entered, for traces and tests
	Dropped string   // why a reminder has nothing to say any more
	Wants   bool     // nothing was done: the picture of the message is to be fetched first

	Silent   bool     // staff talk to the person: nothing need be said, and they stay where they are
	Answered Question // what was answered; none: nothing
	Missed   Question // what was answered so that it was not understood

	router *Router
	m      *Machine
	s      Session
	facts  Facts
	under  string // the picture or file under which the text stood
	out    Outcome
	then   func(*Turn) error // after an act that belongs to no state
	moves  int
}

// Session is the conversation after the turn.
func (t *Turn) Session() Session { return t.s }

// Resume goes on after the act, with its outcome and the facts as they are now.
func (t *Turn) Resume(out Outcome, f Facts) error {
	if then := t.then; then != nil {
		t.then, t.Act, t.out, t.facts = nil, nil, out, f
		err := then(t)
		t.Exit = t.Exit && f.Person.Handoff == 0 // the bot's own way out is no line of that talk
		return err
	}
	if _, only := t.Act.(look); !only {
		t.s.Trail = "" // what was done in the world is not undone by going back
	}
	t.Act, t.out, t.facts = nil, out, f
	maps.Copy(t.s.Answers, out.Set)
	if note := t.state().Note; note != nil {
		t.note(note(t.view()))
	}
	to, err := t.m.Next(t.s.State, out.Event)
	if err != nil {
		return err
	}
	return t.enter(to)
}

func (t *Turn) note(set Answers) {
	for name, value := range set {
		if value == "" {
			delete(t.s.Answers, name)
			continue
		}
		t.s.Answers[name] = value
	}
}

func (t *Turn) view() View    { return View{Session: t.s, Facts: t.facts, Outcome: t.out, machine: t.m} }
func (t *Turn) state() *State { return t.m.states[t.s.State].State }
func (t *Turn) say(says ...Say) {
	for _, s := range says {
		if s.Key != "" {
			t.Says = append(t.Says, s)
		}
	}
}

// answer keeps what was understood and moves on.
func (t *Turn) answer(ask *Ask, got Reading) error {
	if got.Act == nil { // else it shows what it is
		t.s.Misses = 0
	}
	if got.Value == more {
		t.s.Page++
		return t.ask()
	}
	if ask.Keep != nil && got.Value != "" {
		got = ask.Keep(got, t.view())
	}
	return t.first(got, func(t *Turn, got Reading) error { return t.answered(ask, got) })
}

// first carries out what must happen before a reading is taken.
func (t *Turn) first(got Reading, take func(*Turn, Reading) error) error {
	if got.Act == nil {
		return take(t, got)
	}
	t.Act, t.then = got.Act, func(t *Turn) error { return take(t, got.Then(t.view())) }
	return nil
}

// tell says what is read from an answer, here and elsewhere, and has it done.
func (t *Turn) tell(got Reading) {
	t.say(got.Say...)
	t.Do = append(t.Do, got.Do...)
	t.Tell = append(t.Tell, got.Tell...)
}

func (t *Turn) answered(ask *Ask, got Reading) error {
	if got.Reason != "" {
		return t.unread(got.Reason)
	}
	t.s.Misses = 0
	if !got.Stay {
		t.Answered = t.question()
	}
	t.tell(got)
	switch {
	case got.Go != nil:
		return t.goTo(*got.Go)
	case got.Line != 0:
		return t.corrected(got.Line, got.Anew)
	case got.Stay:
		return t.reask()
	}
	t.keep(ask, got)
	event := got.Event
	if event == "" {
		event = ask.event(got.Value)
	}
	if ask.Ack != nil && got.Value != "" {
		t.say(ask.Ack(got.Value, t.view()))
	}
	return t.move(event)
}

func (a *Ask) event(value string) string {
	if a.Event == nil {
		return Next
	}
	return a.Event(value)
}

// move leaves the question that was answered.
func (t *Turn) move(event string) error {
	to, err := t.m.Next(t.s.State, event)
	if err != nil {
		return err
	}
	t.s.Trail = t.s.Trail.push(t.s.State)
	t.s.Page = 0
	return t.enter(to)
}

// enter goes on from state to state until one asks, acts or ends.
func (t *Turn) enter(name string) error {
	for {
		if t.moves++; t.moves > MaxMoves {
			return fmt.Errorf("turn in %s: more than %d moves", t.s.Flow, MaxMoves)
		}
		t.s.State = name
		t.Path = append(t.Path, t.s.Flow+"."+name)
		st := t.state()
		event, pass := st.passes(t.view())
		switch {
		case pass && st.Ask != nil && st.Ask.Answer != "" && t.s.Answers[st.Ask.Answer] != "":
			t.s.Trail = t.s.Trail.push(name) // answered before: passed by, but still a step back away
		case pass:
		case st.Act != nil:
			t.Act = st.Act(t.view())
			return nil
		case st.End != nil:
			t.say(st.End.Say(t.view())...)
			if st.End.Do != nil {
				t.Do = append(t.Do, st.End.Do(t.view())...)
			}
			if st.End.Tell != nil {
				t.Tell = append(t.Tell, st.End.Tell(t.view())...)
			}
			if st.End.Then != nil {
				return t.goTo(st.End.Then(t.view()))
			}
			return t.goTo(st.End.Go)
		default:
			return t.ask()
		}
		var err error
		if name, err = t.m.Next(name, event); err != nil {
			return err
		}
	}
}

// passes tells whether there is nothing to ask here, and the way on.
func (st *State) passes(v View) (event string, pass bool) {
	if st.Skip != nil && st.Skip(v) {
		return Next, true
	}
	if st.Ask == nil || st.Ask.Answer == "" {
		return "", false
	}
	value := v.Session.Answers[st.Ask.Answer]
	if value == "" {
		return "", false
	}
	return st.Ask.event(value), true
}
