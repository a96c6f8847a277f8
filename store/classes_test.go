package store_test

import (
	"strings"
	"testing"
	"time"

	"langkah/flows"
	"langkah/store"
)

func codesOf(out flows.Outcome) string {
	var codes []string
	list, _ := out.Args["Classes"].([]flows.Class)
	for _, c := range list {
		codes = append(codes, c.Code)
	}
	return strings.Join(codes, " ")
}

// What fits: seats first, then what is near, then what is soon; neither what
// they hold, nor what overlaps it, nor what is not for them.
func TestClassesThatFit(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi")
	s.write(t, at("tamu"))
	day := wib("2026-11-30 09:00")
	for i, code := range []string{"online", "kota", "full", "here", "away", "fashion", "later", "soap", "bread", "begun", "ended"} {
		s.plan(t, code, 2, day.AddDate(0, 0, i))
	}
	for _, sql := range []string{
		`update classes set kecamatan = null where code = 'online'`,
		`update classes set kecamatan = '31.71.01' where code = 'kota'`,
		`update classes set kecamatan = '31.74.01' where code = 'away'`,
		`update classes set taken = 2 where code = 'full'`,
		`update classes set fields = '{fesyen}' where code = 'fashion'`,
		`update classes set who = 'kecamatan', kecamatan = '31.71.02' where code = 'soap'`,
		`update classes set starts_at = '2026-11-01' where code = 'begun'`,
		`update classes set cancelled_at = '2026-11-01' where code = 'ended'`,
		`update members set profile = profile || '{"field": "kuliner", "status": "trading"}' where number is not null`,
	} {
		s.exec(t, sql)
	}
	find := func(name, want string, a flows.FindClasses) {
		t.Helper()
		a.From = s.now
		if a.Kecamatan == "" {
			a.Kecamatan = "31.71.07"
		}
		if a.Limit == 0 {
			a.Limit = 9
		}
		out := s.does(t, name, a, flows.Next)
		if got := codesOf(out); got != want {
			t.Errorf("%s finds %s, want %s", name, got, want)
		}
		if more := out.Args["More"]; more != (a.Limit == 2 && a.Skip < 4) {
			t.Errorf("after %s: more %v", want, more)
		}
	}
	find("ani", "here later bread kota online full", flows.FindClasses{})
	find("ani", "here later", flows.FindClasses{Limit: 2})
	find("ani", "bread kota", flows.FindClasses{Limit: 2, Skip: 2})
	find("ani", "online full", flows.FindClasses{Limit: 2, Skip: 4})
	find("ani", "away online", flows.FindClasses{Kecamatan: "31.74"})
	find("tamu", "here fashion later bread kota soap online full", flows.FindClasses{}) // nobody yet: they may look at all
	s.exec(t, `update class_days set starts_at = $1::timestamptz - interval '30 minutes', ends_at = $1::timestamptz + interval '30 minutes'
		where class_id = (select id from classes where code = 'kota')`, day.AddDate(0, 0, 3))
	s.does(t, "ani", flows.BookClass{Code: "here"}, "booked")
	s.exec(t, `update classes set subject = 'x' where code in ('here', 'bread')`)
	find("ani", "later bread online full", flows.FindClasses{})
	find("ani", "bread later kota online full", flows.FindClasses{Instead: "here"})
	find("budi", "here later bread kota online full", flows.FindClasses{})
}

func TestMyClasses(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi")
	day := wib("2026-11-30 09:00")
	for i, code := range []string{"second", "first", "queue", "left", "once", "long", "over"} {
		s.plan(t, code, 1, day.AddDate(0, 0, []int{2, 1, 4, 5, -30, -400, -9}[i]))
	}
	s.does(t, "budi", flows.BookClass{Code: "queue"}, "booked")
	for _, code := range []string{"second", "first", "left"} {
		s.does(t, "ani", flows.BookClass{Code: code}, "booked")
	}
	s.does(t, "ani", flows.QueueForClass{Code: "queue"}, "waiting")
	s.does(t, "ani", flows.CancelBooking{Code: "left"}, "cancelled")
	s.exec(t, `insert into bookings (class_id, member_id, state, certificate, created_at, updated_at)
		select c.id, a.member_id, case when code = 'over' then 'absent' else 'attended' end, nullif(code, 'over'), $1, $1
		from classes c, addresses a where code in ('once', 'long', 'over') and address = 'ani'`, s.now)
	out := s.does(t, "ani", flows.MyClasses{From: s.now}, "some")
	if got := codesOf(out); got != "first second queue once" {
		t.Errorf("mine: %s", got)
	}
	list := out.Args["Classes"].([]flows.Class)
	if m := list[2].Mine; m.State != flows.Waiting || m.Place != 1 {
		t.Errorf("in the queue: %+v", m)
	}
	if m := list[3].Mine; m.Certificate != "once" {
		t.Errorf("attended: %+v", m)
	}
}

// What a reminder says is told only as long as it is so.
func TestNews(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi", "cici")
	s.plan(t, "A", 1, wib("2026-11-30 09:00"))
	s.plan(t, "B", 9, wib("2026-12-01 09:00"))
	s.plan(t, "C", 1, wib("2026-11-30 09:00"))
	s.exec(t, `update classes set subject = 'roti' where code in ('A', 'C')`)
	kinds := []string{flows.ClassH3, flows.ClassOffer, flows.ClassLapsed, flows.ClassMoved, flows.ClassCancelled, flows.ClassMissed, flows.ClassUnseated, flows.ClassCertified}
	news := func(name, want string) {
		t.Helper()
		var got []string
		for _, kind := range kinds {
			out, err := s.try(t, name, flows.LookAtNotice{Kind: kind, Code: "A", From: s.now})
			if err != nil {
				t.Fatal(err)
			}
			if out.Event != "gone" {
				got = append(got, strings.TrimSpace(out.Event+" "+codesOf(out)))
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s is told: %s, want %s", name, strings.Join(got, ", "), want)
		}
	}
	news("ani", "")
	s.does(t, "ani", flows.BookClass{Code: "A"}, "booked")
	s.does(t, "budi", flows.QueueForClass{Code: "A"}, "waiting")
	s.does(t, "cici", flows.BookClass{Code: "C"}, "booked")
	news("ani", "coming, moved")
	news("budi", "moved")
	s.does(t, "ani", flows.CancelBooking{Code: "A"}, "cancelled")
	news("ani", "")
	news("budi", "offer, moved")
	s.now = wib("2026-11-23 11:00") // the offer ends
	news("budi", "moved")
	s.clock(t, s.now)
	news("budi", "lapsed")
	s.does(t, "ani", flows.BookClass{Code: "A"}, "booked")
	s.does(t, "budi", flows.QueueForClass{Code: "A"}, "waiting")
	s.clock(t, wib("2026-11-30 09:00"))
	news("ani", "")
	news("budi", "unseated B")
	s.clock(t, wib("2026-12-01 09:00"))
	news("ani", "missed")
	s.exec(t, `update classes set starts_at = '2026-12-05 03:00+00', ends_at = '2026-12-05 04:00+00', taken = 0 where code in ('B', 'C')`)
	news("ani", "missed C B")
	s.exec(t, `update bookings set state = 'withdrawn' where state = 'absent'`)
	news("ani", "")
	s.exec(t, `update classes set cancelled_at = '2026-11-30' where code = 'A'`)
	news("ani", "cancelled C B")
}

// A sample gets new dates once nobody has anything to do with it any more, and
// begins anew.
func TestSamplesBeginAnew(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani")
	sample := func(starts string) store.City {
		return store.City{Classes: []flows.Class{{Code: "A", Title: "t", Capacity: 5, Sample: true, Starts: wib(starts), Ends: wib(starts).Add(25 * time.Hour)}}}
	}
	s.put(t, sample("2026-11-24 09:00"), s.now)
	s.codes(t)
	s.does(t, "ani", flows.BookClass{Code: "A"}, "booked")
	const dates = `select string_agg(to_char(d.day, 'DD'), ' ' order by d.day), max(taken) from classes c join class_days d on d.class_id = c.id`
	s.clock(t, wib("2026-11-24 09:00"))
	s.does(t, "ani", flows.CheckIn{Code: "2424"}, "present")
	s.put(t, sample("2026-12-01 09:00"), s.now)
	s.want(t, "24 25 1", dates)
	s.clock(t, wib("2026-11-25 09:00"))
	s.does(t, "ani", flows.CheckIn{Code: "2525"}, "complete")
	s.clock(t, wib("2026-11-26 09:00"))
	s.want(t, "1", `select count(*) from stages where evidence = 'A SRT-2026-000001'`)
	s.put(t, sample("2026-12-01 09:00"), s.now)
	s.want(t, "01 02 0", dates)
	s.does(t, "ani", flows.BookClass{Code: "A"}, "booked")
}
