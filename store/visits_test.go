package store_test

import (
	"fmt"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"pgregory.net/rapid"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// mentors makes staff of people: pendamping of Tanah Abang who see two in half a
// day.
func (s *school) mentors(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		s.write(t, at(name))
		member, address := s.member(t, at(name))
		s.exec(t, `insert into staff (name, role, kecamatan, member_id, address_id, linked_at, created_at, places) values ($1, 'pendamping', '{31.71.07}', $2, $3, $4, $4, 2)`,
			name, member, address, s.now)
	}
}

func tuesday(part string) flows.Slot {
	return flows.Slot{Day: bot.Day(monday).AddDate(0, 0, 1), Part: part}
}

func book(s flows.Slot) flows.BookVisit { return flows.BookVisit{Kecamatan: "31.71.07", Slot: s} }

func TestAVisit(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "siti", "budi", "cici")
	s.mentors(t, "rina")
	s.does(t, "siti", book(tuesday(flows.Morning)), "booked")
	s.does(t, "siti", book(tuesday(flows.Morning)), "already")
	s.does(t, "budi", book(tuesday(flows.Morning)), "booked")
	s.does(t, "cici", book(tuesday(flows.Morning)), "full")
	s.does(t, "cici", book(flows.Slot{Day: bot.Day(monday), Part: flows.Afternoon}), "full")                // today
	s.does(t, "cici", book(flows.Slot{Day: bot.Day(monday).AddDate(0, 0, 5), Part: flows.Morning}), "full") // a Saturday
	s.pending(t, "siti", "visit_h1 1 23 10:00-24 08:00")
	s.does(t, "siti", book(tuesday(flows.Afternoon)), "moved")
	s.pending(t, "siti", "visit_h1 3 23 10:00-24 13:00")
	s.does(t, "cici", book(tuesday(flows.Morning)), "booked")
	s.does(t, "budi", flows.CancelVisit{ID: 1}, "gone") // not theirs
	s.does(t, "budi", flows.CancelVisit{ID: 2}, "cancelled")
	s.pending(t, "budi", "<nil>")
	s.does(t, "rina", flows.NoteVisit{ID: 3, Came: true}, "not_yet")
	s.does(t, "siti", flows.NoteVisit{ID: 3, Came: true}, "refused")
	s.now = wib("2026-11-24 15:00")
	s.does(t, "rina", flows.NoteVisit{ID: 3, Came: true, Note: "dibantu NIB"}, "noted")
	s.does(t, "rina", flows.NoteVisit{ID: 3, Came: false}, "gone")
	s.does(t, "rina", flows.NoteVisit{ID: 4}, "noted")
	s.does(t, "cici", flows.LookAtVisit{ID: 4}, "missed")
	s.does(t, "siti", flows.LookAtVisit{ID: 4}, "gone") // not theirs
	s.does(t, "cici", book(flows.Slot{Day: bot.Day(monday).AddDate(0, 0, 2), Part: flows.Morning}), "booked")
	s.does(t, "cici", flows.LookAtVisit{ID: 4}, "gone")
	s.want(t, "advised 4 24 15:00 08 00:00", `select class, ref, to_char(due_at at time zone 'Asia/Jakarta', 'DD HH24:MI'), to_char(useful_until at time zone 'Asia/Jakarta', 'DD HH24:MI')
		from reminders where kind = 'visit_again'`)
	s.want(t, "done visit kunjungan 2026-11-24 rina", `select status || ' ' || source || ' ' || evidence || ' ' || by_whom from stages where stage = 3 and status = 'done'`)
	s.want(t, "checkup 2026-12 24 10:00 advised", `select kind || ' ' || ref || ' ' || to_char(due_at at time zone 'Asia/Jakarta', 'DD HH24:MI') || ' ' || class from reminders where kind = 'checkup'`)
	s.does(t, "rina", flows.NoteWalkIn{Number: "JKP-0000002"}, "noted")
	s.does(t, "rina", flows.NoteWalkIn{Number: "JKP-0000404"}, "unknown")
	s.does(t, "siti", flows.NoteWalkIn{Number: "JKP-0000002"}, "refused")
	s.want(t, "moved, cancelled, came, missed, booked, came", `select string_agg(state, ', ' order by id) from visits`)
}

var outOfPlace = map[string]string{
	"more than there are places": `select count(*) from (select from visits v join staff s on s.id = v.staff_id where v.seat is not null and v.state in ('booked', 'came', 'missed')
		group by s.id, s.places, v.day, v.part having count(*) > s.places) x`,
	"a place given twice":   `select count(*) from (select from visits where seat is not null and state in ('booked', 'came', 'missed') group by staff_id, day, part, seat having count(*) > 1) x`,
	"two visits of one":     `select count(*) from (select from visits where state = 'booked' group by member_id having count(*) > 1) x`,
	"reminded of no visit":  `select count(*) from reminders r where kind = 'visit_h1' and state = 'due' and not exists (select from visits v where v.id::text = r.ref and v.member_id = r.member_id and v.state = 'booked')`,
	"came, and P3 not done": `select count(*) from visits v where state = 'came' and not exists (select from stages s where s.member_id = v.member_id and s.stage = 3 and s.status = 'done')`,
}

// TestVisitsInAnyOrder: whatever people and pendamping do at once, no half day
// has more visits than places, and nobody has two.
func TestVisitsInAnyOrder(t *testing.T) {
	t.Parallel()
	var names []string
	for i := range 14 {
		names = append(names, fmt.Sprint("p", i))
	}
	s := newSchool(t, names...)
	mentors := []string{"rina", "dewi"}
	s.mentors(t, mentors...)
	rapid.Check(t, func(rt *rapid.T) {
		for range rapid.IntRange(2, 6).Draw(rt, "steps") {
			var g errgroup.Group
			for range rapid.IntRange(1, 6).Draw(rt, "at once") {
				who, action := rapid.SampledFrom(names).Draw(rt, "who"), anyVisit(rt, s.now)
				if _, notes := action.(flows.NoteVisit); notes {
					who = rapid.SampledFrom(mentors).Draw(rt, "mentor")
				}
				if _, notes := action.(flows.NoteWalkIn); notes {
					who = rapid.SampledFrom(mentors).Draw(rt, "mentor")
				}
				g.Go(func() error { return s.alone(t, who, action) })
			}
			if err := g.Wait(); err != nil {
				rt.Fatal(err)
			}
			for what, query := range outOfPlace {
				if got := s.read(t, query); got != "0" {
					rt.Fatalf("%s: %s", what, got)
				}
			}
		}
		if rapid.IntRange(0, 3).Draw(rt, "a day passes") == 0 {
			s.now = s.now.AddDate(0, 0, 1)
		}
	})
}

func anyVisit(rt *rapid.T, now time.Time) flows.Action {
	id := int64(rapid.IntRange(1, 200).Draw(rt, "visit"))
	switch rapid.IntRange(0, 9).Draw(rt, "what") {
	case 0, 1:
		return flows.CancelVisit{ID: id}
	case 2:
		return flows.NoteVisit{ID: id, Came: rapid.Bool().Draw(rt, "came")}
	case 3:
		return flows.NoteWalkIn{Number: fmt.Sprintf("JKP-%07d", rapid.IntRange(1, 16).Draw(rt, "number"))}
	}
	part := rapid.SampledFrom([]string{flows.Morning, flows.Afternoon}).Draw(rt, "part")
	return book(flows.Slot{Day: bot.Day(now).AddDate(0, 0, rapid.IntRange(0, 3).Draw(rt, "day")), Part: part})
}

// alone carries an action out as the engine does with what is shared: whom it
// touches is locked, too.
func (s *school) alone(t *testing.T, name string, action flows.Action) error {
	member, _ := s.member(t, at(name))
	return s.Within(t.Context(), func(tx store.Tx) error {
		act := store.Act{MemberID: member, ExternalID: "m1", At: s.now, Action: action}
		others, err := tx.Touches(t.Context(), act)
		if err != nil {
			return err
		}
		if free, err := tx.ClaimWith(t.Context(), member, others, ours); err != nil || !free {
			return err
		}
		_, err = tx.Perform(t.Context(), act)
		return err
	})
}
