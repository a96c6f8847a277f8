package flows

import "time"

// Class is training that is planned. Several working days in a row are one
// class.
type Class struct {
	Code, Title, Kind string
	Subject           string // classes of one subject are the same kind; "": the title's
	Organiser, Venue  string
	Kecamatan         string    // Kemendagri code, 31.71.07; "" online
	Starts, Ends      time.Time // the first day's beginning, the last day's end
	Days              []Day     // where they were asked for
	Capacity          int
	Taken, Waiting    int
	Who               string   // all, kecamatan, kota, starting, trading
	Fields            []string // of business; none: any
	Once              bool     // not for who had one of the same subject
	MinStage          int      // that must be done; 1: registered
	Bring, Map, Link  string   // what to bring, in words; where it is; of an online class
	Sequence          int      // of its calendar entry
	Cancelled         bool
	Reason            string // why cancelled or moved, in staff's words
	Sample            bool   // made up, to try the service
	Mine              Booking
}

// Left is how many seats are free.
func (c Class) Left() int { return max(0, c.Capacity-c.Taken) }

// Centre is where the pendamping of a kecamatan are found.
type Centre struct {
	Kecamatan, Name, Address string
	Hours                    string // in words
	Sample                   bool
}

// FindCentre looks for the centre of a kecamatan. Outcome: Next; Args: Centre
// Centre, an empty one where there is none.
type FindCentre struct{ Kecamatan string }

func (FindClasses) action() {}
func (FindCentre) action()  {}
