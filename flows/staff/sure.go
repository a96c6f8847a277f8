package staff

import (
	"slices"
	"strings"

	"langkah/flows"
	"langkah/flows/registration"
	"langkah/flows/understand"
)

// checked says back who is noted: those who came, or, where that is shorter,
// those who did not. The names are looked up again by their member number.
func checked(v flows.View) flows.Say {
	came, not := noted(v)
	if v.Outcome.Event != "found" {
		return flows.Say{Key: "staff/sure", Args: flows.Args{"Day": theDay(v).Starts, "Count": len(came), "All": len(came) + len(not)}}
	}
	args := flows.Args{"Day": theDay(v).Starts, "Count": len(came), "All": len(came) + len(not), "Names": "", "Others": "", "Undone": names(v, unpack(v.Answer(undone)))}
	if len(came) > 0 && len(came) <= len(not) {
		args["Names"] = names(v, came)
	} else if len(came) > 0 && len(not) > 0 {
		args["Others"] = names(v, not)
	}
	return flows.Say{Key: "staff/checked_list", Args: args}
}

// noteUndone keeps who is noted for the day and would not be any more: they may
// have typed the code. Only of those it is taken back: who types it after that was
// not meant.
func noteUndone(v flows.View) flows.Answers {
	_, not := noted(v)
	day, roll := dayNumber(v), rollOf(v)
	var list []string
	for _, n := range not {
		if slices.ContainsFunc(roll, func(a flows.Attendee) bool { return a.Number == n && day < len(a.Came) && a.Came[day] }) {
			list = append(list, n)
		}
	}
	return flows.Answers{undone: pack(list)}
}

// names lists people by their number on the sheet; who is not on the roll any
// more goes by their member number.
func names(v flows.View, numbers []string) string {
	sheet, roll := unpack(v.Answer(sheets)), rollOf(v)
	var list []string
	for i, n := range sheet {
		if !slices.Contains(numbers, n) {
			continue
		}
		name := n
		if at := slices.IndexFunc(roll, func(a flows.Attendee) bool { return a.Number == n }); at >= 0 {
			name = short(roll[at].Name)
		}
		list = append(list, writeNumbers([]int{i + 1})+" "+name)
	}
	return strings.Join(list, ", ")
}

// yesNo are the choices of whoever is asked once more.
func yesNo(yes, no string) func(flows.View) []flows.Option {
	return func(flows.View) []flows.Option {
		return []flows.Option{option("yes", yes), option("no", no)}
	}
}

func readYesNo(in flows.Input, _ flows.View) flows.Reading {
	return registration.YesNo(understand.YesNo(in.Text))
}

var sure = &flows.Ask{
	Prompt:  checked,
	Options: yesNo("sure_yes", "sure_no"),
	Event:   same, Read: readYesNo,
	Takes: map[flows.Word]string{flows.Kembali: "no", "CANCEL": "back"},
	Why:   "staff/mark_why", Hint: "staff/sure_hint", Examples: "staff/sure_examples",
}

func note(v flows.View) flows.Action {
	came, _ := noted(v)
	return flows.MarkRoll{Code: v.Answer(code), Day: theDay(v).Starts, Present: came, Absent: unpack(v.Answer(undone))}
}

func marked(v flows.View) []flows.Say {
	unknown, _ := v.Outcome.Args["Unknown"].([]string)
	return []flows.Say{{Key: "staff/marked", Args: flows.Args{
		"Day": theDay(v).Starts, "Present": v.Outcome.Args["Present"], "Complete": v.Outcome.Args["Complete"], "Unknown": len(unknown),
	}}}
}
