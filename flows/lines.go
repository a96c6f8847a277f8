package flows

import (
	"maps"
	"strconv"
)

// Line is one answer on the review card.
type Line struct {
	N     int
	Label Say // what was asked
	Value Say // what was answered
	state string
}

// lines numbers the answers given so far, in the order of the questions.
func (m *Machine) lines(v View) []Line {
	var lines []Line
	for _, st := range m.path(v) {
		value := v.Session.Answers[st.Ask.Answer]
		if st.Ask.Line == "" || value == "" {
			continue
		}
		line := NewLine(len(lines)+1, st.Ask, value)
		line.state = st.Name
		lines = append(lines, line)
	}
	return lines
}

// NewLine is the n-th line of a card.
func NewLine(n int, ask *Ask, value string) Line {
	return Line{N: n, Label: Say{Key: ask.Line}, Value: ask.shown(value)}
}

// Asked names the answers that belong to the way the person takes.
func (v View) Asked() []string {
	var names []string
	for _, st := range v.machine.path(v) {
		names = append(names, st.Ask.Answer)
	}
	return names
}

// Lines is the review card of the session's flow.
func (v View) Lines() []Line { return v.machine.lines(v) }

func (a *Ask) shown(value string) Say {
	if a.Show == nil {
		return Say{Key: "common/plain", Args: Args{"Text": value}}
	}
	return a.Show(value)
}

// path is the questions from the start to the end of a flow: along the answers
// that are there, and along the main way where there are none.
func (m *Machine) path(v View) []*State {
	path := make([]*State, 0, len(m.flow.States))
	n := m.states[m.flow.States[0].Name]
	for range m.flow.States {
		if n == nil || n.End != nil {
			break
		}
		event, pass := n.passes(v)
		if !pass {
			event = n.main
		}
		if n.Ask != nil && n.Ask.Answer != "" {
			path = append(path, n.State)
		}
		n = n.next[event]
	}
	return path
}

// progress tells which question of how many this is.
func (m *Machine) progress(v View, args Args) Args {
	out := make(Args, len(args)+2)
	maps.Copy(out, args)
	out["Step"], out["Steps"] = 0, 0
	if v.Session.Answers[v.machine.states[v.Session.State].Ask.Answer] != "" {
		return out // asked again: the count would jump back
	}
	step, steps := 0, 0
	for _, st := range m.path(v) {
		if st.Skip != nil && st.Skip(v) {
			continue
		}
		steps++
		if st.Name == v.Session.State {
			step = steps
		}
	}
	if step > 0 {
		out["Step"], out["Steps"] = strconv.Itoa(step), strconv.Itoa(steps)
	}
	return out
}
