package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// fault is what is wrong with a row, and in which column.
type fault struct {
	Column  string `json:"column"`
	Message string `json:"message"`
}

// tableColumns are those of a table; the optional ones may be left out. also are other
// names of some.
type tableColumns struct {
	needed, optional []string
	also             map[string]string
}

// readTable reads a table, as it is written by hand or by a spreadsheet: columns
// in any order, parted by commas, semicolons or tabs. Rows are counted as a
// spreadsheet counts them; empty ones are passed by.
func readTable(file string, c tableColumns, row func(n int, columns, record []string)) error {
	raw, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("read table: %w", err)
	}
	raw = bytes.TrimPrefix(raw, []byte("\uFEFF"))
	if line, ok := unknownLetters(raw); !ok {
		return fmt.Errorf("%s:%d: letters that cannot be read: save the table as CSV in UTF-8", file, line)
	}
	head, _, _ := bytes.Cut(raw, []byte("\n"))
	in := csv.NewReader(bytes.NewReader(raw))
	in.FieldsPerRecord, in.Comma = -1, comma(head)
	names, err := in.Read()
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("%s:1: the file is empty; its first row is %s", file, strings.Join(c.needed, ","))
	}
	if err != nil {
		return unreadable(file, err)
	}
	names, err = c.in(names)
	if err != nil {
		return fmt.Errorf("%s:1:%w", file, err)
	}
	for n := 2; ; n++ {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return unreadable(file, err)
		}
		if strings.TrimSpace(strings.Join(record, "")) != "" {
			row(n, names, record)
		}
	}
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

// in names the columns of a table as we know them.
func (c tableColumns) in(names []string) (list []string, err error) {
	for _, name := range names {
		name = strings.ToLower(strings.TrimSpace(name))
		if ours, ok := c.also[name]; ok {
			name = ours
		}
		switch {
		case name == "" && len(list) >= len(c.needed): // a spreadsheet's empty columns
		case !slices.Contains(c.needed, name) && !slices.Contains(c.optional, name):
			return nil, fmt.Errorf("%s: there is no such column; there are %s, and, if you like, %s", name, strings.Join(c.needed, ", "), strings.Join(c.optional, ", "))
		case slices.Contains(list, name):
			return nil, fmt.Errorf("%s: this column is there twice", name)
		}
		list = append(list, name)
	}
	for _, name := range c.needed {
		if !slices.Contains(list, name) {
			return nil, fmt.Errorf("%s: this column is missing", name)
		}
	}
	return list, nil
}

// cells hands the values of a row over, and returns what is wrong with it.
func cells(columns, record []string, set func(column, value string) error) (faults []fault) {
	for i, value := range record {
		if i >= len(columns) {
			if strings.TrimSpace(value) != "" {
				faults = append(faults, fault{columns[len(columns)-1], fmt.Sprintf("there are %d values for %d columns: put a text with commas in quotes", len(record), len(columns))})
			}
			break
		}
		if err := set(columns[i], strings.TrimSpace(value)); err != nil {
			faults = append(faults, fault{columns[i], err.Error()})
		}
	}
	if len(record) < len(columns) {
		faults = append(faults, fault{columns[len(record)], fmt.Sprintf("there are only %d values for %d columns", len(record), len(columns))})
	}
	return faults
}

// codeIn reads the code of something.
func codeIn(value, of string) (string, error) {
	if value == "" {
		return "", fmt.Errorf("the %s has no code, by which it is known when the file comes again", of)
	}
	return upper(value), nil
}

func numberIn(value, of string) (int, error) {
	n, err := strconv.Atoi(value)
	if err != nil {
		return 0, fmt.Errorf("%q is no number of %s", value, of)
	}
	return n, nil
}
