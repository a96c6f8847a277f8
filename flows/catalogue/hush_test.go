package catalogue

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"langkah/flows"
	"langkah/flows/handoff"
)

// TestSilence: while staff talk to a person, nothing that they write, press or
// send is answered in any state, but by a word that it arrived; and they stay
// where they are.
func TestSilence(t *testing.T) {
	t.Parallel()
	for place, way := range ways(t) {
		w := newWorld(t)
		w.say(way...)
		w.facts.Person.Handoff = 7
		before := w.session
		inputs := []flows.Input{{Kind: flows.Media, Media: "photo"}, {Kind: flows.Contact, Phone: "+6281234567890"}, {Masked: true, Text: "3171********9901"}}
		for _, o := range w.turn.Options {
			inputs = append(inputs, flows.Input{Kind: flows.Pick, Pick: w.turn.PickID(o)})
		}
		for _, text := range texts {
			if via, _, _ := hears.Linked(text); via != "" { // a poster's link: they open the chat anew
				continue
			}
			if _, ends, heard := handoff.Hush.Hears(flows.Input{Text: text}); !ends && !heard {
				inputs = append(inputs, flows.Input{Text: text})
			}
		}
		for _, in := range inputs {
			if err := w.hear(in); err != nil {
				t.Fatalf("%s, %+v: %v", place, in, err)
			}
			for _, s := range w.turn.Says {
				if s.Key != "handoff/kept" {
					t.Errorf("%s, %+v: says %s", place, in, s.Key)
				}
			}
			w.session.Offer = before.Offer
			if diff := cmp.Diff(before, w.session); diff != "" {
				t.Fatalf("%s, %+v moves them:\n%s", place, in, diff)
			}
		}
	}
}

// TestWordsOutOfSilence: each of them leads back to the bot, or stops what is to
// be stopped.
func TestWordsOutOfSilence(t *testing.T) {
	t.Parallel()
	for place, way := range ways(t) {
		for text, want := range map[string]func(*world) bool{
			"selesai":           func(w *world) bool { return w.said("handoff/ended") && len(w.turn.Says) > 1 && w.at() == place },
			"Selesai kak":       func(w *world) bool { return w.at() == place },
			"menu":              func(w *world) bool { return w.said("handoff/ended") && w.at() == "menu.home" },
			"/start":            func(w *world) bool { return w.at() == "menu.home" },
			"hapus data":        func(w *world) bool { return w.at() == "privacy.erase" },
			"tarik persetujuan": func(w *world) bool { return w.at() == "privacy.withdraw" },
			"berhenti":          func(w *world) bool { return w.said("common/stopped") && w.facts.Person.Handoff != 0 && w.at() == place },
		} {
			w := newWorld(t)
			w.say(way...)
			w.facts.Person.Handoff = 7
			if w.say(text); !want(w) {
				t.Errorf("%s at %s leads to %s and says %v", text, place, w.at(), w.turn.Says)
			}
			if problem := speaks(w); problem != "" {
				t.Errorf("%s at %s: %s", text, place, problem)
			}
		}
	}
}
