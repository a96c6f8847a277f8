package staff

import (
	"strconv"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/calendar"
)

// What is remembered of a class while it is talked about.
const (
	code     = "code"
	title    = "title"
	days     = "days"  // 2026-11-25T09:00/15:00, a space between
	seated   = "taken" // how many have a seat
	queued   = "queue"
	off      = "off" // "yes": cancelled
	dayShape = "2006-01-02T15:04"
)

// wib is Asia/Jakarta: no summer time.
var wib = time.FixedZone("WIB", 7*60*60)

// brief is what the session keeps of a class: enough to ask about it again.
func brief(c flows.Class) flows.Answers {
	var list []string
	for _, d := range daysOf(c) {
		list = append(list, d.Starts.In(wib).Format(dayShape)+d.Ends.In(wib).Format("/15:04"))
	}
	a := flows.Answers{code: c.Code, title: c.Title, days: strings.Join(list, " "), seated: strconv.Itoa(c.Taken), queued: strconv.Itoa(c.Waiting)}
	if c.Cancelled {
		a[off] = "yes"
	}
	return a
}

func daysOf(c flows.Class) []flows.Day {
	if len(c.Days) > 0 {
		return c.Days
	}
	return calendar.Days(c.Starts, c.Ends)
}

// recalled is the class that is talked about, as far as the session knows it.
func recalled(v flows.View) flows.Class {
	c := flows.Class{Code: v.Answer(code), Title: v.Answer(title), Cancelled: v.Answer(off) != ""}
	c.Taken, c.Waiting = v.Number(seated), v.Number(queued)
	for text := range strings.FieldsSeq(v.Answer(days)) {
		c.Days = append(c.Days, readDay(text))
	}
	if n := len(c.Days); n > 0 {
		c.Starts, c.Ends = c.Days[0].Starts, c.Days[n-1].Ends
	}
	return c
}

func readDay(text string) flows.Day {
	starts, ends, _ := strings.Cut(text, "/")
	date, _, _ := strings.Cut(starts, "T")
	return flows.Day{Starts: at(starts), Ends: at(date + "T" + ends)}
}

// at reads a time that a flow has written; the zero time is none.
func at(text string) time.Time {
	t, _ := time.ParseInLocation(dayShape, text, wib)
	return t
}

// still is the brief with more to know.
func still(v flows.View, more flows.Answers) flows.Answers {
	a := flows.Answers{}
	for _, name := range []string{code, title, days, seated, queued, off} {
		if value := v.Answer(name); value != "" {
			a[name] = value
		}
	}
	for name, value := range more {
		a[name] = value
	}
	return a
}

func backToClass(v flows.View) flows.Go { return open("class", still(v, nil)) }

// found is the class of an outcome.
func found(v flows.View) flows.Class {
	c, _ := v.Outcome.Args["Class"].(flows.Class)
	return c
}

// spelled is how many days are said one by one.
const spelled = 5

// dates are the days of a class in words.
func dates(list []flows.Day) (says []flows.Say) {
	if n := len(list); n > spelled {
		return []flows.Say{{Key: "staff/dates", Args: flows.Args{"Starts": list[0].Starts, "Ends": list[n-1].Starts, "Count": n}}}
	}
	for _, d := range list {
		says = append(says, flows.Say{Key: "staff/date", Args: flows.Args{"Day": d.Starts}})
	}
	return says
}
