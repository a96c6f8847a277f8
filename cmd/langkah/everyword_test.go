package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"strings"
	"testing"

	"langkah/bot/script"
)

// everywhere is what each global word must bring, wherever it is written.
var everywhere = [][2]string{
	{"menu", "Pelatihan"}, {"bantuan", "KEMBALI: pertanyaan sebelumnya"}, {"kembali", "/./"}, {"batal", "/./"}, {"ulang", "/./"},
	{"status", "/belum (terdaftar|selesai)|Kartu anggota/"}, {"bahasa", "BAHASA"}, {"petugas", "Satpel PPKUKM"}, {"berhenti", "hentikan"},
	{"data saya", "HAPUS DATA"}, {"hapus data", "/./"}, {"tarik persetujuan", "/./"}, {"kenapa?", "/./"}, {"lanjut", "/./"},
	{"hubungkan", "SAMBUNG"}, {"pisahkan", "/./"}, {"sambung k7m4px", "/./"},
	{"kelas saya", "/Kelas Kakak:|Belum ada kelas/"}, {"hadir 4821", "/Hari ini tidak ada kelas|bukan kode hari ini/"}, {"plt-0009", "Kelas itu tidak ada lagi"},
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
	in := csv.NewReader(f)
	in.FieldsPerRecord = -1 // most need nothing before or after
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		t.Run(row[0], func(t *testing.T) {
			t.Parallel()
			row = append(row, "", "")
			s, err := script.Parse(row[0], wordsAfter(strings.Split(row[1], "|"), lines(row[2]), lines(row[3])))
			if err != nil {
				t.Fatal(err)
			}
			play(t, s)
		})
	}
}

func lines(list string) string { return strings.ReplaceAll(list, "|", "\n") + "\n" }

// wordsAfter is a script in which somebody new goes the way for each word,
// between what the city needs before and what happens in it after. A way that
// ends in a reminder is gone by all of them first: it comes by the clock, or by
// what happens.
func wordsAfter(way []string, before, after string) string {
	var b, then strings.Builder
	b.WriteString(before)
	then.WriteString(after)
	last := way[len(way)-1]
	if strings.HasPrefix(last, "@") {
		if strings.HasPrefix(last, "@ +") {
			fmt.Fprintln(&then, last)
		}
		way = way[:len(way)-1]
	}
	for i, word := range everywhere {
		who := fmt.Sprintf("p%d", i)
		if last == "@ +25d" { // a card comes only there
			who += "@whatsapp"
		}
		for _, text := range way[:len(way)-1] {
			fmt.Fprintf(&b, "%s>> %s\n", who, text)
		}
		fmt.Fprintf(&b, "%s> %s\n", who, way[len(way)-1])
		fmt.Fprintf(&then, "%s> %s\n%s<~ %s\n%s> menu\n%s<~ /Pelatihan|Training/\n", who, word[0], who, word[1], who, who)
	}
	return b.String() + then.String()
}
