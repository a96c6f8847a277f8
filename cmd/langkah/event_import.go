package main

import (
	"fmt"

	"langkah/flows"
	"langkah/store"
)

type eventImportCommand struct {
	File      string `arg:"" help:"A table with the columns id, name, kind, kota, kecamatan_code, venue, starts_at, ends_at, slots, eligibility, register_by, organizer, and, if you like, kurasi (no: products are not judged first)."`
	Apply     bool   `help:"Make it so. Whoever signed up for an event whose days or place change is told."`
	SkipWrong bool   `help:"Leave rows out that are wrong, and bring in the others."`
	JSON      bool   `name:"json" help:"For other programs."`
}

// Run compares a table with the events that there are, and makes them so with
// --apply: all rows or none.
func (c eventImportCommand) Run(s *surroundings) error {
	lines, err := readEvents(c.File)
	if err != nil {
		return err
	}
	return withStore(s, func(st *store.Store) error {
		found, err := lookAtEvents(s, st, lines, false)
		if err != nil {
			return err
		}
		wrong := found.count(store.ImportWrong)
		apply := c.Apply && (c.SkipWrong || wrong == 0)
		if apply {
			again, err := lookAtEvents(s, st, found.sound(), true)
			if err != nil {
				return err
			}
			if n := again.count(store.ImportWrong); n > 0 {
				return fmt.Errorf("event import: %d events changed meanwhile, nothing was written: try again", n)
			}
		}
		if c.JSON {
			err = indented(s.out, found.asJSON(apply))
		} else {
			c.show(s, found, apply)
		}
		if err == nil && !c.SkipWrong && wrong > 0 {
			return exit(1)
		}
		return err
	})
}

// importedEvent is a row with what the store says of it.
type importedEvent struct {
	eventLine
	store.ImportedEvent
}

type importedEvents []importedEvent

// lookAtEvents has the store compare the rows that can be read, or bring them in.
func lookAtEvents(s *surroundings, st *store.Store, lines []eventLine, apply bool) (list importedEvents, err error) {
	var plans []flows.Event
	for _, l := range lines {
		if len(l.faults) == 0 {
			plans = append(plans, l.event)
		}
	}
	found, err := st.ImportEvents(s.ctx, plans, apply, s.clock()())
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		one := importedEvent{eventLine: l, ImportedEvent: store.ImportedEvent{Event: l.event, State: store.ImportWrong}}
		if len(l.faults) == 0 {
			one.ImportedEvent, found = found[0], found[1:]
		}
		if one.Why != "" {
			one.faults = append(one.faults, fault{one.Column, one.Why})
		}
		list = append(list, one)
	}
	return list, nil
}

func (list importedEvents) count(state store.ImportState) (n int) {
	for _, l := range list {
		if l.State == state {
			n++
		}
	}
	return n
}

// sound are the rows with which nothing is wrong.
func (list importedEvents) sound() (lines []eventLine) {
	for _, l := range list {
		if l.State != store.ImportWrong {
			lines = append(lines, l.eventLine)
		}
	}
	return lines
}

func (c eventImportCommand) show(s *surroundings, list importedEvents, applied bool) {
	for _, l := range list {
		for _, f := range l.faults {
			fmt.Fprintf(s.out, "%s:%d:%s: %s\n", c.File, l.row, f.Column, f.Message)
		}
		if l.State == store.ImportWrong {
			continue
		}
		fmt.Fprintf(s.out, "%s:%d: %s: %s %s, %s, %s, %d places\n", c.File, l.row, l.State, l.Code, l.Name, l.Venue, wib(l.Starts), l.Slots)
		for _, change := range l.Changes {
			fmt.Fprintf(s.out, "    %s: %s -> %s\n", change.What, orNone(change.From, "(nothing)"), orNone(change.To, "(nothing)"))
		}
		if l.Told > 0 {
			fmt.Fprintf(s.out, "    %d signed up: they are told\n", l.Told)
		}
	}
	fmt.Fprintf(s.out, "%d rows: %s\n", len(list), counts(list))
	ending(s.out, applied, c.Apply, list.count(store.ImportWrong))
}

type importedEventJSON struct {
	Row     int          `json:"row"`
	State   string       `json:"state"`
	Event   eventJSON    `json:"event"`
	Changes []changeJSON `json:"changes,omitempty"`
	Told    int          `json:"told,omitempty"`
	Errors  []faultJSON  `json:"errors,omitempty"`
}

func (list importedEvents) asJSON(applied bool) any {
	rows := []importedEventJSON{}
	for _, l := range list {
		row := importedEventJSON{Row: l.row, State: string(l.State), Event: eventAsJSON(l.Event), Told: l.Told}
		for _, c := range l.Changes {
			row.Changes = append(row.Changes, changeJSON{c.What, c.From, c.To})
		}
		for _, f := range l.faults {
			row.Errors = append(row.Errors, faultJSON(f))
		}
		rows = append(rows, row)
	}
	return struct {
		Applied bool                `json:"applied"`
		Rows    []importedEventJSON `json:"rows"`
	}{applied, rows}
}
