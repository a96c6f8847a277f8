package flows

// Question is one that a flow asks, as it was put in some month.
type Question struct {
	Flow, State string
	Month       int // 202611; 0: not known
}

// question is the one that stands.
func (t *Turn) question() Question {
	return Question{Flow: t.s.Flow, State: t.s.State, Month: t.s.Month}
}

// Question is the one that waits for an answer.
func (s Session) Question() Question {
	return Question{Flow: s.Flow, State: s.State, Month: s.Month}
}
