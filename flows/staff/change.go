package staff

import (
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/calendar"
	"langkah/flows/understand"
)

// What is remembered while a class is moved or cancelled.
const (
	starts = "starts" // the new first day and hour
	why    = "why"    // in staff's words
)

// when asks for the new first day; without an hour the old one is kept.
var when = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		c := recalled(v)
		return flows.Say{Key: "staff/when", Args: flows.Args{"Title": c.Title, "Starts": c.Starts, "Count": len(c.Days)}}
	},
	Read: readWhen, First: soon(readWhen),
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		if got.Value == "back" {
			return flows.Reading{Event: "back"}
		}
		got.Set = flows.Answers{starts: got.Value}
		return got
	},
	Takes: aside,
	Why:   "staff/move_why", Hint: "staff/when_hint", Examples: "staff/when_examples",
	Hints: map[string]string{
		"AMBIGUOUS": "staff/when_date", "MULTIPLE": "staff/when_date", "YEAR_UNCLEAR": "staff/when_date", "BAD_DATE": "staff/when_date", "PAST": "staff/when_past", "WORKDAY": "staff/when_workday", "SAME": "staff/when_same",
	},
}

func readWhen(in flows.Input, v flows.View) flows.Reading {
	c, now := recalled(v), v.Facts.Now.In(wib)
	to, reason := understand.Moment(in.Text, now)
	if reason != "" {
		day, noDay := understand.Date(in.Text, now)
		if noDay != "" {
			return flows.Reading{Reason: string(noDay)}
		}
		old := c.Starts.In(wib)
		to = day.Add(time.Duration(old.Hour())*time.Hour + time.Duration(old.Minute())*time.Minute)
	}
	switch {
	case !to.After(now):
		return flows.Reading{Reason: "PAST"}
	case to.Equal(c.Starts):
		return flows.Reading{Reason: "SAME"}
	case len(c.Days) > 1 && !calendar.Workday(to):
		return flows.Reading{Reason: "WORKDAY"}
	}
	return flows.Reading{Value: to.In(wib).Format(dayShape)}
}

// moving says back the days as they would be.
var moving = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		c := recalled(v)
		list := calendar.Shift(c.Days, at(v.Answer(starts)))
		args := flows.Args{"Title": c.Title, "Schedule": dates(list), "Starts": at(v.Answer(starts)), "Until": at(v.Answer(starts)), "Warnings": calendar.Warnings(list), "Count": c.Taken + c.Waiting}
		if len(list) > 0 {
			args["Until"] = list[0].Ends
		}
		return flows.Say{Key: "staff/moving_card", Args: args}
	},
	Options: yesNo("move_yes", "move_no"),
	Event:   same, Read: readYesNo, Takes: map[flows.Word]string{flows.Kembali: "no", "CANCEL": "back"},
	Why: "staff/move_why", Hint: "staff/moving_hint", Examples: "staff/moving_examples",
}

func move(v flows.View) flows.Action {
	return flows.MoveClass{Code: v.Answer(code), Starts: at(v.Answer(starts))}
}

func moved(v flows.View) []flows.Say {
	c := found(v)
	return []flows.Say{{Key: "staff/moved", Args: flows.Args{"Title": c.Title, "Starts": c.Starts, "Ends": c.Ends, "Now": v.Facts.Now, "Told": v.Outcome.Args["Told"], "Later": toldLater(v)}}}
}

func toMoved(v flows.View) flows.Go { return open("class", brief(found(v))) }

// unmoved tells why a class cannot be put there.
func unmoved(v flows.View) []flows.Say {
	because, _ := v.Outcome.Args["Why"].(flows.Say)
	return []flows.Say{because}
}

func toWhen(v flows.View) flows.Go { return open("when", still(v, nil)) }

// Lengths of what staff write, in letters: the name of a class must fit.
const (
	leastText = 3
	mostText  = 80
)

// reason asks why a class is cancelled: everybody who is told reads it.
var reason = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return flows.Say{Key: "staff/reason", Args: called(v)} },
	Read:   readText,
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		if got.Value == "back" {
			return flows.Reading{Event: "back"}
		}
		got.Set = flows.Answers{why: got.Value}
		return got
	},
	Takes: aside, Free: true,
	Why: "staff/cancel_why", Hint: "staff/reason_hint", Examples: "staff/reason_examples",
	Hints: map[string]string{"TOO_LONG": "staff/reason_long"},
}

// readText takes a line of text as it stands.
func readText(in flows.Input, _ flows.View) flows.Reading {
	text := strings.Join(strings.Fields(in.Text), " ")
	n := len([]rune(text))
	switch {
	case n < leastText, understand.Swears(text), !hasLetter(text):
		return flows.Reading{Reason: "UNCLEAR"}
	case n > mostText:
		return flows.Reading{Reason: "TOO_LONG"}
	case understand.Question(text):
		return flows.Reading{Reason: "QUESTION"}
	}
	return flows.Reading{Value: text}
}

func hasLetter(s string) bool { return strings.ToLower(s) != strings.ToUpper(s) }

// dropping asks once more, with how many it is about.
var dropping = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		c := recalled(v)
		return flows.Say{Key: "staff/dropping", Args: flows.Args{"Title": c.Title, "Code": c.Code, "Starts": c.Starts, "Reason": v.Answer(why), "Count": c.Taken + c.Waiting}}
	},
	Options: yesNo("drop_yes", "drop_no"),
	Event:   same, Read: readYesNo, Takes: map[flows.Word]string{flows.Kembali: "no", "CANCEL": "no"},
	Why: "staff/cancel_why", Hint: "staff/dropping_hint", Examples: "staff/dropping_examples",
}

func cancelled(v flows.View) []flows.Say {
	c := found(v)
	return []flows.Say{{Key: "staff/cancelled", Args: flows.Args{"Title": c.Title, "Code": c.Code, "Told": v.Outcome.Args["Told"], "Later": toldLater(v)}}}
}

// toldLater is when people are told, where that is not now: by night nobody is.
func toldLater(v flows.View) (list []flows.Say) {
	if from, _ := v.Outcome.Args["From"].(time.Time); !from.IsZero() {
		list = append(list, flows.Say{Key: "staff/told_later", Args: flows.Args{"At": from}})
	}
	return list
}
