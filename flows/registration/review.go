package registration

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"langkah/flows"
	"langkah/flows/region"
	"langkah/flows/understand"
)

var review = &flows.Ask{
	Prompt: func(v flows.View) flows.Say {
		return flows.Say{Key: "registration/review_card", Args: flows.Args{"Lines": v.Lines(), "Member": v.Facts.Person.Number != ""}}
	},
	Again: prompt("review_again"),
	Options: options(
		flows.Option{Value: "yes", Label: flows.Say{Key: "registration/review_yes"}, Number: flows.Unnumbered,
			Words: []string{"kirim", "daftarkan", "sudah benar", "benar semua", "simpan", "send", "correct"}},
		flows.Option{Value: "change", Label: flows.Say{Key: "registration/review_change"}, Number: flows.Unnumbered,
			Words: []string{"salah", "ada yang salah", "ganti", "belum benar", "wrong"}}),
	Takes: map[flows.Word]string{"REGISTER": "yes", flows.Lanjut: "yes"},
	Event: same, Strict: true,
	Read: func(in flows.Input, v flows.View) flows.Reading {
		if n := lineOf(in.Text, v); n > 0 {
			return flows.Reading{Line: n, Anew: in.Text}
		}
		if n, err := strconv.Atoi(strings.Trim(understand.Normalise(in.Text), ". )")); err == nil {
			if n == 1 { // it meant yes all the way here
				return flows.Reading{Stay: true, Say: []flows.Say{{Key: "registration/review_one"}}}
			}
			return flows.Reading{Line: n}
		}
		answer, reason := understand.YesNo(in.Text)
		switch {
		case reason != "":
			return unread(in.Text, reason, v)
		case answer == understand.No:
			return flows.Reading{Value: "change"}
		}
		return flows.Reading{Value: "yes"}
	},
	Keep: func(got flows.Reading, _ flows.View) flows.Reading {
		if got.Value == "change" {
			return flows.Reading{Stay: true, Say: []flows.Say{{Key: "registration/review_which"}}}
		}
		return got
	},
	Why: "registration/review_why", Hint: "registration/review_hint", Examples: "registration/review_examples",
}

func unread(text string, reason understand.Reason, v flows.View) flows.Reading {
	if n := spoken(text, v); n > 0 {
		return flows.Reading{Line: n}
	}
	return flows.Reading{Reason: string(reason)}
}

// spoken is the number of the line that a text names, and nothing else: "nomor
// hp" after "which one is wrong?".
func spoken(text string, v flows.View) int {
	about := understand.Speaks(text)
	for _, l := range v.Lines() {
		if slices.ContainsFunc(about, func(name string) bool { return strings.HasSuffix(l.Label.Key, "/line_"+name) }) {
			return l.N
		}
	}
	return 0
}

func register(v flows.View) flows.Action {
	profile := flows.Answers{}
	for _, key := range v.Asked() {
		if value := v.Answer(key); value != "" && key != Consent && key != Adult {
			profile[key] = value
		}
	}
	return flows.Register{Profile: profile}
}

var done = &flows.End{
	Say: func(v flows.View) []flows.Say {
		return []flows.Say{
			{Key: "registration/done", Args: flows.Args{"Name": v.Answer(Name), "Number": v.Outcome.Args["Number"]}},
			{Key: "registration/" + nextStep(v.Session.Answers), Args: flows.Args{"Kecamatan": placeName(v.Answer(Kecamatan))}},
			{Key: "common/status_card", Args: flows.StatusArgs(v.Facts.Person), Bubble: true},
		}
	},
	Do: invite,
	Go: flows.Go{To: flows.Home, Forget: true, Quiet: true},
}

// Invitation reminds a new member of the training.
const Invitation = "training"

// The programme invites to P2 within three days of P1; two weeks later the
// invitation is of no use.
const (
	invitedAfter = 3 * 24 * time.Hour
	invitedFor   = 14 * 24 * time.Hour
)

func invite(v flows.View) []flows.Action {
	due := v.Facts.Now.Add(invitedAfter)
	return []flows.Action{flows.Remind{Kind: Invitation, Class: flows.Advised, Due: due, Until: due.Add(invitedFor)}}
}

var updated = &flows.End{
	Say: func(v flows.View) []flows.Say {
		return []flows.Say{{Key: "registration/updated", Args: flows.Args{"Name": v.Answer(Name)}}}
	},
	Go: flows.Go{To: flows.Home, Forget: true, Quiet: true},
}

// nextStep picks the one thing that helps most now: a class for whoever
// starts, the licence that opens everything else for whoever sells without
// one, else training.
func nextStep(a flows.Answers) string {
	switch {
	case a[Status] == "starting":
		return "next_start"
	case a[NIB] == "yes":
		return "next_training"
	}
	return "next_nib"
}

// recap greets somebody who comes back in the middle.
func recap(v flows.View) flows.Say {
	lines := v.Lines()
	return flows.Say{Key: "registration/recap", Args: flows.Args{"Name": v.Answer(Name), "Lines": lines, "Count": len(lines)}}
}

// Card is what a profile holds, line by line, as its owner reads it.
func Card(profile flows.Answers) []flows.Line {
	var lines []flows.Line
	for _, st := range Flow.States {
		if st.Ask == nil || st.Ask.Line == "" || profile[st.Ask.Answer] == "" {
			continue
		}
		lines = append(lines, flows.NewLine(len(lines)+1, st.Ask, profile[st.Ask.Answer]))
	}
	return lines
}

// Reopened are the answers of a member whose card is looked at again: what
// was only asked once at the door counts as answered.
func Reopened(profile flows.Answers) flows.Answers {
	a := flows.Answers{Consent: "yes", Adult: "yes"}
	for k, v := range profile {
		a[k] = v
	}
	return a
}

// inMoney tells a sum from any other number.
var inMoney = regexp.MustCompile(`(?i)(\brp|\d *(k|rb|ribu|jt|juta)\b|\b(ribu|juta)\b)`)

// lineOf finds the line of the card that a value can only be meant for: a phone
// number, a year, a sum, a place.
func lineOf(text string, v flows.View) int {
	_, noPhone := understand.Phone(text)
	_, noSum := understand.Money(text)
	year, err := strconv.Atoi(strings.TrimSpace(text))
	place := region.FindKecamatan(text)
	about := ""
	switch {
	case noPhone == "":
		about = "phone"
	case err == nil && year >= 1950 && year <= v.Facts.Now.Year():
		about = "since"
	case noSum == "" && inMoney.MatchString(text):
		about = "omzet"
	case err != nil && place.Reason == "" && place.Exact:
		about = "kecamatan"
	}
	for _, l := range v.Lines() {
		if about != "" && l.Label.Key == "registration/line_"+about {
			return l.N
		}
	}
	return 0
}
