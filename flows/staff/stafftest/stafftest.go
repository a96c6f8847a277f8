// Package stafftest is a made-up office without a database, for tests of what is
// said to staff: the number of a class, and the last letter of a code, decide
// what comes of them.
package stafftest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"langkah/flows"
)

// What the classes are like; all others are as Coming.
const (
	Running = "PLT-0101" // the second of its three days is 23 November 2026
	Coming  = "PLT-0102"
	Empty   = "PLT-0103" // nobody has booked it
	Odd     = "PLT-0104" // runs as Running does, but not to the store
	Fixed   = "PLT-0105" // cannot be moved where they want
	Off     = "PLT-0106" // cancelled
	Gone    = "PLT-0107"
	Foreign = "PLT-0108" // of another kecamatan
)

// Codes that make somebody staff; others are wrong, expired (X), used (D), one
// of too many (M), or of a chat that is staff already (T).
const (
	Code        = "K4T7-XM2P" // Officer
	TrainerCode = "K4T7-XM2R" // of one whose area has no classes
)

// Who they are.
var (
	Officer = flows.Staff{ID: 1, Name: "Raden Ajeng Kusumawardhani", Role: flows.Officer, Kecamatan: []string{"31.75.06", "31.71.05", "31.01.02"}}
	Trainer = flows.Staff{ID: 2, Name: "Budi", Role: flows.Trainer}
)

// Perform carries the actions of staff out; whoever becomes staff is so in f.
func Perform(a flows.Action, f *flows.Facts) (out flows.Outcome, ok bool) {
	if code, is := a.(flows.BecomeStaff); is {
		return become(code.Code, f), true
	}
	if out, ok := announce(a); ok {
		if !f.Person.Staff.Answers() {
			return flows.Outcome{Event: "refused"}, true
		}
		return out, true
	}
	if out, ok = perform(a); !ok {
		return out, false
	}
	switch {
	case f.Person.Staff.ID == 0:
		return flows.Outcome{Event: "refused", Args: flows.Args{"Class": flows.Class{}}}, true
	case f.Person.Staff.Role == flows.Trainer && out.Event == "some":
		return flows.Outcome{Event: "none"}, true
	}
	return out, true
}

func become(code string, f *flows.Facts) flows.Outcome {
	who := map[byte]flows.Staff{'P': Officer, 'R': Trainer}[code[len(code)-1]]
	if who.ID == 0 {
		event := map[byte]string{'X': "expired", 'D': "used", 'M': "many", 'T': "taken"}[code[len(code)-1]]
		if event == "" {
			event = "wrong"
		}
		return flows.Outcome{Event: event, Args: flows.Args{"Name": Officer.Name, "Own": false}}
	}
	f.Person.Staff = who
	return flows.Outcome{Event: "staff", Args: flows.Args{"Name": who.Name, "Role": who.Role}}
}

func perform(a flows.Action) (flows.Outcome, bool) {
	switch a := a.(type) {
	case flows.StaffClasses:
		return some(a.Skip), true
	case flows.StaffPapers:
		var list []flows.NotedPaper
		for id := range int64(5) {
			list = append(list, noted(id+1))
		}
		return flows.Outcome{Event: "some", Args: flows.Args{"Papers": list}}, true
	case flows.LookAtNoted:
		event := map[int64]string{3: "gone", 4: "refused"}[a.ID]
		return flows.Outcome{Event: cmp.Or(event, "found"), Args: flows.Args{"Paper": noted(a.ID), "Class": flows.Class{}}}, true
	case flows.JudgePaper:
		return flows.Outcome{Event: "judged", Args: flows.Args{"Paper": noted(a.ID)}}, true
	case flows.LookAtRoll:
		out := event(a.Code, "found", nil)
		out.Args["Roll"] = roll(a.Code)
		return out, true
	case flows.GiveDayCode:
		return event(a.Code, "given", map[string]string{Odd: "not_today"}, "Code", "4821"), true
	case flows.MarkRoll:
		return event(a.Code, "marked", map[string]string{Odd: "not_yet"}, "Present", len(a.Present), "Complete", 3, "Unknown", []string{"JKP-0000007"}), true
	case flows.MoveClass:
		why := flows.Say{Key: "staff/wrong_past", Args: flows.Args{"Day": a.Starts}}
		return event(a.Code, "moved", map[string]string{Odd: "begun", Empty: "begun", Fixed: "wrong"}, "Told", 52, "From", a.Starts, "Warnings", []flows.Say(nil), "Why", why), true
	case flows.CancelClass:
		return event(a.Code, "cancelled", nil, "Told", 0), true
	case flows.PlanClass:
		return plan(a.Class), true
	case flows.StaffVisits:
		return visits(a.Skip), true
	case flows.NoteVisit:
		return noteOf(a.ID), true
	case flows.NoteWalkIn:
		return walkIn(a.Number), true
	case flows.StaffQueue:
		return queue(a.Skip), true
	case flows.TakeTalk:
		return talk(a.ID, "taken"), true
	case flows.AnswerTalk:
		return talk(a.ID, "sent"), true
	case flows.CloseTalk:
		return talk(a.ID, "closed"), true
	}
	return flows.Outcome{}, false
}

// noted is a paper; the second has a picture, the third was looked at meanwhile,
// and the fourth is of another kecamatan.
func noted(id int64) flows.NotedPaper {
	p := flows.NotedPaper{ID: id, Name: "Raden Ajeng Kusumawardhani Prameswari", Member: "JKP-0000123", At: time.Date(2026, 11, 20, 2, 0, 0, 0, time.UTC)}
	p.Kind, p.Number, p.Expires = "halal", "ID31110000123450920", time.Date(2030, 11, 20, 0, 0, 0, 0, time.UTC)
	if id == 2 {
		p.Picture = 7
	}
	return p
}

// event is what comes of a class: its own event, or what its code says.
func event(code, event string, others map[string]string, args ...any) flows.Outcome {
	switch {
	case code == Gone:
		event = "gone"
	case code == Foreign:
		event = "refused"
	case others[code] != "":
		event = others[code]
	}
	out := flows.Outcome{Event: event, Args: flows.Args{"Class": Class(code)}}
	for i := 0; i < len(args); i += 2 {
		out.Args[args[i].(string)] = args[i+1]
	}
	return out
}

// some is a page of the list; behind the second there is none.
func some(skip int) flows.Outcome {
	codes := []string{Running, Coming, Empty, Odd, Fixed}
	switch {
	case skip > 5:
		return flows.Outcome{Event: "none"}
	case skip > 0:
		codes = []string{Off}
	}
	var list []flows.Class
	for _, c := range codes {
		list = append(list, Class(c))
	}
	return flows.Outcome{Event: "some", Args: flows.Args{"Classes": list, "More": skip == 0}}
}

// plan makes a class, unless it is called "lewat" or "terlarang".
func plan(c flows.Class) flows.Outcome {
	if strings.EqualFold(c.Title, "lewat") {
		return flows.Outcome{Event: "wrong", Args: flows.Args{"Why": flows.Say{Key: "staff/wrong_past", Args: flows.Args{"Day": c.Starts}}}}
	}
	if strings.EqualFold(c.Title, "terlarang") {
		return flows.Outcome{Event: "refused", Args: flows.Args{"Class": c}}
	}
	c.Code = "KLS-1001"
	return flows.Outcome{Event: "planned", Args: flows.Args{"Class": c, "Warnings": []flows.Say{{Key: "staff/warn_friday", Args: flows.Args{"Day": c.Starts}}}}}
}

// Class is the class of a code.
func Class(code string) flows.Class {
	c := flows.Class{Code: code, Title: "Penyuluhan Keamanan Pangan dan Label Kemasan", Kind: "legalitas", Organiser: "Sudin PPKUKM Jakarta Timur",
		Venue: "Kampus Universitas Dirgantara Marsekal Suryadarma", Kecamatan: "31.75.06", Capacity: 40, Taken: 40, Waiting: 12, Sample: true}
	dates := []string{"2026-12-07", "2026-12-08"}
	switch code {
	case Running, Odd:
		dates = []string{"2026-11-20", "2026-11-23", "2026-11-24"}
	case Empty:
		c.Taken, c.Waiting, c.Sample = 0, 0, false
	case Off:
		c.Cancelled, c.Reason = true, "aula banjir"
	}
	for _, d := range dates {
		day, _ := time.ParseInLocation(time.DateOnly, d, time.FixedZone("WIB", 7*3600))
		c.Days = append(c.Days, flows.Day{Starts: day.Add(9 * time.Hour), Ends: day.Add(15 * time.Hour)})
	}
	c.Starts, c.Ends = c.Days[0].Starts, c.Days[len(c.Days)-1].Ends
	return c
}

// roll is one on which everything occurs, over two pages.
func roll(code string) (list []flows.Attendee) {
	if code == Empty {
		return nil
	}
	states := []flows.BookingState{flows.Booked, flows.Booked, flows.Attended, flows.Absent, flows.Offered, flows.Waiting}
	for i, state := range slices.Repeat(states, 4) {
		a := flows.Attendee{Number: fmt.Sprintf("JKP-%07d", i+1), Name: "Raden Ajeng Kusumawardhani Prameswari", State: state, Place: i, Came: []bool{i%4 == 1, false, i%4 == 3}}
		if i%2 == 0 {
			a.Reply = "coming"
		}
		list = append(list, a)
	}
	return list
}
