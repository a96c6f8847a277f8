package mentoring

import (
	"strconv"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/handoff"
	"langkah/flows/region"
	"langkah/flows/registration"
	"langkah/flows/understand"
)

// around is the kecamatan whose centre it is.
func around(v flows.View) string {
	return registration.Around(v, near)
}

func look(v flows.View) flows.Action { return flows.LookAtCentre{Kecamatan: around(v)} }

// noteCentre keeps the centre, and the visit that is booked there.
func noteCentre(v flows.View) flows.Answers {
	at, _ := v.Outcome.Args["Centre"].(flows.Centre)
	set := noteVisit(v)
	set[place], set[open] = at.Name, ""
	if is, _ := v.Outcome.Args["Open"].(bool); is {
		set[open] = "yes"
	}
	return set
}

// noteVisit keeps the visit, or that there is none.
func noteVisit(v flows.View) flows.Answers {
	its, _ := v.Outcome.Args["Visit"].(flows.Visit)
	if its.ID == 0 {
		return flows.Answers{visit: "", when: "", with: ""}
	}
	set := flows.Answers{visit: strconv.FormatInt(its.ID, 10), when: code(its.Slot), with: its.With}
	if its.Kecamatan != "" && its.Kecamatan != around(v) {
		set[near] = its.Kecamatan
	}
	return set
}

func visitID(v flows.View) int64 { return int64(v.Number(visit)) }

// code is a half day as it is kept.
func code(s flows.Slot) string { return s.Day.Format(time.DateOnly) + "/" + s.Part }

func slotOf(code string) flows.Slot {
	day, part, _ := strings.Cut(code, "/")
	at, _ := time.ParseInLocation(time.DateOnly, day, wib)
	return flows.Slot{Day: at, Part: part}
}

// wib is Asia/Jakarta: no summer time.
var wib = time.FixedZone("WIB", 7*60*60)

// args are what the texts know of the centre and the visit.
func args(v flows.View) flows.Args {
	s := slotOf(v.Answer(when))
	return flows.Args{"Place": v.Answer(place), "With": v.Answer(with), "Day": s.Day, "Part": s.Part, "Visit": v.Answer(when) != "",
		"Name": v.Facts.Person.Name, "Number": v.Facts.Person.Number, "Kecamatan": region.KecamatanName(around(v))}
}

var centre = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		all := args(v)
		at, found := v.Outcome.Args["Centre"].(flows.Centre)
		if !found {
			return flows.Say{Key: "mentoring/centre_again", Args: all}
		}
		names, _ := v.Outcome.Args["Pendamping"].([]string)
		all["Pendamping"], all["Address"], all["Hours"], all["Sample"] = strings.Join(names, ", "), at.Address, at.Hours, at.Sample
		if at.Name == "" {
			return flows.Say{Key: "mentoring/anywhere_card", Args: all}
		}
		return flows.Say{Key: "mentoring/centre_card", Args: all}
	},
	Again: func(v flows.View) flows.Say { return flows.Say{Key: "mentoring/centre_again", Args: args(v)} },
	Options: func(v flows.View) []flows.Option {
		list := []flows.Option{option("ask", "ask", "tanya", "bertanya", "tanya pendamping", "mau tanya", "nanya", "ask")}
		switch {
		case v.Answer(visit) != "":
			list = append(list, option("slots", "move", "pindah", "pindah jadwal", "ganti", "ganti jadwal", "ubah jadwal", "move"),
				option("cancel", "cancel", "batalkan", "batalkan kunjungan", "cancel the visit"))
		case v.Answer(open) != "":
			list = append(list, option("slots", "visit", "kunjungan", "datang", "mau datang", "atur kunjungan", "janji", "ketemu", "visit"))
		}
		return list
	},
	Event: same, Else: flows.Home, Takes: map[flows.Word]string{"CANCEL": "cancel"},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		if got.Value == "cancel" && v.Answer(visit) == "" { // there is nothing to call off but this
			return flows.Reading{Go: &flows.Go{To: flows.Resume}}
		}
		if got.Value == "slots" && v.Facts.Person.Number == "" {
			return flows.Reading{Say: says("visitor")(v), Go: &flows.Go{To: flows.Home, Quiet: true}}
		}
		return got
	},
	Why: "mentoring/why", Hint: "mentoring/centre_hint", Examples: "mentoring/centre_examples",
}

// question takes whatever is written for the centre.
var question = &flows.Ask{
	Prompt: func(v flows.View) flows.Say { return flows.Say{Key: "mentoring/question", Args: args(v)} },
	First: func(in flows.Input, v flows.View) (flows.Reading, bool) {
		if _, _, global := understand.Global(in.Text); global || !asks(in.Text) {
			return flows.Reading{}, false
		}
		return hand(in.Text, v), true
	},
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if !asks(in.Text) {
			return flows.Reading{Reason: string(understand.Unclear)}
		}
		return hand(in.Text, v)
	},
	Strict: true, Takes: map[flows.Word]string{"CANCEL": "back"},
	Keep: func(got flows.Reading, v flows.View) flows.Reading {
		if got.Value == "back" {
			return flows.Reading{Go: Open(v.Answer(near))}
		}
		return got
	},
	Why: "mentoring/question_why", Hint: "mentoring/question_hint", Examples: "mentoring/question_examples",
}

// asks: a lone word or number asks nothing of a pendamping.
func asks(text string) bool {
	letters := 0
	for _, r := range text {
		if r != ' ' && (r < '0' || r > '9') {
			letters++
		}
	}
	return letters > 3 && len(strings.Fields(text)) > 1
}

// hand gives the question to the centre; the person is in the menu afterwards.
func hand(text string, v flows.View) flows.Reading {
	got := handoff.Open(flows.OpenHandoff{Kecamatan: around(v), Question: text}, nobody)
	then := got.Then
	got.Then = func(v flows.View) flows.Reading {
		after := then(v)
		after.Go = &flows.Go{To: flows.Home, Quiet: true}
		return after
	}
	return got
}

// nobody is there to be asked: they are told where somebody is.
func nobody(v flows.View) flows.Reading {
	return flows.Reading{Say: says("nobody")(v)}
}
