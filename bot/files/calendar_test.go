package files

import (
	"bytes"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"langkah/flows"
)

var (
	said  = time.Date(2026, 11, 20, 3, 4, 5, 0, time.UTC)
	wib   = time.FixedZone("WIB", 7*60*60)
	first = time.Date(2026, 11, 25, 9, 0, 0, 0, wib)
)

// course is a class of three working days, with a weekend in between.
func course() flows.Class {
	c := flows.Class{Code: "PLT-0001", Sequence: 2}
	for _, after := range []int{0, 1, 5} {
		starts := first.AddDate(0, 0, after)
		c.Days = append(c.Days, flows.Day{Starts: starts, Ends: starts.Add(6 * time.Hour)})
	}
	c.Starts, c.Ends = c.Days[0].Starts, c.Days[2].Ends
	return c
}

func entry(c flows.Class, method string) Entry {
	return Entry{CalendarFile: flows.CalendarFile{Class: c, Method: method}, At: said,
		Title: "Kue Kering, Roti; dan \\ lain", Text: "Bawa: celemek\nPeta: https://maps.example/?q=a,b", Place: "Aula Kantor Kecamatan Gambir, lantai 2"}
}

// read parses a file with the library's own reader.
func read(t interface{ Fatal(...any) }, e Entry) (raw []byte, cal *ics.Calendar) {
	raw, err := Calendar(e)
	if err != nil {
		t.Fatal(err)
	}
	if cal, err = ics.ParseCalendar(bytes.NewReader(raw)); err != nil {
		t.Fatal(err)
	}
	return raw, cal
}

func value(ev *ics.VEvent, p ics.ComponentProperty) string {
	if got := ev.GetProperty(p); got != nil {
		return got.Value
	}
	return ""
}

func TestEachDayIsAnEvent(t *testing.T) {
	t.Parallel()
	_, cal := read(t, entry(course(), flows.Publish))
	events := cal.Events()
	if len(events) != 3 {
		t.Fatalf("%d events", len(events))
	}
	for i, ev := range events {
		starts, err := ev.GetStartAt()
		ends, err2 := ev.GetEndAt()
		if err != nil || err2 != nil || !starts.Equal(course().Days[i].Starts) || !ends.Equal(course().Days[i].Ends) {
			t.Errorf("day %d is from %v to %v: %v, %v", i+1, starts, ends, err, err2)
		}
		got := map[string]string{}
		for _, p := range []ics.ComponentProperty{ics.ComponentPropertyUniqueId, ics.ComponentPropertySequence, ics.ComponentPropertyDtstamp,
			ics.ComponentPropertyStatus, ics.ComponentPropertySummary, ics.ComponentPropertyDescription, ics.ComponentPropertyLocation} {
			got[string(p)] = value(ev, p)
		}
		want := map[string]string{"UID": []string{"PLT-0001-1@langkah", "PLT-0001-2@langkah", "PLT-0001-3@langkah"}[i], "SEQUENCE": "2",
			"DTSTAMP": "20261120T030405Z", "STATUS": "CONFIRMED", "SUMMARY": "Kue Kering, Roti; dan \\ lain",
			"DESCRIPTION": "Bawa: celemek\nPeta: https://maps.example/?q=a,b", "LOCATION": "Aula Kantor Kecamatan Gambir, lantai 2"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("day %d: %s", i+1, diff)
		}
	}
}

// TestAsPhonesReadIt: the lines themselves, which readers other than the
// library's take word by word.
func TestAsPhonesReadIt(t *testing.T) {
	t.Parallel()
	c := course()
	c.Days = c.Days[:1]
	raw, _ := read(t, entry(c, flows.Publish))
	want := strings.Join([]string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Jakpreneur//Langkah//ID", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
		"BEGIN:VEVENT", "UID:PLT-0001-1@langkah", "DTSTAMP:20261120T030405Z", "SEQUENCE:2", "DTSTART:20261125T020000Z", "DTEND:20261125T080000Z",
		`SUMMARY:Kue Kering\, Roti\; dan \\ lain`, "STATUS:CONFIRMED", `DESCRIPTION:Bawa: celemek\nPeta: https://maps.example/?q=a\,b`,
		`LOCATION:Aula Kantor Kecamatan Gambir\, lantai 2`, "END:VEVENT", "END:VCALENDAR", ""}, "\r\n")
	if diff := cmp.Diff(want, string(raw)); diff != "" {
		t.Error(diff)
	}
}

// A class that was moved is the same entries, each newer than before.
func TestAMovedClassKeepsItsEntries(t *testing.T) {
	t.Parallel()
	_, before := read(t, entry(course(), flows.Publish))
	moved := course()
	moved.Sequence++
	for i := range moved.Days {
		moved.Days[i].Starts, moved.Days[i].Ends = moved.Days[i].Starts.AddDate(0, 0, 7), moved.Days[i].Ends.AddDate(0, 0, 7)
	}
	_, after := read(t, entry(moved, flows.Publish))
	for i, ev := range after.Events() {
		old := before.Events()[i]
		starts, _ := ev.GetStartAt()
		if ev.Id() != old.Id() || value(old, ics.ComponentPropertySequence) != "2" || value(ev, ics.ComponentPropertySequence) != "3" || !starts.Equal(moved.Days[i].Starts) {
			t.Errorf("%s became %s, sequence %s, at %v", old.Id(), ev.Id(), value(ev, ics.ComponentPropertySequence), starts)
		}
	}
}

func TestACancelledClassIsStruckOut(t *testing.T) {
	t.Parallel()
	gone := course()
	gone.Cancelled = true
	for name, e := range map[string]Entry{"by its person": entry(course(), flows.Cancel), "by staff": entry(gone, flows.Publish)} {
		raw, cal := read(t, e)
		if !bytes.Contains(raw, []byte("\r\nMETHOD:CANCEL\r\n")) || bytes.Contains(raw, []byte("PUBLISH")) {
			t.Errorf("%s: %s", name, raw)
		}
		for _, ev := range cal.Events() {
			if value(ev, ics.ComponentPropertyStatus) != "CANCELLED" {
				t.Errorf("%s: %s is %s", name, ev.Id(), value(ev, ics.ComponentPropertyStatus))
			}
		}
	}
}

func TestAClassWithoutItsDays(t *testing.T) {
	t.Parallel()
	c := course()
	c.Days = nil
	_, cal := read(t, entry(c, flows.Publish))
	if n := len(cal.Events()); n != 1 {
		t.Errorf("%d events", n)
	}
}

func TestCalendarName(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{"PLT-0001": "kelas-PLT-0001.ics", "../é\"\r\n1": "kelas--------1.ics", "": "kelas-.ics"} {
		if got := CalendarName(code); got != want {
			t.Errorf("%q: %q", code, got)
		}
	}
}

// Whatever staff write comes back as it was, but for what cannot be seen; no
// line is longer than a reader takes, and none is broken within a letter.
func TestAnyTextIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) { checkAny(t, rapid.String().Draw(t, "title"), rapid.String().Draw(t, "text")) })
}

func FuzzCalendar(f *testing.F) {
	f.Add("Kue Kering", "a\r\nEND:VEVENT\r\nBEGIN:VALARM")
	f.Add("\\n\\,;:", strings.Repeat("é👍", 60))
	f.Add("\x00\xff", "\u2028 \t")
	f.Fuzz(func(t *testing.T, title, text string) { checkAny(t, title, text) })
}

func checkAny(t interface {
	Fatal(...any)
	Fatalf(string, ...any)
}, title, text string) {
	e := entry(course(), flows.Publish)
	e.Title, e.Text, e.Class.Code = title, text, title
	raw, cal := read(t, e)
	if !bytes.HasSuffix(raw, []byte("END:VCALENDAR\r\n")) || bytes.Count(raw, []byte("\nBEGIN:")) != 3 {
		t.Fatalf("not three events: %q", raw)
	}
	for line := range bytes.Lines(raw) {
		if !bytes.HasSuffix(line, []byte("\r\n")) || len(line) > 77 || !bytes.Equal(line, bytes.ToValidUTF8(line, nil)) {
			t.Fatalf("a line is %q", line)
		}
	}
	for _, ev := range cal.Events() {
		if got, want := value(ev, ics.ComponentPropertySummary), readable(title); got != want {
			t.Fatalf("title %q came back as %q", want, got)
		}
		if got, want := value(ev, ics.ComponentPropertyDescription), readable(text); got != want {
			t.Fatalf("text %q came back as %q", want, got)
		}
	}
}
