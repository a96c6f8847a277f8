package understand

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// menuA is the main menu the corpus answers, with its synonyms.
var menuA = []Option{
	{[]string{"Daftar anggota", "registrasi", "gabung", "mendaftar", "pendaftaran", "anggota", "member"}},
	{[]string{"Pelatihan", "kelas", "kursus", "belajar", "workshop", "diklat"}},
	{[]string{"Pendampingan", "pendamping", "konsultasi", "bimbingan", "mentor"}},
	{[]string{"Perizinan usaha", "izin", "NIB", "halal", "PIRT", "NPWP", "HAKI", "merek", "sertifikat", "legalitas"}},
	{[]string{"Bazar & pemasaran", "bazaar", "pameran", "jualan", "promosi", "marketing"}},
	{[]string{"Lapor omzet", "omset", "laporan", "penjualan", "pembukuan", "keuangan", "SIAPIK"}},
	{[]string{"Permodalan", "modal", "pinjaman", "pinjam", "kredit", "KUR", "dana"}},
}

// parse answers a corpus row as the corpus writes it.
func parse(kind, input string) (string, bool) {
	value, why := "", Reason("")
	switch kind {
	case "yesno":
		var a Answer
		a, why = YesNo(input)
		value = a.String()
	case "consent":
		var a Answer
		a, why = Consent(input)
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
		switch {
		case Normalise(input) == "":
			why = Empty
		case !ok:
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

// corpus is every row of the tables of answers.
func corpus(t testing.TB) [][]string {
	t.Helper()
	files, err := filepath.Glob("testdata/answers_*.csv")
	if err != nil || len(files) == 0 {
		t.Fatal("no tables of answers: ", err)
	}
	var rows [][]string
	for _, name := range files {
		rows = append(rows, table(t, name)...)
	}
	return rows
}

func table(t testing.TB, name string) [][]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatalf("read %s: %v", name, err)
	}
	return rows[1:]
}

// TestCorpus wants every value and every refusal with its reason.
func TestCorpus(t *testing.T) {
	t.Parallel()
	rows := 0
	for _, row := range corpus(t) {
		got, ok := parse(row[0], row[1])
		if !ok {
			continue
		}
		rows++
		if got != row[2] {
			t.Errorf("%s %q = %s, want %s", row[0], row[1], got, row[2])
		}
	}
	if rows < 250 {
		t.Errorf("only %d rows of the corpus were read", rows)
	}
}

// plainYes consents, though as another kind it may say nothing.
var plainYes = set("ok oke ya iya setuju boleh")

// TestCorpusConsent lets every answer of the corpus stand as an answer to a
// consent question: none but a clear yes may pass.
func TestCorpusConsent(t *testing.T) {
	t.Parallel()
	for _, row := range corpus(t) {
		a, why := Consent(row[1])
		if (a == Yes || a == No) == (why != "") {
			t.Errorf("Consent(%q) = %v, %q", row[1], a, why)
		}
		if a == Yes && row[2] != "YES" && row[2] != "1" && !plainYes[strings.TrimSuffix(row[1], " kak")] {
			t.Errorf("Consent(%q) = YES; as %s it is %s", row[1], row[0], row[2])
		}
	}
}
