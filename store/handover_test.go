package store_test

import (
	"fmt"
	"testing"
	"time"

	"langkah/flows"
)

// merge makes two people one, the first of them: they stay in each other's
// place, as far as a class is concerned.
func (s *school) merge(t *testing.T, kept, gone string) {
	t.Helper()
	before, _ := s.member(t, at(kept))
	s.link(t, at(kept), at(gone), s.now)
	if after, _ := s.member(t, at(gone)); after != before {
		t.Fatalf("%s is %d, not %d", gone, after, before)
	}
}

// rows wants what somebody has, by the row that is theirs whatever chats they
// have.
func (s *school) rows(t *testing.T, member int64, want string) {
	t.Helper()
	s.want(t, want, `select string_agg(code || ' ' || state, ', ' order by code) from bookings b join classes c on c.id = b.class_id where member_id = $1`, member)
}

// Two people with bookings become one and part again: each has their own as it
// stands by then.
func TestBookingsGoAlongWithALink(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi", "cici")
	for i, code := range []string{"both", "mine", "past", "theirs"} {
		s.plan(t, code, 2, wib("2026-11-30 09:00").AddDate(0, 0, i))
	}
	s.codes(t)
	for name, codes := range map[string][]string{"ani": {"both", "mine"}, "budi": {"both", "past", "theirs"}} {
		for _, code := range codes {
			s.does(t, name, flows.BookClass{Code: code}, "booked")
		}
	}
	s.does(t, "cici", flows.QueueForClass{Code: "both"}, "waiting")
	s.exec(t, `update class_days set starts_at = '2026-11-23 02:00+00', ends_at = '2026-11-23 03:00+00', day = '2026-11-23', code = '1111'
		where class_id = (select id from classes where code = 'past')`)
	s.does(t, "budi", flows.CheckIn{Code: "1111"}, "complete")
	ani, _ := s.member(t, at("ani"))
	budi, _ := s.member(t, at("budi"))

	s.merge(t, "ani", "budi")
	s.rows(t, ani, "both booked, mine booked, past attended, theirs booked")
	s.rows(t, budi, "<nil>")
	s.want(t, "1 1", `select count(*), count(*) filter (where member_id = $1) from attendance`, ani)
	s.want(t, "2", `select count(*) from bookings where certificate = 'SRT-2026-000001' or state = 'offered'`)
	s.want(t, "2 0", `select taken, waiting from classes where code = 'both'`)
	s.pending(t, "cici", "class_offer both 23 09:00-23 11:00")
	s.want(t, "both:3 mine:3 past:3 theirs:3", `
		select string_agg(ref || ':' || n, ' ' order by ref) from (
		    select ref, count(*) n from reminders where member_id = $1 and state = 'due' and class = 'requested' group by 1) r`, ani)
	s.want(t, "0", `select count(*) from reminders where member_id = $1 and state = 'due' and class = 'requested'`, budi)

	s.does(t, "budi", flows.CancelBooking{Code: "theirs"}, "cancelled") // they are one by now
	s.now = s.now.Add(time.Hour)
	if out := s.asks(t, at("ani"), s.now, flows.UnlinkAccounts{}); out.Event != "parted" {
		t.Fatal(out)
	}
	s.rows(t, ani, "both booked, mine booked")
	s.rows(t, budi, "past attended, theirs cancelled")
	s.want(t, "1", `select count(*) from attendance where member_id = $1`, budi)
	s.want(t, "both:3 mine:3", `
		select string_agg(ref || ':' || n, ' ' order by ref) from (
		    select ref, count(*) n from reminders where member_id = $1 and state = 'due' and class = 'requested' group by 1) r`, ani)
	s.want(t, "past:3", `
		select string_agg(ref || ':' || n, ' ' order by ref) from (
		    select ref, count(*) n from reminders where member_id = $1 and state = 'due' and class = 'requested' group by 1) r`, budi)
}

// Of one class the better stays, whoever had it; the other's seat goes on.
func TestTheBetterBookingStays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		ani, budi     string
		kept, taken   string
		waiting       int
		pending, left string // how many reminders are pending, of ani and in all
	}{
		"a seat before the queue":             {"waiting", "booked", "booked", "1", 0, "3", "3"},
		"the queue behind a seat":             {"booked", "waiting", "booked", "1", 0, "3", "3"},
		"an offer before the queue":           {"waiting", "offered", "offered", "1", 0, "1", "1"},
		"an offer behind a seat":              {"booked", "offered", "booked", "1", 0, "3", "3"},
		"a seat before an offer":              {"offered", "booked", "booked", "1", 0, "3", "3"},
		"two seats":                           {"booked", "booked", "booked", "1", 0, "3", "3"},
		"two places":                          {"waiting", "waiting", "waiting", "0", 1, "<nil>", "<nil>"},
		"a seat where the other was and left": {"cancelled", "booked", "booked", "1", 0, "3", "3"},
		"nothing new":                         {"booked", "cancelled", "booked", "1", 0, "3", "3"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSchool(t, "ani", "budi")
			s.plan(t, "A", 9, wib("2026-11-30 09:00"))
			for who, state := range map[string]string{"ani": c.ani, "budi": c.budi} {
				s.does(t, who, flows.BookClass{Code: "A"}, "booked")
				member, _ := s.member(t, at(who))
				s.exec(t, `update bookings set state = $2, queued_at = $3, offer_until = case when $2 = 'offered' then $3::timestamptz + interval '2 hours' end
					where member_id = $1`, member, state, s.now)
				if state != "booked" {
					s.exec(t, `delete from reminders where member_id = $1 and class = 'requested'`, member)
				}
				if state == "offered" {
					s.exec(t, `insert into reminders (member_id, kind, ref, class, due_at, useful_until, created_at)
						values ($1, 'class_offer', 'A', 'requested', $2, $2, $2)`, member, s.now)
				}
			}
			ani, _ := s.member(t, at("ani"))
			s.exec(t, `update classes set capacity = 9, taken = (select count(*) from bookings where state in ('booked', 'offered')),
				waiting = (select count(*) from bookings where state = 'waiting')`)
			if c.kept == "waiting" {
				s.exec(t, `update classes set capacity = 1, taken = 1`)
				s.join(t, "cici")
				s.exec(t, `insert into bookings (class_id, member_id, state, created_at, updated_at)
					select c.id, a.member_id, 'booked', $1, $1 from classes c, addresses a where address = 'cici'`, s.now)
				c.taken = "1"
			}
			s.merge(t, "ani", "budi")
			s.want(t, "A "+c.kept, `select code || ' ' || state from bookings b join classes c on c.id = b.class_id where member_id = $1`, ani)
			s.want(t, fmt.Sprint(c.taken, " ", c.waiting), `select taken, waiting from classes`)
			s.want(t, c.pending, `select nullif(count(*), 0) from reminders where member_id = $1 and class = 'requested' and state = 'due'`, ani)
			s.want(t, c.left, `select nullif(count(*), 0) from reminders where class = 'requested' and state = 'due'`)
		})
	}
}

// A clash that comes of a link is left: both were booked in good faith.
func TestAClashOfALinkIsLeft(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi")
	s.plan(t, "A", 1, wib("2026-11-30 09:00"))
	s.plan(t, "B", 1, wib("2026-11-30 09:00"))
	s.does(t, "ani", flows.BookClass{Code: "A"}, "booked")
	s.does(t, "budi", flows.BookClass{Code: "B"}, "booked")
	ani, _ := s.member(t, at("ani"))
	s.merge(t, "ani", "budi")
	s.rows(t, ani, "A booked, B booked")
}

// Whoever has their data erased leaves the classes to come, in the other's
// favour; what they attended remains without a name.
func TestErasedPeopleLeaveTheirClasses(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi")
	for i, code := range []string{"done", "on", "wait", "come"} {
		s.plan(t, code, 1, wib("2026-11-24 09:00").AddDate(0, 0, i), wib("2026-11-24 09:00").AddDate(0, 0, 10+i))
	}
	for _, code := range []string{"done", "on", "come"} {
		s.does(t, "ani", flows.BookClass{Code: code}, "booked")
	}
	s.does(t, "budi", flows.BookClass{Code: "wait"}, "booked")
	s.does(t, "ani", flows.QueueForClass{Code: "wait"}, "waiting")
	s.does(t, "budi", flows.QueueForClass{Code: "come"}, "waiting")
	s.exec(t, `update bookings set state = 'attended', certificate = 'SRT' where class_id = (select id from classes where code = 'done')`)
	s.clock(t, wib("2026-11-25 09:30"))
	ani, _ := s.member(t, at("ani"))
	s.does(t, "ani", flows.EraseMember{}, "erased")
	s.rows(t, ani, "come cancelled, done attended, on absent, wait cancelled")
	s.stand(t, "come", 1, 0, "ani cancelled, budi offered")
	s.stand(t, "on", 1, 0, "ani absent")
	s.pending(t, "ani", "<nil>")
	s.want(t, "1", `select count(*) from reminders where kind = 'class_offer' and state = 'due'`)
	s.clock(t, wib("2026-12-30 09:00"))
	s.pending(t, "ani", "<nil>")
}

// Who wants no more messages keeps their seats, and is asked about them.
func TestBerhentiKeepsTheSeat(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani")
	s.plan(t, "A", 1, wib("2026-11-30 09:00"))
	s.does(t, "ani", flows.BookClass{Code: "A"}, "booked")
	s.does(t, "ani", flows.StopMessages{Text: "berhenti"}, "")
	s.stand(t, "A", 1, 0, "ani booked")
	s.pending(t, "ani", "class_h3 A 27 10:00-29 10:00, class_h1 A 29 10:00-30 08:00, class_h0 A 30 08:00-30 09:00")
}
