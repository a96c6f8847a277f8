package main

import (
	"fmt"
	"strings"

	"langkah/flows"
	"langkah/store"
)

type eventImportCommand struct {
	File        string `arg:"" help:"A table with the columns id, name, kind, kota, kecamatan_code, venue, starts_at, ends_at, slots, eligibility, register_by, organizer, and, if you like, kurasi (no: products are not judged first)."`
	importFlags `set:"told=Whoever signed up for an event whose days or place change is told."`
}

// Run brings in a table of events.
func (c eventImportCommand) Run(s *surroundings) error {
	return imports[flows.Event]{
		command: "event", things: "events", columns: eventColumns, read: readEvent,
		unread: func(e flows.Event) importRowJSON {
			return eventRow(store.ImportedEvent{Event: e, State: store.ImportWrong})
		},
		look: func(st *store.Store, plans []flows.Event, apply bool) (list []importRowJSON, err error) {
			found, err := st.ImportEvents(s.ctx, plans, apply, s.clock()())
			for _, m := range found {
				list = append(list, eventRow(m))
			}
			return list, err
		},
	}.run(s, c.File, c.importFlags)
}

func eventRow(m store.ImportedEvent) importRowJSON {
	e := eventAsJSON(m.Event)
	row := importRowJSON{State: m.State, Event: &e, Changes: changesJSON(m.Changes), Told: m.Told,
		says: fmt.Sprintf("%s %s, %s, %s, %d places", m.Code, m.Name, m.Venue, wib(m.Starts), m.Slots)}
	if m.Told > 0 {
		row.affects = fmt.Sprintf("%d signed up: they are told", m.Told)
	}
	if len(m.Held) > 0 {
		row.Warnings = append(row.Warnings, fmt.Sprintf("broadcasts that announce it as it was are paused: %s; langkah broadcast cancel CODE, or edit and resume", strings.Join(m.Held, ", ")))
	}
	if m.Why != "" {
		row.Errors = []fault{{m.Column, m.Why}}
	}
	return row
}
