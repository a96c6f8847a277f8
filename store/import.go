package store

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/calendar"
)

// Imported is what became, or would become, of a class that is imported.
type Imported struct {
	flows.Class // as it is then
	State       ImportState
	Changes     []Change
	Told        int         // who would be told of its new days or place
	Seats       int         // who has one, or an offer of one
	Queue       int         // who waits
	Why         flows.Say   // what is wrong
	Warnings    []flows.Say // about its days, where they are new
}

// ImportState is what an import finds of a class.
type ImportState string

// The states.
const (
	ImportNew       ImportState = "new"
	ImportChanged   ImportState = "changed"
	ImportUnchanged ImportState = "unchanged"
	ImportCancelled ImportState = "cancelled" // was: it is left alone
	ImportWrong     ImportState = "wrong"
)

// Change is one thing of a class that differs.
type Change struct{ What, From, To string }

// Plan is a class that is imported. What was not given of it stays as it is.
type Plan struct {
	flows.Class
	Given []string // of Optional
}

// Optional names what a plan may leave open.
var Optional = []string{"subject", "who", "fields", "once", "min_stage", "bring", "map", "link"}

var classCode = regexp.MustCompile(`^[A-Z0-9][A-Z0-9-]{1,19}$`)

// Import compares classes with those that there are, by their codes, and with
// apply makes them so, all or none: nothing where one is wrong. A class whose
// days differ is moved, and its people told.
func (s *Store) Import(ctx context.Context, plans []Plan, apply bool, at time.Time) (list []Imported, err error) {
	codes := make([]string, len(plans))
	for i, p := range plans {
		codes[i] = p.Code
	}
	err = s.Within(ctx, func(t Tx) error {
		there, err := t.imported(ctx, codes, apply)
		if err != nil {
			return err
		}
		list = make([]Imported, len(plans))
		for i, p := range plans {
			list[i] = compare(p, there[p.Code], at)
		}
		if !apply || slices.ContainsFunc(list, func(m Imported) bool { return m.State == ImportWrong }) {
			return nil
		}
		for _, m := range list {
			if err := t.apply(ctx, m, there[m.Code], at); err != nil {
				return fmt.Errorf("import %s: %w", m.Code, err)
			}
		}
		return nil
	})
	return list, err
}

// imported reads the classes of these codes; those that may change are locked.
func (t Tx) imported(ctx context.Context, codes []string, lock bool) (map[string]classRow, error) {
	if lock {
		t.tx.put("lock classes", `select from classes where code = any($1) order by id for update`, codes)
	}
	rows, err := t.classes(ctx, 0, `c.code = any($2)`, codes)
	there := map[string]classRow{}
	for _, c := range rows {
		there[c.Code] = c
	}
	return there, err
}

// compare looks what a plan changes about a class that there is, or is not.
func compare(p Plan, was classRow, at time.Time) Imported {
	m := Imported{State: ImportNew, Seats: was.Taken, Queue: was.Waiting}
	known := was.Code != ""
	if known {
		keepOpen(&p, was.Class)
		m.State = ImportUnchanged
	}
	if known && was.Cancelled {
		m.Class, m.State = was.Class, ImportCancelled
		return m
	}
	m.Class, m.Why = CheckClass(p.Class, time.Time{}) // what is over may stay as it is
	days := m.Why.Key == "" && !slices.EqualFunc(m.Days, was.Days, sameHours)
	if days {
		m.Warnings = calendar.Warnings(m.Days)
	}
	if m.Why.Key == "" {
		m.Why = refusal(m.Class, was, days, at)
	}
	if known {
		m.Changes = changes(was.Class, m.Class)
	}
	switch {
	case m.Why.Key != "":
		m.State = ImportWrong
	case len(m.Changes) > 0:
		m.State = ImportChanged
	}
	if known && m.State == ImportChanged {
		m.Told = toldOf(m.Class, was, days, at)
	}
	return m
}

// toldOf is how many people are told of a class that changes: of new days and of
// another place all who count on it, of another link those with a seat.
func toldOf(now flows.Class, was classRow, days bool, at time.Time) int {
	switch {
	case days || otherPlace(now, was.Class) && !was.begun(at):
		return was.Taken + was.Waiting
	case now.Link != was.Link && !was.begun(at):
		return was.Taken
	}
	return 0
}

// otherPlace tells whether people would go to the wrong place.
func otherPlace(now, was flows.Class) bool {
	return now.Venue != was.Venue || now.Kecamatan != was.Kecamatan
}

// refusal is why a class cannot become so, though there may be one that is.
func refusal(now flows.Class, was classRow, days bool, at time.Time) (why flows.Say) {
	known := was.Code != ""
	switch {
	case !known && (!classCode.MatchString(now.Code) || strings.HasPrefix(now.Code, "KLS-")): // those are given in the chat
		return wrong("code", nil)
	case now.Capacity < was.Taken:
		return wrong("taken", flows.Args{"Count": was.Taken})
	case days && known && !at.Before(was.Starts):
		return wrong("begun", nil)
	case days:
		return checkDays(now.Starts, now.Days, at)
	}
	return why
}

func sameHours(a, b flows.Day) bool { return a.Starts.Equal(b.Starts) && a.Ends.Equal(b.Ends) }

// keepOpen gives a plan what it leaves open from the class as it is. A subject
// that was only the title goes with it.
func keepOpen(p *Plan, was flows.Class) {
	for name, keep := range map[string]func(){
		"subject": func() {
			if was.Subject != strings.ToLower(was.Title) {
				p.Subject = was.Subject
			}
		},
		"who":       func() { p.Who = was.Who },
		"fields":    func() { p.Fields = was.Fields },
		"once":      func() { p.Once = was.Once },
		"min_stage": func() { p.MinStage = was.MinStage },
		"bring":     func() { p.Bring = was.Bring },
		"map":       func() { p.Map = was.Map },
		"link":      func() { p.Link = was.Link },
	} {
		if !slices.Contains(p.Given, name) {
			keep()
		}
	}
}

// changes lists what differs, as an operator reads it.
func changes(was, now flows.Class) []Change { return differ(spelt(was), spelt(now)) }

func differ(before, after []spelling) (list []Change) {
	for i, f := range after {
		if f.value != before[i].value {
			list = append(list, Change{What: f.column, From: before[i].value, To: f.value})
		}
	}
	return list
}

type spelling struct{ column, value string }

// spelt is a class by the columns of its table.
func spelt(c flows.Class) []spelling {
	return []spelling{
		{"title", c.Title}, {"type", c.Kind}, {"kecamatan_code", c.Kecamatan}, {"venue", c.Venue}, {"days", speltDays(c.Days)},
		{"capacity", strconv.Itoa(c.Capacity)}, {"organizer", c.Organiser}, {"subject", c.Subject}, {"who", c.Who}, {"fields", strings.Join(c.Fields, "|")},
		{"once", strconv.FormatBool(c.Once)}, {"min_stage", "P" + strconv.Itoa(c.MinStage)}, {"bring", c.Bring}, {"map", c.Map}, {"link", c.Link},
		{"sample", strconv.FormatBool(c.Sample)},
	}
}

func speltDays(days []flows.Day) string {
	var list []string
	for _, d := range days {
		list = append(list, d.Starts.In(bot.WIB).Format("2006-01-02 15.04")+"-"+d.Ends.In(bot.WIB).Format("15.04"))
	}
	return strings.Join(list, ", ")
}

// apply makes a class as it was compared.
func (t Tx) apply(ctx context.Context, m Imported, was classRow, at time.Time) error {
	d := deed{who: actor{label: CommandLine, all: true}, at: at, action: "class.plan"}
	r := came("planned", nil, flows.Args{"title": m.Title, "starts": m.Starts})
	switch m.State {
	case ImportNew:
		if _, err := t.insertClass(ctx, m.Class, m.Code, d); err != nil {
			return err
		}
	case ImportChanged:
		if err := t.change(ctx, m, was, at); err != nil {
			return err
		}
		d.action, r = "class.change", came("changed", nil, flows.Args{"changes": m.Changes, "told": m.Told})
	default:
		return nil
	}
	return t.keep(d, m.Code, r)
}

// tellOfPlace has people told that a class is somewhere else; all is who only
// waits for a seat, too. What was said of an earlier change does not hold any more.
func (t Tx) tellOfPlace(ctx context.Context, c classRow, all bool, at time.Time) error {
	states := []flows.BookingState{flows.Booked, flows.Offered}
	if all {
		states = append(states, flows.Waiting)
	}
	people, err := t.concerned(ctx, c, states...)
	if err != nil {
		return err
	}
	t.tx.put("forget an earlier reason", `update classes set reason = '' where id = $1`, c.id)
	t.tell(flows.ClassMoved, c.Code, people, later(c.Starts, newsUntil(at)), at)
	t.takeBack(c.Code, people, "class_changed")
	return nil
}

func (t Tx) change(ctx context.Context, m Imported, was classRow, at time.Time) error {
	switch days := !slices.EqualFunc(m.Days, was.Days, sameHours); {
	case days:
		if _, err := t.moveTo(ctx, was, m.Days, "", at); err != nil {
			return err
		}
	case m.Told > 0:
		if err := t.tellOfPlace(ctx, was, otherPlace(m.Class, was.Class), at); err != nil {
			return err
		}
	}
	c := m.Class
	if c.Fields == nil {
		c.Fields = []string{}
	}
	t.tx.put("change a class", `
		update classes set title = $2, kind = $3, organiser = $4, kecamatan = nullif($5, ''), venue = $6, capacity = $7, sample = $8, subject = $9, who = $10,
		       fields = $11, once = $12, min_stage = $13, bring = $14, map = $15, link = $16, changed_at = $17, sequence = sequence + 1
		where id = $1`, was.id, c.Title, c.Kind, c.Organiser, c.Kecamatan, c.Venue, c.Capacity, c.Sample, c.Subject, c.Who,
		c.Fields, c.Once, c.MinStage, c.Bring, c.Map, c.Link, at)
	was.Starts, was.Capacity = c.Starts, c.Capacity
	t.offerOn(was, at) // there may be more seats now
	return nil
}
