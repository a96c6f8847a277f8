package flows

import (
	"slices"
	"strings"
	"time"
)

// Nudges is how long after a person's last word they are reminded of a form;
// after the last time it rests until they come back.
var Nudges = [...]time.Duration{time.Hour, 24 * time.Hour, 3 * 24 * time.Hour}

// Reminder is something that is said because its time has come, not because
// the person wrote.
type Reminder struct {
	Kind string // which words and choices: "form", "training"
	Ref  string // what it is about: the flow of a form
	Step int    // 1: for the first time
}

// Deciding is why a reminder is not said over a question that nothing may come
// between.
const Deciding = "deciding"

// Reminding turns a reminder into what is said. The view is of the unfinished
// form where there is one. A Reason says why nothing is to be said any more.
type Reminding func(View, Reminder) Reading

// due says what has come due, over whatever the person was in: a form is
// parked, and takes up the next answer that is none to the reminder.
func (t *Turn) due(r Reminder) error {
	t.s.Misses = 0
	handler, ok := t.router.reminders[r.Kind]
	if !ok {
		t.Dropped = "unknown"
		return nil
	}
	if t.m.flow.Holds { // what is being asked is more important
		t.Dropped = Deciding
		return nil
	}
	form := t.router.form(&t.s)
	v := t.view()
	v.Midway = form == &t.s
	if form != nil {
		v.Session, v.machine = *form, t.router.machines[form.Flow]
	}
	got := handler(v, r)
	if got.Reason != "" {
		t.Dropped = got.Reason
		return nil
	}
	var offer []Choice
	if form == &t.s {
		offer = t.s.Offer
	}
	t.tell(got)
	if err := t.goTo(*got.Go); err != nil {
		return err
	}
	if t.s.Parked != nil && t.s.Parked.Flow == r.Ref {
		t.s = t.router.Nudged(t.s, r.Step)
	}
	if p := t.s.Parked; p != nil && offer != nil { // what stands above the reminder can still be picked
		p.Offer = offer
	}
	return nil
}

// form is the unfinished form, running or parked; nil if there is none.
func (r *Router) form(s *Session) *Session {
	m := r.machines[s.Flow]
	switch {
	case m != nil && m.flow.Form:
		return s
	case s.Parked != nil && r.machines[s.Parked.Flow] != nil:
		return s.Parked
	}
	return nil
}

// Unfinished is the form that is worth a reminder once its person has been
// silent for a while.
func (r *Router) Unfinished(s Session, f Facts) (form Session, ok bool) {
	p := r.form(&s)
	if p == nil {
		return form, false
	}
	m := r.machines[p.Flow]
	if m.flow.Nudge == nil || !m.flow.Nudge(View{Session: *p, Facts: f, machine: m}) {
		return form, false
	}
	return *p, true
}

// InForm tells whether questions are being asked that nothing should come
// between.
func (r *Router) InForm(s Session) bool {
	m := r.machines[s.Flow]
	return m != nil && (m.flow.Form || m.flow.Holds)
}

// Nudged notes that the person has been reminded of their form so many times,
// or would have been; what they answer begins the count anew.
func (r *Router) Nudged(s Session, times int) Session {
	switch p := r.form(&s); {
	case p == nil:
	case p == &s:
		s.Nudged = times
	default:
		parked := *p
		parked.Nudged = times
		s.Parked = &parked
	}
	return s
}

// Left counts the questions that are still to be answered, the present one
// included.
func (v View) Left() int {
	left := 0
	for _, st := range v.machine.path(v) {
		if v.Session.Answers[st.Ask.Answer] == "" && (st.Skip == nil || !st.Skip(v)) {
			left++
		}
	}
	return left
}

// Reminded tells whether a reminder is what the person was told last.
func (r *Router) Reminded(s Session) bool {
	m := r.machines[s.Flow]
	return m != nil && m.states[s.State] != nil && m.states[s.State].reminds()
}

func (st *State) reminds() bool { return st.Ask != nil && st.Ask.Else != Stay }

// reminder is the state of a reminder's button ("flow.state"); nil if it is
// none.
func (r *Router) reminder(place string) *State {
	flow, state, _ := strings.Cut(place, ".")
	if m := r.machines[flow]; m != nil && m.states[state] != nil && m.states[state].reminds() && m.states[state].Ask.Keep != nil {
		return m.states[state].State
	}
	return nil
}

// Unremind is where the person stands if the reminder never reached them.
func (r *Router) Unremind(s Session) Session {
	if s.Parked != nil && r.machines[s.Flow].states[s.State].Ask.Else == Resume {
		p := s.Parked.clone()
		p.Lang = s.Lang
		return p
	}
	home := r.home
	return Session{Flow: home.Flow, State: home.State, Version: r.machines[home.Flow].flow.Version, Answers: Answers{}, Lang: s.Lang, Parked: s.Parked}
}

// pass hears an answer, that is none here, where the conversation goes on: in
// the form that was parked, as if nothing had come between, or in the menu if
// it understands; else the reminder's own choices are put again.
func (t *Turn) pass(in Input) error {
	menu := t.state().Ask.Else == Home || t.s.Parked == nil
	there := *t
	there.s = t.router.Unremind(t.s)
	there.m = t.router.machines[there.s.Flow]
	there.Path = append(slices.Clip(t.Path), there.s.Flow+"."+there.s.State)
	there.Says, there.Do = slices.Clip(t.Says), slices.Clip(t.Do)
	if err := there.hear(in); err != nil {
		return err
	}
	if menu && there.s.Misses > 0 {
		return t.unread("UNCLEAR")
	}
	*t = there
	return nil
}

// late takes a button of a reminder of that flow that is not the last thing said
// any more: "no more of these" holds whenever it is pressed.
func (t *Turn) late(flow string, st *State, value string) error {
	got := st.Ask.Keep(Reading{Value: value}, t.view())
	t.say(got.Say...)
	t.Do = append(t.Do, got.Do...)
	switch {
	case got.Go == nil && t.router.machines[flow].states[st.Name].next[got.Event] != nil: // as if its question stood there still
		if err := t.open(Go{Flow: flow, State: st.Name, Set: got.Set, Quiet: true}); err != nil {
			return err
		}
		return t.move(got.Event)
	case got.Go != nil && got.Go.To == Resume:
		return t.carryOn()
	case got.Go != nil && got.Go.To == Open:
		return t.goTo(*got.Go)
	case t.m.flow.Form:
		return t.reask()
	}
	return t.rest()
}

// Above tells an answer to the question over which a reminder came, written
// letter by letter as it stands there.
func (v View) Above(text string) bool {
	p := v.Session.Parked
	return p != nil && slices.ContainsFunc(p.Offer, func(c Choice) bool { return strings.EqualFold(strings.TrimSpace(text), c.Label) })
}
