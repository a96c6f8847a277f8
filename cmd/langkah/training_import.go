package main

import (
	"fmt"
	"io"
	"strings"

	"langkah/flows"
	"langkah/store"
)

type trainingImportCommand struct {
	File      string `arg:"" help:"A table with the columns id, title, type, kecamatan_code, venue, starts_at, ends_at, capacity, organizer, and, if you like, subject, who, fields, once, min_stage, bring, map, link."`
	Apply     bool   `help:"Make it so. Whoever is in a class whose days, place or link change is told."`
	SkipWrong bool   `help:"Leave rows out that are wrong, and bring in the others."`
	JSON      bool   `name:"json" help:"For other programs."`
}

// Run compares a table with the classes that there are, and makes them so with
// --apply: all rows or none.
func (c trainingImportCommand) Run(s *surroundings) error {
	lines, err := readClasses(c.File)
	if err != nil {
		return err
	}
	return withStore(s, func(st *store.Store) error {
		found, err := look(s, st, lines, false)
		if err != nil {
			return err
		}
		apply := c.Apply && (c.SkipWrong || found.count(store.ImportWrong) == 0)
		if apply {
			again, err := look(s, st, found.sound(), true)
			if err != nil {
				return err
			}
			if n := again.count(store.ImportWrong); n > 0 {
				return fmt.Errorf("training import: %d classes changed meanwhile, nothing was written: try again", n)
			}
		}
		if c.JSON {
			err = indented(s.out, found.asJSON(apply))
		} else {
			c.show(s, found, apply)
		}
		if err == nil && !c.SkipWrong && found.count(store.ImportWrong) > 0 {
			return exit(1)
		}
		return err
	})
}

// importedLine is a row with what the store says of it.
type importedLine struct {
	classLine
	store.Imported
}

type importedLines []importedLine

// look has the store compare the rows that can be read, or bring them in.
func look(s *surroundings, st *store.Store, lines []classLine, apply bool) (list importedLines, err error) {
	var plans []store.Plan
	for _, l := range lines {
		if len(l.faults) == 0 {
			plans = append(plans, l.plan)
		}
	}
	found, err := st.Import(s.ctx, plans, apply, s.clock()())
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		one := importedLine{classLine: l, Imported: store.Imported{Class: l.plan.Class, State: store.ImportWrong}}
		if len(l.faults) == 0 {
			one.Imported, found = found[0], found[1:]
		}
		if one.Why.Key != "" {
			one.faults = append(one.faults, fault{columnOf(one.Why), inEnglish(one.Why)})
		}
		list = append(list, one)
	}
	return list, nil
}

// columnOf is where the store found something wrong.
func columnOf(why flows.Say) string {
	what := strings.TrimPrefix(why.Key, "staff/wrong_")
	if column, ok := map[string]string{
		"code": "id", "kind": "type", "organiser": "organizer", "taken": "capacity", "past": "starts_at", "days": "starts_at", "begun": "starts_at",
		"hours": "ends_at", "place": "kecamatan_code", "near": "who", "stage": "min_stage",
	}[what]; ok {
		return column
	}
	return what
}

func (list importedLines) count(state store.ImportState) (n int) {
	for _, l := range list {
		if l.State == state {
			n++
		}
	}
	return n
}

// sound are the rows with which nothing is wrong.
func (list importedLines) sound() (lines []classLine) {
	for _, l := range list {
		if l.State != store.ImportWrong {
			lines = append(lines, l.classLine)
		}
	}
	return lines
}

func (c trainingImportCommand) show(s *surroundings, list importedLines, applied bool) {
	for _, l := range list {
		for _, f := range l.faults {
			fmt.Fprintf(s.out, "%s:%d:%s: %s\n", c.File, l.row, f.Column, f.Message)
		}
		if l.State == store.ImportWrong {
			continue
		}
		fmt.Fprintf(s.out, "%s:%d: %s: %s %s, %s, %s, %d seats\n", c.File, l.row, l.State, l.Code, l.Title, placeOf(l.Class), when(l.Class), l.Capacity)
		for _, change := range l.Changes {
			fmt.Fprintf(s.out, "    %s: %s -> %s\n", change.What, orNone(change.From, "(nothing)"), orNone(change.To, "(nothing)"))
		}
		if text := affected(l.Imported); text != "" {
			fmt.Fprintf(s.out, "    %s\n", text)
		}
		warn(s.out, "    ", l.Warnings)
	}
	fmt.Fprintf(s.out, "%d rows: %s\n", len(list), counts(list))
	ending(s.out, applied, c.Apply, list.count(store.ImportWrong))
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

// affected says who is in a class that changes.
func affected(m store.Imported) string {
	if m.State != store.ImportChanged || m.Seats+m.Queue == 0 {
		return ""
	}
	text := fmt.Sprintf("%d have a seat, %d wait: ", m.Seats, m.Queue)
	if m.Told > 0 {
		return text + "they are told"
	}
	return text + "they are not told; the reminders say it as it is then"
}

// counts says how many rows are in which state.
func counts(list interface{ count(store.ImportState) int }) string {
	var parts []string
	for _, state := range []store.ImportState{store.ImportNew, store.ImportChanged, store.ImportUnchanged, store.ImportCancelled, store.ImportWrong} {
		if n := list.count(state); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, state))
		}
	}
	return strings.Join(parts, ", ")
}

type importRowJSON struct {
	Row      int          `json:"row"`
	State    string       `json:"state"`
	Class    classJSON    `json:"class"`
	Changes  []changeJSON `json:"changes,omitempty"`
	Told     int          `json:"told,omitempty"`
	Errors   []faultJSON  `json:"errors,omitempty"`
	Warnings []string     `json:"warnings,omitempty"`
}

type changeJSON struct {
	Column string `json:"column"`
	From   string `json:"from"`
	To     string `json:"to"`
}

type faultJSON struct {
	Column  string `json:"column"`
	Message string `json:"message"`
}

func (list importedLines) asJSON(applied bool) any {
	rows := []importRowJSON{}
	for _, l := range list {
		row := importRowJSON{Row: l.row, State: string(l.State), Class: asJSON(l.Class), Told: l.Told}
		row.Class.Taken, row.Class.Waiting = l.Seats, l.Queue
		for _, c := range l.Changes {
			row.Changes = append(row.Changes, changeJSON{c.What, c.From, c.To})
		}
		for _, f := range l.faults {
			row.Errors = append(row.Errors, faultJSON(f))
		}
		for _, w := range l.Warnings {
			row.Warnings = append(row.Warnings, inEnglish(w))
		}
		rows = append(rows, row)
	}
	return struct {
		Applied bool            `json:"applied"`
		Rows    []importRowJSON `json:"rows"`
	}{applied, rows}
}
