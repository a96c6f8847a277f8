package catalogue

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"langkah/flows"
	"langkah/flows/bookkeeping/bookkeepingtest"
	"langkah/flows/capital/capitaltest"
	"langkah/flows/licensing/licensingtest"
	"langkah/flows/marketing/markettest"
	"langkah/flows/reminder"
	"langkah/flows/staff/stafftest"
	"langkah/flows/training/trainingtest"
	"langkah/templates"
)

// world is a person and a service without a database: it carries acts out on
// plain values.
type world struct {
	t       testing.TB
	router  *flows.Router
	session flows.Session
	facts   flows.Facts
	turn    *flows.Turn
	visited map[string]bool
	consent []flows.RecordConsent
	linked  bool
	classes trainingtest.City
	books   bookkeepingtest.Books
	capital capitaltest.Standing
}

// badCodes lead to nobody in this world; all others do.
var badCodes = map[string]string{"W2W2WW": "wrong", "X2X2XX": "expired", "D2D2DD": "used", "C2C2CC": "own", "J2J2JJ": "joined", "M2M2MM": "many"}

var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.FixedZone("WIB", 7*3600))

func newWorld(t testing.TB) *world {
	return &world{t: t, router: Router(), facts: flows.Facts{Now: monday, Pictures: true}, visited: map[string]bool{}}
}

// hear plays one input to its end.
func (w *world) hear(in flows.Input) error {
	turn, err := w.router.Begin(w.session, in, w.facts)
	if err == nil && turn.Wants { // the picture is here a moment later
		in.Picture = 1
		turn, err = w.router.Begin(w.session, in, w.facts)
	}
	if err != nil {
		return err
	}
	for {
		w.do(turn)
		if turn.Act == nil {
			break
		}
		if err := turn.Resume(w.perform(turn.Act), w.facts); err != nil {
			return err
		}
	}
	for _, place := range turn.Path {
		w.visited[place] = true
	}
	if in.Kind == flows.Due && turn.Dropped == "" && len(turn.Says) == 0 { // no news any more: the talk is where it was
		turn.Dropped, w.turn = "gone", turn
		return nil
	}
	var offer []flows.Choice
	for _, o := range turn.Options {
		label, err := templates.Text(turn.Session().Lang, o.Label.Key, o.Label.Args)
		if err != nil {
			return err
		}
		offer = append(offer, flows.Choice{Value: o.Value, Label: label})
	}
	turn.Shown(offer)
	w.session, w.turn = turn.Session(), turn
	return nil
}

func (w *world) do(turn *flows.Turn) {
	for _, a := range turn.Do {
		switch a := a.(type) {
		case flows.RecordConsent:
			w.consent = append(w.consent, a)
		case flows.StopMessages:
			w.consent = append(w.consent, flows.RecordConsent{Purpose: flows.Announcements, Text: a.Text})
		case flows.ResumeMessages:
			w.consent = append(w.consent, flows.RecordConsent{Purpose: flows.Announcements, Given: true, Text: a.Text})
		case flows.MarkStage:
			w.facts.Person.Stages[a.Stage-1] = a.Status
		case flows.UnmarkStage:
			w.facts.Person.Stages[a.Stage-1] = flows.NotStarted
		}
	}
	turn.Do = nil
}

func (w *world) perform(a flows.Action) flows.Outcome {
	p := &w.facts.Person
	if out, ok := w.classes.Perform(a, w.facts); ok {
		return out
	}
	if _, wants := a.(flows.OpenHandoff); wants { // nobody of the staff is there
		return flows.Outcome{Event: "nobody"}
	}
	if out, ok := stafftest.WithStaff(a, &w.facts); ok {
		return out
	}
	if out, ok := stafftest.AtCentre(a, &w.facts); ok {
		return out
	}
	if out, ok := w.books.Perform(a, w.facts); ok {
		return out
	}
	if out, ok := w.capital.Perform(a, w.facts); ok {
		return out
	}
	if out, ok := licensingtest.Perform(a, nil); ok {
		return out
	}
	if out, ok := stafftest.Perform(a, &w.facts); ok {
		return out
	}
	if out, ok := markettest.Perform(a, w.facts); ok {
		return out
	}
	switch a := a.(type) {
	case flows.Register:
		event := "updated"
		if p.Number == "" {
			event, p.Number = "registered", "JKP-0000001"
		}
		p.Name, p.Profile, p.Stages[0] = a.Profile["name"], a.Profile, flows.Done
		return flows.Outcome{Event: event, Args: flows.Args{"Number": p.Number}}
	case flows.KeepDiagnosis:
		p.Advice = a.Steps
		return flows.Outcome{Event: "kept"}
	case flows.EraseMember:
		*p = flows.Person{}
		return flows.Outcome{Event: "erased"}
	case flows.GiveLinkCode:
		return flows.Outcome{Event: "given", Args: flows.Args{"Code": "K7M4PX"}}
	case flows.CheckLinkCode:
		if event, ok := badCodes[a.Code]; ok {
			return flows.Outcome{Event: event}
		}
		return flows.Outcome{Event: "found", Set: flows.Answers{"name": "Siti", "phone": "+62812xxxx7890", "channel": "telegram"}}
	case flows.LinkAccounts:
		w.linked = true
		return flows.Outcome{Event: "linked", Args: flows.Args{"Link": flows.LinkArgs{Here: "whatsapp", Channel: "telegram", AddressID: 1, Until: monday},
			"Number": p.Number, "Form": false, "Stays": true}}
	case flows.UnlinkAccounts:
		if w.linked {
			w.linked = false
			return flows.Outcome{Event: "parted", Args: flows.Args{"Link": flows.LinkArgs{Here: "whatsapp", Channel: "telegram", AddressID: 1}, "Stays": false}}
		}
		return flows.Outcome{Event: "nothing"}
	case flows.FindEvents, flows.FindCentre: // nothing is planned in this city
		return flows.Outcome{Event: flows.Next}
	case flows.ReadTray: // one piece of news waits for a member
		if p.Number == "" {
			return flows.Outcome{Event: "none"}
		}
		return flows.Outcome{Event: "some", Args: flows.Args{"Shown": 1, "More": 0}}
	}
	panic(fmt.Sprintf("no outcome for %T", a))
}

// picture stands among texts for a photo that is sent.
const picture = "(photo)"

// say plays texts one after the other and fails on any error. One that begins
// with @ is a reminder: after a while (+3d), or of a class (class_h3 PLT-0001).
func (w *world) say(texts ...string) {
	w.t.Helper()
	for _, text := range texts {
		in := flows.Input{Text: text}
		if text == picture {
			in = flows.Input{Kind: flows.Media, Media: "photo"}
		}
		if strings.HasPrefix(text, "@") {
			in = w.due(strings.HasSuffix(text, "+25d"))
			if kind, class, ok := strings.Cut(text[2:], " "); ok {
				in.Due = flows.Reminder{Kind: kind, Ref: class, Step: 1}
				if kind == flows.CheckUp { // it is for who has been to the centre
					w.facts.Person.Stages[flows.Mentoring-1] = flows.Done
				}
			}
		}
		if err := w.hear(in); err != nil {
			w.t.Fatalf("%q: %v", text, err)
		}
	}
}

// due is the reminder that comes after a while of silence, or after a long one.
func (w *world) due(long bool) flows.Input {
	r := flows.Reminder{Kind: reminder.Training, Step: 1}
	if long {
		r.Kind = reminder.Monthly
	} else if form, ok := w.router.Unfinished(w.session, w.facts); ok {
		r = flows.Reminder{Kind: reminder.Form, Ref: form.Flow, Step: form.Nudged + 1}
	}
	return flows.Input{Kind: flows.Due, Due: r}
}

func (w *world) at() string { return w.session.Flow + "." + w.session.State }

// said tells whether the last turn used a text.
func (w *world) said(key string) bool {
	for _, s := range w.turn.Says {
		if s.Key == key {
			return true
		}
	}
	return false
}

func (w *world) expect(place string, keys ...string) {
	w.t.Helper()
	if w.at() != place {
		w.t.Fatalf("at %s, want %s; said %v", w.at(), place, w.turn.Says)
	}
	for _, k := range keys {
		if !w.said(k) {
			w.t.Fatalf("said %v, want %s", w.turn.Says, k)
		}
	}
}
