package flows

import (
	"maps"
	"slices"
)

// word answers a global word, in whatever state it came.
func (t *Turn) word(w Word, n int) error {
	t.s.Misses = 0
	switch w {
	case Menu:
		return t.goTo(t.router.home.loud())
	case Kembali:
		return t.back()
	case Lanjut:
		return t.carryOn()
	case Mulai:
		return t.recap()
	case Ubah:
		return t.correct(n)
	case Kenapa:
		return t.why()
	case Bahasa, BahasaID, BahasaEN:
		return t.language(w)
	}
	return t.handle(w)
}

// handle answers a word by the table of the service.
func (t *Turn) handle(w Word) error {
	handler, ok := t.router.words[w]
	if !ok {
		return t.unread("UNCLEAR")
	}
	return t.first(handler(t.view()), (*Turn).handled)
}

func (t *Turn) handled(got Reading) error {
	t.tell(got)
	if t.m.flow.Form {
		maps.Copy(t.s.Answers, got.Set)
		if ask := t.state().Ask; got.Set[ask.Answer] != "" { // that answers the question, too
			return t.move(ask.event(got.Set[ask.Answer]))
		}
	}
	if got.Go == nil {
		return t.reask()
	}
	return t.goTo(*got.Go)
}

// back asks the question before this one.
func (t *Turn) back() error {
	rest, to := t.s.Trail.pop()
	for to != "" && !t.askable(to) {
		rest, to = rest.pop()
	}
	if to == "" {
		if t.s.Parked != nil && !t.m.flow.Form {
			return t.goTo(Go{To: Resume})
		}
		return t.again(Say{Key: "common/no_way_back"})
	}
	t.s.Trail = rest
	return t.jump(to)
}

// askable: what a question is about may have been settled since.
func (t *Turn) askable(state string) bool {
	st := t.m.states[state]
	return st != nil && st.Ask != nil && !slices.ContainsFunc(st.Ask.Needs, func(name string) bool { return t.s.Answers[name] == "" })
}

// jump asks a question out of its turn, whether it was answered or not.
func (t *Turn) jump(state string) error {
	to, err := t.m.Next(t.s.State, jumpTo(state))
	if err != nil {
		return err
	}
	t.s.State, t.s.Page = to, 0
	t.Path = append(t.Path, t.s.Flow+"."+to)
	if ask := t.state().Ask; t.s.Answers[ask.Answer] != "" && ask.Line != "" {
		t.say(Say{Key: "common/now", Args: Args{"Value": ask.shown(t.s.Answers[ask.Answer])}})
	}
	return t.ask()
}

// carryOn keeps an answer that is being looked at again, takes up what was
// parked, or says where we are.
func (t *Turn) carryOn() error {
	ask := t.state().Ask
	if value := t.s.Answers[ask.Answer]; ask.Answer != "" && value != "" {
		return t.move(ask.event(value))
	}
	if t.s.Parked != nil && !t.m.flow.Form {
		return t.goTo(Go{To: Resume, Greet: true})
	}
	return t.recap()
}

// correct asks the n-th line of the card again.
func (t *Turn) correct(n int) error {
	lines := t.m.lines(t.view())
	if len(lines) == 0 {
		if t.m.flow.Form {
			return t.again(Say{Key: "common/nothing_to_correct"})
		}
		if err := t.handle(Ubah); err != nil || n == 0 || !t.m.flow.Form {
			return err
		}
		t.Says = nil
		return t.correct(n)
	}
	if n < 1 || n > len(lines) {
		return t.again(Say{Key: "common/which_line", Args: Args{"Lines": lines, "Count": len(lines)}})
	}
	t.s.Trail = t.s.Trail.push(t.s.State)
	return t.jump(lines[n-1].state)
}

// corrected corrects the n-th line of the card to what somebody wrote for it.
func (t *Turn) corrected(n int, text string) error {
	if err := t.correct(n); err != nil || text == "" {
		return err
	}
	return t.anew(text)
}

// anew takes a text as the answer to the question that was just put again; where
// it is none, the question stands.
func (t *Turn) anew(text string) error {
	ask := t.state().Ask
	got := t.understand(ask, Input{Kind: Text, Text: text})
	if got.Reason != "" {
		return nil
	}
	t.Says = nil
	return t.answer(ask, got)
}

func (t *Turn) why() error {
	if key := t.state().Ask.Why; key != "" {
		return t.again(Say{Key: key})
	}
	return t.again(Say{Key: "common/why"})
}

func (t *Turn) language(w Word) error {
	to := "en"
	if w == BahasaID || (w == Bahasa && t.s.Lang == "en") {
		to = "id"
	}
	t.s.Lang, t.s.Offer = to, nil
	return t.again(Say{Key: "common/language"})
}
