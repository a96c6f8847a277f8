package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"langkah/flows"
	"langkah/store"
)

// town has a class and a bazaar a day, each named after where it is.
func (h house) town(t *testing.T) {
	t.Helper()
	var c store.City
	for i, where := range []string{"31.74.01", "31.71.08", "31.71.07", "", "31.71.07", "31.01.02"} {
		at := people.AddDate(0, 0, i+1)
		c.Classes = append(c.Classes, flows.Class{Code: fmt.Sprint("P", i), Title: "t", Kind: "k", Organiser: "o", Venue: "v", Kecamatan: where,
			Starts: at, Ends: at.Add(time.Hour), Capacity: 40})
		kota, kind := "", "offline"
		if where != "" {
			kota = where[:5]
		}
		if i == 0 {
			kind = "online"
		}
		if i == 1 { // of the kota, nowhere in particular
			where = ""
		}
		c.Events = append(c.Events, flows.Event{Code: fmt.Sprint("B", i), Name: "n", Kind: kind, Organiser: "o", Venue: "v", Kota: kota, Kecamatan: where,
			Starts: at, Ends: at.Add(time.Hour), RegisterBy: at.Add(-time.Hour), Slots: 30, Conditions: "c"})
	}
	h.put(t, c, people)
}

func (h house) put(t *testing.T, c store.City, now time.Time) {
	t.Helper()
	h.within(t, func(tx store.Tx) error { return tx.PutCity(t.Context(), c, now) })
}

func TestWhatIsNearComesFirst(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.town(t)
	h.write(t, siti)
	for _, c := range []struct {
		kecamatan       string
		days            int
		classes, events string
	}{
		{"31.71.07", 0, "P2 P4 P1 P3", "B2 B4 B1 B3 B0"},
		{"31.71.08", 0, "P1 P2 P4 P3", "B1 B3 B0"}, // the bazaars of another kecamatan are for its own,
		{"31.75.01", 0, "P3", "B3 B0"},
		{"31.71.07", 3, "P4 P3", "B4 B3"}, // what begins right now is no use any more
		{"", 0, "P0 P1 P2 P3 P4", "B0 B1 B3"},
		{"31.01.02", 0, "P5 P3", "B5 B3 B0"}, // the islands are shown to themselves,
		{"", 60, "", ""},
	} {
		from := people.AddDate(0, 0, c.days)
		var classes, events []string
		for _, x := range h.act(t, siti, flows.FindClasses{Kecamatan: c.kecamatan, From: from, Limit: 5}).Args["Classes"].([]flows.Class) {
			classes = append(classes, x.Code)
		}
		for _, x := range h.act(t, siti, flows.FindEvents{Kecamatan: c.kecamatan, From: from, Limit: 5}).Args["Events"].([]flows.Event) {
			events = append(events, x.Code)
		}
		if got := strings.Join(classes, " "); got != c.classes {
			t.Errorf("%s after %d days: classes %s, want %s", c.kecamatan, c.days, got, c.classes)
		}
		if got := strings.Join(events, " "); got != c.events {
			t.Errorf("%s after %d days: events %s, want %s", c.kecamatan, c.days, got, c.events)
		}
	}
}

func TestCityIsKeptAsItIs(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	at := people.Add(time.Hour)
	c := store.City{
		Centres: []flows.Centre{{Kecamatan: "31.71.07", Name: "Pusat", Address: "Jl. Contoh No. 1", Hours: "Senin", Sample: true}},
		Classes: []flows.Class{{Code: "P1", Title: "Roti", Kind: "teknis", Organiser: "Sudin", Venue: "Aula", Kecamatan: "31.71.07", Starts: at, Ends: at.Add(time.Hour), Days: []flows.Day{{Starts: at, Ends: at.Add(time.Hour)}},
			Subject: "roti", Capacity: 7, Who: "all", Fields: []string{}, MinStage: 1, Sample: true}},
		Events: []flows.Event{{Code: "B1", Name: "Bazar", Kind: "mall", Organiser: "Dinas", Venue: "Mal", Kota: "31.71", Kecamatan: "31.71.07", Starts: at, Ends: at.Add(time.Hour),
			RegisterBy: at, Slots: 9, Conditions: "gratis", Sample: true}},
	}
	h.put(t, c, people)
	got := store.City{
		Centres: []flows.Centre{h.act(t, siti, flows.FindCentre{Kecamatan: "31.71.07"}).Args["Centre"].(flows.Centre)},
		Classes: h.act(t, siti, flows.FindClasses{Kecamatan: "31.71.07", From: people, Limit: 5}).Args["Classes"].([]flows.Class),
		Events:  h.act(t, siti, flows.FindEvents{Kecamatan: "31.71.07", From: people, Limit: 5}).Args["Events"].([]flows.Event),
	}
	if diff := cmp.Diff(c, got, cmp.Comparer(time.Time.Equal)); diff != "" {
		t.Error(diff)
	}
	if none := h.act(t, siti, flows.FindCentre{Kecamatan: "31.75.01"}); none.Event != flows.Next || none.Args["Centre"] != (flows.Centre{}) {
		t.Errorf("where there is no centre: %+v", none)
	}
}

// Only samples that are over take new dates; what is real is never moved.
func TestSamplesGetANewCalendar(t *testing.T) {
	t.Parallel()
	h := open(t)
	old := plans(people)
	real := old.Classes[0]
	real.Code, real.Sample = "PLT-2", false
	old.Classes = append(old.Classes, real)
	h.put(t, old, people)
	later := plans(people.AddDate(0, 0, 7))
	real.Starts, real.Ends = real.Starts.AddDate(0, 0, 7), real.Ends.AddDate(0, 0, 7)
	later.Classes = append(later.Classes, real)
	const moved = `select string_agg(code || ' ' || extract(day from starts_at), ', ' order by code) from (select code, starts_at from classes union all select code, starts_at from events) x`
	h.put(t, later, people)
	h.want(t, "BZR-1 23, PLT-1 23, PLT-2 23", moved)
	h.put(t, later, people.AddDate(0, 0, 1))
	h.want(t, "BZR-1 30, PLT-1 30, PLT-2 23", moved)
}
