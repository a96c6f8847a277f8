package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"langkah/store/storetest"
)

// publishedPart is the size of the made-up city: a hundredth, in a soak all of it.
func publishedPart() (oneOf int, of func(int) int) {
	if oneOf = 100; os.Getenv("LANGKAH_SOAK") != "" {
		oneOf = 1
	}
	return oneOf, func(n int) int { return (n + oneOf/2) / oneOf }
}

// reported is what `langkah report --json` says of some days.
func (o *desk) reported(t *testing.T, from, to string) (r reportJSON) {
	t.Helper()
	if err := json.Unmarshal([]byte(o.says(t, 0, []string{"report", "--from", from, "--to", to, "--json"})), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestTheCityIsAsPublished: the report on the published city prints what the
// programme published: the funnel of a day and the figures of a winter.
func TestTheCityIsAsPublished(t *testing.T) {
	t.Parallel()
	o := newDesk(t)
	oneOf, part := publishedPart()
	o.says(t, 0, []string{"demo", "--city", "--one-of", fmt.Sprint(oneOf)}, "A made-up city", "bin/langkah report --from 2022-10-17 --to 2023-03-24")
	day := o.reported(t, "2021-10-27", "2021-10-27")
	ofMembers := []float64{100, 62.2, 55.4, 52.2, 15.6, 11.6, 2.2} // as printed
	for i, n := range []int{284_164, 176_891, 157_498, 148_374, 44_456, 32_883, 6_159} {
		s := day.Stages[i]
		if s.Total != part(n) || oneOf == 1 && *s.OfMembers != ofMembers[i] {
			t.Errorf("P%d on 27 Oct 2021: %d (%v %% of members), want %d (%v %%)", i+1, s.Total, *s.OfMembers, part(n), ofMembers[i])
		}
	}
	before := o.reported(t, "2021-10-26", "2021-10-26")
	if before.Members >= day.Members {
		t.Error("nobody came on 27 Oct 2021")
	}
	w := o.reported(t, "2022-10-17", "2023-03-24")
	for what, got := range map[string][2]int{"new": {w.New, 18_183}, "trained": {w.Stages[1].Period, 5_017}, "licences": {w.Licences.Period, 3_792}, "products": {w.Products.Period, 376}} {
		if got[0] != part(got[1]) {
			t.Errorf("%s in the winter: %d, want %d", what, got[0], part(got[1]))
		}
	}
	if oneOf == 1 && (*w.Stages[1].OfNew != 27.6 || *w.Stages[3].OfNew != 20.9) {
		t.Errorf("of new: %v %% trained, %v %% with a licence", *w.Stages[1].OfNew, *w.Stages[3].OfNew)
	}
	all := o.reported(t, "2018-01-01", "2026-11-23")
	if all.Members != part(385_000) || all.New != all.Members || len(all.Kota) != 6 || len(all.Kecamatan) != 44 {
		t.Errorf("%d members of %d kota and %d kecamatan, want %d", all.Members, len(all.Kota), len(all.Kecamatan), part(385_000))
	}
	said := o.says(t, 0, []string{"report", "--from", "2022-10-17", "--to", "2023-03-24"}, "17 Oct 2022 to 24 Mar 2023, days in Jakarta",
		"P7 permodalan", "Jakarta Selatan", "Kepulauan Seribu Utara", thousands(part(18_183)), thousands(part(3_792)))
	for line := range strings.Lines(said) {
		if len([]rune(line)) > 120 {
			t.Errorf("too wide: %s", line)
		}
	}
	o.says(t, 1, []string{"demo", "--city"}, "people live in this database", "LANGKAH_DATA=")
}

// A published city stands alone: its figures would not be right among others.
func TestThePublishedCityIsAlone(t *testing.T) {
	t.Parallel()
	o := newDesk(t)
	enrolled(t, o.store)
	o.says(t, 1, []string{"demo", "--city", "--one-of", "1000"}, "real members live in this database")
	o.says(t, 1, []string{"demo", "--city", "--anyway"}, "alone")
	o = &desk{store: storetest.New(t), now: o.now}
	o.says(t, 0, []string{"demo", "--members", "5"})
	o.says(t, 1, []string{"demo", "--city", "--one-of", "1000"}, "people live in this database")
}

func TestReportSaysWhatIsNoDay(t *testing.T) {
	t.Parallel()
	o := newDesk(t)
	o.says(t, 1, []string{"report", "--from", "kemarin"}, `report: --from "kemarin" is no day: write it as 2022-10-17`)
	o.says(t, 1, []string{"report", "--to", "2026-02-30"}, `--to "2026-02-30"`)
	o.says(t, 1, []string{"report", "--from", "2026-11-24", "--to", "2026-11-23"}, "2026-11-24 is after 2026-11-23")
	o.says(t, 0, []string{"report"}, "1 Nov 2026 to 23 Nov 2026")
}
