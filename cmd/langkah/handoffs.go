package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"time"

	"langkah/bot"
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
			return json.NewEncoder(s.out).Encode(each(list, talkAsJSON))
		}
		return printTable(s, list, "nobody talks with staff", func(t store.OpenTalk) string {
			return fmt.Sprintf("%d  %s  %s  %s", t.ID, cmp.Or(t.Number, "visitor"), centreOf(t.Kecamatan), howItIs(t))
		})
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

type talkJSON struct {
	ID        int64      `json:"id"`
	Number    string     `json:"number,omitempty"`
	Kecamatan string     `json:"kecamatan,omitempty"`
	Level     string     `json:"level"`
	By        string     `json:"by,omitempty"`
	Opened    time.Time  `json:"opened"`
	Since     *time.Time `json:"waiting_since,omitempty"`
	Raise     *time.Time `json:"raised_at,omitempty"`
}

func talkAsJSON(t store.OpenTalk) talkJSON {
	return talkJSON{t.ID, t.Number, t.Kecamatan, t.Level, t.By, t.Opened.In(bot.WIB), asWIB(t.Since), asWIB(t.Raise)}
}
