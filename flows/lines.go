package flows

import "strconv"

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
	var path []*State
	name := m.flow.States[0].Name
	for range m.flow.States {
		st := m.states[name]
		if st.End != nil {
			break
		}
		event, pass := st.passes(v)
		if !pass {
			event = m.main(name)
		}
		if st.Ask != nil && st.Ask.Answer != "" && (st.Skip == nil || !st.Skip(v)) {
			path = append(path, st)
		}
		to, ok := m.moves[[2]string{name, event}]
		if !ok {
			break
		}
		name = to
	}
	return path
}

// main is the event of the state's first row.
func (m *Machine) main(state string) string {
	for _, r := range m.flow.Moves {
		if r.From == state {
			return r.Event
		}
	}
	return ""
}

// progress tells which question of how many this is.
func (m *Machine) progress(v View, args Args) Args {
	out := Args{"Step": 0, "Steps": 0}
	for k, a := range args {
		out[k] = a
	}
	path := m.path(v)
	for i, st := range path {
		if st.Name == v.Session.State {
			out["Step"], out["Steps"] = strconv.Itoa(i+1), strconv.Itoa(len(path))
		}
	}
	return out
}
