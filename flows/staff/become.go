package staff

import (
	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/registration"
	"langkah/flows/understand"
)

// from is "form" where a code came in the middle of one.
const from = "from"

// Means tells that staff speak of a class as staff do: "batalkan kelas" is not
// their own seat, "hadir 1 3 5 7" no code of the day.
func Means(text string, v flows.View) bool {
	return talking(v) || v.Session.Flow == flowName && (v.Session.State == "mark" || understand.CallsOffClass(text)) || v.Session.Flow == planName && understand.CallsOffClass(text)
}

// Open is the way for whoever types a staff code, wherever they are, and for
// staff who type the code of a class.
func Open(text string, v flows.View) (flows.Go, bool) {
	if v.Facts.Person.Staff.Answers() && !talking(v) && understand.Desk(text) {
		return toDesk(), true
	}
	if class, ok := understand.ClassCode(text); ok && v.Session.Flow == flowName {
		return open("look", flows.Answers{code: class}), true
	}
	typed, ok := understand.StaffCode(text)
	if !ok {
		return flows.Go{}, false
	}
	set := flows.Answers{code: typed}
	if f := v.Session.Flow; f == registration.Flow.Name || f == planName {
		set[from] = "form"
	}
	return open("become", set), true
}

// Menu is the way to what somebody can do as staff; nil for everybody else.
func Menu(v flows.View) *flows.Go {
	if v.Facts.Person.Staff.ID == 0 {
		return nil
	}
	to := open("menu", nil)
	return &to
}

// resumed goes on with the form in whose middle this came; else it waits.
func resumed(v flows.View) flows.Go {
	if v.Answer(from) != "" && v.Session.Parked != nil {
		return flows.Go{To: flows.Resume}
	}
	return flows.Go{To: flows.Home, Quiet: true}
}

func welcome(v flows.View) []flows.Say {
	args := area(v)
	args["Name"], args["Role"] = v.Outcome.Args["Name"], v.Outcome.Args["Role"]
	args["Plans"] = v.Facts.Person.Staff.Plans()
	return []flows.Say{{Key: "staff/welcome", Args: args}}
}

func taken(v flows.View) []flows.Say {
	return []flows.Say{{Key: "staff/taken", Args: flows.Args{"Name": v.Outcome.Args["Name"], "Own": v.Outcome.Args["Own"] == true}}}
}

// area is where somebody of the staff works: none for all of Jakarta.
func area(v flows.View) flows.Args {
	var names []flows.Say
	for _, k := range v.Facts.Person.Staff.Kecamatan {
		names = append(names, plain(placeName(k)))
	}
	return flows.Args{"Area": names}
}

func placeName(kecamatan string) string {
	k, _ := region.KecamatanByCode(kecamatan)
	return k.Name // "" online
}

// plain is data, as it reads.
func plain(text string) flows.Say {
	return flows.Say{Key: "common/plain", Args: flows.Args{"Text": text}}
}

// refused: it is not their area, not their task, or they are staff no more.
func refused(v flows.View) []flows.Say {
	if v.Facts.Person.Staff.ID == 0 {
		return []flows.Say{{Key: "staff/no_staff"}}
	}
	c, _ := v.Outcome.Args["Class"].(flows.Class)
	args := area(v)
	args["Title"], args["Where"] = c.Title, placeName(c.Kecamatan)
	return []flows.Say{{Key: "staff/refused", Args: args}}
}

func afterRefusal(v flows.View) flows.Go {
	if v.Facts.Person.Staff.ID == 0 {
		return flows.Go{To: flows.Home, Quiet: true}
	}
	return open("menu", nil)
}
