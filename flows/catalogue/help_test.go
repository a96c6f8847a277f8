package catalogue

import (
	"encoding/csv"
	"os"
	"regexp"
	"strings"
	"testing"

	"langkah/flows"
	"langkah/templates"
)

// help is what is written at a question, and what its help must offer.
type help struct {
	miss, right string
	examples    map[string][]string // by language: each stands in the help, and is understood
}

func helps(t *testing.T) map[string]help {
	t.Helper()
	f, err := os.Open("testdata/help.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	list := map[string]help{}
	for _, row := range rows[1:] {
		list[row[0]] = help{miss: row[1], right: row[2], examples: map[string][]string{"id": strings.Split(row[3], "|"), "en": strings.Split(row[4], "|")}}
	}
	return list
}

// everyAsk visits each asking state of every flow, at the end of its way.
func everyAsk(t *testing.T, visit func(t *testing.T, place string, ask *flows.Ask, there func() *world)) {
	t.Helper()
	ways := ways(t)
	for _, m := range Router().Flows() {
		for _, s := range m.Flow().States {
			if s.Ask == nil {
				continue
			}
			place := m.Flow().Name + "." + s.Name
			t.Run(place, func(t *testing.T) {
				t.Parallel()
				visit(t, place, s.Ask, func() *world {
					w := newWorld(t)
					w.say(ways[place]...)
					w.expect(place)
					return w
				})
			})
		}
	}
}

// TestEveryMissIsHelped: an example at the first miss, more at the second, a
// person at the third; an answer goes on and is forgiven.
func TestEveryMissIsHelped(t *testing.T) {
	t.Parallel()
	helps := helps(t)
	everyAsk(t, func(t *testing.T, place string, ask *flows.Ask, there func() *world) {
		h, ok := helps[place]
		if !ok || ask.Hint == "" || ask.Examples == "" {
			t.Fatalf("no help at %s: %q, %q", place, ask.Hint, ask.Examples)
		}
		w := there()
		w.say(h.miss)
		w.missed(place, 1, ask.Examples, "common/offer_person")
		first := w.turn.Says[0].Key
		w.say(h.miss)
		w.missed(place, 2, "common/offer_person", "")
		w.expect(place, ask.Examples)
		w.say(h.miss)
		w.missed(place, 3, "", "")
		w.expect(place, ask.Examples, "common/offer_person")
		if w.say("PETUGAS"); !w.said("common/person") && !w.staff() {
			t.Errorf("PETUGAS brings %v", w.turn.Says)
		}
		w = there()
		w.say(h.miss, h.miss, h.right)
		if w.session.Misses != 0 || w.at() == place && !w.said("desk/sent") {
			t.Errorf("%q after misses leads to %s with %d misses", h.right, w.at(), w.session.Misses)
		}
		if w.say("kembali"); speaks(w) != "" {
			t.Errorf("back from behind %s: %s", place, speaks(w))
		}
		if !strings.HasPrefix(first, strings.Split(place, ".")[0]+"/") {
			t.Errorf("the first miss is helped by %s, not by a text of its own", first)
		}
	})
}

// missed fails unless the question stands, and so many misses are counted.
func (w *world) missed(place string, times int, unsaid ...string) {
	w.t.Helper()
	w.expect(place)
	if w.session.Misses != times {
		w.t.Fatalf("%d misses, want %d; said %v", w.session.Misses, times, w.turn.Says)
	}
	for _, key := range unsaid {
		if key != "" && w.said(key) {
			w.t.Fatalf("miss %d says %s already", times, key)
		}
	}
	if problem := speaks(w); problem != "" {
		w.t.Fatal(problem)
	}
}

var example = map[string]*regexp.Regexp{
	"id": regexp.MustCompile(`(?i)misalnya|contoh|seperti ini`), "en": regexp.MustCompile(`(?i)for example|more examples|like this`),
}

// TestExamplesAreAnswers: help names examples of its own question, and each of
// them is understood where it is given.
func TestExamplesAreAnswers(t *testing.T) {
	t.Parallel()
	helps := helps(t)
	everyAsk(t, func(t *testing.T, place string, ask *flows.Ask, there func() *world) {
		for lang, examples := range helps[place].examples {
			text := ""
			for _, key := range []string{ask.Hint, ask.Examples} {
				part, err := templates.Text(lang, key, map[string]any{"Pictures": true})
				if err != nil || !example[lang].MatchString(part) {
					t.Errorf("%s %s gives no example: %q %v", lang, key, part, err)
				}
				text += part + "\n"
			}
			for _, e := range examples {
				w := there()
				w.session.Lang = lang
				if !strings.Contains(text, e) {
					t.Errorf("%s does not name %q: %s", lang, e, text)
				}
				if w.say(e); w.session.Misses > 0 || w.said("common/aside_question") {
					t.Errorf("%s example %q is not understood: %v", lang, e, w.turn.Says)
				}
			}
		}
	})
}

// TestHelpIsOfItsOwn: no two questions share their help.
func TestHelpIsOfItsOwn(t *testing.T) {
	t.Parallel()
	of := map[string]string{}
	for _, m := range Router().Flows() {
		for _, s := range m.Flow().States {
			if s.Ask == nil {
				continue
			}
			for _, key := range []string{s.Ask.Hint, s.Ask.Examples} {
				if other := of[key]; other != "" {
					t.Errorf("%s and %s share %s", s.Name, other, key)
				}
				of[key] = s.Name
			}
		}
	}
}
