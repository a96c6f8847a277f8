package catalogue

import (
	"encoding/csv"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"langkah/flows"
	"langkah/flows/staff/stafftest"
)

// ways lead to each asking state.
func ways(t *testing.T) map[string][]string {
	t.Helper()
	f, err := os.Open("testdata/ways.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := csv.NewReader(f)
	in.FieldsPerRecord = -1 // what the service needs beside the messages is for its own test
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	list := map[string][]string{}
	for _, row := range rows[1:] {
		list[row[0]] = strings.Split(row[1], "|")
	}
	return list
}

// TestEveryWordInEveryState: a global word is understood wherever it is said,
// is answered, and costs no answer.
func TestEveryWordInEveryState(t *testing.T) {
	t.Parallel()
	ways := ways(t)
	for _, m := range Router().Flows() {
		for _, s := range m.Flow().States {
			if place := m.Flow().Name + "." + s.Name; s.Ask != nil && ways[place] == nil {
				t.Errorf("no way to %s in this test", place)
			}
		}
	}
	for place, way := range ways {
		for word, want := range map[string]func(*world, flows.Session) bool{
			"bantuan": func(w *world, _ flows.Session) bool { return w.said("common/help") && w.at() == place },
			"petugas": func(w *world, _ flows.Session) bool {
				return w.said("common/person") && w.at() == place || w.staff() && w.at() == "staff.menu"
			},
			"status": func(w *world, _ flows.Session) bool {
				return (w.said("common/status_visitor") || w.said("common/status_card")) && w.at() == place
			},
			"data saya":         func(w *world, _ flows.Session) bool { return w.said("common/my_data_card") && w.at() == place },
			"bahasa":            func(w *world, _ flows.Session) bool { return w.session.Lang == "en" && w.at() == place },
			"kenapa?":           func(w *world, _ flows.Session) bool { return w.at() == place },
			"menu":              func(w *world, _ flows.Session) bool { return w.at() == "menu.home" },
			"tarik persetujuan": func(w *world, _ flows.Session) bool { return w.at() == "privacy.withdraw" },
			"/start":            func(w *world, _ flows.Session) bool { return w.at() == place },
			"kembali":           func(w *world, _ flows.Session) bool { return len(w.turn.Says) > 0 },
			"batal":             func(w *world, s flows.Session) bool { return s.Flow != "registration" || w.at() == "menu.home" },
			"ulang":             func(w *world, s flows.Session) bool { return s.Flow != "registration" || w.at() == "restart.confirm" },
			"hubungkan":         func(w *world, _ flows.Session) bool { return w.said("link/given") },
			"pisahkan":          func(w *world, _ flows.Session) bool { return w.said("link/nothing") },
			"kelas saya": func(w *world, s flows.Session) bool {
				return w.said("training/empty") || w.at() == "training.own" || s.State == "mark" || s.State == "talk"
			},
			"hadir 4821": func(w *world, s flows.Session) bool {
				return w.said("training/present") || s.State == "mark" || s.State == "talk"
			},
			"PLT-0001": func(w *world, s flows.Session) bool {
				return w.at() == "training.class" || s.State == "talk" || s.Flow == "staff" && w.at() == "staff.class"
			},
			"K4T7-XM2W":      func(w *world, _ flows.Session) bool { return w.said("staff/unknown_code") },
			stafftest.Code:   func(w *world, _ flows.Session) bool { return w.at() == "staff.menu" },
			"sambung k7m4px": func(w *world, _ flows.Session) bool { return w.said("link/confirm") && w.at() == "link.confirm" },
			"mau kabar": func(w *world, _ flows.Session) bool {
				return w.said("common/more_news_on") || place == "registration.news"
			},
			"berhenti":   func(w *world, _ flows.Session) bool { return w.said("common/stopped") },
			"hapus data": func(w *world, s flows.Session) bool { return s.Flow == "privacy" || w.at() == "privacy.erase" },
		} {
			w := newWorld(t)
			w.say(way...)
			w.expect(place)
			before := w.session
			w.say(word)
			if !want(w, before) {
				t.Errorf("%s at %s leads to %s and says %v", word, place, w.at(), w.turn.Says)
			}
			if problem := speaks(w); problem != "" {
				t.Errorf("%s at %s: %s", word, place, problem)
			}
			if before.Flow == "registration" {
				after := maps.Clone(kept(w).Answers)
				want := maps.Clone(before.Answers)
				if word == "berhenti" { // the one answer that this word gives
					want["news"] = "no"
				}
				if word == "mau kabar" && place == "registration.news" {
					want["news"] = "yes"
				}
				if diff := cmp.Diff(want, after, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("%s at %s changed the answers (-before +after)\n%s", word, place, diff)
				}
			}
		}
	}
}

// staff tells whether the person is one of them.
func (w *world) staff() bool { return w.facts.Person.Staff.ID != 0 }

// kept is the registration wherever it is: running or parked.
func kept(w *world) flows.Session {
	if w.session.Flow != "registration" && w.session.Parked != nil {
		return *w.session.Parked
	}
	return w.session
}

// TestLaterEverywhere: who stops for today is let go at every question of the
// registration, with what was answered kept.
func TestLaterEverywhere(t *testing.T) {
	t.Parallel()
	for place, way := range ways(t) {
		if !strings.HasPrefix(place, "registration.") {
			continue
		}
		for _, text := range []string{"udahan dulu ah", "bsk", "besok aja", "nanti dulu ya"} {
			w := newWorld(t)
			w.say(way...)
			w.expect(place)
			if w.say(text); !w.said("common/put_aside") && !w.said("common/unchanged") || w.at() != "menu.home" {
				t.Errorf("%s at %s leads to %s and says %v", text, place, w.at(), w.turn.Says)
			}
		}
	}
}
