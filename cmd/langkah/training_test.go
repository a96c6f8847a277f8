package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"langkah/bot"
	"langkah/store"
	"langkah/store/storetest"
)

// tables are 60 classes in all kecamatan, of 13 campuses.
const sampleClasses = "testdata/training/classes.csv"

// desk is a command line at some hour.
type desk struct {
	store  *store.Store
	now    time.Time
	config config
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	return &desk{store: storetest.New(t), now: time.Date(2026, 11, 23, 9, 0, 0, 0, bot.WIB)}
}

// says runs a command, which must end with a status and say all of that.
func (o *desk) says(t *testing.T, status int, args []string, want ...string) string {
	t.Helper()
	said, got := o.run(t, args...)
	if got != status {
		t.Errorf("%v: exit status %d, want %d\n%s", args, got, status, said)
	}
	for _, w := range want {
		if !strings.Contains(said, w) {
			t.Errorf("%v: no %q in\n%s", args, w, said)
		}
	}
	return said
}

func (o *desk) run(t *testing.T, args ...string) (string, int) {
	t.Helper()
	var out strings.Builder
	cfg := o.config
	cfg.Log = "error"
	s := &surroundings{ctx: t.Context(), config: cfg, out: &out, err: &out, store: o.store, now: func() time.Time { return o.now }}
	status := run(s, args)
	return out.String(), status
}

// table writes a file of classes: a head, and rows.
func table(t *testing.T, rows ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "kelas.csv")
	if err := os.WriteFile(file, []byte(strings.Join(rows, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestImportOfTheSample(t *testing.T) {
	t.Parallel()
	o := newDesk(t)
	said := o.says(t, 0, []string{"training", "import", sampleClasses}, "60 rows: 60 new\nnothing is written yet: --apply does it",
		sampleClasses+":2: new: PLT-0001 Kue Kering dan Roti, Kepulauan Seribu Utara, Wed 25 Nov 2026 09.00 WIB, 4 days, 20 seats",
		"note: Fri 27 Nov goes over the Friday prayer", "PLT-0059 Webinar Jualan di Bulan Ramadan, online")
	if strings.Count(said, ": new: ") != 60 {
		t.Error(said)
	}
	o.says(t, 0, []string{"training", "list"}, "there are no classes to come")
	o.says(t, 0, []string{"training", "import", sampleClasses, "--apply"}, "60 rows: 60 new\nwritten")
	o.says(t, 0, []string{"training", "import", sampleClasses, "--apply"}, "60 rows: 60 unchanged\nwritten")
	var got struct{ Rows []importRowJSON }
	if err := json.Unmarshal([]byte(o.says(t, 0, []string{"training", "import", sampleClasses, "--json"})), &got); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(sampleClasses)
	if err != nil {
		t.Fatal(err)
	}
	campuses := map[string]bool{}
	for i, line := range strings.Split(strings.TrimSpace(string(raw)), "\n")[1:] {
		parts := strings.Split(strings.TrimSpace(line), ",")
		if r := got.Rows[i]; r.State != "unchanged" || r.Class.Organiser != parts[8] || r.Class.Title != parts[1] || r.Row != i+2 {
			t.Errorf("%+v became of %s", r, line)
		}
		if o := parts[8]; !strings.HasPrefix(o, "Sudin") && !strings.HasPrefix(o, "Dinas") {
			campuses[o] = true
		}
	}
	if len(campuses) != 13 {
		t.Errorf("%d campuses: %v", len(campuses), campuses)
	}
	o.says(t, 0, []string{"training", "list", "--kecamatan", "31.01.01"}, "PLT-0001  Wed 25 Nov 2026 09.00 WIB, 4 days  Kue Kering dan Roti  Kepulauan Seribu Utara  0 of 20 seats taken\n")
	log := o.says(t, 0, []string{"staff", "log", "--action", "class"}, "command line  class.plan PLT-0060: planned, starts Mon 4 Jan 2027 09.00 WIB, title ")
	if strings.Count(log, "\n") != 60 {
		t.Errorf("%d lines of the audit", strings.Count(log, "\n"))
	}
}

const columns = "id,title,type,kecamatan_code,venue,starts_at,ends_at,capacity,organizer"

// with is a sound row with one value in the place of its own.
func with(column, value string) string {
	row := []string{"K-1", "Roti", "teknis", "31.71.07", "Aula", "2026-12-01 09:00", "2026-12-02 12:00", "20", "Universitas Bakrie"}
	for i, name := range strings.Split(columns, ",") {
		if name == column {
			row[i] = value
		}
	}
	return strings.Join(row, ",")
}

func TestWrongRows(t *testing.T) {
	t.Parallel()
	o := newDesk(t)
	more := columns + ",who,fields,once,min_stage,map,link,subject,bring"
	for name, c := range map[string]struct{ head, row, want string }{
		"no code":        {columns, with("id", ""), ":2:id: the class has no code"},
		"a strange code": {columns, with("id", "kelas 1"), ":2:id: The code of a class is of capitals"},
		"ours":           {columns, with("id", "KLS-1001"), ":2:id: The code of a class"},
		"no title":       {columns, with("title", " "), ":2:title: The class has no name yet"},
		"no type":        {columns, with("type", ""), ":2:type: The class has no type"},
		"no organiser":   {columns, with("organizer", ""), ":2:organizer: The class has no organiser"},
		"no venue":       {columns, with("venue", ""), ":2:venue: The class has no venue"},
		"nowhere":        {columns, with("kecamatan_code", "31.74.99"), `:2:kecamatan_code: "31.74.99" is no kecamatan of Jakarta`},
		"bekasi":         {columns, with("kecamatan_code", "Bekasi"), `:2:kecamatan_code: "Bekasi" is no kecamatan`},
		"no hour":        {columns, with("starts_at", "2026-12-01"), `:2:starts_at: "2026-12-01" is no day and hour: write it as 2026-12-01 09:00`},
		"no end":         {columns, with("ends_at", ""), ":2:ends_at: the day and hour are missing"},
		"over":           {columns, with("starts_at", "2026-11-23 09:00"), ":2:starts_at: Mon 23 Nov 2026 at 09.00 WIB is over."},
		"a weekend":      {columns, with("starts_at", "2026-11-28 09:00"), ":2:starts_at: A class of several days begins on a working day"},
		"backwards":      {columns, with("ends_at", "2026-12-01 08:00"), ":2:ends_at: It does not end after it begins"},
		"no seats":       {columns, with("capacity", "0"), ":2:capacity: There can be 1 to 500 seats."},
		"no number":      {columns, with("capacity", "dua puluh"), `:2:capacity: "dua puluh" is no number of seats`},
		"too short":      {columns, "K-1,Roti", ":2:type: there are only 2 values for 9 columns"},
		"too long":       {columns, with("", "") + ",Jakarta", ":2:organizer: there are 10 values for 9 columns: put a text with commas in quotes"},
		"who":            {more, with("", "") + ",pria,,,,,,,", `:2:who: "pria" is none of all, kecamatan, kota, starting, trading`},
		"near online":    {more, with("kecamatan_code", "") + ",kota,,,,,,,", ":2:who: A class online is for every district"},
		"fields":         {more, with("", "") + ",,kuliner|roti,,,,,,", `:2:fields: "roti" is none of kuliner, fesyen`},
		"once":           {more, with("", "") + ",,,kadang,,,,,", `:2:once: "kadang" is neither yes nor no`},
		"stage":          {more, with("", "") + ",,,,P8,,,,", `:2:min_stage: "P8" is none of P1 to P7`},
		"map":            {more, with("", "") + ",,,,,maps,,,", ":2:map: The link to the map must begin with https://"},
		"link":           {more, with("", "") + ",,,,,,http://zoom.us,,", ":2:link: The link must begin with https://"},
		"bring":          {more, with("", "") + ",,,,,,,," + strings.Repeat("a", 201), ":2:bring: What to bring takes 200 letters"},
	} {
		o.says(t, 1, []string{"training", "import", table(t, c.head, c.row), "--apply"}, "kelas.csv"+c.want, "1 rows: 1 wrong\nnothing is written: put the 1 wrong rows right")
		if t.Failed() {
			t.Fatal(name)
		}
	}
	for head, want := range map[string]string{
		"":                           "kelas.csv:1: the file is empty",
		columns + ",catatan":         "kelas.csv:1:catatan: there is no such column; there are id, title",
		columns + ",Venue":           "kelas.csv:1:venue: this column is there twice",
		"id,title":                   "kelas.csv:1:type: this column is missing",
		columns + "\n" + `K-1,"Roti`: "kelas.csv:2:10: extraneous or missing",
	} {
		o.says(t, 1, []string{"training", "import", table(t, head)}, want)
	}
	for bytes, line := range map[string]int{columns + "\n" + with("title", "Caf\xe9"): 2, "\xff\xfei\x00d\x00": 1} {
		o.says(t, 1, []string{"training", "import", table(t, bytes), "--apply"}, fmt.Sprintf("kelas.csv:%d: letters that cannot be read: save the table as CSV in UTF-8", line))
	}
	o.says(t, 1, []string{"training", "import", "nowhere.csv"}, "read table: open nowhere.csv")
	o.says(t, 0, []string{"training", "list", "--all"}, "there are no classes")
	good := strings.Replace(with("", ""), "K-1", "K-2", 1)
	file := table(t, columns, with("capacity", "0"), good, strings.Replace(good, "Roti", "Kue", 1))
	o.says(t, 1, []string{"training", "import", file, "--apply"}, "kelas.csv:4:id: K-2 is in row 3 already", "3 rows: 1 new, 2 wrong\nnothing is written")
	o.says(t, 0, []string{"training", "import", file, "--apply", "--skip-wrong"}, "3 rows: 1 new, 2 wrong\nwritten")
	o.says(t, 0, []string{"training", "list"}, "K-2  Tue 1 Dec 2026 09.00 WIB, 2 days  Roti  Tanah Abang  0 of 20 seats taken")
}

// A spreadsheet writes a mark in front, semicolons, its own line ends and empty
// columns; people put columns where they like.
func TestTablesOfSpreadsheets(t *testing.T) {
	t.Parallel()
	o := newDesk(t)
	file := table(t, "\uFEFFOrganiser;ID;Title;Fields;TYPE;kecamatan_code;venue;starts_at;ends_at;capacity;min_stage;once;;\r",
		"\"Universitas Yarsi; Fakultas Ekonomi\";plt-1;\"Roti, Kue\";kuliner | fesyen;teknis;Tebet;Aula;2026-12-01 09:00;2026-12-01T12:00:00+07:00;20;P2;ya;;\r", ";;;;;;;;;;;;;\r", "")
	o.says(t, 0, []string{"training", "import", file, "--apply"}, "kelas.csv:2: new: PLT-1 Roti, Kue, Tebet, Tue 1 Dec 2026 09.00 WIB, 20 seats", "1 rows: 1 new\nwritten")
	o.says(t, 0, []string{"training", "show", "plt-1"}, "PLT-1 Roti, Kue (teknis), Universitas Yarsi; Fakultas Ekonomi", "for        everybody; in kuliner, fesyen; with P2 done; not who had one of the kind: roti, kue")
	tabs := table(t, strings.ReplaceAll(columns, ",", "\t"), strings.NewReplacer("K-1", "K-7", ",", "\t").Replace(with("title", "Roti; Kue")))
	o.says(t, 0, []string{"training", "import", tabs}, "kelas.csv:2: new: K-7 Roti; Kue, Tanah Abang")
	// Without a column what it said stays.
	again := table(t, columns, strings.NewReplacer("K-1", "PLT-1", "31.71.07", "31.74.01").Replace(with("", "")))
	o.says(t, 0, []string{"training", "import", again}, "title: Roti, Kue -> Roti", "days: 2026-12-01 09.00-12.00 -> 2026-12-01 09.00-12.00, 2026-12-02 09.00-12.00", "1 rows: 1 changed\nnothing is written yet")
	var got struct {
		Applied bool
		Rows    []importRowJSON
	}
	if err := json.Unmarshal([]byte(o.says(t, 0, []string{"training", "import", again, "--apply", "--json"})), &got); err != nil || !got.Applied ||
		fmt.Sprintln(got.Rows[0].Class.Fields, got.Rows[0].Class.Once, got.Rows[0].State) != "[kuliner fesyen] true changed\n" {
		t.Errorf("%+v, %v", got, err)
	}
}
