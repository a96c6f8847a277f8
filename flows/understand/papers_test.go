package understand

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var corpusDay = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)

// paper answers as the corpus writes it.
func paper(kind, input string) (string, bool) {
	value, why := "", Reason("")
	switch kind {
	case "nik":
		value, why = NIK(input, corpusDay)
	case "nib":
		value, why = NIB(input)
	case "npwp":
		value, why = NPWP(input, corpusDay)
	default:
		return "", false
	}
	if why != "" {
		return "INVALID:" + string(why), true
	}
	return value, true
}

func TestPapersCorpus(t *testing.T) {
	t.Parallel()
	rows, reasons, wrong := 0, 0, 0
	for _, row := range corpus(t) {
		got, ok := paper(row[0], row[1])
		if !ok {
			continue
		}
		rows++
		want, refused := strings.CutPrefix(row[2], "INVALID:")
		if refused {
			reasons++
		}
		switch {
		case got == row[2]:
		case refused && strings.HasPrefix(got, "INVALID:"):
			wrong++
			t.Logf("%s %q: reason %s, want %s", row[0], row[1], got, want)
		default:
			t.Errorf("%s %q = %s, want %s", row[0], row[1], got, row[2])
		}
	}
	if rows < 50 {
		t.Errorf("only %d rows of the corpus were read", rows)
	}
	if wrong*20 > reasons {
		t.Errorf("%d of %d reasons are wrong", wrong, reasons)
	}
}

func TestPapers(t *testing.T) {
	t.Parallel()
	for _, c := range [][3]string{
		{"nik", "NIK saya 3171014506909901 ya kak", "3171014506909901"},
		{"nik", "nik3171014506909901", "3171014506909901"},
		{"nik", "3171-0145-0690-9901", "3171014506909901"},
		{"nik", "ktpku3171014506909901", "3171014506909901"},
		{"nik", "3171014506909901 3171014506909901", "3171014506909901"},
		{"nik", "31 71 01 450690 9901", "3171014506909901"},
		{"nik", "*3171014506909901*", "3171014506909901"},
		{"nik", "(3171014506909901), hp 081290001234", "3171014506909901"},
		{"nik", "３１７１０１４５０６９０９９０１", "3171014506909901"},
		{"nik", "umur 41, nik: 3171014506909901", "3171014506909901"},
		{"nik", "3171014506909901.\natas nama Siti", "3171014506909901"},
		{"nik", "9671012311089901", "9671012311089901"}, // 18 today
		{"nik", "9671012411089901", "INVALID:UNDERAGE"}, // 18 tomorrow
		{"nik", "6471012902009901", "6471012902009901"},
		{"nik", "9971014506909901", "INVALID:BAD_REGION"},
		{"nik", "3100014506909901", "INVALID:BAD_REGION"},
		{"nik", "3171018106909901", "INVALID:BAD_DATE"},
		{"nik", "3171010006909901", "INVALID:BAD_DATE"},
		{"nik", "3171017204909901", "INVALID:BAD_DATE"},
		{"nik", "1111111111111111", "INVALID:PLACEHOLDER"},
		{"nik", "1234567890123456", "INVALID:PLACEHOLDER"},
		{"nik", "3171********9901", "INVALID:NON_DIGIT"},
		{"nik", "3171xxxxxxxx9901", "INVALID:NON_DIGIT"},
		{"nik", "3171 O145 0690 9901", "INVALID:NON_DIGIT"},
		{"nik", "3171014506909901A", "INVALID:NON_DIGIT"},
		{"nik", "3171/0145/0690/9901", "3171014506909901"},
		{"nik", "3171014506909901, 3273055601919904", "INVALID:LENGTH"},
		{"nik", "3171014506909901 / 3273055601919904", "INVALID:LENGTH"},
		{"nik", "No KK 3273055601919904, NIK 3171014506909901", "3171014506909901"},
		{"nik", "NIK 3171014506909901 no. KK 3273055601919904", "3171014506909901"},
		{"nik", "nik sesuai kk: 3171014506909901", "3171014506909901"},
		{"nik", "no kk saya 3273055601919904", "INVALID:NO_DIGITS"},
		{"nik", "3171014506909901 1", "INVALID:LENGTH"},
		{"nik", "3171", "INVALID:LENGTH"},
		{"nik", "ktp hilang 2 minggu lalu", "INVALID:NO_DIGITS"},
		{"nik", " \u200b ", "INVALID:EMPTY"},
		{"nib", "nib saya 1299-0000-00017 ya", "1299000000017"},
		{"nib", "NIB 1299000000017, NIK 3171014506909901", "1299000000017"},
		{"nib", "1299000000017 / 3171014506909901", "1299000000017"},
		{"nib", "1299000000017 atau 9120990000024", "INVALID:LENGTH"},
		{"nib", "12990000000171", "INVALID:LENGTH"},
		{"nib", "+62 812 9000 00123", "INVALID:NON_DIGIT"},
		{"nib", "6281290000012", "INVALID:LENGTH"},
		{"nib", "0895-0000-00123", "INVALID:LENGTH"},
		{"nib", "0812260000017", "0812260000017"}, // of 8 December
		{"nib", "12990OOOOO017", "INVALID:NON_DIGIT"},
		{"nib", "1299000000017,5", "INVALID:NON_DIGIT"},
		{"nib", "1234567890123", "INVALID:PLACEHOLDER"},
		{"nib", "9876543210987", "INVALID:PLACEHOLDER"},
		{"nib", "1212121212121", "INVALID:PLACEHOLDER"},
		{"nib", "3171 0145 0690 9901", "INVALID:IS_NIK"},
		{"nib", "gapunya kak", "INVALID:NONE"},
		{"nib", "belum", "INVALID:NONE"},
		{"nib", "-", "INVALID:NONE"},
		{"nib", "belum pernah bikin, usaha baru 2 bulan", "INVALID:NONE"},
		{"nib", "masih diurus", "INVALID:NONE"},
		{"nib", "baru mau bikin", "INVALID:NONE"},
		{"nib", "saya mau tanya dulu", "INVALID:NO_DIGITS"},
		{"nib", "ada tapi lupa", "INVALID:NO_DIGITS"},
		{"nib", "gak hafal", "INVALID:NO_DIGITS"},
		{"nib", "apa itu nib?", "INVALID:NO_DIGITS"},
		{"npwp", "99 000 001 0 991 000", "990000010991000"},
		{"npwp", "npwp: 0990000010991000", "0990000010991000"},
		{"npwp", "NPWP-99.000.001.0-991.000.", "990000010991000"},
		{"npwp", "99.000.001.1-991.000", "INVALID:CHECKSUM"},
		{"npwp", "0990000011991000", "INVALID:CHECKSUM"},
		{"npwp", "3171018106909901", "INVALID:BAD_NIK"},
		{"npwp", "3171015506189901", "INVALID:BAD_NIK"},
		{"npwp", "0990000010991000000001", "INVALID:NITKU"},
		{"npwp", "00.000.000.0-000.000", "INVALID:PLACEHOLDER"},
		{"npwp", "00.000.000.0-991.000", "INVALID:PLACEHOLDER"},
		{"npwp", "99.O00.001.0-991.000", "INVALID:NON_DIGIT"},
		{"npwp", "99.000.001", "INVALID:LENGTH"},
		{"npwp", "blm punya npwp", "INVALID:NONE"},
		{"npwp", "no npwp saya hilang", "INVALID:NO_DIGITS"},
	} {
		if got, _ := paper(c[0], c[1]); got != c[2] {
			t.Errorf("%s %q = %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

// TestPapersOthersAnswers lets every other answer of the corpus stand as a
// paper's number: none may pass but those which are one of another kind, and
// digits without a name, refused as another number, which look like an NIB or NPWP.
func TestPapersOthersAnswers(t *testing.T) {
	t.Parallel()
	for _, row := range corpus(t) {
		for _, kind := range []string{"nik", "nib", "npwp"} {
			got, _ := paper(kind, row[1])
			bare := kind != "nik" && (row[2] == "INVALID:LENGTH" || row[2] == "INVALID:NOT_ID")
			if kind == row[0] || bare || strings.HasPrefix(got, "INVALID:") || len(got) == 16 && nikShaped(got) {
				continue
			}
			t.Errorf("%s %q passed as %s %s", row[0], row[1], kind, got)
		}
	}
}

func drawNIK(t *rapid.T) string {
	day := rapid.IntRange(1, 28).Draw(t, "day") + 40*rapid.IntRange(0, 1).Draw(t, "woman")
	return fmt.Sprintf("%s%02d%02d%02d%02d%02d99%02d", rapid.SampledFrom(strings.Fields("11 21 31 36 53 65 76 82 96")).Draw(t, "province"),
		rapid.IntRange(1, 79).Draw(t, "kota"), rapid.IntRange(1, 60).Draw(t, "kecamatan"), day,
		rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(27, 99).Draw(t, "year"), rapid.IntRange(1, 99).Draw(t, "serial"))
}

// drawNPWP draws fifteen digits and completes the check digit by trying.
func drawNPWP(t *rapid.T) string {
	common := func(d string) bool { return !repeats(d, 1) && !counts(d) }
	nine := rapid.StringMatching(`[0-9]{8}`).Filter(common).Draw(t, "taxpayer") + "0"
	for !luhn(nine) {
		nine = nine[:8] + string(nine[8]+1)
	}
	return nine + rapid.StringMatching(`9[0-9]{2}00[0-9]`).Draw(t, "office")
}

func drawSpaced(t *rapid.T, d string) string {
	var b strings.Builder
	for i, c := range d {
		if i > 0 {
			b.WriteString(rapid.SampledFrom([]string{"", "", "", " ", ".", "-", " - ", " . "}).Draw(t, "separator"))
		}
		b.WriteRune(c)
	}
	around := rapid.SampledFrom([]string{"", "nomor saya ", "NIK: ", "ini kak, ", "no. "})
	return around.Draw(t, "before") + b.String() + rapid.SampledFrom([]string{"", ".", " ya kak", " 🙏", "\n"}).Draw(t, "after")
}

func TestPapersRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		nib := rapid.StringMatching(`[0-9]{13}`).Filter(func(d string) bool { return !placeholder(d) && !mobileShaped(d) }).Draw(t, "nib")
		npwp := drawNPWP(t)
		for _, c := range [][2]string{{"nik", drawNIK(t)}, {"nib", nib}, {"npwp", npwp}, {"npwp", "0" + npwp}} {
			text := drawSpaced(t, c[1])
			if got, _ := paper(c[0], text); got != c[1] && !(placeholder(c[1]) && got == "INVALID:PLACEHOLDER") {
				t.Fatalf("%s %q = %s, want %s", c[0], text, got, c[1])
			}
		}
	})
}

// TestNPWPChangedDigit changes each of the nine digits under the check.
func TestNPWPChangedDigit(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := []byte(drawNPWP(t))
		i := rapid.IntRange(0, 8).Draw(t, "at")
		d[i] = '0' + (d[i]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10
		if got, why := NPWP(string(d), corpusDay); why != Checksum && why != Placeholder {
			t.Fatalf("NPWP(%s) = %s, %q", d, got, why)
		}
	})
}

// TestPapersSpoilt changes a digit into a letter, leaves one out or adds one.
func TestPapersSpoilt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		nib := rapid.StringMatching(`[1-9][0-9]{12}`).Filter(func(d string) bool { return !placeholder(d) }).Draw(t, "nib")
		for _, c := range [][2]string{{"nik", drawNIK(t)}, {"nib", nib}} {
			d := c[1]
			i := rapid.IntRange(0, len(d)-1).Draw(t, "at")
			letter := rapid.StringMatching(`[a-zOIlSBZ*]`).Draw(t, "letter")
			digit := rapid.StringMatching(`[0-9]`).Draw(t, "digit")
			for _, text := range []string{d[:i] + letter + d[i+1:], d[:i] + d[i+1:], d[:i] + digit + d[i:]} {
				if got, _ := paper(c[0], "nomor "+text); !strings.HasPrefix(got, "INVALID:") {
					t.Fatalf("%s %q = %s", c[0], text, got)
				}
			}
		}
	})
}

func fuzzPaper(f *testing.F, kind string, lengths ...int) {
	f.Helper()
	for _, s := range []string{"3171 0145 0690 9901", "NIB-1299000000017", "99.000.001.0-991.000", "belum punya", "3171O1", "٣١٧١", "\xff1", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, _ := paper(kind, s)
		if strings.HasPrefix(got, "INVALID:") {
			return
		}
		known := false
		for _, n := range lengths {
			known = known || len(got) == n
		}
		if again, _ := paper(kind, got); !known || !allDigits(got) || again != got {
			t.Errorf("%s %q = %q, and that is %q", kind, s, got, again)
		}
	})
}

func FuzzNIK(f *testing.F)  { fuzzPaper(f, "nik", 16) }
func FuzzNIB(f *testing.F)  { fuzzPaper(f, "nib", 13) }
func FuzzNPWP(f *testing.F) { fuzzPaper(f, "npwp", 15, 16) }

func BenchmarkPapers(b *testing.B) {
	for _, c := range [][2]string{
		{"nik", "NIK saya 3171 0145 0690 9901 ya kak"}, {"nib", "Nomor Induk Berusaha: 2808990000048"},
		{"npwp", "npwp saya 99.000.012.7-991.000"}, {"nib", "maaf kak saya belum pernah bikin NIB soalnya usaha baru mulai 2 bulan"},
	} {
		b.Run(c[0], func(b *testing.B) {
			for b.Loop() {
				paper(c[0], c[1])
			}
		})
	}
}
