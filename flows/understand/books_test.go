package understand

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestSameAsBefore(t *testing.T) {
	t.Parallel()
	for _, s := range strings.Split("sama|Sama aja kak|sama seperti bulan lalu|sama kayak bulan kemarin|samain aja|masih sama ya|tetap|idem|ga berubah|tidak ada yang berubah|same as last month|it's the same|no change|SAMA!!|omzetnya sama", "|") {
		if !SameAsBefore(s) {
			t.Errorf("%q is the same as before", s)
		}
	}
	for _, s := range strings.Split("|5 juta|sama 2 juta|tidak sama|beda|sama siapa|berubah|bulan lalu|ga sama|sama dengan 5jt|naik|same but more", "|") {
		if SameAsBefore(s) {
			t.Errorf("%q is not the same as before", s)
		}
	}
}

// TestSameInAnyCompany: words around it change nothing, an amount does.
func TestSameInAnyCompany(t *testing.T) {
	t.Parallel()
	words := func(list string) *rapid.Generator[string] { return rapid.SampledFrom(strings.Fields(list)) }
	company := rapid.SliceOfN(words("seperti kayak bulan lalu kemarin aja ya kak omzet biayanya masih juga month last"), 0, 4)
	rapid.Check(t, func(t *rapid.T) {
		before, behind := company.Draw(t, "before"), company.Draw(t, "behind")
		said := append(append(before, words("sama samain tetap same idem").Draw(t, "said")), behind...)
		text := strings.Join(said, " ")
		if !SameAsBefore(text) {
			t.Fatalf("%q is the same as before", text)
		}
		other := words("5jt 200rb 1000000 tapi berapa naik siapa").Draw(t, "other")
		if SameAsBefore(text+" "+other) || SameAsBefore(other+" "+text) {
			t.Fatalf("%q beside %q is not the same as before", other, text)
		}
	})
}

func TestDaily(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]int64{
		"200rb per hari": 200_000, "sehari 150 ribu": 150_000, "200-300 ribu sehari": 250_000, "500rb 2 hari": 250_000, "300rb/hari": 300_000,
		"5 juta": 0, "1jt seminggu": 0, "60 juta setahun": 0, "5-6 juta": 0, "10rb per porsi": 0,
	} {
		if got, ok := Daily(s); got != want || ok != (want > 0) {
			t.Errorf("%q is %d a day, want %d", s, got, want)
		}
	}
}

func TestMonth(t *testing.T) {
	t.Parallel()
	today := time.Date(2026, 11, 3, 9, 0, 0, 0, time.UTC)
	for s, want := range map[string]string{
		"oktober": "2026-10", "Okt": "2026-10", "bulan september": "2026-09", "desember": "2025-12", "agustus 2026": "2026-08", "10/2026": "2026-10",
		"2026-09": "2026-09", "bulan ini": "2026-11", "bulan lalu": "2026-10", "bulan kemarin": "2026-10", "2 bulan lalu": "2026-09", "last month": "2026-10",
		"this month": "2026-11", "september ya kak": "2026-09", "Dec 2025": "2025-12", "november": "2026-11",
		"okt atau sep": "MULTIPLE", "5 juta": "UNPARSEABLE", "asdf": "UNPARSEABLE", "": "EMPTY", "10": "UNPARSEABLE",
	} {
		y, m, why := Month(s, today)
		got := string(why)
		if why == "" {
			got = fmt.Sprintf("%d-%02d", y, m)
		}
		if got != want {
			t.Errorf("%q is %s, want %s", s, got, want)
		}
	}
}
