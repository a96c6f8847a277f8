package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"langkah/flows"
	"langkah/flows/region"
)

// The columns of a table of events.
var eventColumns = tableColumns{
	needed: []string{"id", "name", "kind", "kota", "kecamatan_code", "venue", "starts_at", "ends_at", "slots", "eligibility", "register_by", "organizer"},
	// kurasi: whether products are judged first; yes if nothing is said.
	optional: []string{"kurasi"},
	also:     map[string]string{"organiser": "organizer", "conditions": "eligibility"},
}

// eventLine is a row of a table of events.
type eventLine struct {
	row    int
	event  flows.Event
	faults []fault
}

func readEvents(file string) ([]eventLine, error) {
	var lines []eventLine
	seen := map[string]int{}
	err := readTable(file, eventColumns, func(row int, columns, record []string) {
		l := readEvent(row, columns, record)
		if first, twice := seen[l.event.Code]; twice && l.event.Code != "" {
			l.faults = append(l.faults, already("id", l.event.Code, first))
		}
		seen[l.event.Code] = row
		lines = append(lines, l)
	})
	return lines, err
}

// readEvent reads a row. What its values are worth is for the store to say.
func readEvent(row int, columns, record []string) eventLine {
	l := eventLine{row: row, event: flows.Event{Curated: true}}
	l.faults = cells(columns, record, l.set)
	return l
}

func (l *eventLine) set(column, value string) (err error) {
	e := &l.event
	text := strings.Join(strings.Fields(value), " ")
	switch column {
	case "id":
		if e.Code = upper(value); e.Code == "" {
			err = errors.New("the event has no code, by which it is known when the file comes again")
		}
	case "name":
		e.Name = text
	case "kind":
		if e.Kind = strings.ToLower(value); !slices.Contains(flows.EventKinds, e.Kind) {
			err = fmt.Errorf("%q is none of %s", value, strings.Join(flows.EventKinds, ", "))
		}
	case "kota":
		e.Kota, err = kotaIn(value)
	case "kecamatan_code":
		e.Kecamatan, err = districtIn(value)
	case "venue":
		e.Venue = text
	case "starts_at":
		e.Starts, err = hourOrNothing(value)
	case "ends_at":
		e.Ends, err = hourOrNothing(value)
	case "slots":
		if e.Slots, err = strconv.Atoi(value); err != nil {
			err = fmt.Errorf("%q is no number of places", value)
		}
	case "eligibility":
		e.Conditions = text
	case "register_by":
		e.RegisterBy, err = hourOrNothing(value)
	case "organizer":
		e.Organiser = text
	case "kurasi":
		if value != "" {
			e.Curated, err = yes(value)
		}
	}
	return err
}

// kotaIn reads a kota by name or code; "semua" is all of Jakarta.
func kotaIn(value string) (string, error) {
	if strings.EqualFold(value, "semua") || strings.EqualFold(value, "all") {
		return "", nil
	}
	for _, k := range region.AllKecamatan() {
		if strings.EqualFold(k.Kota, value) || k.Code[:5] == value {
			return k.Code[:5], nil
		}
	}
	return "", fmt.Errorf("%q is no kota of Jakarta; for all of them write semua", value)
}
