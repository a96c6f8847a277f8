package templates

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"langkah/templates/programme"
)

func TestTextFillsInTheLanguageAsked(t *testing.T) {
	t.Parallel()
	args := map[string]any{"Step": "4", "Steps": "13"}
	for lang, want := range map[string]string{
		"id": "Siapa nama lengkap Kakak, sesuai KTP? (4 dari 13)",
		"en": "What is your full name, as on your KTP (ID card)? (4 of 13)",
		"":   "Siapa nama lengkap Kakak, sesuai KTP? (4 dari 13)",
		"jv": "Siapa nama lengkap Kakak, sesuai KTP? (4 dari 13)",
	} {
		got, err := Text(lang, "registration/name", args)
		if err != nil || got != want {
			t.Errorf("Text(%q) = %q, %v, want %q", lang, got, err, want)
		}
	}
}

func TestTextWithoutProgressEndsAtTheQuestion(t *testing.T) {
	t.Parallel()
	got, err := Text("id", "registration/name", map[string]any{"Step": 0, "Steps": 0})
	if want := "Siapa nama lengkap Kakak, sesuai KTP?"; err != nil || got != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

// place is a text in a text, as the flows hand it over.
type place struct{ name string }

func (p place) Named() (string, map[string]any) {
	return "common/plain", map[string]any{"Text": p.name}
}

type lost struct{}

func (lost) Named() (string, map[string]any) { return "", nil }

func TestTextRefusesWhatItCannotFill(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		key  string
		args map[string]any
	}{
		"unknown key":        {"registration/nowhere", nil},
		"part of a text":     {"progress", map[string]any{"Step": "1", "Steps": "2"}},
		"no arguments":       {"registration/name", nil},
		"missing argument":   {"registration/name", map[string]any{"Step": "4"}},
		"nil argument":       {"registration/done", map[string]any{"Name": "Siti", "Number": nil}},
		"amount in words":    {"common/rupiah", map[string]any{"Amount": "lima juta"}},
		"no phone number":    {"common/phone", map[string]any{"Phone": ""}},
		"place is no text":   {"registration/which_one", map[string]any{"Place": "Tebet"}},
		"nested text is not": {"registration/which_one", map[string]any{"Place": lost{}}},
	} {
		if got, err := Text("id", c.key, c.args); err == nil {
			t.Errorf("%s: rendered %q, want an error", name, got)
		}
	}
}

func TestNestedTextIsInTheSameLanguage(t *testing.T) {
	t.Parallel()
	for lang, want := range map[string]string{"id": "Maksudnya Tebet, Kak?", "en": "Do you mean Tebet?"} {
		got, err := Text(lang, "registration/which_one", map[string]any{"Place": place{"Tebet"}})
		if err != nil || got != want {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
	}
}

func TestInsertedTextStaysOnOneLine(t *testing.T) {
	t.Parallel()
	args := map[string]any{"Text": "Siti\r\n0 Menu\t\u202eanimA\x00 \u2028ya {{.Name}}"}
	before := args["Text"]
	got, err := Text("id", "common/plain", args)
	if want := "Siti 0 MenuanimA ya {{.Name}}"; err != nil || got != strings.Replace(want, "Menu", "Menu ", 1) {
		t.Errorf("got %q, %v", got, err)
	}
	if args["Text"] != before {
		t.Error("the caller's arguments were changed")
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		got, err := Text("id", "common/plain", map[string]any{"Text": s})
		if err != nil || strings.ContainsAny(got, "\r\n\t\v\u0085\u2028\u202e\x00") {
			t.Fatalf("%q became %q, %v", s, got, err)
		}
	})
}

func TestLanguagesHoldTheSameTexts(t *testing.T) {
	t.Parallel()
	if got := Languages(); !slices.Equal(got, []string{"id", "en"}) {
		t.Fatalf("languages %v", got)
	}
	if diff := cmp.Diff(Keys("id"), Keys("en")); diff != "" {
		t.Errorf("id and en differ (-id +en):\n%s", diff)
	}
	for _, key := range Keys("id") {
		if !Has("id", key) || Has("id", key+"_") {
			t.Errorf("Has is wrong about %s", key)
		}
	}
}

var called = regexp.MustCompile(`\{\{-?\s*template "([^"]*)"`)

func TestFilesHoldTheirPrefixAndWhatTheyCall(t *testing.T) {
	t.Parallel()
	for _, lang := range Languages() {
		for prefix, texts := range languages[lang].files {
			name := lang + "/" + prefix + ".tmpl"
			raw, err := files.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for key, text := range texts() {
				if !strings.HasPrefix(key, prefix+"/") {
					t.Errorf("%s holds %s, which nobody finds there", name, key)
				}
				for _, part := range called.FindAllSubmatch(raw, -1) {
					if text.fill != nil && text.fill.Lookup(string(part[1])) == nil {
						t.Errorf("%s calls %q, which is in another file", name, part[1])
					}
				}
			}
		}
	}
}

func BenchmarkText(b *testing.B) {
	args := map[string]any{"Step": "4", "Steps": "13"}
	for name, c := range map[string]struct {
		key  string
		args map[string]any
	}{
		"question": {"registration/name", args},
		"plain":    {"registration/agree", nil},
		"ack":      {"registration/name_ack", map[string]any{"Name": "Siti Aminah"}},
		"nested":   {"registration/which_one", map[string]any{"Place": place{"Tebet"}}},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Text("id", c.key, c.args); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestTablesNameTexts: every reason and every rule of the programme's tables has
// its text.
func TestTablesNameTexts(t *testing.T) {
	t.Parallel()
	check := programme.Must(programme.Diagnosis())
	said := check.Always
	for _, q := range check.Questions {
		for _, a := range q.Answers {
			said = append(said, a.Says...)
		}
	}
	var keys []string
	for _, p := range said {
		keys = append(keys, "diagnosis/because_"+p.Reason)
	}
	for _, r := range programme.Must(programme.Rules()) {
		keys = append(keys, "advice/"+r.Text)
	}
	for _, key := range keys {
		for _, lang := range Languages() {
			if !Has(lang, key) {
				t.Errorf("there is no %s in templates/%s", key, lang)
			}
		}
	}
}
