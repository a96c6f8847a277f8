package timers_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"langkah/bot"
	"langkah/bot/timers"
	"langkah/flows"
	"langkah/store"
	"langkah/templates/programme"
)

// TestAdviceOfManyMonths: whatever becomes of members, each has exactly one thing
// to come every morning, none hears of more than two steps in a week, two on one
// day, or anything at night.
func TestAdviceOfManyMonths(t *testing.T) {
	t.Parallel()
	w, people := build(t, 1), 0
	defer w.close()
	w.parts[0].timers.Rules = programme.Must(timers.Rules())
	rapid.Check(t, func(rt *rapid.T) {
		w.exec(`update members set advised = false`) // of histories before this one, which would all go on with it
		w.exec(`update reminders set state = 'dropped', reason = 'stopped' where state in ('due', 'fired', 'waiting')`)
		var ids []int64
		for range rapid.IntRange(1, 4).Draw(rt, "members") {
			people++
			ids = append(ids, w.enrolled(people, rapid.IntRange(1, 7).Draw(rt, "stage")))
		}
		for range rapid.IntRange(2, 12).Draw(rt, "things that happen") {
			w.happens(rt, ids)
			w.pass(time.Duration(rapid.IntRange(1, 9*24).Draw(rt, "hours")) * time.Hour)
			now := w.now.In(bot.WIB)
			w.now = time.Date(now.Year(), now.Month(), now.Day()+1, 5, 30, 0, 0, bot.WIB)
			w.settle()
			st, err := w.store.Ahead(t.Context(), w.now, 10)
			if err != nil || st.Missing+st.Double > 0 {
				rt.Fatalf("%s: %+v %v", w.now, st, err)
			}
		}
		for _, id := range ids {
			sparing(rt, value[[]time.Time](w, `select coalesce(array_agg(created_at order by id), '{}') from outbox where member_id = $1 and class = 'advised'`, id))
		}
	})
	if n := value[int](w, `select count(*) from reminders where kind = 'advice' and state = 'said'`); n == 0 {
		t.Error("nobody was ever reminded")
	}
}

func (w *world) enrolled(i, stage int) int64 {
	w.t.Helper()
	a := bot.Address{Channel: "webchat", Account: "web", ID: fmt.Sprint("m", i)}
	err := w.store.Enrol(w.t.Context(), store.Enrolment{Address: a, Profile: flows.Answers{"name": "Siti", "status": "trading", "field": "kuliner"}, Stage: stage, Service: true}, w.now)
	if err != nil {
		w.t.Fatal(err)
	}
	return value[int64](w, `select member_id from addresses where address = $1`, a.ID)
}

// happens lets something become of somebody.
func (w *world) happens(rt *rapid.T, ids []int64) {
	i := rapid.IntRange(0, len(ids)-1).Draw(rt, "who")
	switch rapid.IntRange(0, 4).Draw(rt, "what") {
	case 0, 1:
		w.says(value[string](w, `select address from addresses where member_id = $1`, ids[i]), rapid.SampledFrom([]string{"halo", "1", "2", "3", "status", "tidak perlu P5", "mentok P4", "perlu P4", "cek usaha", "ya"}).Draw(rt, "text"))
	case 2:
		m := flows.MarkStage{Stage: rapid.IntRange(2, 7).Draw(rt, "step"), Source: "test",
			Status: rapid.SampledFrom([]flows.StageStatus{flows.InProgress, flows.Done, flows.Stuck, flows.NotNeeded}).Draw(rt, "status")}
		if err := w.store.Within(w.t.Context(), func(t store.Tx) error { t.MarkStage(ids[i], m, w.now); return nil }); err != nil {
			rt.Fatal(err)
		}
	case 3:
		w.exec(`insert into licences (member_id, kind, expires_on, at) values ($1, 'pirt', ($2::timestamptz + interval '200 days')::date, $2) on conflict do nothing`, ids[i], w.now)
	}
	w.settle()
}

// sparing fails where something is said at night, or too often.
func sparing(rt *rapid.T, list []time.Time) {
	for i, at := range list {
		switch {
		case bot.Quiet(at):
			rt.Fatalf("said at %s", at.In(bot.WIB))
		case i >= 1 && bot.Day(at).Equal(bot.Day(list[i-1])):
			rt.Fatalf("twice on one day: %s", at.In(bot.WIB))
		case i >= 2 && at.Sub(list[i-2]) < store.CapWindow:
			rt.Fatalf("three times within a week: %v", slices.Clip(list[i-2:i+1]))
		}
	}
}
