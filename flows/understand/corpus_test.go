package understand

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// menuA is the main menu the corpus answers, with its synonyms.
var menuA = []Option{
	{[]string{"Daftar anggota", "registrasi", "gabung", "mendaftar"}},
	{[]string{"Pelatihan", "kelas", "kursus", "belajar"}},
	{[]string{"Pendampingan", "pendamping", "konsultasi"}},
	{[]string{"Perizinan usaha", "izin", "NIB", "halal", "PIRT", "merek"}},
	{[]string{"Bazar & pemasaran", "bazaar", "pameran", "jualan"}},
	{[]string{"Lapor omzet", "omset", "laporan", "pembukuan"}},
	{[]string{"Permodalan", "modal", "pinjaman", "kredit", "KUR"}},
}

// parse answers a corpus row as the corpus writes it.
func parse(kind, input string) (string, bool) {
	value, why := "", Reason("")
	switch kind {
	case "yesno":
		var a Answer
		a, why = YesNo(input)
		value = a.String()
	case "menu_choice":
		var i int
		i, why = Choice(input, menuA)
		value = strconv.Itoa(i + 1)
	case "money":
		var n int64
		n, why = Money(input)
		value = strconv.FormatInt(n, 10)
	case "phone":
		value, why = Phone(input)
	case "name":
		value, why = Name(input)
	case "global_command":
		c, _, ok := Global(input)
		value = string(c)
		if !ok {
			why = "NOT_COMMAND"
		}
	default:
		return "", false
	}
	if why != "" {
		return "INVALID:" + string(why), true
	}
	return value, true
}

// corpus is every row of every file of answers.
func corpus(t testing.TB) [][]string {
	t.Helper()
	files, err := filepath.Glob("testdata/answers_*.csv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files of answers: %v", err)
	}
	var all [][]string
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatalf("read %s: %v", name, err)
		}
		all = append(all, rows[1:]...)
	}
	return all
}

// TestCorpus wants every value and every refusal right, and nineteen reasons
// out of twenty.
func TestCorpus(t *testing.T) {
	t.Parallel()
	rows, reasons, wrongReasons := 0, 0, 0
	for _, row := range corpus(t) {
		got, ok := parse(row[0], row[1])
		if !ok {
			continue
		}
		rows++
		want := row[2]
		refused := strings.HasPrefix(want, "INVALID:")
		if refused {
			reasons++
		}
		switch {
		case got == want:
		case refused && strings.HasPrefix(got, "INVALID:"):
			wrongReasons++
			t.Logf("%s %q: reason %s, want %s", row[0], row[1], got, want)
		default:
			t.Errorf("%s %q = %s, want %s", row[0], row[1], got, want)
		}
	}
	if rows < 250 {
		t.Errorf("only %d rows of the corpus were read", rows)
	}
	if wrongReasons*20 > reasons {
		t.Errorf("%d of %d reasons are wrong", wrongReasons, reasons)
	}
}

// TestCorpusConsent lets every answer of the corpus stand as an answer to a
// consent question: none but a clear yes may pass.
func TestCorpusConsent(t *testing.T) {
	t.Parallel()
	for _, row := range corpus(t) {
		a, why := Consent(row[1])
		if (a == Yes || a == No) == (why != "") {
			t.Errorf("Consent(%q) = %v, %q", row[1], a, why)
		}
		if a == Yes && row[2] != "YES" && row[2] != "1" && row[1] != "ok" {
			t.Errorf("Consent(%q) = YES; as %s it is %s", row[1], row[0], row[2])
		}
	}
}
