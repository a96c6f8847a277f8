package staff

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/understand"
)

// What is remembered while attendance is noted.
const (
	on      = "on"      // the day, as in days
	sheets  = "sheet"   // member numbers in the order shown; see pack
	present = "present" // who came, by their number on the sheet: 1 3 5-9; none: nobody
	undone  = "undone"  // who was noted, and is not among them; packed
	none    = "none"
)

// begunDays are those of the class that have begun.
func begunDays(v flows.View) (list []string) {
	for text := range strings.FieldsSeq(v.Answer(days)) {
		if !readDay(text).Starts.After(v.Facts.Now) {
			list = append(list, text)
		}
	}
	return list
}

// day asks which day, where there are several.
var day = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return flows.Say{Key: "staff/day", Args: called(v)} },
	Answer: on,
	Options: func(v flows.View) []flows.Option {
		var list []flows.Option
		for _, text := range slices.Backward(begunDays(v)) {
			list = append(list, flows.Option{Value: text, Label: flows.Say{Key: "staff/date", Args: flows.Args{"Day": readDay(text).Starts}}})
		}
		return list
	},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		d, reason := understand.Date(in.Text, v.Facts.Now.In(wib))
		for _, text := range begunDays(v) {
			if reason == "" && readDay(text).Starts.Format(time.DateOnly) == d.Format(time.DateOnly) {
				return flows.Reading{Value: text}
			}
		}
		return flows.Reading{Reason: "UNCLEAR"}
	},
	Keep:  leaving,
	Takes: aside,
	Why:   "staff/why", Hint: "staff/day_hint", Examples: "staff/day_examples",
}

// leaving takes the word that leads back where the value would be kept.
func leaving(got flows.Reading, _ flows.View) flows.Reading {
	if got.Value == "back" {
		return flows.Reading{Event: "back"}
	}
	return got
}

// onDay passes by the question for the day where there is one.
func onDay(v flows.View) bool { return len(begunDays(v)) == 1 }

// theDay is the day that is being noted.
func theDay(v flows.View) flows.Day {
	if text := v.Answer(on); text != "" {
		return readDay(text)
	}
	if list := begunDays(v); len(list) > 0 {
		return readDay(list[0])
	}
	return flows.Day{}
}

var mark = &flows.Ask{
	Prompt: prompt("mark"),
	Again: func(v flows.View) flows.Say {
		return flows.Say{Key: "staff/mark_again", Args: flows.Args{"Title": v.Answer(title), "Day": theDay(v).Starts, "Count": len(unpack(v.Answer(sheets)))}}
	},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		chosen, reason := understand.Several(in.Text, len(unpack(v.Answer(sheets))))
		if reason != "" {
			return flows.Reading{Reason: string(reason)}
		}
		return flows.Reading{Value: writeNumbers(chosen)}
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		if got.Value == "back" {
			return flows.Reading{Event: "back"}
		}
		got.Set = flows.Answers{present: got.Value}
		return got
	},
	Takes: aside,
	Why:   "staff/mark_why", Hint: "staff/mark_hint", Examples: "staff/mark_examples",
	Hints: map[string]string{"OUT_OF_RANGE": "staff/mark_range"},
}

// writeNumbers writes numbers in their order as 1 3 5-9.
func writeNumbers(list []int) string {
	if len(list) == 0 {
		return none
	}
	var parts []string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1] == list[j]+1 {
			j++
		}
		part := strconv.Itoa(list[i])
		if j > i {
			part += "-" + strconv.Itoa(list[j])
		}
		parts = append(parts, part)
		i = j + 1
	}
	return strings.Join(parts, " ")
}

// noted parts the member numbers of the sheet into who came and who did not.
func noted(v flows.View) (came, not []string) {
	numbers := unpack(v.Answer(sheets))
	chosen, _ := understand.Several(v.Answer(present), len(numbers))
	for i, n := range numbers {
		if slices.Contains(chosen, i+1) {
			came = append(came, n)
		} else {
			not = append(not, n)
		}
	}
	return came, not
}
