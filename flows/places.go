package flows

import (
	"maps"
	"strings"
)

// goTo leaves the table: another flow, home, or what was parked.
func (t *Turn) goTo(g Go) error {
	switch g.To {
	case Stay:
		if g.Quiet {
			return t.rest()
		}
		return t.ask()
	case Back:
		return t.back()
	case Home:
		h := t.router.home
		h.Quiet, h.Forget = g.Quiet, g.Forget
		return t.open(h)
	case Resume:
		if p := t.s.Parked; p != nil {
			return t.resume(*p, g)
		}
		return t.open(t.router.home)
	}
	return t.open(g)
}

// open enters a flow; a form that is running is parked, not lost.
func (t *Turn) open(g Go) error {
	parked := t.s.Parked
	if t.m.flow.Form && t.state().Ask != nil {
		parked = t.s.park()
	}
	if g.Forget || (parked != nil && parked.Flow == g.Flow) {
		parked = nil
	}
	t.m = t.router.machines[g.Flow]
	state := g.State
	if state == "" {
		state = t.m.flow.States[0].Name
	}
	t.s = Session{Flow: g.Flow, State: state, Version: t.m.flow.Version, Answers: Answers{}, Lang: t.s.Lang, Via: t.s.Via, Parked: parked}
	for k, v := range g.Set {
		t.s.Answers[k] = v
	}
	if g.Quiet {
		t.Path = append(t.Path, g.Flow+"."+state)
		return t.rest()
	}
	return t.enter(state)
}

// resume takes the parked form up where it was.
func (t *Turn) resume(p Session, g Go) error {
	p = p.clone()
	maps.Copy(p.Answers, g.Set)
	p.Lang, p.Via, p.Nudged = t.s.Lang, t.s.Via, 0
	t.s, t.m = p, t.router.machines[p.Flow]
	switch {
	case g.Quiet:
		return t.rest()
	case g.Greet:
		return t.recap()
	case len(g.Set) > 0:
		return t.enter(t.s.State)
	}
	return t.ask()
}

// arrive meets somebody new: the greeting, unless the first words already say
// what they want. Then they are told who speaks, and get it.
func (t *Turn) arrive(in Input) error {
	if english := t.router.hears.English; t.s.Lang == "" && english != nil && english(in.Text) {
		t.s.Lang = "en"
	}
	greeting, hello := t.state().Ask.Prompt(t.view()).Key, t.m.flow.Hello
	if t.facts.Person.Number != "" { // a member already, who never wrote
		t.s.State = t.router.home.State
		err := t.hear(in)
		t.Says = append([]Say{hello}, t.Says...)
		return err
	}
	if err := t.firstWords(in); err != nil {
		return err
	}
	for _, s := range t.Says {
		if s.Key == greeting {
			return nil
		}
	}
	t.Says = append([]Say{hello}, t.Says...)
	return nil
}

func (t *Turn) firstWords(in Input) error {
	if in.Kind != Text || strings.TrimSpace(in.Text) == "" {
		return t.enter(t.s.State)
	}
	w, _, global := t.router.hears.Global(in.Text)
	_, aside := t.router.hears.Aside(in.Text)
	_, opens := t.opens(in.Text)
	switch {
	case opens:
		return t.hear(in)
	case global && (w == Mulai || w == Menu):
		return t.enter(t.s.State)
	case global || aside || in.Masked:
		return t.hear(in)
	}
	if arrive := t.m.flow.Arrive; arrive != nil {
		if got := arrive(in, t.view()); got.Reason == "" {
			return t.answer(t.state().Ask, got)
		}
	}
	return t.enter(t.s.State)
}

func (g Go) loud() Go { g.To, g.Quiet, g.Forget = Open, false, false; return g }
