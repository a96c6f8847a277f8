package bookkeeping

import (
	"langkah/flows"
	"langkah/flows/understand"
)

// month is asked where several may be meant, or another than the last one.
var month = ask("month", flows.Ask{
	Answer: which,
	Options: func(v flows.View) (list []flows.Option) {
		b := seen(v)
		for m := flows.Latest(v.Facts.Now); m >= flows.MonthOf(v.Facts.Now)-flows.LateMonths; m-- {
			_, reported := b.Of(m)
			list = append(list, flows.Option{Value: m.String(), Label: flows.Say{Key: "bookkeeping/to_which", Args: flows.Args{"Month": m.First(), "Reported": reported}}})
		}
		return list
	},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		m, why := said12(in.Text, v)
		if why != "" {
			return flows.Reading{Reason: why}
		}
		return flows.Reading{Value: m.String()}
	},
	Else:  flows.Home,
	Hints: map[string]string{"LATE": "bookkeeping/too_late", "EARLY": "bookkeeping/too_early"},
})

// said12 reads a month that can be reported.
func said12(text string, v flows.View) (m flows.Month, why string) {
	y, month, reason := understand.Month(text, v.Facts.Now)
	if reason != "" {
		return 0, string(reason)
	}
	m = flows.Month(y*12 + int(month) - 1)
	switch {
	case m > flows.Latest(v.Facts.Now):
		return 0, "EARLY"
	case m < flows.MonthOf(v.Facts.Now)-flows.LateMonths:
		return 0, "LATE"
	}
	return m, ""
}

// otherMonth is another month than the one in hand, named alone.
func otherMonth(text string, v flows.View) (m flows.Month, ok bool) {
	m, why := said12(text, v)
	_, no := understand.Money(text)
	return m, why == "" && m != inHand(v) && no != "" && !understand.SameAsBefore(text)
}
