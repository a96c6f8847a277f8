package flows

import (
	"cmp"
	"slices"
)

const more = "more" // the option that turns the page of a long list

// PickMenu is what the exit under every menu is called on a button; its number
// is 0 wherever it stands.
const PickMenu = "menu"

// ask puts the question of the current state.
func (t *Turn) ask() error {
	t.s.Among = nil
	st := t.state()
	v := t.view()
	q := st.Ask.Prompt(v)
	if st.Ask.Answer != "" && t.m.flow.Form {
		q.Args = t.m.progress(v, q.Args)
	}
	t.say(q)
	t.offer(st)
	return nil
}

// reask puts it once more, in short where there is a short form.
func (t *Turn) reask() error {
	st := t.state()
	if st.Ask.Again == nil {
		return t.ask()
	}
	t.s.Among = nil
	t.say(st.Ask.Again(t.view()))
	t.offer(st)
	return nil
}

// offer puts the state's options on the screen.
func (t *Turn) offer(st *State) {
	t.Options = t.options()
	t.Exit = len(t.Options) > 0 && t.s.Flow != t.router.home.Flow
	t.Contact = st.Ask.Contact && t.facts.ShareContact
	t.s.Offer = nil
}

// wordsOf lists what people write for each option: its own words and the
// label as it was shown to them.
func (t *Turn) wordsOf(options []Option) [][]string {
	words := make([][]string, len(options))
	for i, o := range options {
		words[i] = o.Words
		for _, c := range t.s.Offer {
			if c.Value == o.Value {
				words[i] = append(slices.Clip(o.Words), c.Label)
			}
		}
	}
	return words
}

// Shown remembers the labels in the words in which they were shown.
func (t *Turn) Shown(offer []Choice) { t.s.Offer = offer }

// rest waits in the state without its question; the menu is one press away.
func (t *Turn) rest() error {
	t.s.Offer, t.s.Among, t.Options, t.Exit = nil, nil, nil, true
	return nil
}

// PickID is how a channel names an option of the current state.
func (t *Turn) PickID(o Option) string { return t.s.Flow + "." + t.s.State + ":" + o.Value }

// again answers beside the question and asks it once more.
func (t *Turn) again(say Say) error {
	t.say(say)
	return t.reask()
}

// unread helps after a miss: first an example, then more, then a person.
func (t *Turn) unread(reason string) error {
	ask := t.state().Ask
	t.s.Misses++
	t.Missed = t.question()
	first := cmp.Or(ask.Hints[reason], ask.Hint, "common/not_understood")
	switch {
	case t.s.Misses == 1 || ask.Examples == "":
		t.say(t.help(first))
	case ask.Hints[reason] != "":
		t.say(t.help(first), t.help(ask.Examples))
	default:
		t.say(t.help(ask.Examples))
	}
	if t.s.Misses > 2 {
		t.say(Say{Key: "common/offer_person", Args: Args{"Form": t.m.flow.Form}})
	}
	return t.reask()
}

// help is a hint: what can be done here differs by messenger.
func (t *Turn) help(key string) Say {
	return Say{Key: key, Args: Args{"Pictures": t.facts.Pictures}}
}

// recap greets somebody who comes back, and asks where they were.
func (t *Turn) recap() error {
	if t.m.flow.Recap != nil {
		t.say(t.m.flow.Recap(t.view()))
	}
	return t.ask()
}
