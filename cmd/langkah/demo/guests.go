package demo

import (
	"fmt"
	"math/rand/v2"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/reminder"
	"langkah/store"
	"langkah/templates"
)

// guests are the visitors: a rehearsed conversation each, with the reminders
// that came after it. Not for several goroutines at once.
type guests struct {
	rehearsal
	people census
	list   []store.Resident
	after  map[string]reminded
}

// reminded is where reminders leave a conversation, and what they said.
type reminded struct {
	session flows.Session
	said    []bubble
}

// bubble is what a reminder says, with its choices.
type bubble struct {
	text    string
	choices []bot.Choice
}

// visitor is the n-th, from 1.
func (g guests) visitor(n int) (store.Resident, error) {
	i := (n - 1) % len(g.list)
	guest := g.list[i]
	first, second := g.wrote(n)
	guest.Since, guest.Heard = first, first
	if _, ok := g.router.Unfinished(guest.Session, asked(g.now)); !ok {
		return guest, nil
	}
	step := 1
	if guest.Session.Parked != nil { // they know
		step = 2
	}
	d := diary{now: g.now}
	before := 0
	if !second.IsZero() {
		d.form(first, step, second)
		guest.Heard, before = second, len(d.told)
	}
	d.form(guest.Heard, step, g.now)
	left, err := g.reminded(i, d.told, before)
	if err != nil {
		return guest, err
	}
	guest.Session, guest.Told = left.session, d.told
	for i := range d.told {
		d.told[i].Text, d.told[i].Choices = left.said[i].text, left.said[i].choices
	}
	return guest, nil
}

// wrote is when a visitor wrote, by day: once, or on two days.
func (g guests) wrote(n int) (first, second time.Time) {
	d := g.people.dice(n, 2)
	switch n % 5 {
	case 1: // nudged twice; the third waits for the cap
		return g.ago(4, 18, d), second
	case 2: // yesterday
		return g.ago(1, 9+d.IntN(9), d), second
	case 3: // came back between two nudges
		return g.ago(3, 9+d.IntN(9), d), g.ago(1, 9+d.IntN(9), d)
	case 4: // all is said
		return g.ago(8+d.IntN(50), 9+d.IntN(9), d), second
	}
	return g.ago(2, 19, d), second // the first nudge had to wait for the morning
}

// ago is somewhen in an hour of the day that was so many days ago.
func (c census) ago(days, hour int, d *rand.Rand) time.Time {
	now := c.now.In(wib)
	return time.Date(now.Year(), now.Month(), now.Day()-days, hour, d.IntN(60), d.IntN(60), 0, wib)
}

func (g guests) ago(days, hour int, d *rand.Rand) time.Time { return g.people.ago(days, hour, d) }

func asked(now time.Time) flows.Facts {
	return flows.Facts{Now: now, Person: flows.Person{Service: true, Advised: true}}
}

// reminded plays reminders after a conversation; those before the last words
// (so many) have left no trace but what they said.
func (g guests) reminded(guest int, told []store.Reminded, before int) (reminded, error) {
	key := fmt.Sprint(guest, before)
	for _, r := range told {
		key += fmt.Sprint(" ", r.Step, r.State)
	}
	left, known := g.after[key]
	if known {
		return left, nil
	}
	left.session = g.list[guest].Session
	for i, r := range told {
		s, said, err := g.remind(left.session, r)
		if err != nil {
			return left, err
		}
		left.said = append(left.said, said)
		if i >= before {
			left.session = s
		}
	}
	g.after[key] = left
	return left, nil
}

// remind is what the engine does with a reminder whose time has come.
func (r rehearsal) remind(s flows.Session, told store.Reminded) (after flows.Session, said bubble, err error) {
	switch {
	case told.State == "dropped" && told.Kind == reminder.Form:
		return r.router.Nudged(s, told.Step), said, nil
	case told.State != "said":
		return s, said, nil
	}
	facts := asked(r.now)
	facts.Person.Number = "JKP-0000001"
	turn, err := r.router.Begin(s, flows.Input{Kind: flows.Due, Due: told.Reminder}, facts)
	if err == nil && turn.Dropped != "" {
		err = fmt.Errorf("it is dropped: %s", turn.Dropped)
	}
	if err == nil {
		err = show(turn)
	}
	if err == nil {
		said, err = say(turn)
	}
	if err != nil {
		return s, said, fmt.Errorf("rehearse a reminder: %w", err)
	}
	return turn.Session(), said, nil
}

// say is the bubble of a turn that has been shown.
func say(turn *flows.Turn) (b bubble, err error) {
	if b.text, err = templates.Text("", turn.Says[0].Key, turn.Says[0].Args); err != nil {
		return b, err
	}
	for i, c := range turn.Session().Offer {
		b.choices = append(b.choices, bot.Choice{ID: turn.PickID(turn.Options[i]), Label: c.Label, Number: i + 1})
	}
	if turn.Exit {
		exit, err := templates.Text("", "common/menu", nil)
		b.choices = append(b.choices, bot.Choice{ID: flows.PickMenu, Label: exit})
		return b, err
	}
	return b, nil
}
