package main

import (
	"context"
	"fmt"
	"time"

	"langkah/bot/script"
	"langkah/flows"
	"langkah/store"
)

// event plans one for a script: code=BZR-001 starts="2026-12-09 10:00"
// until="2026-12-09 17:00" (else seven hours later) by="2026-11-30 17:00"; also
// what a table of events has.
func (g *stage) event(ctx context.Context, given script.Given) error {
	values := map[string]string{"name": "Bazar Jakpreneur", "kind": "mall", "kota": "semua", "venue": "Balai Kota", "slots": "50", "organizer": "Sudin PPKUKM"}
	for key, value := range given.Attrs {
		values[eventColumn(key)] = value
	}
	if starts, err := hourOrNothing(values["starts_at"]); err == nil && values["ends_at"] == "" {
		values["ends_at"] = starts.Add(7 * time.Hour).Format(time.RFC3339)
	}
	var columns, record []string
	for column, value := range values {
		columns, record = append(columns, column), append(record, value)
	}
	line := readEvent(0, columns, record)
	if len(line.faults) > 0 {
		return fmt.Errorf("given: an event has a wrong %s: %s", line.faults[0].Column, line.faults[0].Message)
	}
	done, err := g.store.ImportEvents(ctx, []flows.Event{line.event}, true, g.now())
	if err == nil && done[0].State == store.ImportWrong {
		err = fmt.Errorf("given: event %s cannot be: %s: %s", done[0].Code, done[0].Column, done[0].Why)
	}
	return err
}

// eventColumn is what a table of events calls it.
func eventColumn(key string) string {
	switch key {
	case "code":
		return "id"
	case "kecamatan":
		return "kecamatan_code"
	case "organiser":
		return "organizer"
	case "starts":
		return "starts_at"
	case "until":
		return "ends_at"
	case "by":
		return "register_by"
	case "for":
		return "eligibility"
	}
	return key
}
