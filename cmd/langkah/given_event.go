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
	plan, _, faults := readEvent(cellsOf(values))
	if len(faults) > 0 {
		return fmt.Errorf("given: an event has a wrong %s: %s", faults[0].Column, faults[0].Message)
	}
	done, err := g.store.ImportEvents(ctx, []flows.Event{plan}, true, g.now())
	if err == nil && done[0].State == store.ImportWrong {
		err = fmt.Errorf("given: event %s cannot be: %s: %s", done[0].Code, done[0].Column, done[0].Why)
	}
	return err
}

// eventColumn is what a table of events calls it.
func eventColumn(key string) string {
	switch key {
	case "kind":
		return key
	case "until":
		return "ends_at"
	case "by":
		return "register_by"
	case "for":
		return "eligibility"
	}
	return columnNamed(key)
}
