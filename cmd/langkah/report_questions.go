package main

import (
	"fmt"
	"slices"

	"langkah/flows/catalogue"
	"langkah/store"
)

// questionJSON is how a question fared in a month: left is how often it was not
// answered, because they went elsewhere, fell silent or are still thinking.
type questionJSON struct {
	Month    string `json:"month"` // in which it was put: 2026-11
	Flow     string `json:"flow"`
	State    string `json:"state"`
	Asked    int    `json:"asked"`
	Answered int    `json:"answered"`
	Left     int    `json:"left"`
	Missed   int    `json:"missed"` // answers that were not understood
}

func (c reportCommand) questions(s *surroundings, st *store.Store, p store.Period) error {
	list, err := questionsOf(s, st, p)
	if err != nil {
		return err
	}
	if c.JSON {
		return indented(s.out, list)
	}
	showQuestions(s, list)
	return nil
}

// questionsOf lists the questions by month, in the order in which the flows ask.
func questionsOf(s *surroundings, st *store.Store, p store.Period) ([]questionJSON, error) {
	found, err := st.Questions(s.ctx, p)
	if err != nil {
		return nil, err
	}
	order := map[string]int{}
	for _, m := range catalogue.Router().Flows() {
		for _, state := range m.Flow().States {
			order[m.Flow().Name+"."+state.Name] = len(order) + 1
		}
	}
	slices.SortStableFunc(found, func(a, b store.Asked) int {
		if a.Month != b.Month {
			return a.Month - b.Month
		}
		return order[a.Flow+"."+a.State] - order[b.Flow+"."+b.State]
	})
	list := []questionJSON{}
	for _, a := range found {
		list = append(list, questionJSON{fmt.Sprintf("%d-%02d", a.Month/100, a.Month%100), a.Flow, a.State, a.Asked, a.Answered, a.Left(), a.Missed})
	}
	return list, nil
}

func showQuestions(s *surroundings, list []questionJSON) {
	if len(list) == 0 {
		fmt.Fprintln(s.out, "nothing was asked in these months")
		return
	}
	for i := 0; i < len(list); {
		month := list[i].Month
		rows := [][]string{{month, "asked", "answered", "left", "of asked", "not understood"}}
		for ; i < len(list) && list[i].Month == month; i++ {
			q := list[i]
			rows = append(rows, []string{q.Flow + "." + q.State, thousands(q.Asked), thousands(q.Answered), thousands(q.Left), percents(percentOf(q.Left, q.Asked)), thousands(q.Missed)})
		}
		aligned(s.out, rows)
	}
}
