package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"langkah/bot"
	"langkah/flows/region"
	"langkah/flows/understand"
	"langkah/store"
)

type callsCommand struct {
	List callsListCommand `cmd:"" default:"withargs" help:"List who is to be called: what they asked to be told, and no message may reach them."`
	Done callsDoneCommand `cmd:"" help:"Note that a call was made, so that the message does not come as well."`
}

type callsListCommand struct {
	Kecamatan string `help:"Only those of one kecamatan's centre: its name or code."`
	JSON      bool   `name:"json" help:"For other programs."`
}

// Run lists the calls, the most urgent first.
func (c callsListCommand) Run(s *surroundings) error {
	code := ""
	if c.Kecamatan != "" {
		k, err := kecamatanBy(c.Kecamatan)
		if err != nil {
			return fmt.Errorf("calls: %w", err)
		}
		code = k.Code
	}
	return withStore(s, func(st *store.Store) error {
		list, err := st.Calls(s.ctx, code, s.clock()())
		if err != nil {
			return err
		}
		if c.JSON {
			return printCalls(s, list)
		}
		if len(list) == 0 {
			fmt.Fprintln(s.out, "nobody is to be called")
		}
		for _, one := range list {
			showCall(s, one)
		}
		return nil
	})
}

func showCall(s *surroundings, c store.Call) {
	by := ""
	if !c.Until.IsZero() {
		by = ", before " + wib(c.Until)
	}
	fmt.Fprintf(s.out, "%d  %s, %s, %s%s\n", c.ID, cmp.Or(c.Name, "no name known"), cmp.Or(c.Phone, "no phone known"), centreOf(c.Kecamatan), by)
	for line := range strings.SplitSeq(c.Text, "\n") {
		fmt.Fprintln(s.out, "   | "+line)
	}
	fmt.Fprintf(s.out, "   then: langkah calls done %d\n", c.ID)
}

func centreOf(code string) string {
	if k, ok := region.KecamatanByCode(code); ok {
		return "Kecamatan " + k.Name
	}
	return "kecamatan not known"
}

// kecamatanBy finds a kecamatan by its name or code.
func kecamatanBy(words string) (region.Kecamatan, error) {
	k, ok := kecamatanNamed(words)
	if !ok {
		return k, fmt.Errorf("%q is no kecamatan of Jakarta: write its name, as Tanah Abang, or its code, as 31.71.07", words)
	}
	return k, nil
}

type callJSON struct {
	ID        int64      `json:"id"`
	Name      string     `json:"name"`
	Phone     string     `json:"phone"` // E.164
	Kecamatan string     `json:"kecamatan"`
	Text      string     `json:"text"`
	Created   time.Time  `json:"created"`
	Until     *time.Time `json:"until,omitempty"`
}

func printCalls(s *surroundings, list []store.Call) error {
	out := []callJSON{}
	for _, c := range list {
		one := callJSON{ID: c.ID, Name: c.Name, Phone: c.Phone, Kecamatan: c.Kecamatan, Text: c.Text, Created: c.Created.In(bot.WIB)}
		if until := c.Until.In(bot.WIB); !c.Until.IsZero() {
			one.Until = &until
		}
		out = append(out, one)
	}
	enc := json.NewEncoder(s.out)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

type callsDoneCommand struct {
	ID   int64  `arg:"" help:"The call, as langkah calls numbers it."`
	Note string `help:"What came of it; no ID numbers."`
}

// Run ends a call.
func (c callsDoneCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		note, _ := understand.MaskIDs(c.Note)
		was, err := st.EndCall(s.ctx, c.ID, note, s.clock()())
		switch {
		case err != nil:
			return err
		case !was:
			return fmt.Errorf("calls: %d is no call to be made (any more); see langkah calls", c.ID)
		}
		fmt.Fprintf(s.out, "noted: %d was called\n", c.ID)
		return nil
	})
}
