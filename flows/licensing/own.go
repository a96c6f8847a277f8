package licensing

import (
	"encoding/json"
	"time"

	"langkah/flows"
	"langkah/templates/programme"
)

// ownPaper is what is remembered of a paper, as JSON in an answer: about 80 bytes.
type ownPaper struct {
	Kind     string            `json:"k"`
	Number   string            `json:"n,omitempty"`
	Issued   string            `json:"i,omitempty"` // 2026-05-12
	Expires  string            `json:"e,omitempty"`
	Photo    bool              `json:"p,omitempty"` // there is one
	By       bool              `json:"b,omitempty"` // staff looked at it
	Returned string            `json:"r,omitempty"`
	Answer   flows.PaperAnswer `json:"a,omitempty"`
}

func remembered(p flows.Paper) ownPaper {
	o := ownPaper{Kind: p.Kind, Number: p.Number, Photo: p.Picture != 0, By: p.By != "", Returned: p.Returned, Answer: p.Answer}
	if !p.Issued.IsZero() {
		o.Issued = p.Issued.Format(time.DateOnly)
	}
	if !p.Expires.IsZero() {
		o.Expires = p.Expires.Format(time.DateOnly)
	}
	return o
}

func noteOwn(v flows.View) flows.Answers {
	found, _ := v.Outcome.Args["Papers"].([]flows.Paper)
	set := keep(found)
	if named := v.Answer(wanted); named != "" {
		set[kind] = named
	}
	return set
}

func keep(found []flows.Paper) flows.Answers {
	list := make([]ownPaper, len(found))
	for i, p := range found {
		list[i] = remembered(p)
	}
	raw, err := json.Marshal(list)
	if err != nil { // strings: cannot be
		panic(err)
	}
	return flows.Answers{own: string(raw)}
}

func ownPapers(v flows.View) (list []ownPaper) {
	_ = json.Unmarshal([]byte(v.Answer(own)), &list) // what cannot be read was never there
	return list
}

// mine is what they said of a kind of paper; the zero value: nothing.
func mine(v flows.View, kind string) ownPaper {
	for _, o := range ownPapers(v) {
		if o.Kind == kind {
			return o
		}
	}
	return ownPaper{Kind: kind, Answer: "unknown"}
}

// soon is how long before its end a paper is to be seen to.
const soon = 7 // months

// state is how they stand with a paper: safe, soon, over, returned, or what they
// said of it.
func (o ownPaper) state(now time.Time) (state string, months int) {
	switch {
	case o.Answer != "":
		return string(o.Answer), 0
	case o.Returned != "":
		return "returned", 0
	case o.Expires == "":
		return "safe", 0
	}
	end := day(o.Expires)
	switch months = monthsTo(now, end); {
	case !now.Before(end.AddDate(0, 0, 1)):
		return "over", 0
	case months < soon:
		return "soon", months
	}
	return "safe", months
}

// monthsTo counts the whole months that are left.
func monthsTo(now, end time.Time) int {
	n := (end.Year()-now.Year())*12 + int(end.Month()) - int(now.Month())
	if end.Day() < now.Day() {
		n--
	}
	return max(0, n)
}

// wib is where the days of papers are.
var wib = time.FixedZone("WIB", 7*60*60)

func day(date string) time.Time {
	d, _ := time.ParseInLocation(time.DateOnly, date, wib) // ours: it can be read
	return d
}

// args fill what is said of a paper.
func args(v flows.View, p programme.Paper) flows.Args {
	o := mine(v, p.Kind)
	state, months := o.state(v.Facts.Now)
	a := flows.Args{"Kind": p.Kind, "State": state, "Months": months, "Number": o.Number, "Expires": day(o.Expires), "Ends": o.Expires != "", "Returned": o.Returned,
		"Checked": o.By, "Photo": o.Photo, "Since": p.Since, "Must": !p.Since.IsZero() && !v.Facts.Now.Before(p.Since), "Link": p.Link, "Years": p.Years, "Member": member(v)}
	a["First"] = p.After != "" && mine(v, p.After).Answer != ""
	return a
}
