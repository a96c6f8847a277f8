package staff

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/calendar"
	"langkah/flows/understand"
)

// What a class may be.
const (
	mostDays  = 10
	mostSeats = 500
)

var date = &flows.Ask{
	Prompt: ask("date"), Answer: aDate, Read: readDate, First: soon(readDate),
	Ack: func(value string, _ flows.View) flows.Say {
		return flows.Say{Key: "plan/date_ack", Args: flows.Args{"Day": at(value + "T00:00")}}
	},
	Line: "plan/line_date", Show: func(value string) flows.Say {
		return flows.Say{Key: "plan/date_shown", Args: flows.Args{"Day": at(value + "T00:00")}}
	},
	Why: "plan/why", Hint: "plan/date_hint", Examples: "plan/date_examples",
	Hints: map[string]string{
		"AMBIGUOUS": "plan/date_which", "MULTIPLE": "plan/date_which", "YEAR_UNCLEAR": "plan/date_which", "BAD_DATE": "plan/date_bad", "PAST": "plan/date_past",
	},
}

func readDate(in flows.Input, v flows.View) flows.Reading {
	now := v.Facts.Now.In(wib)
	day, reason := understand.Date(in.Text, now)
	switch {
	case reason != "":
		return flows.Reading{Reason: string(reason)}
	case !day.AddDate(0, 0, 1).After(now):
		return flows.Reading{Reason: "PAST"}
	}
	got := flows.Reading{Value: day.Format(time.DateOnly)}
	if from, to, ok := hoursOf(in.Text); ok {
		got.Set = flows.Answers{aHours: between(from, to)}
	}
	return got
}

// soon takes "besok" for the day that it is: elsewhere it puts a form aside.
func soon(read func(flows.Input, flows.View) flows.Reading) func(flows.Input, flows.View) (flows.Reading, bool) {
	return func(in flows.Input, v flows.View) (flows.Reading, bool) {
		if !tomorrow.MatchString(in.Text) {
			return flows.Reading{}, false
		}
		got := read(in, v)
		return got, got.Reason == ""
	}
}

var tomorrow = regexp.MustCompile(`(?i)^\W*(?:besok|bsk|lusa|tomorrow)\b`)

// spoken is where the hours begin in "senin 30 nov jam 9 sampai 3 sore".
var spoken = regexp.MustCompile(`(?i)\b(?:jam|pukul|pkl|at|from)\b`)

// hoursOf reads the hours that stand behind a day.
func hoursOf(text string) (from, to int, ok bool) {
	i := spoken.FindStringIndex(text)
	if i == nil {
		return 0, 0, false
	}
	from, to, reason := understand.Hours(text[i[0]:])
	return from, to, reason == ""
}

// between writes the hours of a day: 09:00/15:00.
func between(from, to int) string {
	return fmt.Sprintf("%02d:%02d/%02d:%02d", from/60, from%60, to/60, to%60)
}

var hours = &flows.Ask{
	Prompt: ask("hours"), Answer: aHours,
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		from, to, reason := understand.Hours(in.Text)
		if reason != "" {
			return flows.Reading{Reason: string(reason)}
		}
		return flows.Reading{Value: between(from, to)}
	},
	Ack: func(value string, _ flows.View) flows.Say {
		return flows.Say{Key: "plan/chosen", Args: flows.Args{"Choice": showHours(value)}}
	},
	Line: "plan/line_hours", Show: showHours,
	Why: "plan/why", Hint: "plan/hours_hint", Examples: "plan/hours_examples",
	Hints: map[string]string{"VAGUE": "plan/hours_until", "OUT_OF_RANGE": "plan/hours_order"},
}

func showHours(value string) flows.Say {
	from, to, _ := strings.Cut(value, "/")
	return flows.Say{Key: "plan/hours_shown", Args: flows.Args{"From": strings.Replace(from, ":", ".", 1), "To": strings.Replace(to, ":", ".", 1)}}
}

// count is asked again with another date: several days begin on one on which
// people work.
var count = &flows.Ask{
	Prompt: ask("count"), Answer: aCount, Needs: []string{aDate},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		n, ok := amount(in.Text)
		switch {
		case !ok:
			return flows.Reading{Reason: "UNCLEAR"}
		case n < 1 || n > mostDays:
			return flows.Reading{Reason: "OUT_OF_RANGE"}
		case n > 1 && !calendar.Workday(at(v.Answer(aDate)+"T00:00")):
			return flows.Reading{Reason: "WORKDAY"}
		}
		return flows.Reading{Value: strconv.Itoa(n)}
	},
	Line: "plan/line_count", Show: func(value string) flows.Say {
		n, _ := strconv.Atoi(value)
		return flows.Say{Key: "plan/count_shown", Args: flows.Args{"Count": n}}
	},
	Why: "plan/count_why", Hint: "plan/count_hint", Examples: "plan/count_examples",
	Hints: map[string]string{"OUT_OF_RANGE": "plan/count_range", "WORKDAY": "plan/count_workday"},
}

var capacity = &flows.Ask{
	Prompt: ask("capacity"), Answer: aCapacity,
	Read: func(in flows.Input, _ flows.View) flows.Reading {
		n, ok := amount(in.Text)
		switch {
		case !ok:
			return flows.Reading{Reason: "UNCLEAR"}
		case n < 1 || n > mostSeats:
			return flows.Reading{Reason: "OUT_OF_RANGE"}
		}
		return flows.Reading{Value: strconv.Itoa(n)}
	},
	Line: "plan/line_capacity",
	Why:  "plan/why", Hint: "plan/capacity_hint", Examples: "plan/capacity_examples",
	Hints: map[string]string{"OUT_OF_RANGE": "plan/capacity_range"},
}

// amount reads the one number of a text: "40", "4 hari", "empat puluh", "sehari".
func amount(text string) (int, bool) {
	if oneDay.MatchString(text) {
		return 1, true
	}
	return understand.Count(text)
}

var oneDay = regexp.MustCompile(`(?i)^\W*(?:sehari|one day|a day|satu hari)\b`)

var bring = &flows.Ask{
	Prompt: ask("bring"), Answer: aBring,
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if got := readNone(in, ""); got.Value != "" {
			return got
		}
		return readText(in, v)
	},
	Line: "plan/line_bring", Show: orNone,
	Why: "plan/why", Hint: "plan/bring_hint", Examples: "plan/bring_examples",
	Hints: map[string]string{"TOO_LONG": "plan/too_long"},
}
