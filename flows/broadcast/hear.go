package broadcast

import (
	"langkah/flows"
	"langkah/flows/understand"
)

// Open is the way of staff to announcements by what they write, wherever they are.
func Open(text string, v flows.View) (flows.Go, bool) {
	if !v.Facts.Person.Staff.Answers() || v.Session.Flow == FormName && v.Session.State == "text" || v.Session.Flow == Name && v.Session.State == "edit" {
		return flows.Go{}, false
	}
	want, named, why := understand.Broadcasting(text)
	at := v.Session.Flow == Name && (v.Session.State == "card" || v.Session.State == "list")
	switch {
	case named == "" && !at && understand.StopsBroadcasts(text):
		return open("find", nil), true
	case want == understand.SeesAll:
		return open("find", nil), true
	case want == understand.Composes:
		return Compose(v), true
	case named == "":
		return flows.Go{}, false
	}
	return wantedOf(want, named, why)
}

// Writes tells that a text is one that is to be announced, whatever it speaks of.
func Writes(text string, v flows.View) bool {
	writing := v.Session.Flow == FormName && v.Session.State == "text" || v.Session.Flow == Name && v.Session.State == "edit"
	return writing && len([]rune(text)) >= lengthyFrom
}

// Means tells that the code of an event is an answer in the form.
func Means(text string, v flows.View) bool {
	_, ok := understand.EventCode(text)
	return ok && v.Session.Flow == FormName && v.Session.State != "text"
}

// wantedOf is the way to what is wanted with one.
func wantedOf(want understand.Announcing, of, why string) (flows.Go, bool) {
	switch want {
	case understand.Sees:
		return open("look", flows.Answers{code: of}), true
	case understand.Tries:
		return open("test", flows.Answers{code: of}), true
	case understand.Sends:
		return open("steer", flows.Answers{code: of, to: "start"}), true
	case understand.Agrees:
		return open("judge", flows.Answers{code: of, verdict: "yes"}), true
	case understand.Refuses:
		if why == "" {
			return open("weigh", flows.Answers{code: of, verdict: "no"}), true
		}
		return open("judge", flows.Answers{code: of, verdict: "no", said: flows.Short(why, 160)}), true
	case understand.Holds, understand.Stops:
		return open("steer", flows.Answers{code: of, to: "pause"}), true
	case understand.GoesOn:
		return open("steer", flows.Answers{code: of, to: "resume"}), true
	case understand.CallsOff:
		return open("ending", flows.Answers{code: of, to: "cancel"}), true
	}
	return flows.Go{}, false
}
