package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"

	"langkah/flows"
	"langkah/store"
)

// Nobody's offer ends while they sleep; nobody is offered what they would not
// come to in time.
func TestOffersEndByDay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ freed, starts, want string }{
		{"2026-11-23 09:00", "2026-11-30 09:00", "2026-11-23 11:00"},
		{"2026-11-23 18:00", "2026-11-30 09:00", "2026-11-23 20:00"},
		{"2026-11-23 18:01", "2026-11-30 09:00", "2026-11-24 08:01"},
		{"2026-11-23 19:00", "2026-11-30 09:00", "2026-11-24 09:00"},
		{"2026-11-23 19:59", "2026-11-30 09:00", "2026-11-24 09:59"},
		{"2026-11-23 20:00", "2026-11-30 09:00", "2026-11-24 10:00"},
		{"2026-11-23 22:00", "2026-11-30 09:00", "2026-11-24 10:00"},
		{"2026-11-24 03:00", "2026-11-30 09:00", "2026-11-24 10:00"},
		{"2026-11-24 07:59", "2026-11-30 09:00", "2026-11-24 10:00"},
		{"2026-11-24 08:00", "2026-11-30 09:00", "2026-11-24 10:00"},
		{"2026-11-30 08:29", "2026-11-30 09:00", "2026-11-30 09:00"}, // until it begins
		{"2026-11-30 08:30", "2026-11-30 09:00", ""},
		{"2026-11-30 09:30", "2026-11-30 09:00", ""},
		{"2026-11-29 22:00", "2026-11-30 08:30", ""}, // they would learn of it too late
		{"2026-11-29 22:00", "2026-11-30 08:31", "2026-11-30 08:31"},
		{"2026-11-29 19:30", "2026-11-30 08:30", "2026-11-30 08:30"},
	} {
		got, ok := store.OfferUntil(wib(c.freed), wib(c.starts))
		if ok != (c.want != "") || ok && !got.Equal(wib(c.want)) {
			t.Errorf("freed %s of %s: until %s, %v, want %s", c.freed, c.starts, got, ok, c.want)
		}
	}
}

func TestWhenAClassIsRemindedOf(t *testing.T) {
	t.Parallel()
	for starts, h0 := range map[string]string{
		"2026-11-30 07:00": "2026-11-29 19:00",
		"2026-11-30 08:00": "2026-11-29 19:00",
		"2026-11-30 08:59": "2026-11-29 19:00",
		"2026-11-30 09:00": "2026-11-30 08:00",
		"2026-11-30 10:00": "2026-11-30 08:00",
		"2026-11-30 13:00": "2026-11-30 11:00",
		"2026-11-30 21:59": "2026-11-30 19:59",
		"2026-11-30 22:30": "2026-11-30 19:00",
	} {
		h3, h1 := wib("2026-11-27 10:00"), wib("2026-11-29 10:00")
		want := [][2]time.Time{{h3, h1}, {h1, wib(h0)}, {wib(h0), wib(starts)}}
		if diff := cmp.Diff(want, store.RemindersOf(wib(starts))); diff != "" {
			t.Errorf("%s: %s", starts, diff)
		}
	}
}

// A class that is full, a queue, and the seat that goes through it: declined,
// left to lapse in the night, taken.
func TestASeatGoesDownTheQueue(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi", "cici", "dodi", "eka")
	s.plan(t, "A", 1, wib("2026-11-30 09:00"))
	out := s.does(t, "ani", flows.BookClass{Code: "A"}, "booked")
	if c := out.Args["Class"].(flows.Class); c.Taken != 1 || c.Mine.State != flows.Booked || len(c.Days) != 1 {
		t.Errorf("booked: %+v", c)
	}
	s.pending(t, "ani", "class_h3 A 27 10:00-29 10:00, class_h1 A 29 10:00-30 08:00, class_h0 A 30 08:00-30 09:00")
	s.does(t, "ani", flows.BookClass{Code: "A"}, "already")
	s.does(t, "budi", flows.BookClass{Code: "A"}, "full")
	for i, name := range []string{"budi", "cici", "dodi"} {
		s.now = s.now.Add(time.Minute)
		if out := s.does(t, name, flows.QueueForClass{Code: "A"}, "waiting"); out.Args["Place"] != i+1 {
			t.Errorf("%s has place %v, want %d", name, out.Args["Place"], i+1)
		}
	}
	s.does(t, "budi", flows.QueueForClass{Code: "A"}, "already")
	s.does(t, "budi", flows.BookClass{Code: "A"}, "already")
	s.stand(t, "A", 1, 3, "ani booked, budi waiting, cici waiting, dodi waiting")

	s.does(t, "ani", flows.CancelBooking{Code: "A"}, "cancelled")
	s.stand(t, "A", 1, 2, "ani cancelled, budi offered, cici waiting, dodi waiting")
	s.pending(t, "ani", "<nil>")
	s.pending(t, "budi", "class_offer A 23 09:03-23 11:03")
	s.does(t, "eka", flows.BookClass{Code: "A"}, "full")

	s.now = wib("2026-11-23 19:30")
	s.does(t, "budi", flows.AnswerOffer{Code: "A"}, "declined")
	s.stand(t, "A", 1, 1, "ani cancelled, budi declined, cici offered, dodi waiting")
	s.pending(t, "budi", "<nil>")
	s.pending(t, "cici", "class_offer A 23 19:30-24 09:30")
	s.clock(t, wib("2026-11-24 09:29"))
	s.stand(t, "A", 1, 1, "ani cancelled, budi declined, cici offered, dodi waiting")
	s.clock(t, wib("2026-11-24 09:30"))
	s.stand(t, "A", 1, 0, "ani cancelled, budi declined, cici lapsed, dodi offered")
	s.pending(t, "cici", "class_lapsed A 24 09:30-26 09:30")
	s.does(t, "cici", flows.AnswerOffer{Code: "A", Take: true}, "late")
	s.does(t, "dodi", flows.AnswerOffer{Code: "A", Take: true}, "booked")
	s.does(t, "dodi", flows.AnswerOffer{Code: "A", Take: true}, "booked") // twice
	s.does(t, "dodi", flows.AnswerOffer{Code: "A"}, "gone")
	s.pending(t, "dodi", "class_h3 A 27 10:00-29 10:00, class_h1 A 29 10:00-30 08:00, class_h0 A 30 08:00-30 09:00")
	s.does(t, "dodi", flows.ConfirmBooking{Code: "A"}, "confirmed")
	s.does(t, "cici", flows.ConfirmBooking{Code: "A"}, "gone")
	s.want(t, "coming", `select reply from bookings where state = 'booked'`)
}

// Whoever comes late has the seat all the same if nobody else wants it.
func TestAnOfferThatNobodyElseWants(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi")
	s.plan(t, "A", 1, wib("2026-11-30 09:00"))
	s.does(t, "ani", flows.BookClass{Code: "A"}, "booked")
	s.does(t, "budi", flows.QueueForClass{Code: "A"}, "waiting")
	s.does(t, "ani", flows.CancelBooking{Code: "A"}, "cancelled")
	s.clock(t, wib("2026-11-23 11:00"))
	s.stand(t, "A", 0, 0, "ani cancelled, budi lapsed")
	s.does(t, "budi", flows.AnswerOffer{Code: "A", Take: true}, "booked")
	s.stand(t, "A", 1, 0, "ani cancelled, budi booked")
}

// An offer is no way to be in two classes at once; it stays while it lasts, for
// whoever leaves the other.
func TestAnOfferThatClashes(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi")
	s.plan(t, "A", 1, wib("2026-11-30 09:00"))
	s.plan(t, "B", 1, wib("2026-11-30 09:30"))
	s.does(t, "ani", flows.BookClass{Code: "A"}, "booked")
	s.does(t, "budi", flows.QueueForClass{Code: "A"}, "waiting")
	s.does(t, "budi", flows.BookClass{Code: "B"}, "booked")
	s.does(t, "ani", flows.CancelBooking{Code: "A"}, "cancelled")
	out := s.does(t, "budi", flows.AnswerOffer{Code: "A", Take: true}, "clash")
	if other, _ := out.Args["Other"].(flows.Class); other.Code != "B" {
		t.Errorf("it clashes with %q", other.Code)
	}
	s.stand(t, "A", 1, 0, "ani cancelled, budi offered")
	s.does(t, "budi", flows.MoveBooking{From: "B", To: "A"}, "moved")
	s.stand(t, "A", 1, 0, "ani cancelled, budi booked")
	s.stand(t, "B", 0, 0, "budi moved")
}

// Who never had a class goes before who had one, whenever they came; step 2 that
// is done otherwise counts.
func TestWhoHadNoneGoesFirst(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi", "cici", "dodi")
	s.plan(t, "A", 1, wib("2026-11-30 09:00"))
	s.plan(t, "Z", 9, wib("2026-11-20 09:00"))
	s.exec(t, `insert into bookings (class_id, member_id, state, created_at, updated_at)
		select c.id, a.member_id, 'attended', $1, $1 from classes c, addresses a where code = 'Z' and address = 'budi'`, s.now)
	s.exec(t, `insert into stages (member_id, stage, status, source, at) select member_id, 2, 'done', 'x', $1 from addresses where address = 'cici'`, s.now)
	s.does(t, "ani", flows.BookClass{Code: "A"}, "booked")
	for _, name := range []string{"budi", "cici", "dodi"} {
		s.now = s.now.Add(time.Minute)
		s.does(t, name, flows.QueueForClass{Code: "A"}, "waiting")
	}
	for i, name := range []string{"dodi", "budi", "cici"} {
		out := s.does(t, name, flows.LookAtClass{Code: "A"}, "found")
		if c := out.Args["Class"].(flows.Class); c.Mine.Place != i+1 {
			t.Errorf("%s is at place %d, want %d", name, c.Mine.Place, i+1)
		}
	}
	s.does(t, "ani", flows.CancelBooking{Code: "A"}, "cancelled")
	s.stand(t, "A", 1, 2, "ani cancelled, budi waiting, cici waiting, dodi offered")
	s.does(t, "dodi", flows.CancelBooking{Code: "A"}, "cancelled")
	s.stand(t, "A", 1, 1, "ani cancelled, budi offered, cici waiting, dodi cancelled")
}

// In the last half hour there are no offers: a free seat is for whoever comes.
func TestTheLastHalfHour(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi", "cici")
	s.plan(t, "A", 1, wib("2026-11-30 09:00"))
	s.does(t, "ani", flows.BookClass{Code: "A"}, "booked")
	s.does(t, "budi", flows.QueueForClass{Code: "A"}, "waiting")
	s.now = wib("2026-11-30 08:30")
	s.does(t, "ani", flows.CancelBooking{Code: "A"}, "cancelled")
	s.stand(t, "A", 0, 1, "ani cancelled, budi waiting")
	s.does(t, "cici", flows.BookClass{Code: "A"}, "booked")
	s.does(t, "cici", flows.CancelBooking{Code: "A"}, "cancelled")
	s.does(t, "budi", flows.QueueForClass{Code: "A"}, "booked")
	s.pending(t, "budi", "<nil>")
	s.now = wib("2026-11-30 09:00")
	s.does(t, "budi", flows.CancelBooking{Code: "A"}, "begun")
	s.does(t, "ani", flows.BookClass{Code: "A"}, "begun")
}

// Seats that are added are for the queue, which a replica brings them to.
func TestNewSeatsAreForTheQueue(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi", "cici")
	s.plan(t, "A", 1, wib("2026-11-30 09:00"))
	s.does(t, "ani", flows.BookClass{Code: "A"}, "booked")
	s.does(t, "budi", flows.QueueForClass{Code: "A"}, "waiting")
	s.does(t, "cici", flows.QueueForClass{Code: "A"}, "waiting")
	s.exec(t, `update bookings set state = 'lapsed' where member_id = (select member_id from addresses where address = 'cici')`)
	s.exec(t, `update classes set capacity = 2, waiting = 1`)
	s.does(t, "cici", flows.AnswerOffer{Code: "A", Take: true}, "late")
	s.does(t, "cici", flows.BookClass{Code: "A"}, "full")
	s.does(t, "cici", flows.QueueForClass{Code: "A"}, "waiting")
	s.does(t, "cici", flows.CancelBooking{Code: "A"}, "cancelled")
	s.stand(t, "A", 2, 0, "ani booked, budi offered, cici cancelled")
}

// A class in which something is being done is left for the next time.
func TestTheTimersWaitForNobody(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi")
	s.plan(t, "A", 1, wib("2026-11-30 09:00"))
	s.does(t, "ani", flows.BookClass{Code: "A"}, "booked")
	s.does(t, "budi", flows.QueueForClass{Code: "A"}, "waiting")
	s.does(t, "ani", flows.CancelBooking{Code: "A"}, "cancelled")
	s.now = wib("2026-11-30 09:00")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	s.within(t, func(tx store.Tx) error {
		_, err := tx.Perform(ctx, store.Act{MemberID: 1, At: s.now, Action: flows.ConfirmBooking{Code: "A"}})
		if lapsed, err := s.LapseOffers(ctx, s.now); lapsed != 0 || err != nil {
			t.Errorf("%d classes are dealt with: %v", lapsed, err)
		}
		if closed, err := s.CloseClasses(ctx, s.now); closed != 0 || err != nil {
			t.Errorf("%d classes are closed: %v", closed, err)
		}
		return err
	})
	s.clock(t, s.now)
	s.stand(t, "A", 0, 0, "ani cancelled, budi lapsed")
}

func TestALateBookingIsRemindedOfWhatIsToCome(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi", "cici")
	s.plan(t, "A", 9, wib("2026-11-30 08:00"))
	for name, c := range map[string][2]string{
		"ani":  {"2026-11-27 10:00", "class_h1 A 29 10:00-29 19:00, class_h0 A 29 19:00-30 08:00"},
		"budi": {"2026-11-29 12:00", "class_h0 A 29 19:00-30 08:00"},
		"cici": {"2026-11-29 20:00", "<nil>"},
	} {
		s.now = wib(c[0])
		s.does(t, name, flows.BookClass{Code: "A"}, "booked")
		s.pending(t, name, c[1])
	}
}

func TestMovingToAnotherClass(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi", "cici")
	s.plan(t, "A", 1, wib("2026-11-30 09:00"))
	s.plan(t, "B", 1, wib("2026-11-30 09:30")) // at the same time: it is left for the other
	s.plan(t, "C", 1, wib("2026-12-02 09:00"))
	s.does(t, "ani", flows.BookClass{Code: "A"}, "booked")
	s.does(t, "budi", flows.QueueForClass{Code: "A"}, "waiting")
	s.does(t, "cici", flows.BookClass{Code: "C"}, "booked")
	s.does(t, "ani", flows.MoveBooking{From: "A", To: "C"}, "full")
	s.does(t, "ani", flows.MoveBooking{From: "C", To: "B"}, "gone")
	s.does(t, "ani", flows.MoveBooking{From: "A", To: "A"}, "already")
	out := s.does(t, "ani", flows.MoveBooking{From: "A", To: "B"}, "moved")
	if out.Args["Class"].(flows.Class).Code != "B" || out.Args["From"].(flows.Class).Code != "A" {
		t.Errorf("moved: %+v", out.Args)
	}
	s.stand(t, "A", 1, 0, "ani moved, budi offered")
	s.stand(t, "B", 1, 0, "ani booked")
	s.pending(t, "ani", "class_h3 B 27 10:00-29 10:00, class_h1 B 29 10:00-30 08:00, class_h0 B 30 08:00-30 09:30")
}

func TestWhyThereIsNoSeat(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani")
	s.write(t, at("tamu"))
	day := wib("2026-11-30 09:00")
	for i, code := range []string{"held", "same", "next", "once", "had", "stage", "starting", "kota", "far", "field", "gone", "begun", "open"} {
		s.plan(t, code, 5, day.AddDate(0, 0, i))
	}
	s.exec(t, `update class_days set starts_at = $1::timestamptz + interval '30 minutes', ends_at = $1::timestamptz + interval '2 hours'
		where class_id = (select id from classes where code = 'same')`, day)
	s.exec(t, `update class_days set starts_at = $1::timestamptz + interval '1 hour', ends_at = $1::timestamptz + interval '2 hours'
		where class_id = (select id from classes where code = 'next')`, day)
	for _, sql := range []string{
		`update classes set once = true, subject = 'roti' where code = 'once'`,
		`update classes set subject = 'roti' where code = 'had'`,
		`update classes set min_stage = 3 where code = 'stage'`,
		`update classes set who = 'starting' where code = 'starting'`,
		`update classes set who = 'kota', kecamatan = '31.71.01' where code = 'kota'`,
		`update classes set who = 'kecamatan', kecamatan = '31.71.01' where code = 'far'`,
		`update classes set fields = '{fesyen}' where code = 'field'`,
		`update classes set cancelled_at = '2026-11-01', closes_at = null where code = 'gone'`,
		`update classes set starts_at = '2026-11-01' where code = 'begun'`,
		`insert into bookings (class_id, member_id, state, created_at, updated_at)
			select c.id, a.member_id, 'attended', '2026-11-01', '2026-11-01' from classes c, addresses a where code = 'had' and address = 'ani'`,
		`update members set profile = profile || '{"field": "kuliner", "status": "trading"}'`,
	} {
		s.exec(t, sql)
	}
	s.does(t, "ani", flows.BookClass{Code: "held"}, "booked")
	out := s.does(t, "ani", flows.BookClass{Code: "same"}, "clash")
	if other, _ := out.Args["Other"].(flows.Class); other.Code != "held" {
		t.Errorf("it clashes with %q", other.Code)
	}
	s.does(t, "ani", flows.BookClass{Code: "next"}, "booked") // when the other ends
	s.does(t, "ani", flows.BookClass{Code: "once"}, "had_before")
	if out := s.does(t, "ani", flows.BookClass{Code: "stage"}, "stage"); out.Args["Stage"] != 3 {
		t.Errorf("stage: %+v", out.Args)
	}
	if out := s.does(t, "ani", flows.QueueForClass{Code: "starting"}, "not_for"); out.Args["Who"] != "starting" {
		t.Errorf("not for: %+v", out.Args)
	}
	s.does(t, "ani", flows.BookClass{Code: "kota"}, "booked")
	s.does(t, "ani", flows.BookClass{Code: "far"}, "not_for")
	if out := s.does(t, "ani", flows.MoveBooking{From: "held", To: "field"}, "not_for"); !cmp.Equal(out.Args["Fields"], []string{"fesyen"}) {
		t.Errorf("not for: %+v", out.Args)
	}
	for _, code := range []string{"gone", "none"} {
		s.does(t, "ani", flows.BookClass{Code: code}, "gone")
		s.does(t, "ani", flows.LookAtClass{Code: code}, "gone")
		s.does(t, "ani", flows.CancelBooking{Code: code}, "gone")
		s.does(t, "ani", flows.AnswerOffer{Code: code, Take: true}, "gone")
	}
	s.does(t, "ani", flows.BookClass{Code: "begun"}, "begun")
	s.does(t, "ani", flows.CancelBooking{Code: "open"}, "gone")
	s.does(t, "tamu", flows.BookClass{Code: "open"}, "visitor")
	s.does(t, "tamu", flows.LookAtClass{Code: "open"}, "found")
	s.does(t, "tamu", flows.MyClasses{From: s.now}, "none")
}

// Whoever wants something of a class that is being changed waits, and meets it as
// it is then.
func TestWhatIsReadIsYoungerThanTheLock(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani", "budi")
	s.plan(t, "B", 9, wib("2026-11-30 09:00"))
	for i, c := range []struct {
		had    flows.BookingState
		action func(code string) flows.Action
		want   string
	}{
		{"cancelled", func(code string) flows.Action { return flows.BookClass{Code: code} }, "gone"},
		{"cancelled", func(code string) flows.Action { return flows.QueueForClass{Code: code} }, "gone"},
		{"booked", func(code string) flows.Action { return flows.CancelBooking{Code: code} }, "gone"},
		{"booked", func(code string) flows.Action { return flows.ConfirmBooking{Code: code} }, "gone"},
		{"booked", func(string) flows.Action { return flows.CheckIn{Code: "2323"} }, "none"},
		{"offered", func(code string) flows.Action { return flows.AnswerOffer{Code: code, Take: true} }, "gone"},
		{"booked", func(code string) flows.Action { return flows.MoveBooking{From: code, To: "B"} }, "gone"},
		{"booked", func(code string) flows.Action { return flows.MoveBooking{From: "B", To: code} }, "gone"},
	} {
		code := fmt.Sprint("A", i)
		s.now = monday
		s.plan(t, code, 5, wib("2026-11-23 10:00"))
		s.codes(t)
		s.does(t, "ani", flows.BookClass{Code: code}, "booked")
		s.exec(t, `update bookings set state = $2 where class_id = (select id from classes where code = $1)`, code, string(c.had))
		s.now = wib("2026-11-23 09:30")
		way, err := s.sql.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = way.Rollback(context.Background()) }() // after a failure
		for _, sql := range []string{
			`select from classes where code = $1 for update`,
			`update classes set cancelled_at = now(), closes_at = null where code = $1`,
			`update bookings set state = 'withdrawn' where class_id = (select id from classes where code = $1)`,
		} {
			if _, err := way.Exec(t.Context(), sql, code); err != nil {
				t.Fatal(err)
			}
		}
		done := make(chan struct{})
		go func() { defer close(done); s.does(t, "ani", c.action(code), c.want) }()
		s.until(t, "1", waiting)
		if err := way.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
		<-done
		s.want(t, "0", `select count(*) from attendance`)
		s.want(t, "withdrawn", `select state from bookings b join classes c on c.id = b.class_id where code = $1`, code)
	}
}

// Whoever moves between two classes locks the older first, whichever way they go:
// waiting for it they hold nothing.
func TestClassesAreLockedInTheirOrder(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani")
	for _, code := range []string{"A", "B"} {
		s.plan(t, code, 5, wib("2026-11-30 09:00"))
	}
	s.does(t, "ani", flows.BookClass{Code: "A"}, "booked")
	from, to := "A", "B"
	for range 6 {
		way, err := s.sql.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = way.Rollback(context.Background()) }() // after a failure
		if _, err := way.Exec(t.Context(), `select from classes where code = 'A' for update`); err != nil {
			t.Fatal(err)
		}
		done := make(chan struct{})
		go func() { defer close(done); s.does(t, "ani", flows.MoveBooking{From: from, To: to}, "moved") }()
		s.until(t, "1", waiting)
		if _, err := way.Exec(t.Context(), `select from classes where code = 'B' for update nowait`); err != nil {
			t.Fatalf("who waits for A holds B: %v", err)
		}
		if err := way.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
		<-done
		from, to = to, from
	}
}

// The same person books from two channels at once: one seat.
func TestTwoChannelsOfOnePerson(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "siti")
	s.link(t, siti, phone, people)
	s.plan(t, "A", 5, wib("2026-12-30 09:00"))
	member, _ := s.member(t, siti)
	if other, _ := s.member(t, phone); other != member {
		t.Fatal("they are two")
	}
	for range 10 {
		s.exec(t, `delete from bookings`)
		s.exec(t, `delete from reminders`)
		events := make(chan string, 2)
		var g errgroup.Group
		for range 2 {
			g.Go(func() error {
				return s.Within(t.Context(), func(tx store.Tx) error {
					// The conversation is the lock of a person: here it is left out, so that
					// that of the class has to do.
					out, err := tx.Perform(t.Context(), store.Act{MemberID: member, At: s.now, Action: flows.BookClass{Code: "A"}})
					if err == nil {
						events <- out.Event
					}
					return err
				})
			})
		}
		if err := g.Wait(); err != nil {
			t.Fatal(err)
		}
		got := map[string]bool{<-events: true, <-events: true}
		if !got["booked"] || !got["already"] {
			t.Fatalf("they came to %v", got)
		}
		s.want(t, "1 0", `select taken, waiting from classes`)
	}
}
