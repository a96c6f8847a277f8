package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// sampleEvents are 20 of all kinds in all kota.
const sampleEvents = "testdata/events/bazaars.csv"

// The table of the programme comes in as it is, twice the same.
func TestEventImport(t *testing.T) {
	t.Parallel()
	o := newDesk(t)
	o.says(t, 0, []string{"event", "import", sampleEvents}, "bazaars.csv:2: new: BZR-001 Bazar Online Jakpreneur Jakarta Pusat", "20 rows: 20 new", "nothing is written yet")
	o.says(t, 0, []string{"event", "list"}, "there are no events to come")
	o.says(t, 0, []string{"event", "import", sampleEvents, "--apply"}, "20 rows: 20 new", "written")
	o.says(t, 0, []string{"event", "import", sampleEvents, "--apply"}, "20 rows: 20 unchanged")
	o.says(t, 0, []string{"event", "list", "--kota", "Jakarta Timur"}, "BZR-010", "0 signed up for 114 places")
	o.says(t, 0, []string{"event", "show", "bzr-011"}, "Jakpreneur Goes to Mall", "for        Grade A; NIB; halal/PIRT untuk kuliner", "nobody signed up")
	o.says(t, 0, []string{"event", "move", "BZR-011", "2026-12-10 10:00"}, "moved: BZR-011", "nobody is in it")
	o.says(t, 1, []string{"event", "show", "BZR-099"}, "there is no event BZR-099")
	var list []eventJSON
	if err := json.Unmarshal([]byte(o.says(t, 0, []string{"event", "list", "--json"})), &list); err != nil || len(list) != 20 || list[0].Code != "BZR-001" || list[0].Slots != 60 {
		t.Errorf("as JSON: %d events %v", len(list), err)
	}
	o.says(t, 0, []string{"staff", "log", "--action", "event"}, "event.move", "event.plan")
}

// Who puts an event on another day, or in another place, is told what still announces
// it as it was: that is paused.
func TestEventImportPausesItsBroadcasts(t *testing.T) {
	t.Parallel()
	o := newsDesk(t)
	o.config.BroadcastTest, o.config.BroadcastOk = 100, 100
	o.says(t, 0, []string{"broadcast", "create", "--text", "Bazar 1 Desember.", "--event", "BZR-001"})
	o.says(t, 0, []string{"broadcast", "start", "SR-1"})
	head := "id;name;kind;kota;kecamatan_code;venue;starts_at;ends_at;slots;eligibility;register_by;organizer"
	row := "BZR-001;Bazar Online Jakpreneur Jakarta Pusat;online;Jakarta Pusat;;Daring (akun Sudin);2026-12-01 09:00;2026-12-02 17:00;%s;anggota P1+; produk siap kirim;2026-11-26 17:00;Sudin PPKUKM Jakarta Pusat"
	row = strings.Replace(row, "anggota P1+; produk siap kirim", `"anggota P1+; produk siap kirim"`, 1)
	more, moved := table(t, head, strings.Replace(row, "%s", "80", 1)), table(t, head, strings.Replace(strings.Replace(row, "%s", "60", 1), "2026-12-01", "2026-11-30", 1))
	if said := o.says(t, 0, []string{"event", "import", more, "--apply"}, "1 changed"); strings.Contains(said, "paused") {
		t.Error(said)
	}
	o.says(t, 0, []string{"event", "import", moved}, "note: broadcasts that announce it as it was are paused: SR-1; ")
	o.says(t, 0, []string{"broadcast", "list"}, "SR-1  running")
	o.says(t, 0, []string{"event", "import", moved, "--apply"}, "are paused: SR-1", "written")
	o.says(t, 0, []string{"broadcast", "list"}, "SR-1  paused")
}

// What is wrong is named by row and column, and nothing is written.
func TestEventImportErrors(t *testing.T) {
	t.Parallel()
	o := newDesk(t)
	head := "id;name;kind;kota;kecamatan_code;venue;starts_at;ends_at;slots;eligibility;register_by;organizer;kurasi"
	good := "BZR-001;Bazar;mall;semua;;Balai Kota;2026-12-09 10:00;2026-12-09 17:00;5;gratis;2026-12-01 17:00;Dinas;"
	for _, c := range []struct{ from, to, want string }{
		{"BZR-001", "PLT-001", ":2:id: a code is as BZR-001"},
		{"mall", "pasar malam", `:2:kind: "pasar malam" is none of online, offline`},
		{"semua", "Bekasi", `:2:kota: "Bekasi" is no kota of Jakarta`},
		{";;Balai", ";31.75.06;Balai", ""},
		{"semua;;", "Jakarta Pusat;31.75.06;", ":2:kecamatan_code: it is not in that kota"},
		{"2026-12-09 10:00", "besok", `:2:starts_at: "besok" is no day and hour`},
		{"2026-12-09 17:00", "2026-12-09 09:00", ":2:ends_at: it ends before it begins"},
		{";5;", ";banyak;", `:2:slots: "banyak" is no number of places`},
		{";5;", ";0;", ":2:slots: there are 1 to 5000 places"},
		{"gratis", `"gratis; punya mobil"`, `:2:eligibility: "punya mobil" is no condition that we know`},
		{"2026-12-01 17:00", "2026-12-10 17:00", ":2:register_by: people sign up before it begins"},
		{"Dinas;", "Dinas;mungkin", `:2:kurasi: "mungkin" is neither yes nor no`},
		{"gratis", "Grade A", ""},
		{"2026-12-09", "2026-10-09", ":2:register_by"},
	} {
		row := strings.Replace(good, c.from, c.to, 1)
		status := 1
		if c.want == "" {
			status = 0
		}
		o.says(t, status, []string{"event", "import", table(t, head, row)}, c.want)
	}
	twice := table(t, head, good, good)
	o.says(t, 1, []string{"event", "import", twice, "--apply"}, ":3:id: BZR-001 is in row 2 already", "nothing is written: put the 1 wrong rows right")
	o.says(t, 0, []string{"event", "import", twice, "--apply", "--skip-wrong"}, "written")
	o.says(t, 1, []string{"event", "import", table(t, "id,name")}, ":1:", "this column is missing")
	changed := strings.Replace(strings.Replace(good, "gratis", `"gratis; NIB"`, 1), ";5;", ";7;", 1)
	o.says(t, 0, []string{"event", "import", table(t, head, changed), "--apply"}, "slots: 5 -> 7", "eligibility: gratis -> gratis; NIB", "1 changed")
}
