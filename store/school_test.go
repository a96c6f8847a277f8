package store_test

import (
	"fmt"
	"testing"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// monday is a morning in Jakarta.
var monday = wib("2026-11-23 09:00")

func wib(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, bot.WIB)
	if err != nil {
		panic(err)
	}
	return t
}

// school is a house with classes, on a clock that the test moves.
type school struct {
	house
	now time.Time
}

func newSchool(t *testing.T, names ...string) *school {
	t.Helper()
	s := &school{open(t), monday}
	s.join(t, names...)
	return s
}

// at is where somebody writes from.
func at(name string) bot.Address {
	return bot.Address{Channel: "telegram", Account: "langkah_bot", ID: name}
}

// join makes members of one kecamatan.
func (s *school) join(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		s.write(t, at(name))
		s.act(t, at(name), flows.Register{Profile: profile})
	}
}

// plan makes a class in the members' kecamatan, an hour a day.
func (s *school) plan(t *testing.T, code string, seats int, days ...time.Time) {
	t.Helper()
	c := flows.Class{Code: code, Title: "Kelas " + code, Kind: "teknis", Organiser: "o", Venue: "v", Kecamatan: "31.71.07", Capacity: seats}
	for _, d := range days {
		c.Days = append(c.Days, flows.Day{Starts: d, Ends: d.Add(time.Hour)})
	}
	s.put(t, store.City{Classes: []flows.Class{c}}, s.now)
}

// try carries an action out as a turn of its own does.
func (s *school) try(t *testing.T, name string, action flows.Action) (out flows.Outcome, err error) {
	t.Helper()
	member, _ := s.member(t, at(name))
	err = s.Within(t.Context(), func(tx store.Tx) error {
		if _, err := tx.ClaimWith(t.Context(), member, nil, ours); err != nil {
			return err
		}
		out, err = tx.Perform(t.Context(), store.Act{MemberID: member, ExternalID: "m1", At: s.now, Action: action})
		return err
	})
	return out, err
}

// does wants an outcome of an action.
func (s *school) does(t *testing.T, name string, action flows.Action, want string) flows.Outcome {
	t.Helper()
	out, err := s.try(t, name, action)
	if err != nil || out.Event != want {
		t.Errorf("%s: %T%+v: %s, want %s (%v)", name, action, action, out.Event, want, err)
	}
	return out
}

// clock moves on, and with it all that ends by itself.
func (s *school) clock(t *testing.T, to time.Time) {
	t.Helper()
	s.now = to
	for {
		lapsed, err := s.LapseOffers(t.Context(), s.now)
		if err != nil {
			t.Fatal(err)
		}
		closed, err := s.CloseClasses(t.Context(), s.now)
		if err != nil {
			t.Fatal(err)
		}
		if lapsed+closed == 0 {
			return
		}
	}
}

const standing = `
	select string_agg(address || ' ' || state, ', ' order by a.id) from bookings b join addresses a on a.member_id = b.member_id
	join classes c on c.id = b.class_id where code = $1`

// stand wants how everybody stands with a class, in the order in which they came
// to the programme, and how many seats are taken.
func (s *school) stand(t *testing.T, code string, taken, waiting int, want string) {
	t.Helper()
	s.want(t, want, standing, code)
	s.want(t, fmt.Sprint(taken, waiting), `select taken, waiting from classes where code = $1`, code)
}

// pending wants what somebody is to be told, and when.
func (s *school) pending(t *testing.T, name, want string) {
	t.Helper()
	member, _ := s.member(t, at(name))
	s.want(t, want, `
		select string_agg(kind || ' ' || ref || ' ' || to_char(due_at at time zone 'Asia/Jakarta', 'DD HH24:MI') || '-' ||
		       to_char(useful_until at time zone 'Asia/Jakarta', 'DD HH24:MI'), ', ' order by due_at, kind, ref)
		from reminders where member_id = $1 and class = 'requested' and state in ('due', 'fired', 'waiting')`, member)
}
