package programme

import (
	"strings"
	"testing"
)

func TestOffers(t *testing.T) {
	list, err := Offers()
	if err != nil || len(list) < 5 {
		t.Fatalf("%d offers: %v", len(list), err)
	}
}

// TestAWrongOfferIsNamed by its line and column.
func TestAWrongOfferIsNamed(t *testing.T) {
	right := map[string]string{"code": "kur", "name": "KUR", "papers": "nib", "bring": "KTP", "reports": "3", "months": "6", "age": "21",
		"where": "bank", "where_en": "a bank", "about": "Pinjaman", "about_en": "A loan"}
	for _, wrong := range [][3]string{
		{"code", "KUR 1", `"KUR 1" is not of small letters and _, 2 to 20 of them`},
		{"name", strings.Repeat("K", 21), `"KKKKKKKKKKKKKKKKKKKKK" has 21 letters, want 2 to 20`},
		{"papers", "nib|sim", `"sim" is no kind of papers.csv`},
		{"reports", "13", `"13" is no number from 1 to 12`},
		{"months", "lama", `"lama" is no number from 1 to 120`},
		{"age", "0", `"0" is no number from 1 to 99`},
		{"where_en", "", "it has 0 letters, want 1 to 160"},
		{"about", strings.Repeat("a", 161), "it has 161 letters, want 1 to 160"},
	} {
		_, err := readOffers(tableOf(t, right, map[string]string{wrong[0]: wrong[1]}), map[string]bool{"nib": true})
		if want := "offers.csv:3: " + wrong[0] + ": " + wrong[2]; err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	_, err := readOffers(tableOf(t, right, map[string]string{"code": "first"}), map[string]bool{"nib": true})
	if err == nil || err.Error() != "offers.csv:3: code: first stands here twice" {
		t.Error(err)
	}
}

// tableOf has a right line, and one with changes.
func tableOf(t *testing.T, right, changes map[string]string) []Row {
	t.Helper()
	lines := []string{strings.Join(offerColumns, ",")}
	for n := range 2 {
		var cells []string
		for _, column := range offerColumns {
			value := right[column]
			if column == "code" && n == 0 {
				value = "first"
			}
			if changed, ok := changes[column]; ok && n == 1 {
				value = changed
			}
			cells = append(cells, value)
		}
		lines = append(lines, strings.Join(cells, ","))
	}
	rows, err := read(strings.NewReader(strings.Join(lines, "\n")), "offers.csv", offerColumns)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestValues(t *testing.T) {
	kinds, err := Values("papers.csv", "kind")
	if err != nil || !kinds["nib"] || kinds["kind"] {
		t.Errorf("%v: %v", kinds, err)
	}
	if _, err := Values("papers.csv", "colour"); err == nil || err.Error() != "papers.csv:1: no column colour" {
		t.Error(err)
	}
}
