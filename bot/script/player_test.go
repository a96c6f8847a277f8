package script

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// play plays a script and returns what was said about it, "" if nothing.
func play(t *testing.T, e *echo, text string) string {
	t.Helper()
	s, err := Parse("t.txt", text)
	if err != nil {
		t.Fatal(err)
	}
	if err := Play(t.Context(), s, e, io.Discard); err != nil {
		return err.Error()
	}
	return ""
}

func TestPlays(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"bubbles are read in order": `
			siti> satu|dua|tiga
			siti< kata: satu
			siti< /DUA$/i
			siti< tiga
			siti< (nothing)`,
		"the first that matches": `
			siti> satu|dua|tiga
			siti<~ dua
			siti< tiga`,
		"writing drops what is unread": `
			siti> satu|dua
			siti> tiga
			siti< kata: tiga
			siti< (nothing)`,
		"the clock drops what is unread": `
			siti> satu
			@ +1m
			siti< (nothing)`,
		"a burst is answered in one go": `
			siti>> satu
			siti>> dua
			siti> tiga
			siti< satu
			siti< dua
			siti< tiga`,
		"a burst ends with whatever follows": `
			siti>> satu
			siti< satu`,
		"empty, NUL and long": `
			siti>
			siti< kata: 
			siti> a\0b
			siti< a\0b
			siti> (9999 × é)
			siti<~ /^é+$/`,
		"channels": `
			siti@telegram> menu
			siti@telegram< [Satu]
			siti@whatsapp> menu
			siti@whatsapp< /\n1 Satu\n0 Menu$/
			siti@webchat> menu
			siti@webchat< [Saja]`,
		"files": `
			siti@telegram> gambar a.jpg Pasar Senen
			siti@telegram< /^\[photo a\.jpg\] Pasar Senen$/
			siti@whatsapp> gambar a.jpg
			siti@whatsapp< /^\[photo a\.jpg\]$/
			siti@webchat> gambar a.jpg Pasar Senen
			siti@webchat< /^Pasar Senen$/
			siti@telegram> berkas kelas-PLT-0001.ics Sampai jumpa
			siti@telegram< /^\[document kelas-PLT-0001\.ics\] Sampai jumpa$/`,
		"a name stays where it was first met": `
			siti@telegram> /start ref42
			siti< start: ref42
			siti> lagi
			siti@telegram< lagi`,
		"without a channel all phones are read": `
			siti> satu
			siti< satu
			siti@telegram> dua
			siti< dua
			siti< (nothing)`,
		"pressing": `
			siti> menu
			siti! press satu
			siti< pick: a
			siti! press Sa
			siti< pick: a
			siti! press saj
			siti< pick: b
			siti@whatsapp> menu
			siti@whatsapp! press satu
			siti< kata: 1
			siti@whatsapp! press Menu
			siti< kata: 0
			siti@whatsapp! press Saja
			siti< kata: Saja`,
		"other kinds": `
			siti! contact +6281200000009
			siti< contact: +6281200000009
			siti@telegram! contact
			siti< contact: +6281299000001
			siti@telegram! photo nib.jpg ini NIB
			siti@telegram< photo: ini NIB nib.jpg image/jpeg 0
			siti! photo nib.jpg
			siti< /^photo: $/
			siti@telegram! document player_test.go
			siti@telegram< /document:  player_test.go .* [1-9]/
			siti! voice
			siti< voice:
			siti! sticker
			siti< sticker:
			siti! location
			siti< location:
			siti! start x
			siti< start: x`,
		"again is the same message": `
			siti> satu
			siti! again
			siti< satu
			siti< (nothing)`,
		"who blocks gets nothing": `
			siti@telegram> satu
			siti! block
			budi> umumkan halo
			siti< (nothing)
			siti! unblock
			siti< reopened`,
		"due instants come in order": `
			@ 2026-11-23 10:00
			siti> ingat 20h
			budi> ingat 2h
			siti> ingat 3h
			@ +1d
			siti< ingat 23 13:00
			siti< ingat 24 06:00
			budi< ingat 23 12:00`,
		"the clock is what was set, or a Monday at nine": `
			siti> ingat 0h
			siti< ingat 23 09:00
			@ 2026-11-24 07:30
			siti> ingat 0h
			siti< ingat 24 07:30`,
		"while the database is down messages wait in order": `
			siti> ingat 1h
			$! database down
			siti> satu
			budi> dua
			siti> tiga
			siti< (nothing)
			@ +2h
			$! database up
			siti< satu
			siti< tiga
			siti< ingat 23 11:00
			siti< (nothing)
			budi< dua`,
		"a channel that is down": `
			siti@telegram> satu
			siti< satu
			$! channel telegram down
			siti@telegram> dua
			budi> umumkan halo
			budi< halo
			siti< (nothing)
			$! channel telegram up
			siti< halo
			siti< dua`,
		"a restart keeps what people see": `
			siti> satu|dua
			siti< satu
			$! restart
			siti< dua
			siti>> tiga
			$! restart
			siti< tiga`,
		"commands": `
			$ staff add "Bu Rina"
			$< ran staff,add,Bu Rina
			$< /kode (?P<code>\d{6})/
			siti> {code} {lain} {3}
			siti< 123456 {lain} {3}
			siti< (nothing)
			$ fail {code}
			$? 3
			$< /^ran fail,{code}$/m`,
		"ranges": `
			given 3 people p1..p3: member kota=31.71
			siti> umumkan batal
			p1..p3< batal
			p1..p3< (nothing)
			p2..p3> halo
			p2..p3< halo`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := play(t, &echo{}, text); got != "" {
				t.Error(got)
			}
		})
	}
}

func TestGivenTellsWhereToReachThem(t *testing.T) {
	t.Parallel()
	e := &echo{}
	got := play(t, e, `
		given siti@whatsapp: member stage=P2
		given 2 people p1..p2: member
		siti> halo
		siti@whatsapp< halo
		$! restart`)
	if got != "" {
		t.Fatal(got)
	}
	if p := e.given[0].People[0]; p.Address.ID != "6281299000001@s.whatsapp.net" || p.Phone != "+6281299000001" || p.Name != "siti" {
		t.Errorf("siti: %+v", p)
	}
	if p := e.given[1].People[1]; p.Address.Channel != "webchat" || p.Phone != "+6281299000003" {
		t.Errorf("p2: %+v", p)
	}
	if d := cmp.Diff(map[string]string{"stage": "P2"}, e.given[0].Attrs); d != "" {
		t.Error(d)
	}
	if e.starts != 2 {
		t.Errorf("started %d times, want 2", e.starts)
	}
}

func TestCannotBePlayed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"siti> x\n@ 2026-11-22 09:00":          "t.txt:2: expected a time from 2026-11-23 09:00 on",
		"siti> x\nsitti< (nothing)":            "t.txt:2: expected somebody who wrote or was given before, not sitti",
		"given siti: trainer":                  `t.txt:1: expected member, not "trainer"`,
		"siti! again":                          "t.txt:1: nothing was written on webchat before",
		"siti> ingat 1h\n\n@ +2h\nsiti< ingat": "t.txt:3: what is due at 2026-11-23 10:00:00 stays due",
	} {
		if got := play(t, &echo{stuck: true}, text); !strings.HasPrefix(got, want) {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
	got := play(t, &echo{deafness: errors.New("full")}, "# one\nsiti> x")
	if want := "t.txt:2: deliver to the service: full"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Each difference is reported as in testdata/differences.txt, for people to read.
func TestDifferences(t *testing.T) {
	t.Parallel()
	var all []string
	for _, text := range []string{
		"siti> satu|dua\n\nsiti< dua",
		"siti@whatsapp> menu\nsiti@whatsapp<~ /tiga/i",
		"siti> menu\nsiti< (nothing)",
		"siti> halo\nsiti< halo\nsiti< halo",
		"siti> menu\nsiti! press Dua",
		"siti! press Dua",
		"$ fail now",
		"$ doctor\n$? 1",
		"$ doctor\n$< disk full",
		"$ doctor\n$< (nothing)",
		"$ x\n$< /(?P<code>\\d+)/\nsiti> a\nsiti< kode {code}",
	} {
		s, err := Parse("t.txt", text)
		if err != nil {
			t.Fatal(err)
		}
		err = Play(t.Context(), s, &echo{}, io.Discard)
		var d *Difference
		if !errors.As(err, &d) {
			t.Fatalf("%q: %v is no difference", text, err)
		}
		all = append(all, err.Error())
	}
	got := strings.Join(all, "\n\n") + "\n"
	file := filepath.Join("testdata", "differences.txt")
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s: -want +got\n%s", file, d)
		if os.Getenv("GOLDEN") == "write" {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
