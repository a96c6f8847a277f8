package main

import (
	"fmt"
	"io"
	"strings"

	"langkah/store"
)

// importFlags are those of every table that is brought in.
type importFlags struct {
	Apply     bool `help:"Make it so. ${told}"`
	SkipWrong bool `help:"Leave rows out that are wrong, and bring in the others."`
	JSON      bool `name:"json" help:"For other programs."`
}

// tableLine is a row of a table, as a spreadsheet counts them: what it asks for.
type tableLine[T any] struct {
	row    int
	plan   T
	faults []fault
}

// imports is how tables of one kind come in.
type imports[T any] struct {
	command, things string // "training" and "classes"
	columns         tableColumns
	read            func(columns, record []string) (plan T, code string, faults []fault)
	unread          func(T) importRowJSON                                                          // of a row that has faults
	look            func(st *store.Store, plans []T, apply bool) (list []importRowJSON, err error) // has it compare the others, or bring them in
}

// importRowJSON is what the store says of a row.
type importRowJSON struct {
	Row      int               `json:"row"`
	State    store.ImportState `json:"state"`
	Class    *classJSON        `json:"class,omitempty"`
	Event    *eventJSON        `json:"event,omitempty"`
	Changes  []changeJSON      `json:"changes,omitempty"`
	Told     int               `json:"told,omitempty"`
	Errors   []fault           `json:"errors,omitempty"`
	Warnings []string          `json:"warnings,omitempty"`

	says, affects string // it in a line, and who is in it
}

type importRows []importRowJSON

type changeJSON struct {
	Column string `json:"column"`
	From   string `json:"from"`
	To     string `json:"to"`
}

func changesJSON(list []store.Change) (all []changeJSON) {
	for _, c := range list {
		all = append(all, changeJSON{c.What, c.From, c.To})
	}
	return all
}

// run compares a table with what there is, and makes it so with --apply: all rows
// or none.
func (m imports[T]) run(s *surroundings, file string, f importFlags) error {
	lines, err := m.lines(file)
	if err != nil {
		return err
	}
	return withStore(s, func(st *store.Store) error {
		found, err := m.compare(st, lines, false)
		if err != nil {
			return err
		}
		wrong := found.count(store.ImportWrong)
		apply := f.Apply && (f.SkipWrong || wrong == 0)
		if apply {
			if err := m.apply(st, lines, found); err != nil {
				return err
			}
		}
		if f.JSON {
			err = indented(s.out, struct {
				Applied bool       `json:"applied"`
				Rows    importRows `json:"rows"`
			}{apply, found})
		} else {
			found.show(s.out, file)
			ending(s.out, apply, f.Apply, wrong)
		}
		if err == nil && !f.SkipWrong && wrong > 0 {
			return exit(1)
		}
		return err
	})
}

// apply brings in the rows with which nothing is wrong.
func (m imports[T]) apply(st *store.Store, lines []tableLine[T], found importRows) error {
	var sound []tableLine[T]
	for i, l := range lines {
		if found[i].State != store.ImportWrong {
			sound = append(sound, l)
		}
	}
	again, err := m.compare(st, sound, true)
	if err != nil {
		return err
	}
	if n := again.count(store.ImportWrong); n > 0 {
		return fmt.Errorf("%s import: %d %s changed meanwhile, nothing was written: try again", m.command, n, m.things)
	}
	return nil
}

// lines reads a table. A code may be in it once.
func (m imports[T]) lines(file string) (lines []tableLine[T], err error) {
	seen := map[string]int{}
	err = readTable(file, m.columns, func(row int, columns, record []string) {
		plan, code, faults := m.read(columns, record)
		if first, twice := seen[code]; twice && code != "" {
			faults = append(faults, fault{"id", fmt.Sprintf("%s is in row %d already", code, first)})
		}
		seen[code] = row
		lines = append(lines, tableLine[T]{row, plan, faults})
	})
	return lines, err
}

func (m imports[T]) compare(st *store.Store, lines []tableLine[T], apply bool) (importRows, error) {
	var plans []T
	for _, l := range lines {
		if len(l.faults) == 0 {
			plans = append(plans, l.plan)
		}
	}
	found, err := m.look(st, plans, apply)
	if err != nil {
		return nil, err
	}
	list := importRows{}
	for _, l := range lines {
		var one importRowJSON
		if len(l.faults) > 0 {
			one = m.unread(l.plan)
			one.Errors = l.faults
		} else {
			one, found = found[0], found[1:]
		}
		one.Row = l.row
		list = append(list, one)
	}
	return list, nil
}

func (list importRows) count(state store.ImportState) (n int) {
	for _, l := range list {
		if l.State == state {
			n++
		}
	}
	return n
}

func (list importRows) show(out io.Writer, file string) {
	for _, l := range list {
		for _, f := range l.Errors {
			fmt.Fprintf(out, "%s:%d:%s: %s\n", file, l.Row, f.Column, f.Message)
		}
		if l.State == store.ImportWrong {
			continue
		}
		fmt.Fprintf(out, "%s:%d: %s: %s\n", file, l.Row, l.State, l.says)
		for _, c := range l.Changes {
			fmt.Fprintf(out, "    %s: %s -> %s\n", c.Column, orNone(c.From, "(nothing)"), orNone(c.To, "(nothing)"))
		}
		if l.affects != "" {
			fmt.Fprintf(out, "    %s\n", l.affects)
		}
		for _, w := range l.Warnings {
			fmt.Fprintf(out, "    note: %s\n", w)
		}
	}
	var parts []string
	for _, state := range []store.ImportState{store.ImportNew, store.ImportChanged, store.ImportUnchanged, store.ImportCancelled, store.ImportWrong} {
		if n := list.count(state); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, state))
		}
	}
	fmt.Fprintf(out, "%d rows: %s\n", len(list), strings.Join(parts, ", "))
}

// ending says what became of an import.
func ending(out io.Writer, applied, wanted bool, wrong int) {
	switch {
	case applied:
		fmt.Fprintln(out, "written")
	case wanted:
		fmt.Fprintf(out, "nothing is written: put the %d wrong rows right, or leave them out with --skip-wrong\n", wrong)
	default:
		fmt.Fprintln(out, "nothing is written yet: --apply does it")
	}
}
