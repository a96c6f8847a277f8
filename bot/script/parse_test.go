package script

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var exported = cmp.AllowUnexported(who{}, say{}, act{}, expect{}, pattern{}, given{}, moveTo{}, moveBy{},
	command{}, output{}, status{}, restart{}, database{}, channel{})

func TestParse(t *testing.T) {
	t.Parallel()
	siti := who{"siti", ""}
	for _, c := range []struct {
		line string
		want []step
	}{
		{"", nil},
		{"   ", nil},
		{"# siti> halo", nil},
		{"  # indented", nil},
		{"@ 2026-11-23 09:00", []step{moveTo{time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)}}},
		{"@ +26h", []step{moveBy{26 * time.Hour}}},
		{"@+2d", []step{moveBy{48 * time.Hour}}},
		{"@ +1d2h30m", []step{moveBy{26*time.Hour + 30*time.Minute}}},
		{"@ +1d 30m", []step{moveBy{24*time.Hour + 30*time.Minute}}},
		{"given siti: member kecamatan=31.71.07 stage=P2 consent=all", []step{given{people: []who{siti}, words: []string{"member"},
			attrs: map[string]string{"kecamatan": "31.71.07", "stage": "P2", "consent": "all"}}}},
		{`given budi@telegram: staff officer name="Pak Budi"`, []step{given{people: []who{{"budi", "telegram"}},
			words: []string{"staff", "officer"}, attrs: map[string]string{"name": "Pak Budi"}}}},
		{`given event code=BZR-001 slots=5`, []step{given{words: []string{"event"}, attrs: map[string]string{"code": "BZR-001", "slots": "5"}}}},
		{`given class code=PLT-1 starts="2026-11-30 09:00"`, []step{given{words: []string{"class"}, attrs: map[string]string{"code": "PLT-1", "starts": "2026-11-30 09:00"}}}},
		{"given rules", []step{given{words: []string{"rules"}, attrs: map[string]string{}}}},
		{"given 3 people p9..p11: member kota=31.71", []step{given{people: []who{{"p9", ""}, {"p10", ""}, {"p11", ""}},
			words: []string{"member"}, attrs: map[string]string{"kota": "31.71"}}}},
		{"siti> halo", []step{say{who: siti, text: "halo"}}},
		{"siti>halo bu > apa @ kabar", []step{say{who: siti, text: "halo bu > apa @ kabar"}}},
		{"siti>", []step{say{who: siti}}},
		{"siti>> halo", []step{say{who: siti, text: "halo", more: true}}},
		{"siti@whatsapp> 1", []step{say{who: who{"siti", "whatsapp"}, text: "1"}}},
		{`siti> a\nb\0c\t\\ \u200F.`, []step{say{who: siti, text: "a\nb\x00c\t\\ \u200f."}}},
		{"siti> (5 × a)", []step{say{who: siti, text: "aaaaa"}}},
		{`siti> x (2 × ya\n)y`, []step{say{who: siti, text: "x ya\nya\ny"}}},
		{"siti> (biasa saja)", []step{say{who: siti, text: "(biasa saja)"}}},
		{"p1..p2> daftar", []step{say{who: who{"p1", ""}, text: "daftar"}, say{who: who{"p2", ""}, text: "daftar"}}},
		{"siti< Siapa nama", []step{expect{who: siti, want: pattern{written: "Siapa nama", text: "Siapa nama"}}}},
		{"siti< /start", []step{expect{who: siti, want: pattern{written: "/start", text: "/start"}}}},
		{"siti@telegram< /setuju|a b/i", []step{expect{who: who{"siti", "telegram"}, want: pattern{written: "/setuju|a b/i", regex: "(?i)setuju|a b"}}}},
		{"siti< (nothing)", []step{expect{who: siti, want: pattern{written: "(nothing)", nothing: true}}}},
		{"siti<~ Jadwal", []step{expect{who: siti, any: true, want: pattern{written: "Jadwal", text: "Jadwal"}}}},
		{"siti! press Ya, setuju", []step{act{who: siti, kind: "press", arg: "Ya, setuju"}}},
		{"siti! contact +6281200000001", []step{act{who: siti, kind: "contact", arg: "+6281200000001"}}},
		{"siti! contact", []step{act{who: siti, kind: "contact"}}},
		{"siti! photo nib.jpg ini NIB saya", []step{act{who: siti, kind: "photo", arg: "nib.jpg", caption: "ini NIB saya"}}},
		{"siti! document x.pdf", []step{act{who: siti, kind: "document", arg: "x.pdf"}}},
		{"siti! voice", []step{act{who: siti, kind: "voice"}}},
		{"siti! sticker", []step{act{who: siti, kind: "sticker"}}},
		{"siti! location", []step{act{who: siti, kind: "location"}}},
		{"siti! start ref42", []step{act{who: siti, kind: "start", arg: "ref42"}}},
		{"siti! block", []step{act{who: siti, kind: "block"}}},
		{"siti! again", []step{act{who: siti, kind: "again"}}},
		{`$ staff add 'Bu Rina' --role officer`, []step{&command{args: []string{"staff", "add", "Bu Rina", "--role", "officer"}}}},
		{"$! restart", []step{restart{}}},
		{"$! database down", []step{database{false}}},
		{"$! channel telegram up", []step{channel{"telegram", true}}},
	} {
		s, err := Parse("t.txt", c.line)
		if err != nil {
			t.Errorf("%q: %v", c.line, err)
			continue
		}
		var got []step
		for _, l := range s.lines {
			got = append(got, l.do)
		}
		if d := cmp.Diff(c.want, got, exported); d != "" {
			t.Errorf("%q: -want +got\n%s", c.line, d)
		}
	}
}

func TestParseResults(t *testing.T) {
	t.Parallel()
	s, err := Parse("t.txt", "\ufeff$ doctor\r\n$< disk\r\n\r\n$ doctor --json\r\n$< /x/\r\n$? 3\r\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []line{
		{1, &command{args: []string{"doctor"}}},
		{2, output{pattern{written: "disk", text: "disk"}}},
		{4, &command{args: []string{"doctor", "--json"}, judged: true}},
		{5, output{pattern{written: "/x/", regex: "x"}}},
		{6, status{3}},
	}
	if d := cmp.Diff(want, s.lines, exported, cmp.AllowUnexported(line{})); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

func TestParseErrors(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"halo":                                 "expected # @ given $ or NAME followed by > >> < <~ or !",
		"4siti> x":                             "expected # @ given $ or NAME",
		"siti@sms> x":                          `expected a channel of webchat, telegram, whatsapp, not "sms"`,
		"siti@> x":                             "expected # @ given $ or NAME",
		"@ besok":                              "expected a time like 2026-11-23 09:00 or +26h",
		"@ 2026-13-23 09:00":                   "expected a time like",
		"@ +26":                                "expected a span like +26h",
		"@ +99999d":                            "expected a span of at most 10000",
		"given siti member":                    "expected given NAME: …",
		"given siti:":                          "expected a word like member or staff",
		"given siti: member a=1 a=2":           "expected each KEY=VALUE once",
		"given 40 people p1..p4: member":       "expected 40 people, p1..p4 are 4",
		"given siti: member name=\"Bu":         "expected a closing \"",
		"p4..p1> x":                            "expected a rising range",
		"p1..p99999999999999999999> x":         "expected a rising range",
		"p1..q4> x":                            "expected a range like p1..p40",
		"siti<":                                "expected a text, /regex/ or (nothing)",
		"siti< /a(/":                           "expected a regular expression",
		"siti<~ (nothing)":                     "(nothing) goes with <",
		`siti> a\q`:                            `expected \n \0 \t`,
		`siti> a\u20`:                          `expected \n \0 \t`,
		"siti> (99999999 × aa)":                "expected at most 1000000 bytes",
		"siti! lompat":                         "expected press, contact, photo",
		"siti!":                                "expected press, contact, photo",
		"siti! press":                          `expected something after "press"`,
		"siti! voice keras":                    `expected nothing after "voice"`,
		"$":                                    "expected a command after $",
		"$< x":                                 "expected a command ($ …) before $<",
		"$? 1":                                 "expected a command ($ …) before $?",
		"$ doctor\n$? satu":                    "expected an exit status",
		"$! database":                          "expected restart, database down|up|restored or channel",
		"$! channel sms down":                  "expected restart, database down|up|restored or channel",
		"# fine\n\nsiti> fine\nnot fine":       "t.txt:4: expected",
		"siti> fine\ngiven 2 people a: member": "t.txt:2: expected 2 people, a are 1",
	} {
		_, err := Parse("t.txt", line)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", line, err, want)
		}
	}
}
