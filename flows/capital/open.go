package capital

import (
	"regexp"
	"strings"

	"langkah/flows"
	"langkah/flows/registration"
	"langkah/flows/staff"
	"langkah/flows/understand"
)

// Reminders is how somebody is asked how it went.
var Reminders = map[string]flows.Reminding{flows.Capital14: remind, flows.Capital45: remind}

func remind(_ flows.View, r flows.Reminder) flows.Reading {
	return flows.Reading{Go: &flows.Go{To: flows.Open, Flow: name, State: "notice", Set: flows.Answers{which: r.Ref}}}
}

var (
	aid   = regexp.MustCompile(`\b(bpum|banpres|blt umkm|bansos umkm|bantuan (umkm|usaha|modal|pemerintah|tunai|uang|presiden|langsung))\b`)
	jobs  = regexp.MustCompile(`\b(lowongan|loker|bursa kerja|pelatihan kerja|lamaran kerja|job fair|vacancy|vacancies)\b|\b(cari|nyari|butuh|mau|look for|looking for|find|need) (a )?(kerja|kerjaan|pekerjaan|job|jobs|work)\b|^(kerja|kerjaan|pekerjaan|job|jobs)$`)
	loans = regexp.MustCompile(`^(mau |cari |lihat |info |butuh |need |see )?(modal|modal usaha|permodalan|pinjaman|pinjaman modal|pinjam modal|capital|a loan|loan|loans)( kak| dong| min| please)?$`)
)

// longest is how many words ask for something; more tell a story.
const longest = 10

// Open is the way to this flow by what somebody writes anywhere but in a form.
func Open(text string, v flows.View) (to flows.Go, ok bool) {
	s := understand.Normalise(text)
	if v.Session.Flow == registration.Flow.Name || v.Session.Flow == staff.Plan.Name || len(strings.Fields(s)) > longest {
		return to, false
	}
	s = strings.Trim(s, " ?!.")
	to = flows.Go{To: flows.Open, Flow: name}
	switch {
	case aid.MatchString(s):
		to.State = "bpum"
	case jobs.MatchString(s):
		to.State = "jobs"
	default:
		return to, loans.MatchString(s)
	}
	return to, true
}
