package flows

import "slices"

// options is what stands on the screen: those in doubt, or all; a page of a
// long list ends in "more".
func (t *Turn) options() []Option {
	ask := t.state().Ask
	if ask == nil || ask.Options == nil {
		return nil
	}
	all := t.narrow(ask.Options(t.view()))
	if len(all) <= MaxOptions {
		return all
	}
	const per = MaxOptions - 1
	from := t.s.Page * per
	if from >= len(all) {
		t.s.Page, from = 0, 0
	}
	page := append([]Option(nil), all[from:min(from+per, len(all))]...)
	return append(page, Option{Value: more, Label: Say{Key: "common/more"}, Words: []string{"lagi", "lainnya", "more", "next"}})
}

// narrow leaves the options that are in doubt, if any are.
func (t *Turn) narrow(all []Option) []Option {
	if len(t.s.Among) == 0 {
		return all
	}
	var some []Option
	for _, o := range all {
		if slices.Contains(t.s.Among, o.Value) {
			some = append(some, o)
		}
	}
	return some
}

// offered: the button of a list that was narrowed down since still counts.
func (t *Turn) offered(value string) bool {
	is := func(o Option) bool { return o.Value == value }
	if slices.ContainsFunc(t.options(), is) {
		return true
	}
	ask := t.state().Ask
	return len(t.s.Among) > 0 && slices.ContainsFunc(ask.Options(t.view()), is)
}

// doubt asks which of a few options was meant: a short question of its own.
func (t *Turn) doubt(among []string) error {
	t.s.Misses++
	t.Missed = t.question()
	t.s.Page, t.s.Among = 0, among
	t.say(Say{Key: "common/which_meant"})
	t.offer(t.state())
	return nil
}

// choose reads the text as one of the options on the screen, or, in words, as
// one that was left out there.
func (t *Turn) choose(text string, missed Reading) Reading {
	options := t.options()
	if len(options) == 0 {
		return missed
	}
	got := t.chosen(text, options)
	if got.Reason == "UNCLEAR" && len(t.s.Among) > 0 {
		return t.chosen(text, t.state().Ask.Options(t.view()))
	}
	return got
}

func (t *Turn) chosen(text string, options []Option) Reading {
	words := t.wordsOf(options)
	i, reason := t.router.hears.Choose(text, words)
	switch reason {
	case "":
		return Reading{Value: options[i].Value}
	case "AMBIGUOUS", "MULTIPLE":
		return Reading{Reason: reason, Among: t.among(text, options, words)}
	}
	return Reading{Reason: reason}
}

// among lists the options that the text would be if the others were not there.
func (t *Turn) among(text string, options []Option, words [][]string) (values []string) {
	for i, o := range options {
		alone := make([][]string, len(words))
		alone[i] = words[i]
		if _, reason := t.router.hears.Choose(text, alone); reason == "" {
			values = append(values, o.Value)
		}
	}
	return values
}
