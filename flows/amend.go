package flows

import "slices"

// amend takes "namanya salah, harusnya Sukirman" for what it is: no answer to
// the question that stands, but a word about an earlier one. done is false where
// there is no such answer.
func (t *Turn) amend(text string) (done bool, err error) {
	if t.router.hears.Amends == nil {
		return false, nil
	}
	about, value, ok := t.router.hears.Amends(text)
	if !ok {
		return false, nil
	}
	opened, err := t.reopen()
	if err != nil || !t.m.flow.Form {
		return opened, err
	}
	line, ok := t.spokenOf(about)
	if here := t.state().Ask.Answer; !ok && !opened && here != "" && !slices.Contains(about, here) {
		return true, t.unread("UNCLEAR") // "salah" is no answer to a question about something else
	}
	if !ok || line.state == t.s.State {
		return opened, nil
	}
	t.Says, t.s.Misses = nil, 0
	t.s.Trail = t.s.Trail.push(t.s.State)
	if err := t.jump(line.state); err != nil || value == "" {
		return true, err
	}
	return true, t.anew(value)
}

// reopen opens the card of somebody who stands in the menu and has one.
func (t *Turn) reopen() (opened bool, err error) {
	if t.s.Flow != t.router.home.Flow || t.facts.Person.Number == "" && t.s.Parked == nil {
		return false, nil
	}
	return true, t.handle(Ubah)
}

// spokenOf finds the answer that was meant: the one just given, or the
// likeliest.
func (t *Turn) spokenOf(about []string) (Line, bool) {
	_, last := t.s.Trail.pop()
	var found []Line
	for _, l := range t.m.lines(t.view()) {
		if slices.Contains(about, t.m.states[l.state].Ask.Answer) {
			found = append(found, l)
		}
	}
	for _, l := range found {
		if l.state == last {
			return l, true
		}
	}
	if len(found) == 0 {
		return Line{}, false
	}
	return found[0], true
}
