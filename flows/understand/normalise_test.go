package understand

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestNormalise(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                       "",
		"iya":                    "iya",
		"  IYAAAA   kak ":        "iya kak",
		"lanjuut":                "lanjuut",
		"oke\tsip\r\nlanjut":     "oke sip lanjut",
		"５ jt":                   "5 jt",
		"1️⃣":                    "1",
		"👍🏽":                     "👍",
		"ya\u200b\u202e\ufeff":   "ya",
		"y\x00a\xff":             "ya",
		"jum’at":                 "jum'at",
		"www.x.id":               "www.x.id",
		"1½ jt":                  "1 1/2 jt",
		"5000000":                "5000000",
		"A\u0301nita":            "ánita",
		"z\u0336a\u0336lgo":      "zalgo",
		"H\u0331H\u0331H\u0331i": "ẖi",
		"aaa bbb":                "a b",
		"a aa":                   "a aa",
	} {
		if got := Normalise(text); got != want {
			t.Errorf("Normalise(%q) = %q, want %q", text, got, want)
		}
	}
}

// anyText mixes arbitrary text with what the parsers look for, in the forms
// which are hard to read.
func anyText() *rapid.Generator[string] {
	piece := rapid.OneOf(rapid.String(), rapid.SampledFrom(strings.Split("ya|tidak|setuju|juta|5|2,5|1.500|rb|setengah|se|koma|ratus|dua|-|/|08129|+62|3171014506909901|tahun|lalu|ubah|/|menu|nama|saya|'|’|\u200d|👍🏽|1️⃣|\u0301|\xff|ｋ|٣|,|.|?|rp|an|belas|puluh|apa|itu|itu|kenapa|lahir|umur|sehari|sampai|********|nik|lupa|belum|ada|ya", "|")))
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " ", ", "}).Draw(t, "glue"))
	})
}

func TestNormaliseTwice(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		once := Normalise(anyText().Draw(t, "text"))
		if twice := Normalise(once); twice != once {
			t.Fatalf("%q became %q", once, twice)
		}
	})
}

// TestAnyText: no text breaks a parser, and a refused text has no value.
func TestAnyText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) { sound(t, anyText().Draw(t, "text")) })
}

// FuzzAnyText has the same from machine-made texts.
func FuzzAnyText(f *testing.F) {
	for _, row := range corpus(f) {
		f.Add(row[1])
	}
	f.Fuzz(func(t *testing.T, text string) { sound(t, text) })
}

// sound has every parser read a text.
func sound(t interface {
	Helper()
	Fatalf(string, ...any)
}, s string) {
	t.Helper()
	for name, parse := range map[string]func(string) (Answer, Reason){
		"YesNo": YesNo, "Consent": Consent, "News": News,
		"Adult": func(s string) (Answer, Reason) { return Adult(s, 2026) },
	} {
		if a, why := parse(s); (a == 0) != (why != "") {
			t.Fatalf("%s = %v, %q", name, a, why)
		}
	}
	for name, parse := range map[string]func(string) (string, Reason){
		"Phone": Phone, "Name": Name, "BusinessName": BusinessName, "NIB": NIB,
		"NIK":  func(s string) (string, Reason) { return NIK(s, monday) },
		"NPWP": func(s string) (string, Reason) { return NPWP(s, monday) },
	} {
		if value, why := parse(s); (value == "") != (why != "") {
			t.Fatalf("%s = %q, %q", name, value, why)
		}
	}
	for name, parse := range map[string]func(string, time.Time) (time.Time, Reason){"Date": Date, "Moment": Moment} {
		if day, why := parse(s, monday); day.IsZero() != (why != "") {
			t.Fatalf("%s = %v, %q", name, day, why)
		}
	}
	if i, why := Choice(s, menuA); i < 0 || i >= len(menuA) || why != "" && i != 0 {
		t.Fatalf("Choice = %d, %q", i, why)
	}
	if n, why := Money(s); n < 0 || n > maxAmount || why != "" && n != 0 {
		t.Fatalf("Money = %d, %q", n, why)
	}
	if m, why := Clock(s); m < 0 || m >= 24*60 || why != "" && m != 0 {
		t.Fatalf("Clock = %d, %q", m, why)
	}
	if y, why := Year(s, 2026); why == "" && (y < firstYear || y > 2026) {
		t.Fatalf("Year = %d", y)
	}
	if masked, found := MaskIDs(s); found == (masked == s) {
		t.Fatalf("MaskIDs = %q, %v", masked, found)
	}
	if n, ok := Monthly(s); ok != (n > 0) {
		t.Fatalf("Monthly = %d, %v", n, ok)
	}
	if topic, term, ok := Ask(s); ok != (topic != "") || term != "" && topic != AskWhat && topic != AskTerm {
		t.Fatalf("Ask = %q, %q, %v", topic, term, ok)
	}
	if about, value, ok := Amends(s); ok && len(about) == 0 || strings.TrimSpace(value) != value {
		t.Fatalf("Amends = %v, %q, %v", about, value, ok)
	}
	for _, reads := range []func(string) bool{DontKnow, NoIncome, Question, AsksHow, Greeting} {
		reads(s)
	}
	if got := English(s); got != English(Normalise(s)) {
		t.Fatalf("English = %v, not so of its plain form", got)
	}
	WithoutIDs(s)
	Global(s)
	Wants(s)
}

// TestSpellingHasOneReading: no short form may stand for two words.
func TestSpellingHasOneReading(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for word, forms := range spellings {
		for form := range strings.FieldsSeq(forms) {
			if other, ok := seen[form]; ok && other != word {
				t.Errorf("%q stands for %q and %q", form, word, other)
			}
			seen[form] = word
			if canon(word) != word && spelling[word] != word {
				t.Errorf("%q is itself written as %q", word, canon(word))
			}
		}
	}
}
