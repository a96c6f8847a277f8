package main

import (
	"fmt"
	"strings"

	"langkah/flows"
	"langkah/store"
)

type trainingImportCommand struct {
	File        string `arg:"" help:"A table with the columns id, title, type, kecamatan_code, venue, starts_at, ends_at, capacity, organizer, and, if you like, subject, who, fields, once, min_stage, bring, map, link."`
	importFlags `set:"told=Whoever is in a class whose days, place or link change is told."`
}

// Run brings in a table of classes.
func (c trainingImportCommand) Run(s *surroundings) error {
	return imports[store.Plan]{
		command: "training", things: "classes", columns: classColumns, read: readClass,
		unread: func(p store.Plan) importRowJSON {
			return classRow(store.Imported{Class: p.Class, State: store.ImportWrong})
		},
		look: func(st *store.Store, plans []store.Plan, apply bool) (list []importRowJSON, err error) {
			found, err := st.Import(s.ctx, plans, apply, s.clock()())
			for _, m := range found {
				list = append(list, classRow(m))
			}
			return list, err
		},
	}.run(s, c.File, c.importFlags)
}

func classRow(m store.Imported) importRowJSON {
	c := asJSON(m.Class)
	c.Taken, c.Waiting = m.Seats, m.Queue
	row := importRowJSON{State: m.State, Class: &c, Changes: changesJSON(m.Changes), Told: m.Told, affects: affected(m),
		says: fmt.Sprintf("%s %s, %s, %s, %d seats", m.Code, m.Title, placeOf(m.Class), when(m.Class), m.Capacity)}
	if m.Why.Key != "" {
		row.Errors = []fault{{columnOf(m.Why), inEnglish(m.Why)}}
	}
	for _, w := range m.Warnings {
		row.Warnings = append(row.Warnings, inEnglish(w))
	}
	return row
}

// columnOf is where the store found something wrong.
func columnOf(why flows.Say) string {
	what := strings.TrimPrefix(why.Key, "staff/wrong_")
	if column, ok := map[string]string{
		"code": "id", "kind": "type", "organiser": "organizer", "taken": "capacity", "past": "starts_at", "days": "starts_at", "begun": "starts_at",
		"hours": "ends_at", "place": "kecamatan_code", "near": "who", "stage": "min_stage",
	}[what]; ok {
		return column
	}
	return what
}

// affected says who is in a class that changes.
func affected(m store.Imported) string {
	if m.State != store.ImportChanged || m.Seats+m.Queue == 0 {
		return ""
	}
	text := fmt.Sprintf("%d have a seat, %d wait: ", m.Seats, m.Queue)
	if m.Told > 0 {
		return text + "they are told"
	}
	return text + "they are not told; the reminders say it as it is then"
}
