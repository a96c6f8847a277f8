// Package programme holds what the programme says about itself as tables: papers,
// rules, offers, cards. They are changed without touching a line of Go, and are
// checked when the program starts: what is wrong is named by file and line.
package programme

import (
	"embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

//go:embed *.csv
var files embed.FS

// Row is a line of a table, by column.
type Row struct {
	file  string
	line  int
	cells map[string]string
}

// Is is what stands in a column.
func (r Row) Is(column string) string { return r.cells[column] }

// List is what stands in a column, parted by "|"; nothing for an empty cell.
func (r Row) List(column string) (list []string) {
	for item := range strings.SplitSeq(r.cells[column], "|") {
		if item = strings.TrimSpace(item); item != "" {
			list = append(list, item)
		}
	}
	return list
}

// Wrong says what is wrong with the row: "rules.csv:7: days: …".
func (r Row) Wrong(column, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s: %s", r.file, r.line, column, fmt.Sprintf(format, args...))
}

// Table reads a table of this package. Its first row names the columns, which are
// these and no others; lines that begin with # are notes.
func Table(file string, columns ...string) ([]Row, error) {
	in, err := files.Open(file)
	if err != nil {
		return nil, fmt.Errorf("open table: %w", err)
	}
	defer in.Close()
	return read(in, file, columns)
}

func read(from io.Reader, file string, columns []string) (rows []Row, err error) {
	in := csv.NewReader(from)
	in.Comment, in.FieldsPerRecord = '#', -1
	head, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("%s:1: %w", file, err)
	}
	if !slices.Equal(head, columns) {
		return nil, fmt.Errorf("%s:1: the columns are %s, want %s", file, strings.Join(head, ","), strings.Join(columns, ","))
	}
	for {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err) // names the line itself
		}
		line, _ := in.FieldPos(0)
		if len(record) != len(columns) {
			return nil, fmt.Errorf("%s:%d: %d values for %d columns", file, line, len(record), len(columns))
		}
		r := Row{file, line, map[string]string{}}
		for i, value := range record {
			r.cells[columns[i]] = strings.TrimSpace(value)
		}
		rows = append(rows, r)
	}
}

// Must gives a table that the program cannot begin without. It panics with the
// file and line of what is wrong in it.
func Must[T any](table T, err error) T {
	if err != nil {
		panic(err)
	}
	return table
}

// Values are what stands in one column of a table, whatever its others are: what
// another table may name.
func Values(file, column string) (map[string]bool, error) {
	in, err := files.Open(file)
	if err != nil {
		return nil, fmt.Errorf("open table: %w", err)
	}
	defer in.Close()
	table := csv.NewReader(in)
	table.Comment, table.FieldsPerRecord = '#', -1
	rows, err := table.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	at := slices.Index(rows[0], column)
	if at < 0 {
		return nil, fmt.Errorf("%s:1: no column %s", file, column)
	}
	values := map[string]bool{}
	for _, row := range rows[1:] {
		values[strings.TrimSpace(row[at])] = true
	}
	return values, nil
}
