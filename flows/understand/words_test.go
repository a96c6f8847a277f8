package understand

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// wordParsers are the parsers of words, each writing all that it found.
var wordParsers = map[string]func(string) string{
	"YesNo":   func(s string) string { return fmt.Sprint(YesNo(s)) },
	"Consent": func(s string) string { return fmt.Sprint(Consent(s)) },
	"Choice":  func(s string) string { return fmt.Sprint(Choice(s, menuA)) },
	"Name":    func(s string) string { return fmt.Sprint(Name(s)) },
	"Global":  func(s string) string { return fmt.Sprint(Global(s)) },
}

// sameWhenNormal: what is typed with odd letters, spaces or capitals says
// what its plain form says.
func sameWhenNormal(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string) {
	t.Helper()
	for name, parse := range wordParsers {
		if got, plain := parse(text), parse(Normalise(text)); got != plain {
			t.Fatalf("%s(%q) = %s, of its plain form %s", name, text, got, plain)
		}
	}
}

func TestWordsOfNormalText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) { sameWhenNormal(t, anyText().Draw(t, "text")) })
}

func FuzzWords(f *testing.F) {
	for _, row := range corpus(f) {
		f.Add(row[1])
	}
	f.Fuzz(func(t *testing.T, text string) { sameWhenNormal(t, text) })
}

// TestLongWords: eight times the text takes eight times the work.
func TestLongWords(t *testing.T) {
	for _, piece := range []string{"a", "ya ", "setuji ", "tidak ", "1 ", "dan 2 ", "apa ", "ndasuku ", "nama saya ", "jangan kirim ", "\u0301", "👍", "ya,", "9", "bukan ", "bukan a, b ", "eh bukan ", "2019,"} {
		for name, parse := range wordParsers {
			linear(t, name, piece, func(s string) { parse(s) })
		}
	}
}

func sampled(t *rapid.T, label, words string) string {
	return rapid.SampledFrom(strings.Split(words, "|")).Draw(t, label)
}

const tails = "| kak| ya| dong kak| deh|!!| 🙏| bu|..."

// slip makes one mistake behind the first letter of a word of six letters or
// more: a letter doubled, or two swapped, or a vowel left out.
func slip(t *rapid.T, w string) string {
	i := rapid.IntRange(1, len(w)-2).Draw(t, "at")
	switch rapid.IntRange(0, 2).Draw(t, "slip") {
	case 0:
		return w[:i] + w[i:i+1] + w[i:]
	case 1:
		return w[:i] + w[i+1:i+2] + w[i:i+1] + w[i+2:]
	}
	if isVowel(w[i]) {
		return w[:i] + w[i+1:]
	}
	return w
}

func TestYesNoWithSlips(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		yes := rapid.Bool().Draw(t, "yes")
		words, want := "jangan|nggak|menolak|keliru", No
		if yes {
			words, want = "setuju|lanjut|sepakat|bersedia", Yes
		}
		text := slip(t, sampled(t, "word", words)) + sampled(t, "tail", tails)
		if a, why := YesNo(text); a != want {
			t.Fatalf("YesNo(%q) = %v, %s", text, a, why)
		}
	})
}

// TestConsentSpoilt: one word that doubts, asks, delays or denies, or that
// belongs to something else, and there is no consent, wherever it stands.
func TestConsentSpoilt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(strings.Fields("ya iya setuju boleh ok saya 1 kak yes stuju setujuu")), 1, 4).Draw(t, "words")
		spoiler := sampled(t, "spoiler", "tidak|gak|tapi|nanti|kalau|asal|mungkin|kayaknya|apa|jangan|belum|besok|warung|ampun|allah|2|11|yanto|siapa|kenapa|terserah|ga tau|atau|stop|batal|?")
		at := rapid.IntRange(0, len(words)).Draw(t, "at")
		text := strings.Join(append(append(append([]string{}, words[:at]...), spoiler), words[at:]...), " ")
		if a, _ := Consent(text); a == Yes {
			t.Fatalf("Consent(%q) = YES", text)
		}
	})
}

func TestChoiceInAnySpelling(t *testing.T) {
	t.Parallel()
	spelt := []string{"1|satu|pertama|1️⃣|１|stu|one", "2|dua|kedua|ke-2|２|ke dua|two", "3|tiga|ketiga|3️⃣|tga|ke3", "4|empat|keempat|4.|(4)|ampat", "5|lima|kelima|5)|five|lma", "6|enam|keenam|6️⃣|ke enam", "7|tujuh|ketujuh|terakhir|tujuhh|seven"}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 6).Draw(t, "n")
		text := sampled(t, "lead", "|no |nomor |pilih |yg |saya pilih yang |opsi |NO. ") + sampled(t, "number", spelt[n]) + sampled(t, "tail", tails)
		if i, why := Choice(text, menuA); why != "" || i != n {
			t.Fatalf("Choice(%q) = %d, %q, want %d", text, i, why, n)
		}
	})
}

func TestNameInAnyFrame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(strings.Fields("Siti Budi Slamet Nur'aini Ulan Wahyuni Sri Setia Batari Made Al-Fatih Mulyono")), 1, 4).Draw(t, "words")
		want := strings.Join(words, " ")
		text := sampled(t, "lead", "|nama saya |saya |NAMA: |panggil aja |perkenalkan saya |halo kak, saya |namaku |bu ") + want + sampled(t, "tail", "| kak| 🙏|.| ya| aja|, kak")
		if rapid.Bool().Draw(t, "shout") {
			text = strings.ToUpper(text)
		}
		if got, why := Name(text); got != want {
			t.Fatalf("Name(%q) = %q, %q, want %q", text, got, why, want)
		}
	})
}

// TestStoriesCommandNothing: a key word between words of a story is no
// command.
func TestStoriesCommandNothing(t *testing.T) {
	t.Parallel()
	const story = "warung|kemarin|suami|lebaran|pembeli|gerobak|tetangga|ojol|pasar|donat"
	rapid.Check(t, func(t *rapid.T) {
		text := sampled(t, "before", story) + " " + sampled(t, "key", "berhenti|stop|batal|mulai|kembali|hapus data|menu|bantu|admin|daftar|ulang|status") + " " + sampled(t, "after", story)
		if c, _, ok := Global(text); ok {
			t.Fatalf("Global(%q) = %s", text, c)
		}
	})
}
