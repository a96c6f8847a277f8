package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/catalogue"
	"langkah/flows/registration"
	"langkah/store"
)

// The columns of a table of classes.
var classColumns = tableColumns{
	needed:   []string{"id", "title", "type", "kecamatan_code", "venue", "starts_at", "ends_at", "capacity", "organizer"},
	optional: store.Optional,
	also:     map[string]string{"organiser": "organizer"},
}

// readClass reads a row. What its values are worth is for the store to say.
func readClass(columns, record []string) (store.Plan, string, []fault) {
	var l classLine
	faults := cells(columns, record, l.set)
	if venue := strings.ToLower(l.Venue); strings.HasPrefix(venue, "daring") || strings.HasPrefix(venue, "online") {
		l.Kecamatan = ""
	}
	return store.Plan(l), l.Code, faults
}

type classLine store.Plan

// set takes a value; an optional one that is there counts as given, be it empty.
func (l *classLine) set(column, value string) error {
	c := &l.Class
	var err error
	switch column {
	case "id":
		c.Code, err = codeIn(value, "class")
	case "title":
		c.Title = value
	case "type":
		c.Kind = value
	case "kecamatan_code":
		c.Kecamatan, err = districtIn(value)
	case "venue":
		c.Venue = value
	case "starts_at":
		c.Starts, err = hourOrNothing(value)
	case "ends_at":
		c.Ends, err = hourOrNothing(value)
	case "capacity":
		c.Capacity, err = numberIn(value, "seats")
	case "organizer":
		c.Organiser = value
	default:
		l.Given = append(l.Given, column)
		err = l.option(column, value)
	}
	return err
}

func (l *classLine) option(column, value string) (err error) {
	c := &l.Class
	switch column {
	case "subject":
		c.Subject = value
	case "who":
		c.Who = strings.ToLower(value)
		if c.Who != "" && !slices.Contains(store.Joins, c.Who) {
			err = fmt.Errorf("%q is none of %s", value, strings.Join(store.Joins, ", "))
		}
	case "fields":
		c.Fields, err = fieldsIn(value)
	case "once":
		c.Once, err = yes(value)
	case "min_stage":
		c.MinStage, err = stageIn(value)
	case "bring":
		c.Bring = value
	case "map":
		c.Map = value
	case "link":
		c.Link = value
	}
	return err
}

// districtIn reads a kecamatan by code or name; none or "online" is online.
func districtIn(value string) (string, error) {
	switch strings.ToLower(value) {
	case "", "online", "daring":
		return "", nil
	}
	k, err := kecamatanBy(value)
	return k.Code, err
}

func hourOrNothing(value string) (time.Time, error) {
	if value == "" {
		return time.Time{}, errors.New("the day and hour are missing, as 2026-12-01 09:00")
	}
	return hourIn(value)
}

// fieldsIn reads fields of business, as the registration names them.
func fieldsIn(value string) (list []string, err error) {
	known := fieldsOfBusiness()
	for f := range strings.SplitSeq(value, "|") {
		f = strings.ToLower(strings.TrimSpace(f))
		switch {
		case f == "":
		case !slices.Contains(known, f):
			return nil, fmt.Errorf("%q is none of %s; several are parted by |", f, strings.Join(known, ", "))
		default:
			list = append(list, f)
		}
	}
	return list, nil
}

func fieldsOfBusiness() (list []string) {
	for _, m := range catalogue.Router().Flows() {
		for _, st := range m.Flow().States {
			if m.Flow().Name == registration.Flow.Name && st.Ask != nil && st.Ask.Answer == registration.Field {
				for _, o := range st.Ask.Options(flows.View{}) {
					list = append(list, o.Value)
				}
			}
		}
	}
	return list
}

func yes(value string) (bool, error) {
	switch strings.ToLower(value) {
	case "yes", "true", "ya", "1":
		return true, nil
	case "", "no", "false", "tidak", "0":
		return false, nil
	}
	return false, fmt.Errorf("%q is neither yes nor no", value)
}

var stageForm = regexp.MustCompile(`^[Pp]?([1-7])$`)

func stageIn(value string) (int, error) {
	if value == "" {
		return 1, nil
	}
	m := stageForm.FindStringSubmatch(value)
	if m == nil {
		return 0, fmt.Errorf("%q is none of P1 to P7", value)
	}
	return strconv.Atoi(m[1])
}
