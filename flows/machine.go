package flows

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/looplab/fsm"
)

// Machine holds the legal moves of one flow. looplab/fsm keeps its state
// inside, is unsafe to share, and is slow to build: a pool lends each turn one
// that nobody else owns.
type Machine struct {
	flow   *Flow
	states map[string]*node
	pool   sync.Pool
}

// node is a state with its ways on: the table again, for looking ahead without
// a machine.
type node struct {
	*State
	main string // the event of the first row
	next map[string]*node
}

// NewMachine compiles a flow and refuses a table that cannot work.
func NewMachine(f *Flow) (*Machine, error) {
	m := &Machine{flow: f, states: map[string]*node{}}
	for i := range f.States {
		m.states[f.States[i].Name] = &node{State: &f.States[i], next: map[string]*node{}}
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("check flow %s: %w", f.Name, err)
	}
	events := append(table(f), m.jumps()...)
	m.pool.New = func() any { return fsm.NewFSM(f.States[0].Name, events, nil) }
	return m, nil
}

// Next is the state that event leads to. Staying put is a move too.
func (m *Machine) Next(from, event string) (string, error) {
	f := m.pool.Get().(*fsm.FSM)
	defer m.pool.Put(f)
	f.SetState(from)
	// Never the turn's context: a cancelled one wedges the machine for good.
	err := f.Event(context.Background(), event)
	var same fsm.NoTransitionError
	if err != nil && !errors.As(err, &same) {
		return "", fmt.Errorf("move %s from %s.%s: %w", event, m.flow.Name, from, err)
	}
	return f.Current(), nil
}

// Mermaid draws the flow's own table, without the jumps that every question
// allows.
func (m *Machine) Mermaid() string {
	f := fsm.NewFSM(m.flow.States[0].Name, table(m.flow), nil)
	out, err := fsm.VisualizeForMermaidWithGraphType(f, fsm.StateDiagram)
	if err != nil { // only for an unknown graph type
		panic(err)
	}
	return out
}

func table(f *Flow) fsm.Events {
	var events fsm.Events
	for _, r := range f.Moves {
		events = append(events, fsm.EventDesc{Name: r.Event, Src: []string{r.From}, Dst: r.To})
	}
	return events
}

// jumps lets every question lead to every other that keeps an answer: going
// back and correcting an answer.
func (m *Machine) jumps() fsm.Events {
	var asks []string
	for _, s := range m.flow.States {
		if s.Ask != nil {
			asks = append(asks, s.Name)
		}
	}
	var events fsm.Events
	for _, to := range asks {
		events = append(events, fsm.EventDesc{Name: jumpTo(to), Src: asks, Dst: to})
	}
	return events
}

func jumpTo(state string) string { return "to_" + state }

func (m *Machine) check() error {
	if len(m.flow.States) == 0 || len(m.states) != len(m.flow.States) {
		return errors.New("no states, or two of one name")
	}
	leaves := map[string]bool{}
	for _, r := range m.flow.Moves {
		from, to := m.states[r.From], m.states[r.To]
		switch {
		case from == nil || to == nil:
			return fmt.Errorf("row %v names an unknown state", r)
		case from.next[r.Event] != nil:
			return fmt.Errorf("two rows for %s %s", r.From, r.Event)
		case len(from.next) == 0:
			from.main = r.Event
		}
		from.next[r.Event] = to
		leaves[r.From] = true
	}
	for _, s := range m.flow.States {
		if err := s.check(leaves[s.Name]); err != nil {
			return err
		}
	}
	return nil
}

func (s *State) check(leaves bool) error {
	kinds := 0
	for _, is := range []bool{s.Ask != nil, s.Act != nil, s.End != nil} {
		if is {
			kinds++
		}
	}
	switch {
	case kinds != 1:
		return fmt.Errorf("state %s must ask, act or end", s.Name)
	case s.Act != nil && !leaves:
		return fmt.Errorf("state %s acts and leads nowhere", s.Name)
	case s.End != nil && leaves:
		return fmt.Errorf("state %s ends and leads on", s.Name)
	}
	return nil
}
