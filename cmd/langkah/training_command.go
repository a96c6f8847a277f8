package main

import (
	"fmt"
	"strings"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/region"
	"langkah/store"
	"langkah/templates"
)

// trainingCommand is what operators do about classes.
type trainingCommand struct {
	Import trainingImportCommand `cmd:"" help:"Bring classes in from a CSV file. Without --apply it only says what would change."`
	List   trainingListCommand   `cmd:"" help:"List the classes to come."`
	Show   trainingShowCommand   `cmd:"" help:"Show a class: its seats, its queue, who said that they come, who came."`
	Move   trainingMoveCommand   `cmd:"" help:"Put a class on another first day and hour, and tell everybody in it."`
	Cancel trainingCancelCommand `cmd:"" help:"Cancel a class, and tell everybody in it."`
	Code   trainingCodeCommand   `cmd:"" help:"The code of the day, which is told in the room: who writes it to us was there."`
	Attend trainingAttendCommand `cmd:"" help:"Note who was there on a day of a class, and who was not."`
}

type trainingListCommand struct {
	Kecamatan string `help:"Only those of one kecamatan, by name or code."`
	All       bool   `help:"Also those that are over or cancelled."`
	JSON      bool   `name:"json" help:"For other programs."`
}

// Run lists classes, the soonest first.
func (c trainingListCommand) Run(s *surroundings) error {
	code, err := kecamatanCode(c.Kecamatan)
	if err != nil {
		return fmt.Errorf("training: %w", err)
	}
	return withStore(s, func(st *store.Store) error {
		list, err := st.Classes(s.ctx, code, c.All, s.clock()())
		if err != nil {
			return err
		}
		return printList(s, c.JSON, list, asJSON, "there are no classes to come: langkah training import FILE", func(c flows.Class) string {
			return fmt.Sprintf("%s\t%s\t%s\t%s\t%s", c.Code, when(c), c.Title, placeOf(c), seatsOf(c))
		})
	})
}

// when is the first day of a class, and how many there are.
func when(c flows.Class) string {
	if len(c.Days) > 1 {
		return fmt.Sprintf("%s, %d days", wib(c.Starts), len(c.Days))
	}
	return wib(c.Starts)
}

func placeOf(c flows.Class) string {
	if k, ok := region.KecamatanByCode(c.Kecamatan); ok {
		return k.Name
	}
	return "online"
}

// seatsOf says how full a class is.
func seatsOf(c flows.Class) string {
	text := fmt.Sprintf("%d of %d seats taken", c.Taken, c.Capacity)
	if c.Cancelled {
		text = "cancelled"
	}
	if c.Waiting > 0 {
		text += fmt.Sprintf(", %d wait", c.Waiting)
	}
	return text
}

type dayJSON struct {
	Starts time.Time `json:"starts"`
	Ends   time.Time `json:"ends"`
}

type classJSON struct {
	Code      string    `json:"id"`
	Title     string    `json:"title"`
	Kind      string    `json:"type"`
	Subject   string    `json:"subject"`
	Organiser string    `json:"organizer"`
	Venue     string    `json:"venue"`
	Kecamatan string    `json:"kecamatan_code"` // "": online
	Days      []dayJSON `json:"days"`
	Capacity  int       `json:"capacity"`
	Taken     int       `json:"taken"`
	Waiting   int       `json:"waiting"`
	Who       string    `json:"who"`
	Fields    []string  `json:"fields"`
	Once      bool      `json:"once"`
	MinStage  int       `json:"min_stage"`
	Bring     string    `json:"bring,omitempty"`
	Map       string    `json:"map,omitempty"`
	Link      string    `json:"link,omitempty"`
	Sequence  int       `json:"sequence"`
	Cancelled bool      `json:"cancelled"`
	Reason    string    `json:"reason,omitempty"`
	Sample    bool      `json:"sample"`
}

func asJSON(c flows.Class) classJSON {
	j := classJSON{Code: c.Code, Title: c.Title, Kind: c.Kind, Subject: c.Subject, Organiser: c.Organiser, Venue: c.Venue, Kecamatan: c.Kecamatan,
		Capacity: c.Capacity, Taken: c.Taken, Waiting: c.Waiting, Who: c.Who, Fields: c.Fields, Once: c.Once, MinStage: c.MinStage, Bring: c.Bring,
		Map: c.Map, Link: c.Link, Sequence: c.Sequence, Cancelled: c.Cancelled, Reason: c.Reason, Sample: c.Sample}
	for _, d := range c.Days {
		j.Days = append(j.Days, dayJSON{d.Starts.In(bot.WIB), d.Ends.In(bot.WIB)})
	}
	return j
}

// known carries an action about a class out with all rights; where there is no
// such class (any more) it says so.
func known(s *surroundings, st *store.Store, code string, action flows.Action) (flows.Outcome, error) {
	out, err := st.Command(s.ctx, action, s.clock()())
	if err != nil || out.Event != "gone" {
		return out, err
	}
	c, there := out.Args["Class"].(flows.Class)
	switch {
	case !there:
		return out, fmt.Errorf("training: there is no class %s; langkah training list --all shows those that there are", code)
	case c.Cancelled:
		return out, fmt.Errorf("training: %s %s is cancelled", c.Code, c.Title)
	}
	return out, fmt.Errorf("training: %s %s is over since %s", c.Code, c.Title, wib(c.Ends))
}

// classOf is the class that came with an outcome.
func classOf(out flows.Outcome) flows.Class {
	c, _ := out.Args["Class"].(flows.Class)
	return c
}

// inEnglish is a text as operators read it.
func inEnglish(say flows.Say) string {
	text, err := templates.Text("en", say.Key, say.Args)
	if err != nil {
		return say.Key
	}
	return text
}

// upper is a code as it is kept, however it was typed.
func upper(code string) string { return strings.ToUpper(strings.TrimSpace(code)) }
