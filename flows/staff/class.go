package staff

import (
	"maps"
	"time"

	"langkah/flows"
)

// markedFor is how long after the last day of a class staff note who was there.
const markedFor = 8 * 24 * time.Hour

func lookAtRoll(v flows.View) flows.Action { return flows.LookAtRoll{Code: v.Answer(code)} }

func rollOf(v flows.View) []flows.Attendee {
	roll, _ := v.Outcome.Args["Roll"].([]flows.Attendee)
	return roll
}

// card is a class as staff see it: when, where, how full, and who has said that
// they come.
func card(v flows.View) flows.Say {
	if v.Outcome.Event != "found" {
		return flows.Say{Key: "staff/class"}
	}
	c := found(v)
	args := scheduled(c)
	args["Dates"], args["Count"], args["Now"] = dates(daysOf(c)), len(daysOf(c)), v.Facts.Now
	args["Cancelled"], args["Reason"], args["Organiser"] = c.Cancelled, c.Reason, c.Organiser
	coming, silent := 0, 0
	for _, a := range rollOf(v) {
		switch {
		case a.State != flows.Booked:
		case a.Reply == "coming":
			coming++
		default:
			silent++
		}
	}
	args["Coming"], args["Silent"] = coming, silent
	cancelled, _ := v.Outcome.Args["Cancelled"].(int)
	moved, _ := v.Outcome.Args["Moved"].(int)
	args["Left"] = cancelled + moved
	args["Until"] = c.Ends
	return flows.Say{Key: "staff/class_card", Args: args}
}

// noteClass keeps the class instead of what was talked about before.
func noteClass(v flows.View) flows.Answers {
	set := flows.Answers{}
	for name := range v.Session.Answers {
		set[name] = ""
	}
	if v.Outcome.Event == "found" {
		maps.Copy(set, brief(found(v)))
	}
	return set
}

var one = &flows.Ask{
	Prompt:  card,
	Again:   func(v flows.View) flows.Say { return flows.Say{Key: "staff/class_again", Args: called(v)} },
	Options: todo,
	Event:   same, Takes: aside,
	Why: "staff/why", Hint: "staff/class_hint", Examples: "staff/class_examples",
}

// called is the name of the class that is talked about.
func called(v flows.View) flows.Args {
	return flows.Args{"Title": v.Answer(title), "Code": v.Answer(code)}
}

// todo is what they may do about a class, now.
func todo(v flows.View) []flows.Option {
	c, now := recalled(v), v.Facts.Now
	plans := v.Facts.Person.Staff.Plans() && !c.Cancelled
	list := []flows.Option{option("roll", "see_roll", "peserta", "daftar peserta", "siapa saja", "participants", "who")}
	if today(c.Days, now) && !c.Cancelled {
		list = append(list, option("code", "see_code", "kode", "kode hari ini", "kode kelas", "code", "code of the day"))
	}
	if len(begunDays(v)) > 0 && !c.Cancelled && now.Before(c.Ends.Add(markedFor)) {
		list = append(list, option("mark", "do_mark", "catat", "absen", "hadir", "kehadiran", "presensi", "absensi", "attendance", "mark"))
	}
	if plans && now.Before(c.Starts) {
		list = append(list, option("move", "do_move", "ubah jadwal", "pindah", "jadwal", "ganti jadwal", "geser", "move", "reschedule"))
	}
	if plans && now.Before(c.Ends) {
		list = append(list, option("cancel", "do_cancel", "batalkan kelas", "kelas batal", "cancel class", "cancel the class"))
	}
	return append(list, option("back", "see_others", "kelas lain", "daftar kelas", "others", "other classes"))
}

// today: a day of the class is today and is not over.
func today(list []flows.Day, now time.Time) bool {
	for _, d := range list {
		if d.Starts.In(wib).Format(time.DateOnly) == now.In(wib).Format(time.DateOnly) && now.Before(d.Ends) {
			return true
		}
	}
	return false
}

func dayCode(v flows.View) []flows.Say {
	return []flows.Say{{Key: "staff/day_code", Args: flows.Args{"Title": v.Answer(title), "Code": v.Outcome.Args["Code"]}}}
}
