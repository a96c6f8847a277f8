package menu

import (
	"slices"
	"strings"

	"langkah/flows"
	"langkah/flows/licensing"
	"langkah/flows/region"
	"langkah/flows/understand"
)

// near is where somebody wants to see classes, bazaars or an office, when that
// is not where they live.
const near = "near"

// paper is the one that they ask for of the licences.
const paper = "paper"

// own: in the menu a question after an office asks for its address, and one
// after a licence for what there is about licences.
var own = map[string]bool{"common/aside_where": true, "common/about_nib": true}

// readWish takes a plain yes to "where shall we start?" as the first option.
func readWish(in flows.Input, v flows.View) flows.Reading {
	if number(in.Text) { // it means what stands on the screen
		return flows.Reading{Reason: "UNCLEAR"}
	}
	if v.Session.State == "greet" {
		if answer, reason := understand.YesNo(in.Text); reason == "" && answer == understand.Yes {
			return flows.Reading{Value: "register"}
		}
	}
	return wish(in, v)
}

// papers adds the paper that is named beside a wish for licences.
func papers(got flows.Reading, text string) flows.Reading {
	if got.Reason == "" && got.Value == string(understand.WishLicensing) {
		got.Set = flows.Answers{paper: licensing.Named(text)}
	}
	return got
}

func number(text string) bool { return strings.Trim(text, " 0123456789.") == "" }

// arrive finds what somebody new asks for, in the greeting's own options too. A
// number is of no list that they have seen.
func arrive(in flows.Input, v flows.View) flows.Reading {
	if number(in.Text) {
		return flows.Reading{Reason: "UNCLEAR"}
	}
	if got := wish(in, v); got.Reason == "" {
		return got
	}
	return choice(in.Text, greetOptions(v))
}

// wish finds one of the seven steps, or another thing that the menu is for, in
// the words of a short text, and the place that it names.
func wish(in flows.Input, v flows.View) flows.Reading {
	want := understand.Wants(in.Text)
	got := choice(in.Text, homeOptions(v))
	if got.Reason == string(understand.Unclear) || got.Reason != "" && !strings.ContainsAny(in.Text, "0123456789") { // "2 modal" stays in doubt
		got = one(want.Wishes, got, v)
	}
	if got.Reason != "" && len(want.Wishes) > 0 {
		return got
	}
	return papers(placed(got, want), in.Text)
}

// one is what is asked for; of two things it is asked which comes first, where
// both stand in the menu.
func one(wishes []understand.Wish, missed flows.Reading, v flows.View) flows.Reading {
	if len(wishes) == 1 && wishes[0] == understand.WishRegister { // the first option is what they can do about it
		return flows.Reading{Value: homeOptions(v)[0].Value}
	}
	if len(wishes) == 1 {
		return flows.Reading{Value: string(wishes[0])}
	}
	for _, o := range homeOptions(v) {
		if v.Session.State == "home" && slices.Contains(wishes, understand.Wish(o.Value)) {
			missed.Among = append(missed.Among, o.Value)
		}
	}
	return missed
}

// placed adds the place that is named beside a wish; a place alone asks for
// its office.
func placed(got flows.Reading, want understand.Wanted) flows.Reading {
	if want.Rest == "" || got.Reason == "" && !local[got.Value] {
		return got
	}
	alone := got.Reason != ""
	m := region.FindExactly(want.Rest, alone)
	switch {
	case m.Reason == region.TooBroad && alone: // a city has many offices
		return flows.Reading{Value: string(understand.WishOffice)}
	case m.Reason == region.TooBroad:
		got.Set = flows.Answers{near: region.KotaIn(want.Rest)}
	case alone && !spelt(want.Rest, m):
	case m.Reason == "":
		got.Reason, got.Set = "", flows.Answers{near: m.Kecamatan.Code}
		if alone {
			got.Value = string(understand.WishOffice)
		}
	case m.Reason == region.Ambiguous && strings.Count(want.Rest, " ") < 2:
		if alone {
			got.Value = string(understand.WishOffice)
		}
		return flows.Reading{Value: "which", Set: flows.Answers{maybe: codes(m.Candidates), wanted: got.Value}}
	}
	return got
}

// spelt tells a place that was written, by its name or by the beginnings of its
// words ("tn abang"), from a word that only sounds like a part of one: Budi
// Santoso does not ask for Setiabudi.
func spelt(text string, m region.Match) bool {
	words := strings.Fields(strings.ToLower(text))
	said := strings.Join(words, "")
	for _, c := range append([]region.Candidate{{Kecamatan: m.Kecamatan, Kelurahan: m.Kelurahan}}, m.Candidates...) {
		names := []string{c.Kecamatan.Name}
		if c.Kelurahan != nil {
			names = append(names, c.Kelurahan.Name)
		}
		for i, n := range names {
			name := strings.Fields(strings.ToLower(n))
			whole := strings.Join(name, "")
			part := len(said) >= telling && (strings.Contains(said, whole) || strings.Contains(whole, said))
			if whole != "" && (i == 0 && said == whole || part || begin(words, name)) {
				return true
			}
		}
	}
	return false
}

// telling is how many letters a place needs that is part of a name or holds one.
const telling = 5

// begin: each word has the first letter of the name's.
func begin(words, name []string) bool {
	if len(words) != len(name) || len(words) < 2 {
		return false
	}
	for i := range words {
		if words[i][0] != name[i][0] {
			return false
		}
	}
	return true
}

// local wishes are answered for a place.
var local = map[string]bool{"training": true, "marketing": true, "mentoring": true, "person": true, "office": true, "schedule": true}

func choice(text string, all []flows.Option) flows.Reading {
	words := make([]understand.Option, len(all))
	for i, o := range all {
		words[i].Words = o.Words
	}
	i, reason := understand.Choice(text, words)
	if reason != "" {
		return flows.Reading{Reason: string(reason)}
	}
	return flows.Reading{Value: all[i].Value}
}
