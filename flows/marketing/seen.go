package marketing

import (
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/listing"
	"langkah/flows/region"
	"langkah/templates/programme"
)

// seen is what is remembered of an event that was shown, so that its texts and
// choices can be put again. It is kept as JSON in an answer: about 250 bytes in a
// list, 500 on a card.
type seen struct {
	Code       string           `json:"c"`
	Title      string           `json:"t"`
	Kind       string           `json:"k,omitempty"`
	Kota       string           `json:"o,omitempty"`
	Venue      string           `json:"v,omitempty"`
	Starts     int64            `json:"s"` // Unix seconds
	Ends       int64            `json:"e"`
	Until      int64            `json:"u"` // to sign up
	Slots      int              `json:"n"`
	Conditions string           `json:"q,omitempty"`
	Curated    bool             `json:"j,omitempty"`
	Taken      int              `json:"h,omitempty"`
	Waiting    int              `json:"w,omitempty"`
	Given      bool             `json:"g,omitempty"`
	State      flows.StallState `json:"m,omitempty"`
	Place      int              `json:"p,omitempty"`
	Sample     bool             `json:"x,omitempty"`

	// only on a card
	Organiser string `json:"b,omitempty"`
	Reason    string `json:"r,omitempty"`
	Grade     string `json:"a,omitempty"`
	Word      string `json:"d,omitempty"`
	Product   string `json:"i,omitempty"`
}

// line is what a list shows.
func line(e flows.Event) seen {
	return seen{
		Code: e.Code, Title: e.Name, Kind: e.Kind, Kota: e.Kota, Venue: e.Venue, Starts: e.Starts.Unix(), Ends: e.Ends.Unix(), Until: e.RegisterBy.Unix(),
		Slots: e.Slots, Curated: e.Curated, Taken: e.Taken, Waiting: e.Waiting, Given: e.Given, State: e.Mine.State, Place: e.Mine.Place, Sample: e.Sample,
	}
}

// card is what is shown of one event alone.
func card(e flows.Event) seen {
	s := line(e)
	s.Conditions, s.Organiser, s.Reason, s.Grade, s.Word, s.Product = e.Conditions, e.Organiser, e.Reason, e.Mine.Grade, e.Mine.Word, e.Mine.Product
	return s
}

// all are the events of an answer; none if it is not there.
func all(v flows.View, answer string) []seen { return flows.Unpack[seen](v, answer) }

// one is the first event of an answer.
func one(v flows.View, answer string) seen {
	return append(all(v, answer), seen{})[0]
}

func (s seen) begun(v flows.View) bool { return !time.Unix(s.Starts, 0).After(v.Facts.Now) }

// over tells whether it is; that of today is not.
func (s seen) over(v flows.View) bool { return !time.Unix(s.Ends, 0).After(v.Facts.Now) }

// open tells whether one can sign up.
func (s seen) open(v flows.View) bool {
	return !s.Given && v.Facts.Now.Before(time.Unix(s.Until, 0)) && !s.begun(v)
}

// hall is where it is, unless its name says it.
func (s seen) hall() string {
	if s.Kind == "online" || strings.Contains(s.Title, s.Venue) {
		return ""
	}
	return s.Venue
}

// args fill every text about an event.
func (s seen) args(v flows.View) flows.Args {
	starts := time.Unix(s.Starts, 0)
	known, _ := programme.ReadConditions(s.Conditions)
	return flows.Args{
		"Code": s.Code, "Title": s.Title, "Kota": region.KotaName(s.Kota), "Venue": s.hall(), "Online": s.Kind == "online", "Organiser": s.Organiser,
		"Starts": starts, "Ends": time.Unix(s.Ends, 0), "RegisterBy": time.Unix(s.Until, 0), "Now": v.Facts.Now, "Ahead": listing.Ahead(v.Facts.Now, starts),
		"Begun": s.begun(v), "Over": s.over(v), "Open": s.open(v), "Given": s.Given, "Slots": s.Slots, "Waiting": s.Waiting, "Curated": s.Curated, "Conditions": words(known),
		"State": string(s.State), "Place": s.Place, "Grade": s.Grade, "Word": s.Word, "Product": s.Product, "Reason": s.Reason,
		"Sample": s.Sample, "Name": v.Facts.Person.Name,
	}
}

// words are conditions as people read them.
func words(list []programme.Condition) (says []flows.Say) {
	for _, c := range list {
		says = append(says, flows.Say{Key: "marketing/condition", Args: flows.Args{"ID": c.ID, "EN": c.EN}})
	}
	return says
}
