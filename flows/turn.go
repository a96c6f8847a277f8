package flows

import (
	"fmt"
	"strings"
)

// Turn is one message being answered. It is finished when Act is nil;
// otherwise the caller carries Act out and calls Resume.
type Turn struct {
	Says    []Say
	Options []Option // on offer with the last bubble
	Exit    bool     // with the way to the menu under them
	Contact bool     // the number may be shared with one press
	Do      []Action // effects without an outcome, for the same transaction
	Act     Action
	Path    []string // flow.state of every state entered, for traces and tests

	router *Router
	m      *Machine
	s      Session
	facts  Facts
	out    Outcome
	moves  int
}

// Session is the conversation after the turn.
func (t *Turn) Session() Session { return t.s }

// Resume goes on after the act, with its outcome and the facts as they are now.
func (t *Turn) Resume(out Outcome, f Facts) error {
	t.Act, t.out, t.facts = nil, out, f
	// What was done in the world is not undone by going back.
	t.s.Trail = nil
	to, err := t.m.Next(t.s.State, out.Event)
	if err != nil {
		return err
	}
	return t.enter(to)
}

func (t *Turn) view() View    { return View{Session: t.s, Facts: t.facts, Outcome: t.out, machine: t.m} }
func (t *Turn) state() *State { return t.m.states[t.s.State] }
func (t *Turn) say(says ...Say) {
	for _, s := range says {
		if s.Key != "" {
			t.Says = append(t.Says, s)
		}
	}
}

// hear reads the input in the state where the person is.
func (t *Turn) hear(in Input) error {
	switch {
	case in.Masked:
		return t.again(Say{Key: "common/nik_refused"})
	case in.Edited:
		return t.again(Say{Key: "common/edited"})
	case in.Kind == Pick:
		return t.picked(in.Pick)
	case in.Kind == Contact:
		return t.contact(in)
	case in.Kind == Media:
		return t.again(Say{Key: "common/not_text", Args: Args{"Kind": in.Media}})
	case in.Kind == Start:
		return t.word(Mulai, 0)
	case in.Kind == Text && strings.TrimSpace(in.Text) == "":
		return t.again(Say{Key: "common/empty"})
	}
	return t.read(in)
}

// read takes a text: a global word, an option, or what the state understands.
func (t *Turn) read(in Input) error {
	ask := t.state().Ask
	word, n, global := t.router.hears.Global(in.Text)
	if global {
		if value, ok := ask.Takes[word]; ok {
			return t.answer(ask, Reading{Value: value})
		}
		return t.word(word, n)
	}
	if t.router.hears.Greeting(in.Text) {
		return t.recap()
	}
	got := Reading{Reason: "UNCLEAR"}
	if ask.Read != nil {
		got = ask.Read(in, t.view())
	}
	if got.Reason != "" && !ask.Strict {
		got = t.choose(in.Text, got)
	}
	if got.Reason != "" {
		return t.unread(got.Reason)
	}
	return t.answer(ask, got)
}

// choose reads the text as one of the options on the screen.
func (t *Turn) choose(text string, missed Reading) Reading {
	options := t.options()
	if len(options) == 0 {
		return missed
	}
	i, reason := t.router.hears.Choose(text, t.wordsOf(options))
	if reason != "" {
		return Reading{Reason: reason}
	}
	return Reading{Value: options[i].Value}
}

func (t *Turn) picked(id string) error {
	if id == PickMenu {
		return t.word(Menu, 0)
	}
	prefix, value, _ := strings.Cut(id, ":")
	if prefix != t.s.Flow+"."+t.s.State {
		return t.again(Say{Key: "common/old_button"})
	}
	for _, o := range t.options() {
		if o.Value == value {
			return t.answer(t.state().Ask, Reading{Value: value})
		}
	}
	return t.again(Say{Key: "common/old_button"})
}

func (t *Turn) contact(in Input) error {
	ask := t.state().Ask
	if !ask.Contact {
		return t.again(Say{Key: "common/contact_later"})
	}
	return t.read(Input{Kind: Text, Text: in.Phone})
}

// answer keeps what was understood and moves on.
func (t *Turn) answer(ask *Ask, got Reading) error {
	t.s.Misses = 0
	if got.Value == more {
		t.s.Page++
		return t.ask()
	}
	if ask.Keep != nil && got.Value != "" {
		got = ask.Keep(got, t.view())
	}
	t.say(got.Say...)
	t.Do = append(t.Do, got.Do...)
	switch {
	case got.Go != nil:
		return t.goTo(*got.Go)
	case got.Line != 0:
		return t.correct(got.Line)
	case got.Stay:
		return t.ask()
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
	t.push(t.s.State)
	t.s.Page = 0
	return t.enter(to)
}

func (t *Turn) push(state string) {
	if n := len(t.s.Trail); n > 0 && t.s.Trail[n-1] == state {
		return
	}
	t.s.Trail = append(t.s.Trail, state)
	if len(t.s.Trail) > MaxTrail {
		t.s.Trail = t.s.Trail[1:]
	}
}

// keep stores the answer and drops those that depended on an earlier one.
func (t *Turn) keep(ask *Ask, got Reading) {
	set := got.Set
	if ask.Answer != "" && got.Value != "" {
		set = merge(set, Answers{ask.Answer: got.Value})
	}
	for name, value := range set {
		if t.s.Answers[name] == value {
			continue
		}
		t.m.drop(t.s.Answers, name, set)
		if value == "" {
			delete(t.s.Answers, name)
		} else {
			t.s.Answers[name] = value
		}
	}
}

// drop removes what depends on name, unless it is being answered right now.
func (m *Machine) drop(a Answers, name string, keep Answers) {
	for i := range m.flow.States {
		ask := m.flow.States[i].Ask
		if ask == nil || ask.Answer == "" || a[ask.Answer] == "" {
			continue
		}
		for _, need := range ask.Needs {
			if need == name && keep[ask.Answer] == "" {
				delete(a, ask.Answer)
				m.drop(a, ask.Answer, keep)
			}
		}
	}
}

func merge(a, b Answers) Answers {
	out := Answers{}
	for k, v := range a {
		out[k] = v
	}
	for k, v := range b {
		out[k] = v
	}
	return out
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
			t.push(name) // answered before: passed by, but still a step back away
		case pass:
		case st.Act != nil:
			t.Act = st.Act(t.view())
			return nil
		case st.End != nil:
			t.say(st.End.Say(t.view())...)
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
