package flows

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
		t.s.Nudged = 0
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
