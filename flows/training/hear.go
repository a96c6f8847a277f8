package training

import (
	"regexp"
	"strings"

	"langkah/flows"
	"langkah/flows/registration"
	"langkah/flows/understand"
)

// details are asked after where a class is in hand.
var details = regexp.MustCompile(`\b(di ?mana|dmn|mana|lokasi\w*|alamat\w*|tempat\w*|jam|pukul|kapan|tanggal|hari apa|bawa|dibawa|bawaan\w*|where|when|what time|address|bring|map|maps|peta|link|linknya|zoom|pelatihnya|penyelenggara\w*)\b`)

// decided hears whether somebody comes, does not, or wants another day; each is
// a choice, "" none here. What they ask about the class is told.
func decided(in flows.Input, v flows.View, yes, no, move string) (got flows.Reading, ok bool) {
	if command, _, _ := understand.Global(in.Text); command == understand.Register && asking[event(yes)] {
		return flows.Reading{Value: yes}, true
	}
	if elsewhere(in.Text) {
		return got, false
	}
	said, reason := understand.Attends(in.Text)
	switch {
	case said == understand.Comes:
		got.Value = yes
	case said == understand.StaysAway:
		got.Value = no
	case said == understand.Reschedules:
		got.Value = move
	case details.MatchString(understand.Normalise(in.Text)):
		return flows.Reading{Stay: true, Say: []flows.Say{about(v)}}, true
	case reason == understand.Defer || reason == understand.Unsure:
		return flows.Reading{Say: []flows.Say{{Key: "training/later"}}, Go: &flows.Go{Quiet: true}}, true
	}
	return got, got.Value != ""
}

// asking are the choices that "daftar" means, where they are offered.
var asking = map[string]bool{"book": true, "queue": true, "take": true, "change": true, "register": true}

func event(choice string) string {
	event, _, _ := strings.Cut(choice, "/")
	return event
}

// about tells the facts of the class in hand, where the question is not itself
// its card.
func about(v flows.View) flows.Say {
	if v.Session.State == "class" {
		return flows.Say{}
	}
	return flows.Say{Key: "training/about_card", Args: one(v, shown).args(v)}
}

// elsewhere tells the words that mean what they mean everywhere, and what is
// beside the point; "batal", "nanti" and "ganti" are about the class, and so is
// "dimana?".
func elsewhere(text string) bool {
	topic, _, asks := understand.Ask(text)
	detail := topic == understand.AskWhere || topic == understand.AskWhat || topic == understand.AskTerm
	if asks && !(detail && details.MatchString(understand.Normalise(text))) || understand.Swears(text) {
		return true
	}
	command, _, global := understand.Global(text)
	ours := command == understand.Cancel || command == understand.Later || command == understand.Edit && ganti.MatchString(text) ||
		command == understand.Link && itsLink.MatchString(text)
	return global && !ours
}

var ganti = regexp.MustCompile(`(?i)^\W*(ganti|gantian|change)\W*$`)

// itsLink is that of the class; LINK alone is for another chat.
var itsLink = regexp.MustCompile(`(?i)\blinknya\b`)

// Open is the way to this flow by what somebody writes anywhere: the code of the
// day, that of a class, "kelas saya", and outside a form "batal ikut kelas".
func Open(text string, v flows.View) (flows.Go, bool) {
	form := v.Session.Flow == registration.Flow.Name
	if digits, named, ok := understand.DayCode(text); ok && (named || v.Session.Flow == name || v.Session.Flow == "reminder") {
		return *to(v, "checkin", flows.Answers{code: digits}), true
	}
	if c, ok := understand.ClassCode(text); ok {
		return *to(v, "open", flows.Answers{code: c}), true
	}
	inHand := v.Session.Flow == name && v.Answer(shown) != ""
	if understand.OwnClasses(text) || !form && !inHand && understand.CallsOffClass(text) {
		return *to(v, "mine", nil), true
	}
	return flows.Go{}, false
}

// to is the way to a state of this flow from wherever the person is.
func to(v flows.View, state string, set flows.Answers) *flows.Go {
	g := &flows.Go{To: flows.Open, Flow: name, State: state, Set: flows.Answers{}}
	for k, value := range set {
		g.Set[k] = value
	}
	if v.Session.Flow == registration.Flow.Name || v.Session.Flow == name && v.Answer(from) != "" {
		g.Set[from] = "form"
	}
	return g
}

// Look is the way to the classes, near a place if one is named.
func Look(near string) *flows.Go { return classes.Look(near) }

// back goes on with the form in whose middle this came; else it waits.
func back(v flows.View) flows.Go {
	if v.Answer(from) != "" && v.Session.Parked != nil {
		return flows.Go{To: flows.Resume}
	}
	return flows.Go{To: flows.Home, Quiet: true}
}
