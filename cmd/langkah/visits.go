package main

import (
	"encoding/json"
	"fmt"
	"time"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/store"
)

type visitsCommand struct {
	List visitsListCommand `cmd:"" default:"withargs" help:"List the visits to come, and those of the last month."`
}

type visitsListCommand struct {
	Kecamatan string `help:"Only those at one kecamatan's centre: its name or code."`
	JSON      bool   `name:"json" help:"For other programs."`
}

// Run lists the visits by day.
func (c visitsListCommand) Run(s *surroundings) error {
	code, err := kecamatanCode(c.Kecamatan)
	if err != nil {
		return fmt.Errorf("visits: %w", err)
	}
	return withStore(s, func(st *store.Store) error {
		list, err := st.Visits(s.ctx, code, s.clock()())
		if err != nil {
			return err
		}
		if c.JSON {
			return json.NewEncoder(s.out).Encode(each(list, visitAsJSON))
		}
		return printTable(s, list, "no visits", func(v flows.Visit) string {
			return fmt.Sprintf("%s %-9s  %s  %s  %s  %s", v.Day.Format(time.DateOnly), v.Part, region.KecamatanName(v.Kecamatan), v.With, v.Number, v.State)
		})
	})
}

type visitJSON struct {
	ID        int64            `json:"id"`
	Day       string           `json:"day"`
	Part      string           `json:"part"`
	Kecamatan string           `json:"kecamatan"`
	With      string           `json:"with"`
	Number    string           `json:"number"`
	State     flows.VisitState `json:"state"`
}

func visitAsJSON(v flows.Visit) visitJSON {
	return visitJSON{v.ID, v.Day.Format(time.DateOnly), v.Part, v.Kecamatan, v.With, v.Number, v.State}
}
