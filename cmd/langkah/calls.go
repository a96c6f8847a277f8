package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"langkah/bot"
	"langkah/flows/region"
	"langkah/flows/understand"
	"langkah/store"
	"langkah/templates/web"
)

type callsCommand struct {
	List callsListCommand `cmd:"" default:"withargs" help:"List who is to be called: what they asked to be told, and no message may reach them."`
	Done callsDoneCommand `cmd:"" help:"Note that a call was made, so that the message does not come as well."`
	Undo callsUndoCommand `cmd:"" help:"Take back that a call was made: it was another's number. It is to be made again."`
}

type callsListCommand struct {
	Kecamatan string `help:"Only those of one kecamatan's centre: its name or code."`
	Missed    bool   `help:"Those of the last 30 days whose time ran out, and nobody called."`
	JSON      bool   `name:"json" help:"For other programs."`
}

// Run lists the calls, the most urgent first.
func (c callsListCommand) Run(s *surroundings) error {
	code, err := kecamatanCode(c.Kecamatan)
	if err != nil {
		return fmt.Errorf("calls: %w", err)
	}
	return withStore(s, func(st *store.Store) error {
		now := s.clock()()
		open, err := st.Calls(s.ctx, code, now)
		if err != nil {
			return err
		}
		missed, err := st.MissedCalls(s.ctx, code, now)
		switch {
		case err != nil:
			return err
		case c.Missed && c.JSON:
			return indented(s.out, each(missed, callAsJSON))
		case c.JSON:
			return indented(s.out, each(open, callAsJSON))
		case c.Missed:
			showMissed(s, missed)
		default:
			showCalls(s, open, len(missed))
		}
		return nil
	})
}

func showCalls(s *surroundings, list []store.Call, missed int) {
	if len(list) == 0 {
		fmt.Fprintln(s.out, "nobody is to be called")
	}
	for _, c := range list {
		by := ""
		if !c.Until.IsZero() {
			by = ", before " + wib(c.Until)
		}
		showCall(s, c, by)
		fmt.Fprintf(s.out, "   then: langkah calls done %d\n", c.ID)
	}
	switch {
	case missed == 1:
		fmt.Fprintln(s.out, "1 was missed in the last 30 days: langkah calls --missed")
	case missed > 1:
		fmt.Fprintf(s.out, "%d were missed in the last 30 days: langkah calls --missed\n", missed)
	}
}

func showMissed(s *surroundings, list []store.Call) {
	if len(list) == 0 {
		fmt.Fprintln(s.out, "nobody was missed in the last 30 days")
	}
	for _, c := range list {
		showCall(s, c, ", missed: time ran out "+wib(c.Until))
	}
}

// showCall says whom to call, and what is to be said.
func showCall(s *surroundings, c store.Call, when string) {
	phone := "no phone known"
	if c.Phone != "" {
		phone = web.Dial(strings.TrimPrefix(c.Phone, "+"))
	}
	fmt.Fprintf(s.out, "%d  %s, %s, %s%s\n", c.ID, cmp.Or(c.Name, "no name known"), phone, centreOf(c.Kecamatan), when)
	for line := range strings.SplitSeq(c.Text, "\n") {
		fmt.Fprintln(s.out, "   | "+line)
	}
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

// kecamatanCode is that of one by its name or code; "" where none is named.
func kecamatanCode(words string) (string, error) {
	if words == "" {
		return "", nil
	}
	k, err := kecamatanBy(words)
	return k.Code, err
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

func callAsJSON(c store.Call) callJSON {
	return callJSON{ID: c.ID, Name: c.Name, Phone: c.Phone, Kecamatan: c.Kecamatan, Text: c.Text, Created: c.Created.In(bot.WIB), Until: asWIB(c.Until)}
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
		if err != nil {
			return err
		}
		call, known, err := st.CallOf(s.ctx, c.ID)
		switch {
		case err != nil:
			return err
		case was:
			fmt.Fprintf(s.out, "noted: %s was called (%s); the message will not come as well\n", whose(call), gist(call))
			return nil
		case known && call.State == "reached":
			fmt.Fprintf(s.out, "%d is over: they wrote first and have it\n", c.ID)
			return nil
		}
		return fmt.Errorf("calls: %d is no call to be made (any more); see langkah calls", c.ID)
	})
}

type callsUndoCommand struct {
	ID int64 `arg:"" help:"The call, as langkah calls numbers it."`
}

// Run reopens a call.
func (c callsUndoCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		was, err := st.ReopenCall(s.ctx, c.ID, s.clock()())
		if err != nil {
			return err
		}
		if !was {
			return fmt.Errorf("calls: %d was not marked as called, or its time is over; see langkah calls", c.ID)
		}
		call, _, err := st.CallOf(s.ctx, c.ID)
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "taken back: %s is to be called (%s); who writes first has the message\n", whose(call), gist(call))
		return nil
	})
}

func whose(c store.Call) string { return cmp.Or(c.Name, fmt.Sprintf("person of call %d", c.ID)) }

// gist is the first line of what is to be said.
func gist(c store.Call) string {
	first, _, _ := strings.Cut(c.Text, "\n")
	return first
}
