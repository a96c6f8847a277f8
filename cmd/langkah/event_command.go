package main

import (
	"fmt"
	"strings"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/understand"
	"langkah/store"
)

// eventCommand is what operators do about bazaars and fairs.
type eventCommand struct {
	Import eventImportCommand `cmd:"" help:"Bring events in from a CSV file. Without --apply it only says what would change."`
	List   eventListCommand   `cmd:"" help:"List the events to come."`
	Show   eventShowCommand   `cmd:"" help:"Show an event: its conditions, who has a place, who waits, who sold what."`
	Move   eventMoveCommand   `cmd:"" help:"Put an event on another day and hour, and tell everybody in it."`
	Cancel eventCancelCommand `cmd:"" help:"Cancel an event, and tell everybody in it."`
}

type eventListCommand struct {
	Kota string `help:"Only those of one kota, by name or code."`
	All  bool   `help:"Also those that are over or cancelled."`
	JSON bool   `name:"json" help:"For other programs."`
}

// Run lists events, the soonest first.
func (c eventListCommand) Run(s *surroundings) (err error) {
	code := ""
	if c.Kota != "" {
		if code, err = kotaIn(c.Kota); err != nil {
			return fmt.Errorf("event: %w", err)
		}
	}
	return withStore(s, func(st *store.Store) error {
		list, err := st.Events(s.ctx, code, c.All, s.clock()())
		if err != nil {
			return err
		}
		return printList(s, c.JSON, list, eventAsJSON, "there are no events to come: langkah event import FILE", func(e flows.Event) string {
			return fmt.Sprintf("%s\t%s\t%s\t%s\t%s", e.Code, wib(e.Starts), e.Name, kotaOf(e), fullness(e))
		})
	})
}

func kotaOf(e flows.Event) string {
	if e.Kota == "" {
		return "all of Jakarta"
	}
	return region.KotaName(e.Kota)
}

// fullness says how full an event is.
func fullness(e flows.Event) string {
	switch {
	case e.Cancelled:
		return "cancelled"
	case !e.Given:
		return fmt.Sprintf("%d signed up for %d places", e.Waiting, e.Slots)
	}
	return fmt.Sprintf("%d of %d places taken, %d wait", e.Taken, e.Slots, e.Waiting)
}

type eventShowCommand struct {
	Code string `arg:"" help:"The event, as BZR-001."`
	JSON bool   `name:"json" help:"For other programs."`
}

// Run shows an event with everybody in it.
func (c eventShowCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		out, err := knownEvent(s, st, c.Code, flows.LookAtStalls{Code: upper(c.Code)})
		if err != nil {
			return err
		}
		e := eventOf(out)
		stalls, _ := out.Args["Stalls"].([]flows.Entry)
		if c.JSON {
			return indented(s.out, struct {
				eventJSON
				Stalls []stallJSON `json:"stalls"`
			}{eventAsJSON(e), each(stalls, stallAsJSON)})
		}
		fmt.Fprintf(s.out, "%s %s (%s), %s\n", e.Code, e.Name, e.Kind, e.Organiser)
		if e.Cancelled {
			fmt.Fprintf(s.out, "  cancelled  %s\n", orNone(e.Reason, "no reason was given"))
		}
		fmt.Fprintf(s.out, "  where      %s, %s\n  when       %s to %s\n  sign up    until %s\n  for        %s\n  kurasi     %v\n  places     %s\n",
			e.Venue, kotaOf(e), wib(e.Starts), wib(e.Ends), wib(e.RegisterBy), orNone(e.Conditions, "everybody"), e.Curated, fullness(e))
		return printTable(s, stalls, "nobody signed up", stallLine)
	})
}

// stallLine is how it stands with somebody who signed up.
func stallLine(x flows.Entry) string {
	m := x.Event.Mine
	state := string(m.State)
	switch {
	case m.Place > 0:
		state = fmt.Sprintf("no. %d in the queue", m.Place)
	case m.State == flows.Sold:
		state = fmt.Sprintf("sold %d for Rp%d", m.Pieces, m.Omzet)
	case m.Coming && m.State == flows.Placed:
		state += ", comes"
	}
	return fmt.Sprintf("  %s\t%s\t%s\tRp%d\t%d a day\t%s\t%s", x.Number, x.Name, m.Product, m.Price, m.Capacity, orNone(m.Grade, "-"), state)
}

type eventMoveCommand struct {
	Code   string `arg:"" help:"The event, as BZR-001."`
	Starts string `arg:"" help:"Its new beginning in Jakarta, as \"2026-12-01 09:00\"; it lasts as long as before."`
	Reason string `help:"Why, in words that everybody is told; no ID numbers."`
}

// Run moves an event.
func (c eventMoveCommand) Run(s *surroundings) error {
	starts, err := hourIn(c.Starts)
	if err != nil {
		return fmt.Errorf("event move: %w", err)
	}
	return withStore(s, func(st *store.Store) error {
		reason, _ := understand.MaskIDs(c.Reason)
		out, err := knownEvent(s, st, c.Code, flows.MoveEvent{Code: upper(c.Code), Starts: starts, Reason: reason})
		if err != nil {
			return err
		}
		e := eventOf(out)
		switch out.Event {
		case "begun":
			return fmt.Errorf("event move: %s %s has begun on %s", e.Code, e.Name, wib(e.Starts))
		case "wrong":
			why, _ := out.Args["Why"].(flows.Say)
			return fmt.Errorf("event move: %s", inEnglish(why))
		}
		fmt.Fprintf(s.out, "moved: %s %s begins on %s; %s\n", e.Code, e.Name, wib(e.Starts), toldOf(s, out))
		showPaused(s, out)
		return nil
	})
}

type eventCancelCommand struct {
	Code   string `arg:"" help:"The event, as BZR-001."`
	Reason string `required:"" help:"Why, in words that everybody is told; no ID numbers."`
}

// Run cancels an event.
func (c eventCancelCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		reason, _ := understand.MaskIDs(c.Reason)
		out, err := knownEvent(s, st, c.Code, flows.CancelEvent{Code: upper(c.Code), Reason: reason})
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "cancelled: %s %s; %s\n", eventOf(out).Code, eventOf(out).Name, toldOf(s, out))
		showPaused(s, out)
		return nil
	})
}

// showPaused names the broadcasts that announced an event as it is no more.
func showPaused(s *surroundings, out flows.Outcome) {
	if held, _ := out.Args["Held"].([]string); len(held) > 0 {
		fmt.Fprintf(s.out, "paused, since they announce it: %s; langkah broadcast cancel CODE, or edit and resume\n", strings.Join(held, ", "))
	}
}

// knownEvent carries an action about an event out with all rights; where there is
// no such event (any more) it says so.
func knownEvent(s *surroundings, st *store.Store, code string, action flows.Action) (flows.Outcome, error) {
	out, err := st.Command(s.ctx, action, s.clock()())
	if err != nil || out.Event != "gone" {
		return out, err
	}
	e := eventOf(out)
	switch {
	case e.Code == "":
		return out, fmt.Errorf("event: there is no event %s; langkah event list --all shows those that there are", code)
	case e.Cancelled:
		return out, fmt.Errorf("event: %s %s is cancelled", e.Code, e.Name)
	}
	return out, fmt.Errorf("event: %s %s is over since %s", e.Code, e.Name, wib(e.Ends))
}

func eventOf(out flows.Outcome) flows.Event {
	e, _ := out.Args["Event"].(flows.Event)
	return e
}

type eventJSON struct {
	Code       string    `json:"id"`
	Name       string    `json:"name"`
	Kind       string    `json:"kind"`
	Kota       string    `json:"kota"` // "": all of Jakarta
	Kecamatan  string    `json:"kecamatan_code,omitempty"`
	Venue      string    `json:"venue"`
	Starts     time.Time `json:"starts_at"`
	Ends       time.Time `json:"ends_at"`
	RegisterBy time.Time `json:"register_by"`
	Slots      int       `json:"slots"`
	Taken      int       `json:"taken"`
	Waiting    int       `json:"waiting"`
	Conditions string    `json:"eligibility"`
	Organiser  string    `json:"organizer"`
	Curated    bool      `json:"kurasi"`
	Given      bool      `json:"places_given"`
	Cancelled  bool      `json:"cancelled"`
	Reason     string    `json:"reason,omitempty"`
	Sample     bool      `json:"sample"`
}

func eventAsJSON(e flows.Event) eventJSON {
	return eventJSON{Code: e.Code, Name: e.Name, Kind: e.Kind, Kota: e.Kota, Kecamatan: e.Kecamatan, Venue: e.Venue, Starts: e.Starts.In(bot.WIB),
		Ends: e.Ends.In(bot.WIB), RegisterBy: e.RegisterBy.In(bot.WIB), Slots: e.Slots, Taken: e.Taken, Waiting: e.Waiting, Conditions: e.Conditions,
		Organiser: e.Organiser, Curated: e.Curated, Given: e.Given, Cancelled: e.Cancelled, Reason: e.Reason, Sample: e.Sample}
}

type stallJSON struct {
	Number   string `json:"number"`
	Name     string `json:"name"`
	Product  string `json:"product"`
	Price    int64  `json:"price"`
	Capacity int    `json:"capacity"`
	State    string `json:"state"`
	Place    int    `json:"place,omitempty"`
	Grade    string `json:"grade,omitempty"`
	Word     string `json:"word,omitempty"`
	Coming   bool   `json:"coming"`
	Pieces   int    `json:"sold,omitempty"`
	Omzet    int64  `json:"omzet,omitempty"`
}

func stallAsJSON(x flows.Entry) stallJSON {
	m := x.Event.Mine
	return stallJSON{x.Number, x.Name, m.Product, m.Price, m.Capacity, string(m.State), m.Place, m.Grade, strings.TrimSpace(m.Word), m.Coming, m.Pieces, m.Omzet}
}
