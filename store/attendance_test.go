package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"langkah/flows"
	"langkah/store"
)

// codes gives every day of every class a code: its day of the month, twice.
func (s *school) codes(t *testing.T) {
	t.Helper()
	s.exec(t, `update class_days set code = repeat(to_char(day, 'DD'), 2)`)
}

// A class of three days over a weekend: all of them make a certificate and step
// 2, whoever missed one was absent.
func TestAClassOfSeveralDays(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi", "cici", "dodi")
	s.plan(t, "PLT-1", 3, wib("2026-11-27 09:00"), wib("2026-11-30 09:00"), wib("2026-12-01 09:00"))
	s.codes(t)
	for _, name := range []string{"ani", "budi", "cici"} {
		s.does(t, name, flows.BookClass{Code: "PLT-1"}, "booked")
	}
	s.does(t, "dodi", flows.QueueForClass{Code: "PLT-1"}, "waiting")
	s.clock(t, wib("2026-11-27 07:59"))
	s.does(t, "ani", flows.CheckIn{Code: "2727"}, "none")
	s.clock(t, wib("2026-11-27 08:00"))
	if out := s.does(t, "ani", flows.CheckIn{Code: "2727"}, "present"); out.Args["Left"] != 2 {
		t.Errorf("days left: %v", out.Args["Left"])
	}
	s.does(t, "ani", flows.CheckIn{Code: "2727"}, "again")
	s.does(t, "dodi", flows.CheckIn{Code: "2727"}, "none")
	s.clock(t, wib("2026-11-27 10:00"))
	s.does(t, "budi", flows.CheckIn{Code: "2727"}, "present")
	s.stand(t, "PLT-1", 3, 0, "ani booked, budi booked, cici booked, dodi unseated")
	s.pending(t, "dodi", "class_unseated PLT-1 27 10:00-29 10:00")
	s.clock(t, wib("2026-11-27 10:01"))
	s.does(t, "cici", flows.CheckIn{Code: "2727"}, "none") // it is over
	s.clock(t, wib("2026-11-28 09:30"))
	s.does(t, "cici", flows.CheckIn{Code: "2828"}, "none") // a Saturday
	s.clock(t, wib("2026-11-30 09:30"))
	s.does(t, "ani", flows.CheckIn{Code: "2727"}, "wrong")
	s.does(t, "ani", flows.CheckIn{Code: "3030"}, "present")
	s.clock(t, wib("2026-12-01 09:30"))
	out := s.does(t, "ani", flows.CheckIn{Code: "0101"}, "complete")
	if c := out.Args["Class"].(flows.Class); c.Mine.Certificate != "SRT-2026-000001" || c.Mine.State != flows.Attended || c.Mine.Attended != 3 {
		t.Errorf("complete: %+v", c.Mine)
	}
	s.does(t, "ani", flows.CheckIn{Code: "0101"}, "again")
	if out := s.does(t, "budi", flows.CheckIn{Code: "0101"}, "present"); out.Args["Left"] != 0 {
		t.Errorf("days left: %v", out.Args["Left"])
	}
	s.want(t, "2 done class PLT-1 SRT-2026-000001 2026-12-01 09:00:00", `
		select stage, status, source, evidence, (at at time zone 'Asia/Jakarta')::text from stages where stage > 1`)
	s.clock(t, wib("2026-12-02 08:59"))
	s.stand(t, "PLT-1", 3, 0, "ani attended, budi booked, cici booked, dodi unseated")
	s.clock(t, wib("2026-12-02 09:00"))
	s.stand(t, "PLT-1", 3, 0, "ani attended, budi absent, cici absent, dodi unseated")
	s.pending(t, "budi", "class_h3 PLT-1 24 10:00-26 10:00, class_h1 PLT-1 26 10:00-27 08:00, class_h0 PLT-1 27 08:00-27 09:00, class_missed PLT-1 02 09:00-04 09:00")
	s.want(t, "1", `select count(*) from classes where closes_at is null`)
	if c := s.does(t, "budi", flows.LookAtClass{Code: "PLT-1"}, "begun").Args["Class"].(flows.Class); c.Mine.Attended != 2 {
		t.Errorf("%d days are noted", c.Mine.Attended)
	}
}

// Step 2 keeps the class that it rests on first; one that was only said to be
// done gets its evidence.
func TestEvidenceOfStepTwo(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani")
	s.plan(t, "A", 3, wib("2026-11-27 09:00"))
	s.plan(t, "B", 3, wib("2026-11-30 09:00"))
	s.codes(t)
	s.exec(t, `insert into stages (member_id, stage, status, source, at) select id, 2, 'done', 'enrolment', $1 from members`, s.now)
	for _, code := range []string{"A", "B"} {
		s.does(t, "ani", flows.BookClass{Code: code}, "booked")
	}
	for day, code := range map[string]string{"2026-11-27 09:00": "2727", "2026-11-30 09:00": "3030"} {
		s.now = wib(day)
		s.does(t, "ani", flows.CheckIn{Code: code}, "complete")
		s.exec(t, `update stages set evidence = 'A SRT-2026-000001' where evidence like 'A %'`)
	}
	s.want(t, "class", `select source from stages where stage = 2 and evidence <> ''`)
	s.want(t, "2", `select count(distinct certificate) from bookings`)
}

func TestWrongCodesOfTheDay(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi")
	s.plan(t, "A", 3, wib("2026-11-27 09:00"))
	for _, name := range []string{"ani", "budi"} {
		s.does(t, name, flows.BookClass{Code: "A"}, "booked")
	}
	s.now = wib("2026-11-27 08:30")
	s.does(t, "ani", flows.CheckIn{Code: ""}, "wrong") // there is none yet
	s.codes(t)
	for range 4 {
		s.does(t, "ani", flows.CheckIn{Code: "0000"}, "wrong")
	}
	s.does(t, "ani", flows.CheckIn{Code: "2727"}, "many")
	s.does(t, "budi", flows.CheckIn{Code: "2727"}, "complete")
	s.does(t, "budi", flows.BookClass{Code: "A"}, "already") // before it has begun, even
	s.does(t, "budi", flows.CancelBooking{Code: "A"}, "gone")
	s.now = wib("2026-11-27 09:29")
	s.does(t, "ani", flows.CheckIn{Code: "2727"}, "many")
	s.now = wib("2026-11-27 09:30")
	s.does(t, "ani", flows.CheckIn{Code: "0000"}, "wrong")
	s.does(t, "ani", flows.CheckIn{Code: "2727"}, "complete")
	s.want(t, "1", `select count(*) from day_misses`)
}

func TestDaysOfAClass(t *testing.T) {
	t.Parallel()
	days := func(starts, ends string) (list []string) {
		for _, d := range store.DaysOf(flows.Class{Starts: wib(starts), Ends: wib(ends)}) {
			list = append(list, d.Starts.Format("02 15:04")+d.Ends.Format("-02 15:04"))
		}
		return list
	}
	for _, c := range []struct {
		starts, ends string
		want         []string
	}{
		{"2026-11-27 09:00", "2026-11-30 15:00", []string{"27 09:00-27 15:00", "30 09:00-30 15:00"}},
		{"2026-11-28 09:00", "2026-11-28 15:00", []string{"28 09:00-28 15:00"}},
		{"2026-11-28 09:00", "2026-11-29 15:00", []string{"28 09:00-28 15:00", "29 09:00-29 15:00"}}, // a weekend, and nothing else
		{"2026-11-26 20:00", "2026-11-27 01:00", []string{"26 20:00-27 01:00", "27 20:00-28 01:00"}},
	} {
		if diff := cmp.Diff(c.want, days(c.starts, c.ends)); diff != "" {
			t.Errorf("%s to %s: %s", c.starts, c.ends, diff)
		}
	}
	given := []flows.Day{{Starts: monday, Ends: monday.Add(time.Hour)}}
	if diff := cmp.Diff(given, store.DaysOf(flows.Class{Starts: monday, Ends: monday.AddDate(0, 0, 3), Days: given})); diff != "" {
		t.Error(diff)
	}
}
