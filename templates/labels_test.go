package templates

import (
	"maps"
	"testing"

	"langkah/flows"
	"langkah/flows/catalogue"
	"langkah/flows/understand"
)

// TestLabelsMeanWhatTheyStandFor writes each option's own words in place of
// pressing it: both must lead to the same place with the same answers. The
// menu is left out: its words work everywhere and come back to where one is.
func TestLabelsMeanWhatTheyStandFor(t *testing.T) {
	t.Parallel()
	r := catalogue.Router()
	facts := circumstances()["visitor"]
	for _, lang := range Languages() {
		for _, s := range sessions(r) {
			if s.Flow == "menu" {
				continue
			}
			s.Lang = lang
			turn := must(play(r, s, flows.Input{Kind: flows.Media, Media: "sticker"}, facts))
			offer := show(t, lang, turn)
			for i, o := range turn.Options {
				typed := must(play(r, turn.Session(), flows.Input{Text: offer[i].Label}, facts)).Session()
				pressed := must(play(r, turn.Session(), flows.Input{Kind: flows.Pick, Pick: turn.PickID(o)}, facts)).Session()
				if typed.Flow != pressed.Flow || typed.State != pressed.State || !maps.Equal(typed.Answers, pressed.Answers) {
					t.Errorf("%s.%s: writing %q leads to %s.%s, pressing it to %s.%s",
						s.Flow, s.State, offer[i].Label, typed.Flow, typed.State, pressed.Flow, pressed.State)
				}
			}
		}
	}
}

// show puts the options on the screen, as the engine does.
func show(t *testing.T, lang string, turn *flows.Turn) []flows.Choice {
	t.Helper()
	var offer []flows.Choice
	for _, o := range turn.Options {
		offer = append(offer, flows.Choice{Value: o.Value, Label: render(t, lang, o.Label)})
	}
	turn.Shown(offer)
	return offer
}

// TestExamplesAreUnderstood holds the examples in the texts to what is read.
func TestExamplesAreUnderstood(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"5 juta", "500 ribu", "6 juta", "750rb", "1,5 juta", "2.500.000", "0", "500 thousand", "5 million", "6 million"} {
		if _, why := understand.Money(s); why != "" {
			t.Errorf("money %q: %s", s, why)
		}
	}
	for _, s := range []string{"2019", "3 tahun lalu", "2015", "tahun ini", "tahun lalu", "5 bulan", "3 years ago", "last year", "5 years ago"} {
		if _, why := understand.Year(s, 2026); why != "" {
			t.Errorf("year %q: %s", s, why)
		}
	}
	for _, s := range []string{"0812-3456-7890", "081234567890", "+62 812 3456 7890"} {
		if _, why := understand.Phone(s); why != "" {
			t.Errorf("phone %q: %s", s, why)
		}
	}
	for _, s := range []string{"Siti Aminah", "Budi Santoso", "Suparmi"} {
		if _, why := understand.Name(s); why != "" {
			t.Errorf("name %q: %s", s, why)
		}
	}
	for _, s := range []string{"BELUM", "NONE"} {
		if _, why := understand.BusinessName(s); why != understand.None {
			t.Errorf("no business name %q: %s", s, why)
		}
	}
}
