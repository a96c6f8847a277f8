package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"langkah/bot/script"
	"langkah/flows/calendar"
	"langkah/flows/region"
	"langkah/store"
)

// class plans one for a script: starts="2026-11-30 09:00" until=15:00 days=4
// (that are worked), capacity=40, kecamatan=31.71.07 (none: online); also title,
// kind, organiser, venue, and what a table of classes may leave open.
func (g *stage) class(ctx context.Context, given script.Given) error {
	values := map[string]string{"type": "teknis", "capacity": "40", "organizer": "Sudin PPKUKM", "title": "Kue Kering dan Roti"}
	days, until := 1, "15:00"
	for key, value := range given.Attrs {
		var err error
		switch key {
		case "days":
			days, err = strconv.Atoi(value)
		case "until":
			until = value
		default:
			values[columnNamed(key)] = value
		}
		if err != nil {
			return fmt.Errorf("given: a class has %s=%s: %w", key, value, err)
		}
	}
	if err := lastDay(values, days, until); err != nil {
		return err
	}
	if at, ok := region.KecamatanByCode(values["kecamatan_code"]); values["venue"] == "" {
		values["venue"] = "online"
		if ok {
			values["venue"] = "Aula Kantor Kecamatan " + at.Name
		}
	}
	plan, _, faults := readClass(cellsOf(values))
	if len(faults) > 0 {
		return fmt.Errorf("given: a class has a wrong %s: %s", faults[0].Column, faults[0].Message)
	}
	done, err := g.store.Import(ctx, []store.Plan{plan}, true, g.now())
	if err == nil && done[0].State == store.ImportWrong {
		err = fmt.Errorf("given: class %s cannot be: %s", done[0].Code, inEnglish(done[0].Why))
	}
	return err
}

// cellsOf is a row of a table.
func cellsOf(values map[string]string) (columns, record []string) {
	for column, value := range values {
		columns, record = append(columns, column), append(record, value)
	}
	return columns, record
}

// columnNamed is what a table of classes calls it.
func columnNamed(key string) string {
	switch key {
	case "code":
		return "id"
	case "kind":
		return "type"
	case "kecamatan":
		return "kecamatan_code"
	case "organiser":
		return "organizer"
	case "starts":
		return "starts_at"
	}
	return key
}

// lastDay is when the last of so many days ends that are worked.
func lastDay(values map[string]string, days int, until string) error {
	starts, err := hourOrNothing(values["starts_at"])
	if err != nil {
		return fmt.Errorf("given: a class starts: %w", err)
	}
	last := starts
	if days > 1 {
		last = calendar.Workdays(starts, days)[days-1]
	}
	values["ends_at"] = last.In(script.WIB).Format(time.DateOnly) + " " + until
	return nil
}
