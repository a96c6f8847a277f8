// Package markettest is a made-up city of bazaars without a database, for tests
// of what is said: the number of an event decides what comes of asking for it.
package markettest

import (
	"strings"
	"time"

	"langkah/flows"
)

// What the events are like to whoever looks at them: BZR-001 and all others take
// sign-ups.
const (
	Free     = "BZR-001"
	Judged   = "BZR-002" // theirs is in kurasi
	Queued   = "BZR-003" // they wait, the places are given
	Placed   = "BZR-004"
	Refused  = "BZR-005" // by its grade; open still
	Closed   = "BZR-006"
	Missing  = "BZR-007" // a paper
	Clash    = "BZR-008" // with Placed
	Nowhere  = "BZR-009" // cannot be looked at, is no news
	Already  = "BZR-010" // when asked for
	Begun    = "BZR-011" // when asked for
	Shut     = "BZR-012" // closed when asked for
	Gone     = "BZR-013" // when asked for
	Lost     = "BZR-014" // a place that is none when it is used
	Started  = "BZR-015" // a place, and begun when they step back
	Done     = "BZR-016" // sold there
	Over     = "BZR-017" // a place, and it is over
	Absent   = "BZR-018" // said that they were not there
	Listed   = "BZR-019" // they wait, the places are not given
	Foreign  = "BZR-020" // of those who live elsewhere
	Uncurbed = "BZR-021" // nothing is judged
	Full     = "BZR-022" // refused, and closed
)

// Islands have no events; there are two pages elsewhere.
const Islands = "31.01"

// Perform carries the actions about events out, for members and visitors, and
// those of judges for staff.
func Perform(a flows.Action, f flows.Facts) (out flows.Outcome, ok bool) {
	switch a := a.(type) {
	case flows.FindEvents:
		return find(a, f), true
	case flows.LookAtEvent:
		return event(a.Code, "found", map[string]string{Nowhere: "gone"}, f), true
	case flows.MyEvents:
		if f.Person.Number == "" {
			return flows.Outcome{Event: "none"}, true
		}
		return flows.Outcome{Event: "some", Args: flows.Args{"Events": events(f, Placed, Judged, Queued, Listed, Refused, Done)}}, true
	case flows.SignUp:
		return signUp(a, f), true
	case flows.LeaveEvent:
		return event(a.Code, "left", map[string]string{Lost: "gone", Started: "begun"}, f), true
	case flows.ConfirmEvent:
		return event(a.Code, "confirmed", map[string]string{Lost: "gone"}, f), true
	case flows.ReportSales:
		return event(a.Code, "reported", map[string]string{Lost: "gone"}, f), true
	case flows.LookAtEventNews:
		return news(a, f), true
	case flows.NextProduct:
		return next(a, f), true
	case flows.GradeProduct:
		return grade(a, f), true
	}
	return out, false
}

// Event is the event of a code, as it is to its person.
func Event(code string, f flows.Facts) flows.Event {
	wib := time.FixedZone("WIB", 7*3600)
	e := flows.Event{
		Code: code, Name: "Produk Pilihan di Lippo Plaza Kramat Jati", Kind: "mall", Organiser: "Sudin PPKUKM Jakarta Timur",
		Venue: "Halaman Kantor Kecamatan Kramat Jati", Kota: "31.75", Kecamatan: "31.75.04", Starts: time.Date(2026, 12, 9, 10, 0, 0, 0, wib),
		Ends: time.Date(2026, 12, 13, 21, 0, 0, 0, wib), RegisterBy: time.Date(2026, 11, 30, 17, 0, 0, 0, wib), Slots: 50, Waiting: 12,
		Conditions: "Grade A; NIB; halal/PIRT untuk kuliner", Curated: true, Sample: f.Person.Number == "",
	}
	m := &e.Mine
	if f.Person.Number != "" {
		m.Product, m.Price, m.Capacity = "Keripik Singkong Balado", 15000, 40
		m.State = states[code]
	}
	switch code {
	case Free:
		e.Name, e.Kind = "Bazar Online Jakpreneur Jakarta Pusat", "online"
	case Queued:
		e.Given, m.Place, m.Grade = true, 3, "B"
	case Listed:
		m.Grade, m.Word = "A", "kemasannya sudah bagus"
	case Refused, Full:
		m.Grade, m.Word, e.Given = "D", "kemasan perlu label dan tanggal", code == Full
	case Closed:
		e.RegisterBy = f.Now.Add(-time.Hour)
	case Over, Done, Absent:
		e.Starts, e.Ends, e.RegisterBy = f.Now.AddDate(0, 0, -2), f.Now.Add(-12*time.Hour), f.Now.AddDate(0, 0, -9)
	case Uncurbed:
		e.Curated, e.Conditions = false, "anggota kecamatan; gratis"
	}
	return e
}

var states = map[string]flows.StallState{Judged: flows.InKurasi, Queued: flows.InLine, Listed: flows.InLine, Placed: flows.Placed, Refused: flows.TurnedDown, Full: flows.TurnedDown,
	Lost: flows.Placed, Started: flows.Placed, Over: flows.Placed, Done: flows.Sold, Absent: flows.StayedAway}

func events(f flows.Facts, codes ...string) (list []flows.Event) {
	for _, code := range codes {
		list = append(list, Event(code, f))
	}
	return list
}

func event(code, event string, others map[string]string, f flows.Facts) flows.Outcome {
	if others[code] != "" {
		event = others[code]
	}
	return flows.Outcome{Event: event, Args: flows.Args{"Event": Event(code, f)}}
}

func find(a flows.FindEvents, f flows.Facts) flows.Outcome {
	out := flows.Outcome{Event: flows.Next, Args: flows.Args{"More": false}}
	switch {
	case strings.HasPrefix(a.Kecamatan, Islands), a.Skip > 5:
	case a.Skip > 0:
		out.Args["Events"] = events(f, Uncurbed)
	default:
		out.Args["Events"], out.Args["More"] = events(f, Free, Missing, Clash, Judged, Uncurbed), true
	}
	return out
}

func signUp(a flows.SignUp, f flows.Facts) flows.Outcome {
	out := event(a.Code, "signed", map[string]string{Already: "already", Begun: "begun", Shut: "closed", Gone: "gone", Clash: "clash", Missing: "missing", Foreign: "missing"}, f)
	e := Event(a.Code, f)
	e.Mine = flows.Stall{State: flows.InKurasi, Product: a.Product, Price: a.Price, Capacity: a.Capacity}
	if !e.Curated {
		e.Mine.State = flows.InLine
	}
	switch {
	case f.Person.Number == "":
		out.Event = "visitor"
	case a.Code == Gone:
		e = flows.Event{}
	case a.Code == Clash:
		out.Args["Other"] = Event(Placed, f)
	case a.Code == Missing:
		out.Args["Missing"] = []string{"NIB", "halal/PIRT untuk kuliner"}
	case a.Code == Foreign:
		out.Args["Missing"] = []string{"anggota kecamatan"}
	}
	out.Args["Event"] = e
	return out
}

var said = map[string]map[flows.StallState]string{
	flows.EventH3: {flows.Placed: "coming"}, flows.EventH1: {flows.Placed: "coming"}, flows.EventH0: {flows.Placed: "coming"},
	flows.EventResult: {flows.Placed: "accepted", flows.InLine: "queued", flows.TurnedDown: "refused"},
	flows.EventMoved:  {flows.Placed: "moved", flows.InLine: "moved", flows.InKurasi: "moved"}, flows.EventAfter: {flows.Placed: "after"},
}

func news(a flows.LookAtEventNews, f flows.Facts) flows.Outcome {
	e := Event(a.Code, f)
	event := said[a.Kind][e.Mine.State]
	switch {
	case f.Person.Number == "" || a.Code == Nowhere:
		event = ""
	case a.Kind == flows.EventCancelled:
		event = "cancelled"
	case a.Kind == flows.EventUnplaced:
		event = "unplaced"
	}
	if event == "" {
		event = "gone"
	}
	if a.Kind == flows.EventMoved || a.Kind == flows.EventCancelled {
		e.Reason = "mal sedang diperbaiki"
	}
	return flows.Outcome{Event: event, Args: flows.Args{"Event": e}}
}

// entry is the product of somebody; the second has no picture and no paper.
func entry(n int, f flows.Facts) flows.Entry {
	e := Event(Judged, f)
	e.Mine = flows.Stall{State: flows.InKurasi, Product: "Keripik Singkong Balado", Price: 15000, Capacity: 40}
	x := flows.Entry{Event: e, Number: "JKP-0000123", Name: "Raden Ajeng Kusumawardhani", Field: "kuliner", Kecamatan: "31.75.06", Papers: []string{"nib", "pirt"}, Photo: 7}
	if n == 1 {
		x.Number, x.Papers, x.Photo, x.Event.Sample = "JKP-0000124", nil, 0, true
	}
	return x
}

func next(a flows.NextProduct, f flows.Facts) flows.Outcome {
	switch {
	case f.Person.Staff.ID == 0:
		return flows.Outcome{Event: "refused"}
	case a.Skip > 1:
		return flows.Outcome{Event: "none"}
	}
	return flows.Outcome{Event: "found", Args: flows.Args{"Entry": entry(a.Skip, f), "Left": 1 - a.Skip}}
}

func grade(a flows.GradeProduct, f flows.Facts) flows.Outcome {
	x := entry(0, f)
	x.Event.Mine.Grade, x.Event.Mine.State = a.Grade, flows.InLine
	switch {
	case f.Person.Staff.ID == 0 || strings.Contains(a.Word, "terlarang"):
		return flows.Outcome{Event: "refused"}
	case strings.Contains(a.Word, "keduluan"):
		return flows.Outcome{Event: "gone"}
	case a.Grade == "A":
		x.Event.Mine.State = flows.Placed
	case a.Grade == "D":
		x.Event.Mine.State = flows.TurnedDown
	}
	return flows.Outcome{Event: "graded", Args: flows.Args{"Entry": x}}
}
