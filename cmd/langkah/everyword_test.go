package main

import (
	"cmp"
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
	{"status", "/belum (terdaftar|selesai)|Kartu anggota/"}, {"bahasa", "BAHASA"}, {"petugas", "Satpel PPKUKM"}, {"berhenti", "hentikan"}, {"mau kabar", "/[Kk]abar/"},
	{"data saya", "HAPUS DATA"}, {"hapus data", "/./"}, {"tarik persetujuan", "/./"}, {"kenapa?", "/./"}, {"lanjut", "/./"},
	{"hubungkan", "SAMBUNG"}, {"pisahkan", "/./"}, {"sambung k7m4px", "/./"},
	{"kelas saya", "/Kelas Kakak:|Belum ada kelas/"}, {"hadir 4821", "/Hari ini tidak ada kelas|bukan kode hari ini/"}, {"plt-0009", "Kelas itu tidak ada lagi"},
	{"ubah", "/./"}, {"daftar", "/./"}, {"/start", "/./"},
}

// turns: but at full size a state hears one of so many words, the next state
// the next ones.
const turns = 6

// TestEveryWordEverywhere writes every global word in every asking state, as a
// generated conversation on the real service, and afterwards finds the way out.
func TestEveryWordEverywhere(t *testing.T) {
	f, err := os.Open("../../flows/catalogue/testdata/ways.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := csv.NewReader(f)
	in.FieldsPerRecord = -1 // most need nothing before or after
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for n, row := range rows[1:] {
		if n%2 == 1 && !soaking { // the flows hear every word in every state by themselves
			continue
		}
		t.Run(row[0], func(t *testing.T) {
			t.Parallel()
			row = append(row, "", "")
			s, err := script.Parse(row[0], wordsAfter(n, strings.Split(row[1], "|"), lines(row[2]), lines(row[3])))
			if err != nil {
				t.Fatal(err)
			}
			play(t, s)
		})
	}
}

// hire makes somebody staff: where a way has the stand-in for their code, it is
// the one that they are given.
const hire = "$ staff add Rina Kartika --role officer --kecamatan Cakung --kecamatan 'Cempaka Putih' --kecamatan 'Kepulauan Seribu Selatan'\n"

// toStaff is what a word brings for them instead.
var toStaff = map[string]string{"petugas": "Mau apa, Rina?", "plt-0009": "/Kelas itu tidak ada|Terkirim/", // or it is for whom they talk with
	"kelas saya": "/./", "hadir 4821": "/./"}

// photo at the end of a way is one that is sent.
const photo = "(photo)"

func lines(list string) string { return strings.ReplaceAll(list, "|", "\n") + "\n" }

// wordsAfter is a script in which somebody new goes the way for each word,
// between what the city needs before and what happens in it after. A way up to a
// reminder is gone by all of them first: it comes by the clock, or by what happens.
// n is which of the states this is.
func wordsAfter(n int, way []string, before, after string) string {
	var b, then strings.Builder
	b.WriteString(before)
	then.WriteString(after)
	var last string
	var onward []string
	staffs := slices.Contains(way, stafftest.Code)
	if at := slices.IndexFunc(way, func(text string) bool { return strings.HasPrefix(text, "@") }); at >= 0 {
		if last, onward = way[at], way[at+1:]; strings.HasPrefix(last, "@ +") {
			fmt.Fprintln(&then, last)
		}
		way = way[:at]
	}
	for i, word := range everywhere {
		if !soaking && (n+i)%turns != 0 {
			continue
		}
		who := fmt.Sprintf("p%d", i)
		switch {
		case last == "@ +25d": // a card comes only there
			who += "@whatsapp"
		case slices.Contains(way, photo): // none can be sent on the page
			who += "@telegram"
		}
		want, way := word[1], slices.Clone(way)
		if at := slices.Index(way, stafftest.Code); staffs {
			fmt.Fprintf(&b, "%s$< /code: (?P<c%d>\\w{4}-\\w{4})/\n", hire, i)
			way[at] = fmt.Sprintf("{c%d}", i)
			want = cmp.Or(toStaff[word[0]], want)
		}
		for _, text := range way[:len(way)-1] {
			fmt.Fprintf(&b, "%s>> %s\n", who, text)
		}
		if end := way[len(way)-1]; end == photo {
			fmt.Fprintf(&b, "%s! photo surat.jpg\n", who)
		} else {
			fmt.Fprintf(&b, "%s> %s\n", who, end)
		}
		for _, text := range onward {
			fmt.Fprintf(&then, "%s>> %s\n", who, text)
		}
		fmt.Fprintf(&then, "%s> %s\n%s<~ %s\n%s> menu\n%s<~ /Pelatihan|Training/\n", who, word[0], who, want, who, who)
	}
	return b.String() + then.String()
}
