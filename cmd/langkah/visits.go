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
	code := ""
	if c.Kecamatan != "" {
		k, err := kecamatanBy(c.Kecamatan)
		if err != nil {
			return fmt.Errorf("visits: %w", err)
		}
		code = k.Code
	}
	return withStore(s, func(st *store.Store) error {
		list, err := st.Visits(s.ctx, code, s.clock()())
		if err != nil {
			return err
		}
		if c.JSON {
			return printVisits(s, list)
		}
		if len(list) == 0 {
			fmt.Fprintln(s.out, "no visits")
		}
		for _, v := range list {
			fmt.Fprintf(s.out, "%s %-9s  %s  %s  %s  %s\n", v.Day.Format(time.DateOnly), v.Part, region.KecamatanName(v.Kecamatan), v.With, v.Number, v.State)
		}
		return nil
	})
}

func printVisits(s *surroundings, list []flows.Visit) error {
	type row struct {
		ID        int64            `json:"id"`
		Day       string           `json:"day"`
		Part      string           `json:"part"`
		Kecamatan string           `json:"kecamatan"`
		With      string           `json:"with"`
		Number    string           `json:"number"`
		State     flows.VisitState `json:"state"`
	}
	rows := []row{}
	for _, v := range list {
		rows = append(rows, row{v.ID, v.Day.Format(time.DateOnly), v.Part, v.Kecamatan, v.With, v.Number, v.State})
	}
	return json.NewEncoder(s.out).Encode(rows)
}
