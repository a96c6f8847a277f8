// Package trainingtest is a made-up city of classes without a database, for
// tests of what is said: the number of a class decides what comes of asking for
// it.
package trainingtest

import (
	"strings"
	"time"

	"langkah/flows"
)

// What the classes are like to whoever looks at them: PLT-0001 and all others
// have seats.
const (
	Free      = "PLT-0001"
	Full      = "PLT-0002"
	Booked    = "PLT-0003"
	Waiting   = "PLT-0004"
	Offered   = "PLT-0005"
	Already   = "PLT-0006"
	Clash     = "PLT-0007" // with Booked
	HadBefore = "PLT-0008"
	Stage     = "PLT-0010"
	NotFor    = "PLT-0011"
	Begun     = "PLT-0012"
	Gone      = "PLT-0013" // when asked for
	Nowhere   = "PLT-0014" // cannot be looked at, is no news
	Late      = "PLT-0015"
	Attended  = "PLT-0016"
	Taken     = "PLT-0017" // has seats when looked at, none when asked for
	Lost      = "PLT-0018" // a booking that is none when it is used
	Online    = "PLT-0019"
	Absent    = "PLT-0020"
	Started   = "PLT-0021" // held, and begun when it is to be cancelled
	QueueAll  = "PLT-0022" // waits, already
	Over      = "PLT-0023" // attended, and over when it is looked at
)

// Codes of the day; all others are right on a day that is not the last.
const (
	LastDay  = "1000" // the certificate comes
	OnlyDay  = "1001" // present, nothing is left, another day was missed
	Noted    = "1002"
	WrongDay = "1003"
	TooMany  = "1004"
	NoClass  = "1005"
)

// Islands have no classes; there are two pages elsewhere.
const Islands = "31.01"

// City remembers what its person did; a new one knows nothing of them.
type City struct {
	Held map[string]flows.BookingState // by code
	f    flows.Facts
}

// Perform carries the actions about classes out, for members and visitors.
func (c *City) Perform(a flows.Action, f flows.Facts) (out flows.Outcome, ok bool) {
	c.f = f
	out, ok = c.perform(a)
	if _, looks := a.(flows.LookAtNotice); looks {
		return out, ok
	}
	left, _ := out.Args["From"].(flows.Class)
	if at, is := out.Args["Class"].(flows.Class); is && changes[out.Event] != "" {
		if c.Held == nil {
			c.Held = map[string]flows.BookingState{}
		}
		c.Held[at.Code], c.Held[left.Code] = changes[out.Event], flows.Moved
		out.Args["Class"] = c.Class(at.Code)
	}
	return out, ok
}

var changes = map[string]flows.BookingState{"booked": flows.Booked, "waiting": flows.Waiting, "moved": flows.Booked, "cancelled": flows.Cancelled}

func (c *City) perform(a flows.Action) (out flows.Outcome, ok bool) {
	switch a := a.(type) {
	case flows.FindClasses:
		return c.find(a), true
	case flows.LookAtClass:
		if out := c.event(a.Code, "found", Nowhere, "gone"); a.Code != Over {
			return out, true
		}
		return c.event(a.Code, "begun", "", ""), true
	case flows.MyClasses:
		if c.f.Person.Number == "" {
			return flows.Outcome{Event: "none"}, true
		}
		return flows.Outcome{Event: "some", Args: flows.Args{"Classes": c.classes(Booked, Waiting, Offered, Attended)}}, true
	case flows.BookClass:
		return c.ask(a.Code, "booked", "full"), true
	case flows.QueueForClass:
		out := c.ask(a.Code, "waiting", "")
		out.Args["Place"] = 4
		return out, true
	case flows.MoveBooking:
		if a.From == Lost {
			return c.event(a.From, "gone", "", ""), true
		}
		out := c.ask(a.To, "moved", "full")
		if a.From == Booked && out.Event == "clash" { // with the one that is left
			out.Event = "moved"
		}
		out.Args["From"] = c.Class(a.From)
		return out, true
	case flows.AnswerOffer:
		return c.answer(a), true
	case flows.CancelBooking:
		if a.Code == Started {
			return c.event(a.Code, "begun", "", ""), true
		}
		return c.event(a.Code, "cancelled", Lost, "gone"), true
	case flows.ConfirmBooking:
		if a.Code == Over {
			return c.event(a.Code, "gone", "", ""), true
		}
		return c.event(a.Code, "confirmed", Lost, "gone"), true
	case flows.CheckIn:
		return c.checkIn(a.Code), true
	case flows.LookAtNotice:
		return c.news(a), true
	}
	return out, false
}

// Class is the class of a code, as it is to its person.
func (c *City) Class(code string) flows.Class {
	day := time.Date(2026, 11, 30, 9, 0, 0, 0, time.FixedZone("WIB", 7*3600))
	x := flows.Class{
		Code: code, Title: "Penyuluhan Keamanan Pangan dan Label Kemasan", Kind: "legalitas", Organiser: "Sudin PPKUKM Jakarta Pusat",
		Venue: "Kampus Universitas Dirgantara Marsekal Suryadarma", Kecamatan: "31.75.08", Capacity: 40, Taken: 28, Who: "all",
		Bring: "fotokopi KTP, celemek, dan contoh produk", Sequence: 1,
	}
	for i := range 4 {
		x.Days = append(x.Days, flows.Day{Starts: day.AddDate(0, 0, i), Ends: day.AddDate(0, 0, i).Add(6 * time.Hour)})
	}
	x.Starts, x.Ends = x.Days[0].Starts, x.Days[3].Ends
	if c.f.Person.Number == "" {
		x.Sample = true
		return x
	}
	if x = c.stand(x); c.Held[code] != "" {
		x.Mine.State = c.Held[code]
	}
	return x
}

// stand is what a class is like, and how a member stands with it.
func (c *City) stand(x flows.Class) flows.Class {
	switch x.Code {
	case Full:
		x.Title, x.Taken, x.Waiting = "Penyuluhan Pajak untuk Usaha Mikro", 40, 12
	case Taken:
		x.Fields, x.Once = []string{"kuliner"}, true
	case Booked, Lost, Started:
		x.Mine.State = flows.Booked
	case QueueAll:
		x.Title = "Foto Produk Pakai HP"
		fallthrough
	case Waiting:
		x.Taken, x.Waiting, x.Mine = 40, 12, flows.Booking{State: flows.Waiting, Place: 3}
	case Offered, Late:
		x.Taken, x.Mine = 40, flows.Booking{State: flows.Offered, OfferUntil: c.f.Now.Add(2 * time.Hour)}
	case Over:
		x.Starts, x.Ends = c.f.Now.AddDate(0, 0, -2), c.f.Now.AddDate(0, 0, -1)
		fallthrough
	case Attended:
		x.Mine = flows.Booking{State: flows.Attended, Attended: 4, Certificate: "SRT-2026-000123"}
	case Absent:
		x.Mine.State = flows.Absent
	case Online:
		x.Kecamatan, x.Venue, x.Link, x.Days = "", "", "https://jakpreneur.jakarta.go.id/kelas", x.Days[:1]
		x.Ends, x.Mine.State = x.Days[0].Ends, flows.Booked
	case NotFor:
		x.Who, x.Fields = "kecamatan", []string{"kuliner", "fesyen"}
	case Stage:
		x.Who, x.MinStage = "trading", 4
	case HadBefore:
		x.Who, x.Once = "starting", true
	case Already:
		x.Who = "kota"
	}
	return x
}

func (c *City) classes(codes ...string) (list []flows.Class) {
	for _, code := range codes {
		list = append(list, c.Class(code))
	}
	return list
}

func (c *City) find(a flows.FindClasses) flows.Outcome {
	out := flows.Outcome{Event: flows.Next, Args: flows.Args{"More": false}}
	switch {
	case strings.HasPrefix(a.Kecamatan, Islands), a.Instead == Online, a.Skip > 5:
	case a.Skip > 0:
		out.Args["Classes"] = c.classes(Stage, NotFor)
	default:
		out.Args["Classes"], out.Args["More"] = c.classes(Free, Full, QueueAll, Clash, Taken), true
	}
	return out
}

func (c *City) event(code, event, other, otherwise string) flows.Outcome {
	if code == other {
		event = otherwise
	}
	return flows.Outcome{Event: event, Args: flows.Args{"Class": c.Class(code)}}
}

var refused = map[string]string{
	Already: "already", Clash: "clash", HadBefore: "had_before", Stage: "stage", NotFor: "not_for", Begun: "begun", Gone: "gone", QueueAll: "already",
}

func (c *City) ask(code, given, full string) flows.Outcome {
	out := c.event(code, given, "", "")
	switch why := refused[code]; {
	case c.f.Person.Number == "":
		out.Event = "visitor"
	case why != "":
		out.Event = why
	case (code == Full || code == Taken) && full != "":
		out.Event = full
	}
	switch out.Event {
	case "clash":
		out.Args["Other"] = c.Class(Booked)
	case "stage":
		out.Args["Stage"] = 4
	}
	return out
}

func (c *City) answer(a flows.AnswerOffer) flows.Outcome {
	switch {
	case a.Code == Lost || c.f.Person.Number == "":
		return c.event(a.Code, "gone", "", "")
	case !a.Take:
		return c.event(a.Code, "declined", "", "")
	case a.Code == Late:
		return c.event(a.Code, "late", "", "")
	}
	return c.ask(a.Code, "booked", "")
}

func (c *City) checkIn(code string) flows.Outcome {
	out := c.event(Booked, "present", "", "")
	out.Args["Left"] = 2
	switch code {
	case LastDay:
		return c.event(Attended, "complete", "", "")
	case OnlyDay:
		out.Args["Left"] = 0
	case Noted:
		out.Event = "again"
	case WrongDay, TooMany, NoClass:
		return flows.Outcome{Event: map[string]string{WrongDay: "wrong", TooMany: "many", NoClass: "none"}[code]}
	}
	return out
}

var events = map[string]string{
	flows.ClassH3: "coming", flows.ClassH1: "coming", flows.ClassH0: "coming", flows.ClassOffer: "offer", flows.ClassLapsed: "lapsed", flows.ClassMoved: "moved",
	flows.ClassCancelled: "cancelled", flows.ClassMissed: "missed", flows.ClassUnseated: "unseated", flows.ClassCertified: "certified",
}

func (c *City) news(a flows.LookAtNotice) flows.Outcome {
	out := c.event(a.Code, events[a.Kind], Nowhere, "gone")
	if c.f.Person.Number == "" {
		out.Event = "gone"
	}
	x := c.Class(a.Code)
	if a.Kind == flows.ClassMoved || a.Kind == flows.ClassCancelled {
		x.Reason = "aula dipakai acara kecamatan"
	}
	out.Args["Class"] = x
	if (a.Kind == flows.ClassMissed || a.Kind == flows.ClassCancelled) && a.Code != Absent {
		out.Args["Classes"] = c.classes(Free, Stage, NotFor)
	}
	return out
}
