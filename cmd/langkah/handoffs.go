package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"time"

	"langkah/store"
)

type handoffsCommand struct {
	JSON bool `name:"json" help:"For other programs."`
}

// Run lists the open talks between people and staff, who waits longest first. It
// tells nothing of what was said.
func (c handoffsCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		list, err := st.OpenTalks(s.ctx)
		if err != nil {
			return err
		}
		if c.JSON {
			return printTalks(s, list)
		}
		if len(list) == 0 {
			fmt.Fprintln(s.out, "nobody talks with staff")
		}
		for _, t := range list {
			fmt.Fprintf(s.out, "%d  %s  %s  %s\n", t.ID, cmp.Or(t.Number, "visitor"), centreOf(t.Kecamatan), howItIs(t))
		}
		return nil
	})
}

// howItIs is how it is with a talk.
func howItIs(t store.OpenTalk) string {
	by := ""
	if t.By != "" {
		by = ", with " + t.By
	}
	switch {
	case t.Since.IsZero():
		return "answered" + by
	case t.Raise.IsZero():
		return fmt.Sprintf("waits since %s, told: %s, nobody above%s", wib(t.Since), t.Level, by)
	}
	return fmt.Sprintf("waits since %s, told: %s, the next at %s%s", wib(t.Since), t.Level, wib(t.Raise), by)
}

func printTalks(s *surroundings, list []store.OpenTalk) error {
	type row struct {
		ID        int64      `json:"id"`
		Number    string     `json:"number,omitempty"`
		Kecamatan string     `json:"kecamatan,omitempty"`
		Level     string     `json:"level"`
		By        string     `json:"by,omitempty"`
		Opened    time.Time  `json:"opened"`
		Since     *time.Time `json:"waiting_since,omitempty"`
		Raise     *time.Time `json:"raised_at,omitempty"`
	}
	rows := []row{}
	for _, t := range list {
		rows = append(rows, row{t.ID, t.Number, t.Kecamatan, t.Level, t.By, t.Opened, some(t.Since), some(t.Raise)})
	}
	return json.NewEncoder(s.out).Encode(rows)
}

// some is a time, if there is one.
func some(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}
