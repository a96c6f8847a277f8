package main

import (
	"fmt"
	"slices"
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

// readEvent reads a row. What its values are worth is for the store to say.
func readEvent(columns, record []string) (flows.Event, string, []fault) {
	e := eventLine{Curated: true}
	faults := cells(columns, record, e.set)
	return flows.Event(e), e.Code, faults
}

type eventLine flows.Event

func (e *eventLine) set(column, value string) (err error) {
	text := strings.Join(strings.Fields(value), " ")
	switch column {
	case "id":
		e.Code, err = codeIn(value, "event")
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
		e.Slots, err = numberIn(value, "places")
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
