package main

import (
	"fmt"

	"langkah/store"
	"langkah/templates/programme"
)

// stagesCommand looks whether anybody is stuck between two steps.
type stagesCommand struct {
	Heal  bool `help:"Plan what is missing, and drop what is too much."`
	Limit int  `help:"How many members to list, and to heal, at most." default:"10000"`
	JSON  bool `name:"json" help:"For other programs."`
}

type stagesJSON struct {
	Members int      `json:"members"`
	Missing int      `json:"missing"`
	Double  int      `json:"double"`
	Healed  int      `json:"healed"`
	Left    []string `json:"left"`
}

// Run counts the members without exactly one next step, heals them if told to,
// and lists those that remain.
func (c stagesCommand) Run(s *surroundings) error {
	rules, err := programme.Rules()
	if err != nil {
		return err
	}
	return withStore(s, func(st *store.Store) error {
		now := s.clock()()
		found, err := st.Ahead(s.ctx, now, c.Limit)
		if err != nil {
			return err
		}
		left, result := found, stagesJSON{Members: found.Members, Missing: found.Missing, Double: found.Double, Left: []string{}}
		if c.Heal && len(found.IDs) > 0 {
			if _, err := st.Heal(s.ctx, rules, found.IDs, now); err != nil {
				return err
			}
			if left, err = st.Ahead(s.ctx, now, c.Limit); err != nil {
				return err
			}
			result.Healed = found.Missing + found.Double - left.Missing - left.Double
		}
		numbers, err := st.Who(s.ctx, left.IDs)
		if err != nil {
			return err
		}
		if result.Left = append(result.Left, numbers...); c.JSON {
			return indented(s.out, result)
		}
		fmt.Fprintf(s.out, "%d members, %d without a next step, %d with more than one", result.Members, result.Missing, result.Double)
		if c.Heal {
			fmt.Fprintf(s.out, "; %d healed", result.Healed)
		}
		fmt.Fprintln(s.out)
		for _, n := range numbers {
			fmt.Fprintln(s.out, "  "+n)
		}
		return nil
	})
}
