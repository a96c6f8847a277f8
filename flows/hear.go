package flows

import "strings"

// hear reads the input in the state where the person is.
func (t *Turn) hear(in Input) error {
	switch {
	case in.Kind == Due:
		return t.due(in.Due)
	case t.pictured(in):
		return t.picture(in)
	case in.Masked:
		return t.withoutIDs(in)
	case in.Kind == Pick:
		return t.picked(in.Pick)
	case in.Kind == Contact:
		return t.contact(in)
	case in.Kind == Media:
		return t.again(Say{Key: "common/not_text", Args: Args{"Kind": in.Media}})
	case in.Kind == Start:
		return t.word(Mulai, 0)
	case in.Kind == Text && strings.TrimSpace(in.Text) == "":
		return t.again(Say{Key: "common/empty"})
	}
	return t.read(in)
}

// read takes a text: a global word, an option, or what the state understands.
func (t *Turn) read(in Input) error {
	ask := t.state().Ask
	if to, ok := t.answers(in, t.view()); ok && !(ask.Free && ask.Read(in, t.view()).Reason == "") {
		return t.goTo(to)
	}
	if got, ok := t.copied(in.Text); ok {
		return t.answer(ask, got)
	}
	if to, ok := t.opens(in.Text); ok {
		return t.goTo(to)
	}
	if ask.First != nil {
		if got, ok := ask.First(in, t.view()); ok {
			return t.answer(ask, got)
		}
	}
	word, n, global := t.router.hears.Global(in.Text)
	if global {
		if value, ok := ask.Takes[word]; ok {
			return t.answer(ask, Reading{Value: value})
		}
		return t.word(word, n)
	}
	if t.router.hears.Greeting(in.Text) {
		if ask.Else != Stay {
			return t.pass(in)
		}
		return t.recap()
	}
	if t.unlisted(ask, in.Text) {
		t.s.Misses = 0
		return t.again(Say{Key: "common/which_meant"})
	}
	if done, err := t.amend(in.Text); done {
		return err
	}
	key, sure := t.beside(in.Text)
	if sure && !ask.Own[key] {
		return t.aside(key)
	}
	got := t.understand(ask, in)
	if got.Reason == "" {
		return t.answer(ask, got)
	}
	return t.missed(in, got, key)
}

// answers finds where an answer to an announcement leads.
func (t *Turn) answers(in Input, v View) (to Go, ok bool) {
	if t.router.hears.Answers == nil {
		return to, false
	}
	return t.router.hears.Answers(in, v)
}

func (t *Turn) opens(text string) (to Go, ok bool) {
	if t.router.hears.Opens == nil {
		return to, false
	}
	return t.router.hears.Opens(text, t.view())
}

// missed helps with a text that is no answer; key is what it says beside the
// point.
func (t *Turn) missed(in Input, got Reading, key string) error {
	ask, v := t.state().Ask, t.view()
	v.Unread = true
	if to, ok := t.answers(in, v); ok {
		return t.goTo(to)
	}
	switch {
	case key != "" && !(ask.Own[key] && ask.Else != Stay):
		return t.aside(key)
	case got.Reason == "UNCLEAR" && ask.Else != Stay:
		return t.pass(in)
	case len(got.Among) > 1 && t.s.Misses < 2:
		return t.doubt(got.Among)
	case t.under != "":
		return t.again(Say{Key: "common/not_text", Args: Args{"Kind": t.under}})
	case ask.Hints[got.Reason] == "" && t.router.hears.Question(in.Text):
		return t.aside("common/aside_question")
	}
	return t.unread(got.Reason)
}

// understand is what the state makes of a text: by its own reading, or as one
// of the options.
func (t *Turn) understand(ask *Ask, in Input) Reading {
	got := Reading{Reason: "UNCLEAR"}
	if ask.Read != nil {
		got = ask.Read(in, t.view())
	}
	if got.Reason == "" || ask.Strict {
		return got
	}
	if chosen := t.choose(in.Text, got); chosen.Reason == "" || len(got.Among) == 0 {
		return chosen
	}
	return got
}

// copied takes an option whose label was written letter by letter, even where
// the label holds a word that means something everywhere.
func (t *Turn) copied(text string) (Reading, bool) {
	for _, c := range t.s.Offer {
		if strings.EqualFold(strings.TrimSpace(text), c.Label) {
			return Reading{Value: c.Value}, true
		}
	}
	return Reading{}, false
}

// unlisted tells that a number was written while no list stands on the screen:
// it is of a list further up, and nobody knows which.
func (t *Turn) unlisted(ask *Ask, text string) bool {
	if len(t.s.Offer) > 0 || ask.Else != Stay {
		return false
	}
	options := t.options()
	if len(options) == 0 {
		return false
	}
	_, reason := t.router.hears.Choose(text, make([][]string, len(options))) // without their words only a number chooses
	return reason == ""
}

// beside finds what a text asks beside the point. In a form that includes what
// the menu is for; where it is not sure, only an answer that was not
// understood is taken so.
func (t *Turn) beside(text string) (key string, sure bool) {
	key, sure = t.router.hears.Aside(text)
	if sure || key != "" || !t.m.flow.Form {
		return key, sure
	}
	return t.router.hears.Elsewhere(text)
}

// aside answers a question or a worry, and asks again what was asked.
func (t *Turn) aside(key string) error {
	t.s.Misses = 0
	if key == "" {
		return t.why()
	}
	return t.again(Say{Key: key})
}

// withoutIDs refuses the number, and takes the rest of the message if it is an
// answer.
func (t *Turn) withoutIDs(in Input) error {
	t.say(Say{Key: "common/nik_refused"})
	ask := t.state().Ask
	rest := Input{Text: t.router.hears.WithoutIDs(in.Text)}
	if rest.Text != "" {
		if ask.Else != Stay {
			return t.pass(rest)
		}
		if got := t.understand(ask, rest); got.Reason == "" {
			return t.answer(ask, got)
		}
	}
	return t.reask()
}

func (t *Turn) picked(id string) error {
	if id == PickMenu {
		return t.word(Menu, 0)
	}
	if to, ok := t.answers(Input{Kind: Pick, Pick: id}, t.view()); ok {
		return t.goTo(to)
	}
	prefix, value, _ := strings.Cut(id, ":")
	if here := prefix == t.s.Flow+"."+t.s.State; !here || !t.offered(value) {
		if st := t.router.reminder(prefix); st != nil {
			flow, _, _ := strings.Cut(prefix, ".")
			return t.late(flow, st, value)
		}
		if t.state().Ask.Else != Stay {
			return t.pass(Input{Kind: Pick, Pick: id})
		}
		return t.again(Say{Key: "common/old_button"})
	}
	return t.answer(t.state().Ask, Reading{Value: value})
}

func (t *Turn) contact(in Input) error {
	ask := t.state().Ask
	if ask.Else != Stay {
		return t.pass(in)
	}
	if !ask.Contact {
		return t.again(Say{Key: "common/contact_later"})
	}
	return t.read(Input{Kind: Text, Text: in.Phone})
}
