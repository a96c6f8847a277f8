// Package files makes what people get beside texts: calendar entries, and
// pictures that are safe to keep and to send on. It holds no words: what people
// read in a file comes with the call.
package files

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"langkah/flows"
)

// CalendarMIME is the type of a calendar entry.
const CalendarMIME = "text/calendar"

// Entry is a class as it goes into somebody's calendar.
type Entry struct {
	flows.CalendarFile
	At time.Time // people's time: when it is said

	Title, Text, Place string // in the language of its person; the text may have lines
}

// Calendar writes an entry as iCalendar (RFC 5545). Each day of the class is an
// event of its own: phones that open a file take every event in it, while many
// leave out what repeats by a list of dates (RDATE). The n-th day of a class has
// the same id for good and its SEQUENCE rises with each change, so that a moved
// class moves in the calendar, where that can follow. Times are in UTC, which
// needs no table of zones and is shown in the phone's own.
func Calendar(e Entry) ([]byte, error) {
	cal := ics.NewCalendarFor("Langkah")
	cal.SetProductId("-//Jakpreneur//Langkah//ID")
	cal.SetCalscale("GREGORIAN")
	cancels := e.Method == flows.Cancel || e.Class.Cancelled
	cal.SetMethod(ics.MethodPublish) // a request would be for guests, and be refused where there are none
	if cancels {
		cal.SetMethod(ics.MethodCancel)
	}
	for i, day := range days(e.Class) {
		ev := cal.AddEvent(fmt.Sprintf("%s-%d@langkah", readable(e.Class.Code), i+1))
		ev.SetDtStampTime(e.At)
		ev.SetSequence(e.Class.Sequence)
		ev.SetStartAt(day.Starts)
		ev.SetEndAt(day.Ends)
		ev.SetSummary(readable(e.Title))
		ev.SetStatus(ics.ObjectStatusConfirmed)
		if cancels {
			ev.SetStatus(ics.ObjectStatusCancelled)
		}
		if e.Text != "" {
			ev.SetDescription(readable(e.Text))
		}
		if e.Place != "" {
			ev.SetLocation(readable(e.Place))
		}
	}
	var b bytes.Buffer
	if err := cal.SerializeTo(&b, ics.WithNewLineWindows); err != nil {
		return nil, fmt.Errorf("write a calendar: %w", err)
	}
	return b.Bytes(), nil
}

// days are those of a class; one that came without has its whole time.
func days(c flows.Class) []flows.Day {
	if len(c.Days) == 0 {
		return []flows.Day{{Starts: c.Starts, Ends: c.Ends}}
	}
	return c.Days
}

// CalendarName is the name of a class's file: "kelas-PLT-0001.ics".
func CalendarName(code string) string {
	return "kelas-" + strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return '-'
	}, code) + ".ics"
}

// readable leaves out what would break a line or cannot be seen: what the
// library writes as it is.
func readable(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || r == utf8.RuneError) {
			return -1
		}
		return r
	}, text)
}
