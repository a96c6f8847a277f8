package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"langkah/flows"
	"langkah/flows/catalogue"
	"langkah/flows/registration"
	"langkah/store"
)

// The columns of a table of classes; those of store.Optional may be left out.
var needed = []string{"id", "title", "type", "kecamatan_code", "venue", "starts_at", "ends_at", "capacity", "organizer"}

// fault is what is wrong with a row, and in which column.
type fault struct{ Column, Message string }

// classLine is a row of a table of classes, as a spreadsheet counts them.
type classLine struct {
	row    int
	plan   store.Plan
	faults []fault
}

// readClasses reads a table of classes, as it is written by hand or by a
// spreadsheet: columns in any order, parted by commas, semicolons or tabs.
func readClasses(file string) ([]classLine, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read classes: %w", err)
	}
	raw = bytes.TrimPrefix(raw, []byte("\uFEFF"))
	if line, ok := unknownLetters(raw); !ok {
		return nil, fmt.Errorf("%s:%d: letters that cannot be read: save the table as CSV in UTF-8", file, line)
	}
	head, _, _ := bytes.Cut(raw, []byte("\n"))
	in := csv.NewReader(bytes.NewReader(raw))
	in.FieldsPerRecord, in.Comma = -1, comma(head)
	names, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s:1: the file is empty; its first row is %s", file, strings.Join(needed, ","))
	}
	if err != nil {
		return nil, unreadable(file, err)
	}
	columns, err := columnsIn(names)
	if err != nil {
		return nil, fmt.Errorf("%s:1:%w", file, err)
	}
	return classLines(in, file, columns)
}

// unknownLetters finds the line that is not in UTF-8: as older spreadsheets write
// é, and newer ones all of "Unicode text".
func unknownLetters(raw []byte) (line int, ok bool) {
	for n, text := range bytes.Split(raw, []byte("\n")) {
		if !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 {
			return n + 1, false
		}
	}
	return 0, true
}

// comma is what parts the columns: whatever the first row has most of.
func comma(head []byte) rune {
	most := ','
	for _, c := range ";\t" {
		if bytes.Count(head, []byte(string(c))) > bytes.Count(head, []byte(string(most))) {
			most = c
		}
	}
	return most
}

// unreadable says where a file is no table.
func unreadable(file string, err error) error {
	var at *csv.ParseError
	if errors.As(err, &at) {
		return fmt.Errorf("%s:%d:%d: %w", file, at.Line, at.Column, at.Err)
	}
	return fmt.Errorf("read %s: %w", file, err)
}

// columnsIn names the columns as we know them.
func columnsIn(names []string) ([]string, error) {
	var columns []string
	for _, name := range names {
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "organiser" {
			name = "organizer"
		}
		switch {
		case name == "" && len(columns) >= len(needed): // a spreadsheet's empty columns
		case !slices.Contains(needed, name) && !slices.Contains(store.Optional, name):
			return nil, fmt.Errorf("%s: there is no such column; there are %s, and, if you like, %s", name, strings.Join(needed, ", "), strings.Join(store.Optional, ", "))
		case slices.Contains(columns, name):
			return nil, fmt.Errorf("%s: this column is there twice", name)
		}
		columns = append(columns, name)
	}
	for _, name := range needed {
		if !slices.Contains(columns, name) {
			return nil, fmt.Errorf("%s: this column is missing", name)
		}
	}
	return columns, nil
}

func classLines(in *csv.Reader, file string, columns []string) (lines []classLine, err error) {
	seen := map[string]int{}
	for row := 2; ; row++ {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if err != nil {
			return nil, unreadable(file, err)
		}
		if strings.TrimSpace(strings.Join(record, "")) == "" {
			continue
		}
		l := readClass(row, columns, record)
		if first, twice := seen[l.plan.Code]; twice && l.plan.Code != "" {
			l.faults = append(l.faults, fault{"id", fmt.Sprintf("%s is in row %d already", l.plan.Code, first)})
		}
		seen[l.plan.Code] = row
		lines = append(lines, l)
	}
}

// readClass reads a row. What its values are worth is for the store to say.
func readClass(row int, columns, record []string) classLine {
	l := classLine{row: row}
	for i, value := range record {
		if i >= len(columns) {
			if strings.TrimSpace(value) != "" {
				l.faults = append(l.faults, fault{columns[len(columns)-1], fmt.Sprintf("there are %d values for %d columns: put a text with commas in quotes", len(record), len(columns))})
			}
			break
		}
		l.set(columns[i], strings.TrimSpace(value))
	}
	if len(record) < len(columns) {
		l.faults = append(l.faults, fault{columns[len(record)], fmt.Sprintf("there are only %d values for %d columns", len(record), len(columns))})
	}
	if venue := strings.ToLower(l.plan.Venue); strings.HasPrefix(venue, "daring") || strings.HasPrefix(venue, "online") {
		l.plan.Kecamatan = ""
	}
	return l
}

// set takes a value; an optional one that is there counts as given, be it empty.
func (l *classLine) set(column, value string) {
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
	if err != nil {
		l.faults = append(l.faults, fault{column, err.Error()})
	}
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
