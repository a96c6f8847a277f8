package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/flows/understand"
	"langkah/store"
)

type trainingMoveCommand struct {
	Code   string `arg:"" help:"The class, as PLT-0001."`
	Starts string `arg:"" help:"Its new first day and hour in Jakarta, as \"2026-12-01 09:00\". As many days in a row as before that are worked."`
	Reason string `help:"Why, in words that everybody is told; no ID numbers."`
}

// Run moves a class.
func (c trainingMoveCommand) Run(s *surroundings) error {
	starts, err := hourIn(c.Starts)
	if err != nil {
		return fmt.Errorf("training move: %w", err)
	}
	return withStore(s, func(st *store.Store) error {
		reason, _ := understand.MaskIDs(c.Reason)
		out, err := known(s, st, c.Code, flows.MoveClass{Code: upper(c.Code), Starts: starts, Reason: reason})
		if err != nil {
			return err
		}
		is := classOf(out)
		switch out.Event {
		case "begun":
			return fmt.Errorf("training move: %s %s has begun on %s", is.Code, is.Title, wib(is.Starts))
		case "wrong":
			why, _ := out.Args["Why"].(flows.Say)
			return fmt.Errorf("training move: %s", inEnglish(why))
		}
		fmt.Fprintf(s.out, "moved: %s %s begins on %s; %s\n", is.Code, is.Title, when(is), toldOf(s, out))
		warnings, _ := out.Args["Warnings"].([]flows.Say)
		for _, w := range warnings {
			fmt.Fprintf(s.out, "note: %s\n", inEnglish(w))
		}
		return nil
	})
}

// toldOf says how many people are told, and from when.
func toldOf(s *surroundings, out flows.Outcome) string {
	n, _ := out.Args["Told"].(int)
	now := s.clock()()
	from := store.ToldFrom(now)
	switch {
	case n == 0:
		return "nobody is in it"
	case from.Equal(now):
		return fmt.Sprintf("%d people are told now", n)
	}
	return fmt.Sprintf("%d people are told from %s on; who must know before has to be called", n, wib(from))
}

// hourIn reads a day and an hour in Jakarta.
func hourIn(text string) (time.Time, error) {
	text = strings.TrimSpace(text)
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at, nil
	}
	for _, layout := range []string{"2006-01-02 15:04", "2006-01-02 15.04", "2006-01-02 15:04:05"} {
		if at, err := time.ParseInLocation(layout, text, bot.WIB); err == nil {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no day and hour: write it as 2026-12-01 09:00", text)
}

type trainingCancelCommand struct {
	Code   string `arg:"" help:"The class, as PLT-0001."`
	Reason string `required:"" help:"Why, in words that everybody is told; no ID numbers."`
}

// Run cancels a class.
func (c trainingCancelCommand) Run(s *surroundings) error {
	return withStore(s, func(st *store.Store) error {
		reason, _ := understand.MaskIDs(c.Reason)
		out, err := known(s, st, c.Code, flows.CancelClass{Code: upper(c.Code), Reason: reason})
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "cancelled: %s %s; %s\n", classOf(out).Code, classOf(out).Title, toldOf(s, out))
		return nil
	})
}

type trainingCodeCommand struct {
	Code string `arg:"" help:"The class, as PLT-0001."`
	Day  string `help:"One of its days, as 2026-11-26; today if none is named." placeholder:"DAY"`
}

// Run gives the code of the day.
func (c trainingCodeCommand) Run(s *surroundings) error {
	day, err := dayIn(s, c.Day)
	if err != nil {
		return err
	}
	return withStore(s, func(st *store.Store) error {
		out, err := known(s, st, c.Code, flows.GiveDayCode{Code: upper(c.Code), Day: day})
		if err != nil {
			return err
		}
		if out.Event == "not_today" {
			return notOn(classOf(out), day)
		}
		fmt.Fprintf(s.out, "code: %s\nSay it in the room of %s %s on %s: who writes it to us there was there.\n", out.Args["Code"], classOf(out).Code, classOf(out).Title,
			day.Format("Mon 2 Jan 2006"))
		return nil
	})
}

func notOn(c flows.Class, day time.Time) error {
	var days []string
	for _, d := range c.Days {
		days = append(days, d.Starts.In(bot.WIB).Format(time.DateOnly))
	}
	return fmt.Errorf("training: %s %s is not on %s; its days are %s", c.Code, c.Title, day.Format(time.DateOnly), strings.Join(days, ", "))
}

// dayIn reads a day in Jakarta; today if there is none.
func dayIn(s *surroundings, text string) (time.Time, error) {
	if text == "" {
		return s.clock()().In(bot.WIB), nil
	}
	day, err := time.ParseInLocation(time.DateOnly, text, bot.WIB)
	if err != nil {
		return day, fmt.Errorf("training: %q is no day: write it as 2026-11-26", text)
	}
	return day, nil
}

type trainingAttendCommand struct {
	Code    string   `arg:"" help:"The class, as PLT-0001."`
	Day     string   `help:"One of its days, as 2026-11-26; today if none is named." placeholder:"DAY"`
	Present []string `help:"Who was there, by member number; may be repeated." placeholder:"JKP-…"`
	Absent  []string `help:"Who was noted, and was not there after all." placeholder:"JKP-…"`
	All     bool     `help:"Everybody with a seat was there, but those who are named absent."`
}

// Run notes who was there.
func (c trainingAttendCommand) Run(s *surroundings) error {
	day, err := dayIn(s, c.Day)
	if err != nil {
		return err
	}
	if !c.All && len(c.Present)+len(c.Absent) == 0 {
		return errors.New("training attend: who? Name them with --present JKP-0000001 and --absent JKP-0000002, or --all")
	}
	return withStore(s, func(st *store.Store) error {
		m := flows.MarkRoll{Code: upper(c.Code), Day: day, Present: c.Present, Absent: c.Absent}
		if c.All {
			out, err := known(s, st, c.Code, flows.LookAtRoll{Code: m.Code})
			if err != nil {
				return err
			}
			m.Present = append(m.Present, seatedBut(out, c.Absent)...)
		}
		out, err := known(s, st, c.Code, m)
		if err != nil {
			return err
		}
		return attended(s, out, day)
	})
}

// seatedBut are the numbers of those with a seat, without some.
func seatedBut(out flows.Outcome, absent []string) (numbers []string) {
	roll, _ := out.Args["Roll"].([]flows.Attendee)
	without := map[string]bool{}
	for _, n := range absent {
		without[upper(n)] = true
	}
	for _, a := range roll {
		if (a.State == flows.Booked || a.State == flows.Attended || a.State == flows.Absent) && !without[a.Number] {
			numbers = append(numbers, a.Number)
		}
	}
	return numbers
}

func attended(s *surroundings, out flows.Outcome, day time.Time) error {
	c := classOf(out)
	if out.Event == "not_yet" {
		for _, d := range c.Days {
			if bot.Day(d.Starts).Equal(bot.Day(day)) {
				return fmt.Errorf("training attend: %s %s begins on %s; who came is noted from an hour before", c.Code, c.Title, wib(d.Starts))
			}
		}
		return notOn(c, day)
	}
	fmt.Fprintf(s.out, "noted: %v of %d were at %s %s on %s; %v have their certificate\n", out.Args["Present"], c.Taken, c.Code, c.Title,
		day.Format("Mon 2 Jan 2006"), out.Args["Complete"])
	if unknown, _ := out.Args["Unknown"].([]string); len(unknown) > 0 {
		return fmt.Errorf("training attend: without a seat in it, and left out: %s", strings.Join(unknown, ", "))
	}
	return nil
}
