package flows

import (
	"errors"
	"fmt"
	"strings"
)

// Limits of a conversation.
const (
	MaxMoves   = 30  // states passed in one turn: a table that loops is a fault, not a hang
	MaxOptions = 7   // on one menu; a thumb and a small screen
	maxVia     = 64  // bytes that a link may carry
	MaxTrail   = 400 // bytes of the trail: about forty questions that "kembali" can undo
)

// ErrNewer is returned for a session that a newer release has written; the
// conversation is left for a replica that knows it.
var ErrNewer = errors.New("session of a newer release")

// Understanding is how the kernel reads what people write. Injected, because
// the kernel knows no language.
type Understanding struct {
	// Global finds a word that works everywhere, with its number ("ubah 3").
	Global func(text string) (Word, int, bool)
	// Choose finds the option meant; words holds a list per option.
	Choose func(text string, words [][]string) (index int, reason string)
	// Opens finds the place that a text opens with what it says, wherever it is
	// written; nil: none does.
	Opens func(text string, v View) (Go, bool)
	// Answers finds where an answer leads to something that was announced beside
	// the conversation: a button of it, or words; nil: nothing is announced.
	Answers func(in Input, v View) (Go, bool)
	// Greeting tells "halo" from an answer.
	Greeting func(text string) bool
	// Question tells a question from an answer.
	Question func(text string) bool
	// Aside finds the text that answers a question or a worry beside the point;
	// without ok only where it is no answer.
	Aside func(text string) (key string, ok bool)
	// Elsewhere finds the text for somebody who asks in a form for what the
	// menu is for; sure when it can be no answer.
	Elsewhere func(text string) (key string, sure bool)
	// Amends finds the answer that somebody says is wrong, the likeliest first,
	// and what it should be, where they say that too.
	Amends func(text string) (answers []string, value string, ok bool)
	// English tells that somebody new writes in English; nil: nobody does.
	English func(text string) bool
	// Linked finds what a link had somebody write: where they came from, and the
	// rest of the text; sure when it can be no answer. nil: nothing is found.
	Linked func(text string) (via, rest string, sure bool)
	// IDCard tells that a caption or the name of a file speaks of an identity card;
	// nil: none does.
	IDCard func(text string) bool
	// WithoutIDs is what remains of a text without the masked numbers.
	WithoutIDs func(text string) string
}

// Word is a global word: it works in every state.
type Word string

// The words that the kernel itself knows what to do with; the others are
// answered by the table of handlers.
const (
	Menu     Word = "MENU"
	Kembali  Word = "BACK"
	Lanjut   Word = "CONTINUE"
	Ubah     Word = "EDIT"
	Kenapa   Word = "WHY"
	Mulai    Word = "START"
	Bahasa   Word = "LANGUAGE"
	BahasaID Word = "LANGUAGE_ID"
	BahasaEN Word = "LANGUAGE_EN"
)

// Handler answers a global word.
type Handler func(View) Reading

// Abilities are what a service can do beside its flows.
type Abilities struct {
	Hears     Understanding
	Words     map[Word]Handler     // what can be said in every state
	Reminders map[string]Reminding // what comes due, by Reminder.Kind
	Hush      Hush                 // how it keeps silent while staff talk to a person
}

// Router finds the flow of a conversation and runs one turn of it.
type Router struct {
	machines map[string]*Machine
	order    []string
	home     Go
	hears    Understanding
	words    map[Word]Handler

	reminders map[string]Reminding // by Reminder.Kind
	hush      Hush
}

// NewRouter compiles the flows. The first is home: where a new person arrives
// (its first state) and everybody returns to (the state named "home").
func NewRouter(a Abilities, all ...*Flow) (*Router, error) {
	r := &Router{machines: map[string]*Machine{}, hears: a.Hears, words: a.Words, reminders: a.Reminders, hush: a.Hush}
	for _, f := range all {
		m, err := NewMachine(f)
		if err != nil {
			return nil, err
		}
		if r.machines[f.Name] != nil {
			return nil, fmt.Errorf("two flows named %s", f.Name)
		}
		r.machines[f.Name] = m
		r.order = append(r.order, f.Name)
	}
	r.home = Go{To: Open, Flow: all[0].Name, State: "home", Forget: true}
	return r, nil
}

// Flows lists the machines in the order in which they were given.
func (r *Router) Flows() []*Machine {
	list := make([]*Machine, len(r.order))
	for i, name := range r.order {
		list[i] = r.machines[name]
	}
	return list
}

// Versions is each flow's version: what this release can read.
func (r *Router) Versions() map[string]int {
	v := make(map[string]int, len(r.order))
	for name, m := range r.machines {
		v[name] = m.flow.Version
	}
	return v
}

// Flow is the definition behind the machine.
func (m *Machine) Flow() *Flow { return m.flow }

// Begin runs a turn until it asks, or until an act has to be carried out.
func (r *Router) Begin(s Session, in Input, f Facts) (*Turn, error) {
	t := &Turn{router: r, facts: f}
	if in.Kind == Media && strings.TrimSpace(in.Text) != "" { // its caption is what they say
		in.Kind, t.under = Text, in.Media
	}
	first := s.Flow == ""
	if first {
		s = r.fresh(s)
	}
	t.s = s.clone()
	in = r.linked(in, &t.s)
	if in.Kind == Start && in.Text != "" && len(in.Text) <= maxVia {
		t.s.Via = in.Text
	}
	if err := r.migrate(&t.s); err != nil {
		return nil, err
	}
	t.m = r.machines[t.s.Flow]
	if f.Person.Handoff != 0 && in.Kind != Due {
		return t, t.quiet(in)
	}
	if first && in.Kind != Due {
		return t, t.arrive(in)
	}
	return t, t.hear(in)
}

// linked takes what a link had somebody write for the opening of the chat, and
// for what they want beside it. Over a form's question it must be sure.
func (r *Router) linked(in Input, s *Session) Input {
	if in.Kind != Text || r.hears.Linked == nil {
		return in
	}
	via, rest, sure := r.hears.Linked(in.Text)
	m := r.machines[s.Flow]
	form := m != nil && m.flow.Form
	switch {
	case via == "" || form && !sure:
		return in
	case form || rest == "":
		return Input{Kind: Start, Text: via, Masked: in.Masked}
	}
	s.Via, in.Text = via, rest
	return in
}

func (r *Router) fresh(s Session) Session {
	m := r.machines[r.home.Flow]
	return Session{Flow: m.flow.Name, State: m.flow.States[0].Name, Version: m.flow.Version, Lang: s.Lang}
}

// migrate maps a session of an older release; a state that is gone without a
// mapping starts its flow again with the answers kept.
func (r *Router) migrate(s *Session) error {
	m := r.machines[s.Flow]
	if m == nil || s.Version > m.flow.Version {
		return fmt.Errorf("read session of %s version %d: %w", s.Flow, s.Version, ErrNewer)
	}
	for v := s.Version; v < m.flow.Version; v++ {
		if to, ok := m.flow.Moved[v][s.State]; ok {
			s.State = to
		}
	}
	s.Version = m.flow.Version
	if m.states[s.State] == nil || m.states[s.State].Ask == nil {
		s.State = m.flow.States[0].Name
	}
	if s.Parked == nil {
		return nil
	}
	p := *s.Parked
	s.Parked = &p
	return r.migrate(s.Parked)
}
