package flows

import "strings"

// Answers are what a person has told us in one flow, by the answer's name.
type Answers map[string]string

// Session is all that a conversation remembers between two messages. It is
// stored as JSON beside the conversation (≤ 2 kB after a registration).
type Session struct {
	Flow    string   `json:"f"`
	State   string   `json:"s"`
	Version int      `json:"v,omitzero"`
	Answers Answers  `json:"a,omitempty"`
	Offer   []Choice `json:"o,omitempty"` // what stands on the person's screen to pick from
	Among   []string `json:"d,omitempty"` // the options that are in doubt: only they stand there
	Trail   Trail    `json:"t,omitempty"` // ask-states behind the person
	Lang    string   `json:"l,omitempty"`
	Via     string   `json:"w,omitempty"` // what the link carried by which they opened the chat
	Misses  int      `json:"m,omitzero"`  // answers in a row that were not understood
	Page    int      `json:"p,omitzero"`  // of a list too long for one bubble
	Nudged  int      `json:"n,omitzero"`  // reminders of this form since its last answer
	Month   int      `json:"q,omitzero"`  // in which its question was put: 202611
	Parked  *Session `json:"k,omitempty"` // the form left for something else, waiting to be taken up again
}

// Choice is one option that was put on offer, as it was shown.
type Choice struct {
	Value string `json:"v"`
	Label string `json:"l,omitempty"` // in the words shown; typing them picks it
}

// Trail is the questions that "kembali" can ask again, oldest first, with a
// space between: one string is read and written faster than a list.
type Trail string

func (t Trail) push(state string) Trail {
	if _, last := t.pop(); last == state {
		return t
	}
	t += Trail(" " + state)
	for len(t) > MaxTrail {
		_, rest, _ := strings.Cut(string(t[1:]), " ")
		t = Trail(" " + rest)
	}
	return t
}

// pop takes the last question off; "" if there is none.
func (t Trail) pop() (rest Trail, last string) {
	i := strings.LastIndexByte(string(t), ' ')
	if i < 0 {
		return "", ""
	}
	return t[:i], string(t[i+1:])
}

// clone copies what a turn may change, so that a failed turn changes nothing.
func (s Session) clone() Session {
	c := s
	c.Answers = make(Answers, len(s.Answers)+2)
	for k, v := range s.Answers {
		c.Answers[k] = v
	}
	return c
}

// park puts the session aside so that another flow can run over it. Only the
// form itself is kept: what was parked under it is not kept twice.
func (s Session) park() *Session {
	p := s
	p.Parked, p.Offer, p.Among, p.Misses, p.Page, p.Lang = nil, nil, nil, 0, 0, ""
	return &p
}
