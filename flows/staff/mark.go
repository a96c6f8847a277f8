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

// seats are those of a roll who have one: they are on the sheet.
func seats(roll []flows.Attendee) []flows.Attendee {
	return slices.DeleteFunc(slices.Clone(roll), func(a flows.Attendee) bool {
		return a.State != flows.Booked && a.State != flows.Attended && a.State != flows.Absent
	})
}

// sheet is the numbered roll, in as few bubbles as hold it: all of it must stand
// on the screen, since the numbers are of it.
func sheet(v flows.View) (says []flows.Say) {
	list := seats(rollOf(v))
	if len(list) == 0 {
		return []flows.Say{{Key: "staff/nobody", Args: flows.Args{"Title": v.Answer(title)}}}
	}
	which := dayNumber(v)
	for from := 0; from < len(list); from += perSheet {
		var lines []flows.Say
		for i, a := range list[from:min(from+perSheet, len(list))] {
			lines = append(lines, flows.Say{Key: "staff/name", Args: flows.Args{"N": from + i + 1, "Name": short(a.Name), "Came": which < len(a.Came) && a.Came[which]}})
		}
		says = append(says, flows.Say{Key: "staff/sheet_list", Bubble: from > 0, Args: flows.Args{
			"Title": v.Answer(title), "Day": theDay(v).Starts, "First": from == 0, "People": lines,
		}})
	}
	return says
}

// dayNumber is which day of the class is being noted, from 0.
func dayNumber(v flows.View) int {
	for i, d := range daysOf(found(v)) {
		if d.Starts.Equal(theDay(v).Starts) {
			return i
		}
	}
	return len(daysOf(found(v))) // none
}

func toMark(v flows.View) flows.Go {
	list := seats(rollOf(v))
	if len(list) == 0 {
		return backToClass(v)
	}
	var numbers []string
	for _, a := range list {
		numbers = append(numbers, a.Number)
	}
	return open("mark", still(v, flows.Answers{on: writeDay(theDay(v)), sheets: pack(numbers)}))
}

func writeDay(d flows.Day) string {
	return d.Starts.In(wib).Format(dayShape) + d.Ends.In(wib).Format("/15:04")
}

// pack keeps member numbers short: what they all begin with, and the rest of
// each.
func pack(numbers []string) string {
	head := numbers[0]
	for _, n := range numbers {
		for !strings.HasPrefix(n, head) {
			head = head[:len(head)-1]
		}
	}
	parts := []string{head + "|"}
	for _, n := range numbers {
		parts = append(parts, n[len(head):])
	}
	return strings.Join(parts, ",")
}

func unpack(text string) (numbers []string) {
	if text == "" {
		return nil
	}
	head, rest, _ := strings.Cut(text, "|,")
	for part := range strings.SplitSeq(rest, ",") {
		numbers = append(numbers, head+part)
	}
	return numbers
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
