package training

import (
	"net/url"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/listing"
	"langkah/flows/region"
)

// seen is what is remembered of a class that was shown, so that its texts and
// choices can be put again. It is kept as JSON in an answer: about 200 bytes in
// a list, 600 on a card.
type seen struct {
	Code        string             `json:"c"`
	Title       string             `json:"t"`
	Kecamatan   string             `json:"k,omitempty"`
	Venue       string             `json:"v,omitempty"`
	Starts      int64              `json:"s"` // Unix seconds
	Ends        int64              `json:"e"`
	Days        int                `json:"d,omitempty"`
	Left        int                `json:"l,omitempty"`
	Waiting     int                `json:"w,omitempty"`
	State       flows.BookingState `json:"m,omitempty"`
	Place       int                `json:"p,omitempty"`
	Until       int64              `json:"u,omitempty"`
	Certificate string             `json:"z,omitempty"`
	Sample      bool               `json:"x,omitempty"`

	// only on a card
	Organiser string   `json:"o,omitempty"`
	Who       string   `json:"h,omitempty"`
	Fields    []string `json:"f,omitempty"`
	Once      bool     `json:"n,omitempty"`
	MinStage  int      `json:"a,omitempty"`
	Bring     string   `json:"b,omitempty"`
	Map       string   `json:"g,omitempty"`
	Link      string   `json:"i,omitempty"`
	Reason    string   `json:"r,omitempty"`
}

// line is what a list shows.
func line(c flows.Class) seen {
	s := seen{
		Code: c.Code, Title: c.Title, Kecamatan: c.Kecamatan, Venue: c.Venue, Starts: c.Starts.Unix(), Ends: c.Ends.Unix(), Days: len(c.Days),
		Left: c.Left(), Waiting: c.Waiting, State: c.Mine.State, Place: c.Mine.Place, Certificate: c.Mine.Certificate, Sample: c.Sample,
	}
	if !c.Mine.OfferUntil.IsZero() {
		s.Until = c.Mine.OfferUntil.Unix()
	}
	return s
}

// card is what is shown of one class alone.
func card(c flows.Class) seen {
	s := line(c)
	s.Organiser, s.Who, s.Fields, s.Once, s.MinStage = c.Organiser, c.Who, c.Fields, c.Once, c.MinStage
	s.Bring, s.Map, s.Link, s.Reason = c.Bring, c.Map, c.Link, c.Reason
	return s
}

// all are the classes of an answer; none if it is not there.
func all(v flows.View, answer string) []seen { return flows.Unpack[seen](v, answer) }

// one is the first class of an answer.
func one(v flows.View, answer string) seen {
	return append(all(v, answer), seen{})[0]
}

// held tells whether they have a seat or wait for one.
func (s seen) held() bool { return s.State.Seated() || s.State == flows.Waiting }

func (s seen) begun(v flows.View) bool { return !time.Unix(s.Starts, 0).After(v.Facts.Now) }

// args fill every text about a class.
func (s seen) args(v flows.View) flows.Args {
	starts := time.Unix(s.Starts, 0)
	return flows.Args{
		"Code": s.Code, "Title": s.Title, "Kecamatan": region.KecamatanName(s.Kecamatan), "Venue": s.Venue, "Online": s.Kecamatan == "",
		"Where": s.where(), "Starts": starts, "Ends": time.Unix(s.Ends, 0), "Days": s.Days, "Now": v.Facts.Now, "Begun": s.begun(v), "Over": !time.Unix(s.Ends, 0).After(v.Facts.Now), "Ahead": listing.Ahead(v.Facts.Now, starts),
		"Left": s.Left, "Waiting": s.Waiting, "State": string(s.State), "Place": s.Place, "Until": time.Unix(s.Until, 0), "Certificate": s.Certificate,
		"Organiser": s.Organiser, "Who": s.Who, "Fields": s.fields(), "Once": s.Once, "MinStage": s.MinStage,
		"Bring": s.Bring, "Map": s.mapLink(), "Link": s.Link, "Reason": s.Reason, "Sample": s.Sample, "Name": v.Facts.Person.Name,
	}
}

// where is the kecamatan of a class, unless the venue says it.
func (s seen) where() string {
	if name := region.KecamatanName(s.Kecamatan); !strings.Contains(s.Venue, name) {
		return name
	}
	return ""
}

// mapLink finds the place by its name where nobody gave a link. Made-up classes
// are nowhere.
func (s seen) mapLink() string {
	if s.Map != "" || s.Kecamatan == "" || s.Sample {
		return s.Map
	}
	return "https://maps.google.com/?q=" + url.QueryEscape(strings.Join(strings.Fields(s.Venue+" "+s.where()+" Jakarta"), " "))
}

func (s seen) fields() (list []flows.Say) {
	for _, f := range s.Fields {
		list = append(list, flows.Say{Key: "registration/field_" + f})
	}
	return list
}
