package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"langkah/bot/script"
	"langkah/flows/staff/stafftest"
)

// everywhere is what each global word must bring, wherever it is written.
var everywhere = [][2]string{
	{"menu", "Pelatihan"}, {"bantuan", "KEMBALI: pertanyaan sebelumnya"}, {"kembali", "/./"}, {"batal", "/./"}, {"ulang", "/./"},
	{"status", "/belum (terdaftar|selesai)|Kartu anggota/"}, {"bahasa", "BAHASA"}, {"petugas", "Satpel PPKUKM"}, {"berhenti", "hentikan"},
	{"data saya", "HAPUS DATA"}, {"hapus data", "/./"}, {"tarik persetujuan", "/./"}, {"kenapa?", "/./"}, {"lanjut", "/./"},
	{"hubungkan", "SAMBUNG"}, {"pisahkan", "/./"}, {"sambung k7m4px", "/./"},
	{"ubah", "/./"}, {"daftar", "/./"}, {"/start", "/./"},
}

// TestEveryWordEverywhere writes every global word in every asking state, as a
// generated conversation on the real service, and afterwards finds the way out.
func TestEveryWordEverywhere(t *testing.T) {
	f, err := os.Open("../../flows/catalogue/testdata/ways.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		t.Run(row[0], func(t *testing.T) {
			t.Parallel()
			s, err := script.Parse(row[0], wordsAfter(strings.Split(row[1], "|")))
			if err != nil {
				t.Fatal(err)
			}
			play(t, s)
		})
	}
}

// What staff look after: a class that is on its second day, with one person on
// its roll, and one to come; and how they are hired.
const (
	school = `@ 2026-11-19 09:00
given siti: member name="Siti Aminah" kecamatan=31.75.06
$ training import testdata/training/office.csv --apply
siti> PLT-0101
siti> 1
@ 2026-11-23 10:00
`
	hire = "$ staff add Rina Kartika --role officer --kecamatan Cakung --kecamatan 'Cempaka Putih' --kecamatan 'Kepulauan Seribu Selatan'\n"
)

// wordsAfter is a script in which somebody new goes the way for each word. A
// way that ends in a line of the clock is gone by all of them first.
func wordsAfter(way []string) string {
	var b, then strings.Builder
	last := way[len(way)-1]
	staffs := slices.Contains(way, stafftest.Code)
	if staffs {
		b.WriteString(school)
	}
	if clock := strings.HasPrefix(last, "@"); clock {
		fmt.Fprintln(&then, last)
		way = way[:len(way)-1]
	}
	for i, word := range everywhere {
		who := fmt.Sprintf("p%d", i)
		if last == "@ +25d" { // a card comes only there
			who += "@whatsapp"
		}
		want, way := word[1], slices.Clone(way)
		if at := slices.Index(way, stafftest.Code); staffs {
			fmt.Fprintf(&b, "%s$< /code: (?P<c%d>\\w{4}-\\w{4})/\n", hire, i)
			way[at] = fmt.Sprintf("{c%d}", i)
			if word[0] == "petugas" {
				want = "Mau apa, Rina?"
			}
		}
		for _, text := range way[:len(way)-1] {
			fmt.Fprintf(&b, "%s>> %s\n", who, text)
		}
		fmt.Fprintf(&b, "%s> %s\n", who, way[len(way)-1])
		fmt.Fprintf(&then, "%s> %s\n%s<~ %s\n%s> menu\n%s<~ /Pelatihan|Training/\n", who, word[0], who, want, who, who)
	}
	return b.String() + then.String()
}
