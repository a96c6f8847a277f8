package staff_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"langkah/flows"
	"langkah/flows/catalogue"
	"langkah/templates"
)

var wib = time.FixedZone("WIB", 7*3600)

func on(text string) time.Time {
	at, err := time.ParseInLocation("2006-01-02 15:04", text, wib)
	if err != nil {
		panic(err)
	}
	return at
}

// desk is one of the staff and a service without a database: acts lead where
// outcomes says, by their type.
type desk struct {
	t        testing.TB
	router   *flows.Router
	session  flows.Session
	facts    flows.Facts
	turn     *flows.Turn
	acts     []flows.Action
	outcomes func(flows.Action) flows.Outcome
	text     string // of the last turn
	largest  int    // bytes of a session on the way
}

// at is a desk on Monday, 23 November 2026, 10.00.
func at(t testing.TB, who flows.Staff, outcomes func(flows.Action) flows.Outcome) *desk {
	t.Helper()
	d := &desk{t: t, router: catalogue.Router(), facts: flows.Facts{Now: on("2026-11-23 10:00"), Person: flows.Person{Staff: who}}, outcomes: outcomes}
	d.says("menu", "petugas")
	return d
}

func (d *desk) says(texts ...string) *desk {
	d.t.Helper()
	for _, text := range texts {
		turn, err := d.router.Begin(d.session, flows.Input{Text: text}, d.facts)
		for err == nil && turn.Act != nil {
			d.acts = append(d.acts, turn.Act)
			err = turn.Resume(d.outcomes(turn.Act), d.facts)
		}
		if err != nil {
			d.t.Fatalf("%q at %s: %v", text, d.place(), err)
		}
		d.show(turn)
	}
	return d
}

// show renders what was said and puts the choices on the screen.
func (d *desk) show(turn *flows.Turn) {
	d.t.Helper()
	var lines []string
	for _, s := range turn.Says {
		lines = append(lines, d.render(s))
	}
	var offer []flows.Choice
	n := 0
	for _, o := range turn.Options {
		offer = append(offer, flows.Choice{Value: o.Value, Label: d.render(o.Label)})
		if o.Number != flows.Unnumbered {
			n++
			lines = append(lines, fmt.Sprint(n, " ", d.render(o.Label)))
		}
	}
	turn.Shown(offer)
	d.session, d.turn, d.text = turn.Session(), turn, strings.Join(lines, "\n")
	stored, err := json.Marshal(d.session)
	if err != nil {
		d.t.Fatal(err)
	}
	d.largest = max(d.largest, len(stored))
}

func (d *desk) render(s flows.Say) string {
	d.t.Helper()
	text, err := templates.Text(d.session.Lang, s.Key, s.Args)
	if err != nil {
		d.t.Fatal(err)
	}
	return text
}

func (d *desk) place() string { return d.session.Flow + "." + d.session.State }

// expect holds where the conversation stands, and what was just said.
func (d *desk) expect(place string, parts ...string) *desk {
	d.t.Helper()
	if d.place() != place {
		d.t.Fatalf("at %s, want %s; said\n%s", d.place(), place, d.text)
	}
	for _, p := range parts {
		if absent, is := strings.CutPrefix(p, "!"); is == strings.Contains(d.text, absent) {
			d.t.Fatalf("want %q in\n%s", p, d.text)
		}
	}
	return d
}

func (d *desk) last() flows.Action { return d.acts[len(d.acts)-1] }

// course is a class over several days, each from 09.00 to 15.00.
func course(code string, dates ...string) flows.Class {
	c := flows.Class{Code: code, Title: "Kue Kering dan Roti", Organiser: "Sudin PPKUKM Jakarta Pusat", Venue: "Aula Kantor Kecamatan", Kecamatan: "31.71.07", Capacity: 40, Taken: 3, Waiting: 1}
	for _, day := range dates {
		c.Days = append(c.Days, flows.Day{Starts: on(day + " 09:00"), Ends: on(day + " 15:00")})
	}
	c.Starts, c.Ends = c.Days[0].Starts, c.Days[len(c.Days)-1].Ends
	return c
}

// room is a store with one class and its roll.
type room struct {
	class flows.Class
	roll  []flows.Attendee
}

func (r *room) outcome(a flows.Action) flows.Outcome {
	args := flows.Args{"Class": r.class, "Roll": r.roll}
	switch a := a.(type) {
	case flows.StaffClasses:
		return flows.Outcome{Event: "some", Args: flows.Args{"Classes": []flows.Class{r.class}, "More": a.Skip == 0}}
	case flows.LookAtRoll:
		return flows.Outcome{Event: "found", Args: args}
	case flows.GiveDayCode:
		return flows.Outcome{Event: "given", Args: flows.Args{"Class": r.class, "Code": "4821"}}
	case flows.MarkRoll:
		return flows.Outcome{Event: "marked", Args: flows.Args{"Class": r.class, "Present": len(a.Present), "Complete": 0, "Unknown": []string(nil)}}
	case flows.MoveClass:
		return flows.Outcome{Event: "moved", Args: flows.Args{"Class": r.class, "Told": 4, "Warnings": []flows.Say(nil)}}
	case flows.CancelClass:
		return flows.Outcome{Event: "cancelled", Args: flows.Args{"Class": r.class, "Told": 4}}
	case flows.PlanClass:
		c := a.Class
		c.Code = "KLS-1001"
		return flows.Outcome{Event: "planned", Args: flows.Args{"Class": c, "Warnings": []flows.Say(nil)}}
	}
	return flows.Outcome{Event: "refused", Args: args}
}

func seated(names ...string) (roll []flows.Attendee) {
	for i, n := range names {
		roll = append(roll, flows.Attendee{Number: fmt.Sprintf("JKP-%07d", 100+i), Name: n, State: flows.Booked, Came: make([]bool, 4)})
	}
	return roll
}

var (
	admin   = flows.Staff{ID: 1, Name: "Rina", Role: flows.Admin}
	officer = flows.Staff{ID: 2, Name: "Rina", Role: flows.Officer, Kecamatan: []string{"31.71.07"}}
	mentor  = flows.Staff{ID: 3, Name: "Rina", Role: flows.Pendamping, Kecamatan: []string{"31.71.07", "31.71.01"}}
)
