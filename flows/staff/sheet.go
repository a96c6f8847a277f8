package staff

import (
	"slices"
	"strings"

	"langkah/flows"
)

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
	if len(numbers) == 0 {
		return ""
	}
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
