package main

import (
	"fmt"
	"strings"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

type trainingShowCommand struct {
	Code string `arg:"" help:"The class, as PLT-0001."`
	JSON bool   `name:"json" help:"For other programs."`
}

// Run shows a class with everybody in it.
func (c trainingShowCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		out, err := known(s, st, c.Code, flows.LookAtRoll{Code: upper(c.Code)})
		if err != nil {
			return err
		}
		roll, _ := out.Args["Roll"].([]flows.Attendee)
		if c.JSON {
			return indented(s.out, struct {
				classJSON
				Roll []attendeeJSON `json:"roll"`
			}{asJSON(classOf(out)), each(roll, attendeeAsJSON)})
		}
		showClass(s, out, roll)
		return printTable(s, roll, "nobody is in it", rollLine)
	})
}

func showClass(s *surroundings, out flows.Outcome, roll []flows.Attendee) {
	c := classOf(out)
	line := func(what, text string) {
		if text != "" {
			fmt.Fprintf(s.out, "  %-11s%s\n", what, text)
		}
	}
	fmt.Fprintf(s.out, "%s %s (%s), %s\n", c.Code, c.Title, c.Kind, c.Organiser)
	if c.Cancelled {
		line("cancelled", orNone(c.Reason, "no reason was given"))
	}
	line("where", c.Venue+", "+placeOf(c))
	for i, d := range c.Days {
		line(map[bool]string{true: "when"}[i == 0], d.Starts.In(bot.WIB).Format("Mon 2 Jan 2006 15.04")+" to "+d.Ends.In(bot.WIB).Format("15.04")+" WIB")
	}
	line("for", terms(c))
	line("bring", c.Bring)
	line("map", c.Map)
	line("link", c.Link)
	line("seats", seatsOf(c))
	line("replies", strings.Join(append(replies(roll), left(out)...), ", "))
}

func orNone(text, none string) string {
	if text == "" {
		return none
	}
	return text
}

// terms says who may join.
func terms(c flows.Class) string {
	list := []string{map[string]string{"all": "everybody", "kecamatan": "those of the kecamatan", "kota": "those of the kota",
		"starting": "who is starting", "trading": "who is trading"}[c.Who]}
	if len(c.Fields) > 0 {
		list = append(list, "in "+strings.Join(c.Fields, ", "))
	}
	if c.MinStage > 1 {
		list = append(list, fmt.Sprintf("with P%d done", c.MinStage))
	}
	if c.Once {
		list = append(list, "not who had one of the kind: "+c.Subject)
	}
	return strings.Join(list, "; ")
}

// replies counts who said that they come.
func replies(roll []flows.Attendee) (list []string) {
	coming, silent, offered := 0, 0, 0
	for _, a := range roll {
		switch {
		case a.State == flows.Offered:
			offered++
		case a.State != flows.Booked:
		case a.Reply != "":
			coming++
		default:
			silent++
		}
	}
	if coming+silent+offered > 0 {
		list = append(list, fmt.Sprintf("%d come, %d have not said so", coming, silent))
	}
	if offered > 0 {
		list = append(list, fmt.Sprintf("%d are offered a seat", offered))
	}
	return list
}

// left counts who left a class for themselves.
func left(out flows.Outcome) (list []string) {
	if n, _ := out.Args["Cancelled"].(int); n > 0 {
		list = append(list, fmt.Sprintf("%d cancelled", n))
	}
	if n, _ := out.Args["Moved"].(int); n > 0 {
		list = append(list, fmt.Sprintf("%d moved to another", n))
	}
	return list
}

func rollLine(a flows.Attendee) string {
	state := string(a.State)
	if a.Place > 0 {
		state = fmt.Sprintf("no. %d in the queue", a.Place)
	}
	if a.Reply != "" {
		state += ", comes"
	}
	var days []string
	for _, came := range a.Came {
		days = append(days, map[bool]string{true: "x", false: "-"}[came])
	}
	return fmt.Sprintf("  %s\t%s\t%s\t%s", a.Number, a.Name, strings.Join(days, " "), state)
}

type attendeeJSON struct {
	Number string `json:"number"`
	Name   string `json:"name"`
	State  string `json:"state"`
	Place  int    `json:"place,omitempty"`
	Coming bool   `json:"coming"`
	Came   []bool `json:"came"`
}

func attendeeAsJSON(a flows.Attendee) attendeeJSON {
	return attendeeJSON{Number: a.Number, Name: a.Name, State: string(a.State), Place: a.Place, Coming: a.Reply != "", Came: a.Came}
}
