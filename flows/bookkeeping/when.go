package bookkeeping

import (
	"regexp"

	"langkah/flows"
	"langkah/flows/understand"
)

// omzetOf takes a sum for the month that is named beside it, if it can be
// reported; else as ofMonth does.
func omzetOf(text string, got flows.Reading, v flows.View) flows.Reading {
	m, why := said12(text, v)
	if got.Value == "" || why != "" || m == inHand(v) || oneDay(text) {
		return ofMonth(text, got, v, false)
	}
	set := flows.Answers{which: m.String(), sales: got.Value, spent: ""}
	if got.Set != nil {
		set[spent] = got.Set[spent]
	}
	return flows.Reading{Event: "month", Set: set}
}

// ofMonth asks back where a sum is said to be of one day, or of another month
// than the one in hand: it would be kept as that of the whole month.
func ofMonth(text string, got flows.Reading, v flows.View, costs bool) flows.Reading {
	if got.Reason != "" || got.Event == "days" {
		return got
	}
	args := facts(v)
	args["ForCosts"] = costs
	if oneDay(text) {
		return flows.Reading{Stay: true, Say: []flows.Say{{Key: "bookkeeping/one_day", Args: args}}}
	}
	year, month, why := understand.Month(text, v.Facts.Now)
	named := flows.Month(year*12 + int(month) - 1)
	if why != "" || named == inHand(v) {
		return got
	}
	args["Named"] = named.First()
	return flows.Reading{Stay: true, Say: []flows.Say{{Key: "bookkeeping/other_month", Args: args}}}
}

var (
	ofDay   = regexp.MustCompile(`\b(?:kemarin|kemaren|kmrn|kmren|hari ini|semalam|semalem|barusan|tadi (?:pagi|siang|sore|malam|malem)|(?:hari )?(?:senin|selasa|rabu|kamis|jumat|sabtu)|hari minggu|minggu (?:ini|lalu|kemarin|kemaren)|tgl|tanggal|yesterday|today|last week|this week)\b`)
	lastOne = regexp.MustCompile(`\b(?:bulan|bln) (?:yang |yg )?(?:kemarin|kemaren|kmrn|kmren)\b`)
)

// oneDay tells that a day or a week is named; "bulan kemarin" is a month.
func oneDay(text string) bool {
	return ofDay.MatchString(lastOne.ReplaceAllString(understand.Normalise(text), ""))
}
