package staff

import (
	"strings"

	"langkah/flows"
	"langkah/flows/kurasi"
)

// listed is how many classes a bubble holds.
const listed = 5

// What is remembered of the list that is on the screen.
const (
	codes = "codes" // of the classes, a space between
	skip  = "skip"  // how many stood before them
	more  = "more"  // "yes": there are
)

var menu = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "staff/menu", Args: flows.Args{"Name": v.Facts.Person.Staff.Name}}
	},
	Options: func(v flows.View) []flows.Option {
		list := []flows.Option{option("classes", "see_classes", "kelas", "pelatihan", "daftar kelas", "jadwal", "classes", "training")}
		if v.Facts.Person.Staff.Plans() {
			list = append(list, planning(v)...)
		}
		list = append(list, desk(v)...)
		if v.Facts.Person.Staff.Answers() {
			list = append(list, option("broadcasts", "see_broadcasts", "siaran", "pengumuman", "broadcast", "broadcasts", "announcements"))
		}
		list = append(list, option("papers", "see_papers", "surat", "surat izin", "cek surat", "papers"))
		if v.Facts.Person.Staff.Judges() {
			list = append(list, option("kurasi", "judge", "kurasi", "produk", "nilai produk", "bazar", "judge products"))
		}
		return list
	},
	Event: same, Keep: leaveMenu, Takes: map[flows.Word]string{flows.Kembali: "back"},
	Why: "staff/why", Hint: "staff/menu_hint", Examples: "staff/menu_examples",
}

// planning are the choices of who plans classes.
func planning(v flows.View) (list []flows.Option) {
	if p := v.Session.Parked; p != nil && p.Flow == planName {
		list = append(list, option("resume", "go_on_planning", "lanjutkan", "terusin", "go on"))
	}
	return append(list, option("plan", "new_class", "buat kelas", "kelas baru", "bikin kelas", "tambah kelas", "new class", "plan a class"))
}

// leaveMenu goes to the form, or out.
func leaveMenu(got flows.Reading, v flows.View) flows.Reading {
	switch got.Value {
	case "plan":
		to := toPlan(v)
		return flows.Reading{Go: &to}
	case "resume":
		return flows.Reading{Go: &flows.Go{To: flows.Resume, Greet: true}}
	case "desk":
		to := toDesk()
		return flows.Reading{Go: &to}
	case "visits":
		to := toVisits()
		return flows.Reading{Go: &to}
	case "broadcasts":
		return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: "broadcast"}}
	case "kurasi":
		return flows.Reading{Go: kurasi.Open()}
	case "back":
		return flows.Reading{Go: &flows.Go{To: flows.Home}}
	}
	return got
}

func find(v flows.View) flows.Action {
	return flows.StaffClasses{From: v.Facts.Now, Skip: v.Number(skip), Limit: listed}
}

// list says what was just found; put again, the question names no class.
func list(v flows.View) flows.Say {
	found, is := v.Outcome.Args["Classes"].([]flows.Class)
	args := flows.Args{"More": v.Answer(more) != ""}
	if !is {
		return flows.Say{Key: "staff/classes", Args: args}
	}
	var lines []flows.Say
	for i, c := range found {
		line := scheduled(c)
		line["N"], line["Now"], line["Where"] = i+1, v.Facts.Now, placeName(c.Kecamatan)
		lines = append(lines, flows.Say{Key: "staff/line", Args: line})
	}
	args["Classes"] = lines
	return flows.Say{Key: "staff/classes_list", Args: args}
}

// scheduled is when and where a class is, and how full.
func scheduled(c flows.Class) flows.Args {
	return flows.Args{"Title": c.Title, "Code": c.Code, "Starts": c.Starts, "Ends": c.Ends, "Venue": c.Venue, "Online": c.Kecamatan == "",
		"Where": beyond(c), "Taken": c.Taken, "Capacity": c.Capacity, "Waiting": c.Waiting, "Sample": c.Sample}
}

// beyond is the kecamatan of a class, unless the venue says it.
func beyond(c flows.Class) string {
	if name := placeName(c.Kecamatan); !strings.Contains(c.Venue, name) {
		return name
	}
	return ""
}

func noteList(v flows.View) flows.Answers {
	found, _ := v.Outcome.Args["Classes"].([]flows.Class)
	var all []string
	for _, c := range found {
		all = append(all, c.Code)
	}
	return keepList(v, codes, all)
}

var classes = &flows.Ask{
	Prompt: list,
	Options: func(v flows.View) []flows.Option {
		list := buttons(v, codes, "staff/class_button")
		for i, c := range strings.Fields(v.Answer(codes)) {
			list[i].Words = []string{c}
		}
		return list
	},
	Event: same,
	Keep: pick(codes, func(_ flows.View, id string) flows.Reading {
		return flows.Reading{Event: "look", Set: flows.Answers{code: id}}
	}),
	Takes: aside,
	Why:   "staff/why", Hint: "staff/classes_hint", Examples: "staff/classes_examples",
}
