package script

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What is played can be read like what was written.
func TestShowsTheConversation(t *testing.T) {
	t.Parallel()
	s, err := Parse("t.txt", `
		# a comment
		@ 2026-11-23 10:00
		siti> menu
		siti< Pilih
		siti! press satu
		siti@telegram>> satu|dua
		siti@telegram> ingat 2h
		@ +1h
		@ +2h
		siti@telegram< ingat
		$ doctor now
		$! channel telegram down
		$! restart
		siti> (2000 × a)`)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := Play(t.Context(), s, &echo{}, &out); err != nil {
		t.Fatal(err)
	}
	want := `
@ Mon 23 Nov 2026 10.00 WIB
siti> menu
siti< Pilih:
      [Satu]
      [Saja]
      [Menu]
siti! press Satu
siti< pick: a
siti@telegram> satu|dua
siti@telegram> ingat 2h
siti@telegram< kata: satu
siti@telegram< kata: dua

@ Mon 23 Nov 2026 11.00 WIB

@ Mon 23 Nov 2026 12.00 WIB
siti@telegram< ingat 23 12:00

@ Mon 23 Nov 2026 13.00 WIB
$ doctor now
  ran doctor,now
  kode 123456
$! channel telegram down
$! restart
siti> ` + strings.Repeat("a", 600) + `…
`
	got := out.String()
	if diff := cmp.Diff(want, got[:strings.LastIndex(got, "siti< ")]); diff != "" {
		t.Error(diff)
	}
	if s.Lines() != 13 {
		t.Errorf("%d lines", s.Lines())
	}
}
