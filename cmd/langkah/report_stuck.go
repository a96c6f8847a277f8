package main

import (
	"fmt"
	"strings"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/region"
	"langkah/store"
	"langkah/templates/web"
)

// mostStuck is the most that a list of people holds.
const mostStuck = 10_000

type stuckJSON struct {
	Kecamatan string         `json:"kecamatan"` // code; "": not known
	Name      string         `json:"name"`
	Stuck     int            `json:"stuck"`
	Halted    int            `json:"halted"` // under way, and without moving
	Idle      int            `json:"idle"`   // registered, and nothing since
	People    []stuckOneJSON `json:"people,omitempty"`
}

type stuckOneJSON struct {
	Number string    `json:"number"`
	Name   string    `json:"name"`
	Phone  string    `json:"phone"` // E.164; "": not known
	Stage  int       `json:"stage"`
	Status string    `json:"status"`
	Since  time.Time `json:"since"`
}

// stuck counts each centre's members who need somebody; of one centre it names
// them.
func (c reportCommand) stuck(s *surroundings, st *store.Store) error {
	if c.Days < 1 {
		return fmt.Errorf("report: %d days: at least one", c.Days)
	}
	before := s.clock()().AddDate(0, 0, -c.Days)
	var of []string
	if c.Kecamatan != "" {
		k, err := kecamatanBy(c.Kecamatan)
		if err != nil {
			return fmt.Errorf("report: %w", err)
		}
		of = []string{k.Code}
	}
	list, err := stuckIn(s, st, of, before)
	switch {
	case err != nil:
		return err
	case c.JSON:
		return indented(s.out, list)
	}
	showStuck(s, list, c.Days)
	return nil
}

func stuckIn(s *surroundings, st *store.Store, of []string, before time.Time) ([]stuckJSON, error) {
	counts, err := st.StuckCounts(s.ctx, of, before)
	if err != nil {
		return nil, err
	}
	list := []stuckJSON{}
	for _, n := range counts {
		name := "not known"
		if k, ok := region.KecamatanByCode(n.Kecamatan); ok {
			name = k.Name
		}
		list = append(list, stuckJSON{Kecamatan: n.Kecamatan, Name: name, Stuck: n.Stuck, Halted: n.Halted, Idle: n.Idle})
	}
	if of == nil || len(list) == 0 {
		return list, nil
	}
	people, err := st.StuckPeople(s.ctx, of, before, mostStuck)
	for _, p := range people {
		list[0].People = append(list[0].People, stuckOneJSON{p.Number, p.Name, p.Phone, p.Stage, string(p.Status), p.Since.In(bot.WIB)})
	}
	return list, err
}

func showStuck(s *surroundings, list []stuckJSON, days int) {
	if len(list) == 0 {
		fmt.Fprintln(s.out, "nobody is stuck")
		return
	}
	rows := [][]string{{"centre", "stuck", fmt.Sprintf("%d days still", days), "only registered"}}
	for _, c := range list {
		rows = append(rows, []string{c.Name, thousands(c.Stuck), thousands(c.Halted), thousands(c.Idle)})
	}
	aligned(s.out, rows)
	if len(list[0].People) == 0 {
		return
	}
	rows = [][]string{{"member", "number", "phone", "step", "", "since"}}
	for _, p := range list[0].People {
		what, phone := "under way", ""
		if p.Status == string(flows.Stuck) {
			what = "stuck"
		}
		if p.Phone != "" {
			phone = web.Dial(strings.TrimPrefix(p.Phone, "+"))
		}
		rows = append(rows, []string{p.Name, p.Number, phone, fmt.Sprintf("P%d", p.Stage), what, p.Since.Format("2 Jan 2006")})
	}
	fmt.Fprintln(s.out)
	aligned(s.out, rows)
}
