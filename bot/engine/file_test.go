package engine_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/engine"
	"langkah/flows"
	"langkah/store"
	"langkah/templates"
)

// classes is a service that answers with the calendar entries of two classes.
func classes(t *testing.T) *flows.Router {
	t.Helper()
	entry := func(code, title string) flows.Say {
		starts := people.Add(48 * time.Hour)
		c := flows.Class{Code: code, Title: title, Kecamatan: "31.71.01", Venue: "Aula", Bring: "celemek", Starts: starts, Ends: starts.Add(time.Hour), Sequence: 4,
			Days: []flows.Day{{Starts: starts, Ends: starts.Add(time.Hour)}}}
		return flows.Say{Key: "talk/booked", File: flows.CalendarFile{Class: c, Method: flows.Publish}}
	}
	ask := &flows.Ask{
		Prompt: func(flows.View) flows.Say { return flows.Say{Key: "talk/go_on"} },
		Read: func(in flows.Input, _ flows.View) flows.Reading {
			if in.Text == "halo" {
				return flows.Reading{Stay: true, Say: []flows.Say{{Key: "talk/hello"}}}
			}
			return flows.Reading{Stay: true, Say: []flows.Say{entry("PLT-0001", "Kue Kering"), entry("PLT-0002", "Roti")}}
		},
	}
	u := flows.Understanding{
		Global: func(string) (flows.Word, int, bool) { return "", 0, false }, Choose: func(string, [][]string) (int, string) { return 0, "UNCLEAR" },
		Greeting: func(string) bool { return false }, Aside: func(string) (string, bool) { return "", false }, WithoutIDs: func(text string) string { return text },
	}
	r, err := flows.NewRouter(flows.Abilities{Hears: u}, &flows.Flow{Name: "talk", Version: 2, States: []flows.State{{Name: "home", Ask: ask}}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// schooled is an engine of it, with the real words of files.
func (w *world) schooled(t *testing.T) *engine.Engine {
	t.Helper()
	return engine.New(engine.Config{
		Store: w.db, Router: classes(t), Now: func() time.Time { return people }, Log: zerolog.Nop(), Out: &bot.Bell{}, PublicURL: "https://chat.example.id",
		Caps: func(channel string) bot.Caps { return bot.Caps{Buttons: true, Files: channel == "telegram"} },
		Texts: func(lang, key string, args map[string]any) (string, error) {
			if strings.HasPrefix(key, "common/") {
				return templates.Text(lang, key, args)
			}
			return texts(lang, key, args)
		},
	})
}

const kept = `select coalesce(string_agg(o.text || ' ' || coalesce(o.media ->> 'name' || ' ' || (f.member_id = o.member_id) || ' ' || f.expires_at::date, '-'), ', ' order by o.id), '')
	from outbox o left join files f on 'file:' || f.id = o.media ->> 'ref'`

// A text's file is kept by the turn that says it; two files are two bubbles.
func TestAFileIsKeptByItsTurn(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.schooled(t)
	w.meet(t, e, "siti")
	accept(t, e, says("siti", "pelatihan"))
	drain(t, e)
	w.want(t, "talk/booked kelas-PLT-0001.ics true 2026-12-23, talk/booked\ntalk/go_on kelas-PLT-0002.ics true 2026-12-23", kept)
	f, err := w.db.File(t.Context(), 1)
	if err != nil || f.Kind != bot.Document || f.MIME != "text/calendar" {
		t.Fatalf("%+v, %v", f, err)
	}
	cal, err := ics.ParseCalendar(bytes.NewReader(f.Content))
	if err != nil || len(cal.Events()) != 1 {
		t.Fatal(err)
	}
	ev := cal.Events()[0]
	for p, want := range map[ics.ComponentProperty]string{ics.ComponentPropertySummary: "Kue Kering (Jakpreneur)", ics.ComponentPropertyLocation: "Aula",
		ics.ComponentPropertySequence: "4", ics.ComponentPropertyDtstamp: "20261123T090000Z", ics.ComponentPropertyDtStart: "20261125T090000Z",
		ics.ComponentPropertyDescription: "Yang dibawa: celemek\nKode kelas: PLT-0001. Gratis. Mau batal atau pindah: tulis PELATIHAN di chat Jakpreneur."} {
		if got := ev.GetProperty(p).Value; got != want {
			t.Errorf("%s is %q, not %q", p, got, want)
		}
	}
}

func atWeb(name string) bot.Address { return bot.Address{Channel: "webchat", Account: "web", ID: name} }

var fileLink = regexp.MustCompile(`https://chat\.example\.id/d/([A-Z2-7]{26})`)

// Where no files are carried the bubble leads to its file, the same for whoever
// looks again; the ledger keeps no other.
func TestAFileIsLinkedWhereNoneAreCarried(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.schooled(t)
	accept(t, e, []bot.Inbound{{From: atWeb("siti"), ExternalID: "1", Kind: bot.Text, Text: "halo"}})
	drain(t, e)
	w.exec(t, `update conversations set lang = 'en'`)
	accept(t, e, []bot.Inbound{{From: atWeb("siti"), ExternalID: "2", Kind: bot.Text, Text: "pelatihan"}})
	drain(t, e)
	box := e.Mailbox()
	rows, err := box.After(t.Context(), atWeb("siti"), 0)
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, name := range []string{"kelas-PLT-0001.ics", "kelas-PLT-0002.ics"} {
		row := rows[i+1]
		found := fileLink.FindStringSubmatch(row.Text)
		if found == nil || !strings.Contains(row.Text, "\nFor your phone's calendar: https") || row.Media != nil {
			t.Fatalf("shown as %+v", row)
		}
		f, err := w.db.Fetch(t.Context(), found[1], people)
		if err != nil || f.Name != name {
			t.Errorf("leads to %+v, %v", f, err)
		}
	}
	again, err := box.After(t.Context(), atWeb("siti"), 0)
	history, err2 := box.History(t.Context(), atWeb("siti"), 10)
	if err != nil || err2 != nil || len(again) != 3 || len(history) != 5 {
		t.Fatalf("%d and %d rows, %v, %v", len(again), len(history), err, err2)
	}
	if again[1].Text != rows[1].Text || history[3].Text != rows[1].Text || history[3].Media != nil {
		t.Errorf("shown again as %q, then as %q", again[1].Text, history[3].Text)
	}
	w.want(t, "2 2", `select count(*) || ' ' || (select count(*) from files) from file_links`)
}

// What a page was given before its link was made, as when the process ended in
// between, is linked when it looks at what was said.
func TestAnEarlierFileIsLinkedInTheHistory(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.schooled(t)
	for _, text := range []string{"halo", "pelatihan"} {
		accept(t, e, []bot.Inbound{{From: atWeb("siti"), ExternalID: text, Kind: bot.Text, Text: text}})
		drain(t, e)
	}
	if rows, err := w.db.Pull(t.Context(), atWeb("siti"), 0, people, bot.LaneBroadcast); err != nil || len(rows) == 0 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	history, err := e.Mailbox().History(t.Context(), atWeb("siti"), 10)
	if err != nil || len(history) != 5 || !fileLink.MatchString(history[3].Text) {
		t.Errorf("%+v, %v", history, err)
	}
}

// A notice with a file that is handed over on the page, since its person wrote
// there, is linked like any other.
func TestAFileFromTheTrayIsLinked(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.schooled(t)
	accept(t, e, []bot.Inbound{{From: atWeb("siti"), ExternalID: "1", Kind: bot.Text, Text: "halo"}})
	drain(t, e)
	f := store.File{Kind: bot.Document, Name: "kelas-PLT-0009.ics", MIME: "text/calendar", Content: []byte("isi")}
	if err := w.db.Notice(t.Context(), atWeb("siti"), store.Bubble{Lane: bot.LaneNotice, Class: flows.Requested, Text: "kelas pindah", File: &f}, people); err != nil {
		t.Fatal(err)
	}
	w.exec(t, `update outbox set state = 'waiting', reason = 'next_contact', channel = 'whatsapp', account = '62811' where text = 'kelas pindah'`)
	accept(t, e, []bot.Inbound{{From: atWeb("siti"), ExternalID: "2", Kind: bot.Text, Text: "halo"}})
	drain(t, e)
	rows, err := e.Mailbox().After(t.Context(), atWeb("siti"), 0)
	if err != nil || len(rows) == 0 {
		t.Fatal(err)
	}
	last := rows[len(rows)-1].Text
	if found := fileLink.FindStringSubmatch(last); !strings.HasPrefix(last, "kelas pindah\n") || found == nil {
		t.Errorf("shown as %q", last)
	}
}
