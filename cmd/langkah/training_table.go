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

// The columns of a table of classes; those of store.Optional may be left out.
var needed = []string{"id", "title", "type", "kecamatan_code", "venue", "starts_at", "ends_at", "capacity", "organizer"}

// classLine is a row of a table of classes, as a spreadsheet counts them.
type classLine struct {
	row    int
	plan   store.Plan
	faults []fault
}

// readClasses reads a table of classes.
func readClasses(file string) ([]classLine, error) {
	var lines []classLine
	seen := map[string]int{}
	err := readTable(file, tableColumns{needed: needed, optional: store.Optional, also: map[string]string{"organiser": "organizer"}}, func(row int, columns, record []string) {
		l := readClass(row, columns, record)
		if first, twice := seen[l.plan.Code]; twice && l.plan.Code != "" {
			l.faults = append(l.faults, already("id", l.plan.Code, first))
		}
		seen[l.plan.Code] = row
		lines = append(lines, l)
	})
	return lines, err
}

// readClass reads a row. What its values are worth is for the store to say.
func readClass(row int, columns, record []string) classLine {
	l := classLine{row: row}
	l.faults = cells(columns, record, l.set)
	if venue := strings.ToLower(l.plan.Venue); strings.HasPrefix(venue, "daring") || strings.HasPrefix(venue, "online") {
		l.plan.Kecamatan = ""
	}
	return l
}

// set takes a value; an optional one that is there counts as given, be it empty.
func (l *classLine) set(column, value string) error {
	c := &l.plan.Class
	var err error
	switch column {
	case "id":
		if c.Code = upper(value); c.Code == "" {
			err = errors.New("the class has no code, by which it is known when the file comes again")
		}
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
		if c.Capacity, err = strconv.Atoi(value); err != nil {
			err = fmt.Errorf("%q is no number of seats", value)
		}
	case "organizer":
		c.Organiser = value
	default:
		l.plan.Given = append(l.plan.Given, column)
		err = l.option(column, value)
	}
	return err
}

func (l *classLine) option(column, value string) (err error) {
	c := &l.plan.Class
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
