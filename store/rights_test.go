package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

// wibs is an hour in Jakarta.
func wibs(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, bot.WIB)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// sewing is a class of four days over a weekend, to be planned on 23 November.
func sewing(t *testing.T) flows.Class {
	t.Helper()
	return flows.Class{Title: "Menjahit Busana Dasar", Kind: "teknis", Organiser: "Universitas Mercu Buana", Kecamatan: "31.71.07", Venue: "Aula Kantor Kecamatan",
		Starts: wibs(t, "2026-11-26 09:00"), Ends: wibs(t, "2026-12-01 15:00"), Capacity: 100}
}

// command carries an action out with all rights; it must come out so.
func (h house) command(t *testing.T, want string, at time.Time, action flows.Action) flows.Args {
	t.Helper()
	out, err := h.Command(t.Context(), action, at)
	if err != nil || out.Event != want {
		t.Fatalf("%T: %+v, %v, want %s", action, out, err, want)
	}
	return out.Args
}

// plan plans a class and returns its code.
func (h house) planned(t *testing.T, c flows.Class) string {
	t.Helper()
	return h.command(t, "planned", people, flows.PlanClass{Class: c})["Class"].(flows.Class).Code
}

// fill makes n members with a state each in a class, named "Orang 1" and on,
// ids and member numbers from 1001.
func (h house) fill(t *testing.T, code, state string, from, n int) {
	t.Helper()
	for _, sql := range []string{
		`insert into members (id, number, name, registered_at, created_at, service)
			select i, 'JKP-' || lpad(i::text, 7, '0'), 'Orang ' || i, $3, $3, true from generate_series($1::int, $2) i`,
		`insert into addresses (member_id, channel, account, address, created_at) select i, 'telegram', 'langkah_bot', 'c' || i, $3 from generate_series($1::int, $2) i`,
		`insert into conversations (member_id, flow, version, updated_at) select i, 'menu', 1, $3 from generate_series($1::int, $2) i`,
	} {
		h.exec(t, sql, from, from+n-1, people)
	}
	h.exec(t, `insert into bookings (class_id, member_id, state, queued_at, created_at, updated_at)
		select c.id, i, $4, $5::timestamptz + i * interval '1 second', $5, $5 from classes c, generate_series($2::int, $3) i where c.code = $1`, code, from, from+n-1, state, people)
	h.exec(t, `update classes c set taken = (select count(*) from bookings b where b.class_id = c.id and b.state in ('booked', 'offered', 'attended', 'absent')),
		waiting = (select count(*) from bookings b where b.class_id = c.id and b.state = 'waiting')`)
}

// everything is all that staff may change, but the audit.
const everything = `select md5(string_agg(x::text, ',' order by x::text)) from (
	select c::text from classes c union all select d::text from class_days d union all select b::text from bookings b
	union all select a::text from attendance a union all select r::text from reminders r union all select s::text from staff s) x`

// TestWhoMayDoWhat: by role and kecamatan, of a class there and of one online.
// P plan, V move, X cancel, L look at the roll, C code of the day, M mark.
func TestWhoMayDoWhat(t *testing.T) {
	t.Parallel()
	const all = "PVXLCM"
	for who, want := range map[string][2]string{
		"admin own": {all, all}, "admin other": {all, all}, "admin all": {all, all},
		"officer own": {all, ""}, "officer other": {"", ""}, "officer all": {all, all},
		"pendamping own": {"LCM", ""}, "pendamping other": {"", ""}, "pendamping all": {"LCM", "LCM"},
		"trainer own": {"LCM", ""}, "trainer other": {"", ""}, "trainer all": {"LCM", "LCM"},
		"nobody at all": {"", ""}, "disabled all": {"", ""},
	} {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			h.write(t, siti)
			h.engage(t, who)
			for i, kecamatan := range []string{"31.71.07", ""} {
				c := sewing(t)
				c.Kecamatan = kecamatan
				code := h.planned(t, c)
				h.fill(t, code, "booked", 1001+10*i, 3)
				for letter, action := range map[string]flows.Action{
					"P": flows.PlanClass{Class: c}, "V": flows.MoveClass{Code: code, Starts: wibs(t, "2026-12-02 09:00")}, "X": flows.CancelClass{Code: code},
					"L": flows.LookAtRoll{Code: code}, "C": flows.GiveDayCode{Code: code}, "M": flows.MarkRoll{Code: code, Day: c.Starts, Present: []string{"JKP-0001001"}},
				} {
					h.tries(t, action, kecamatan, strings.Contains(want[i], letter))
				}
			}
		})
	}
}

// engage makes siti staff: a role, and own, other or all.
func (h house) engage(t *testing.T, who string) {
	t.Helper()
	role, where, _ := strings.Cut(who, " ")
	s := flows.Staff{Name: "Rina", Role: role, Kecamatan: map[string][]string{"own": {"31.74.01", "31.71.07"}, "other": {"31.71.08"}}[where]}
	switch role {
	case "nobody":
		return
	case "disabled":
		s.Role = flows.Admin
	}
	id := h.hire(t, siti, s)
	if role == "disabled" {
		if _, err := h.DisableStaff(t.Context(), id, people); err != nil {
			t.Fatal(err)
		}
	}
}

var errUndone = errors.New("undone")

// tries has siti do something. Refused it leaves nothing but a line of the audit.
func (h house) tries(t *testing.T, action flows.Action, kecamatan string, may bool) {
	t.Helper()
	member, _ := h.member(t, siti)
	before := h.read(t, everything)
	lines := h.read(t, `select count(*) + 1 from audit`)
	var out flows.Outcome
	err := h.Within(t.Context(), func(tx store.Tx) (err error) {
		if out, err = tx.Perform(t.Context(), store.Act{MemberID: member, At: people, Action: action}); err == nil && may {
			return errUndone
		}
		return err
	})
	switch {
	case may && (out.Event == "refused" || !errors.Is(err, errUndone)):
		t.Errorf("%T in %q is refused: %+v, %v", action, kecamatan, out, err)
	case !may:
		if out.Event != "refused" || err != nil {
			t.Errorf("%T in %q: %+v, %v", action, kecamatan, out, err)
		}
		h.want(t, before, everything)
		h.want(t, lines+" refused", `select count(*), (array_agg(detail ->> 'outcome' order by id desc))[1] from audit`)
	}
}

// What somebody may not touch they do not find in their list either.
func TestClassesOfStaff(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi, phone)
	h.hire(t, siti, flows.Staff{Name: "Rina", Role: flows.Trainer, Kecamatan: []string{"31.71.07"}})
	h.hire(t, budi, flows.Staff{Name: "Joko", Role: flows.Pendamping})
	var codes []string
	for i, kecamatan := range []string{"31.71.07", "31.71.08", "", "31.71.07", "31.71.07"} {
		c := sewing(t)
		c.Kecamatan, c.Starts, c.Ends = kecamatan, c.Starts.AddDate(0, 0, -i), c.Starts.AddDate(0, 0, -i).Add(time.Hour)
		if !c.Starts.After(people) {
			c.Starts, c.Ends = c.Starts.AddDate(0, 0, 7), c.Ends.AddDate(0, 0, 7)
		}
		codes = append(codes, h.planned(t, c))
	}
	h.command(t, "cancelled", people, flows.CancelClass{Code: codes[4]})
	for who, want := range map[bot.Address]string{siti: "some KLS-1001 KLS-1004 false", budi: "some KLS-1003 KLS-1002 KLS-1001 true", phone: "refused <nil>"} {
		out := h.act(t, who, flows.StaffClasses{From: people, Limit: 3})
		got := out.Event
		list, _ := out.Args["Classes"].([]flows.Class)
		for _, c := range list {
			got += " " + c.Code
		}
		if got = fmt.Sprint(got, " ", out.Args["More"]); got != want {
			t.Errorf("%s: %s, want %s", who.ID, got, want)
		}
	}
	if out := h.act(t, siti, flows.StaffClasses{From: people.AddDate(0, 1, 0), Limit: 3}); out.Event != "none" {
		t.Errorf("in a month: %+v", out)
	}
	if out := h.act(t, budi, flows.StaffClasses{From: people, Skip: 3, Limit: 3}); len(out.Args["Classes"].([]flows.Class)) != 1 || out.Args["More"] != false {
		t.Errorf("the rest: %+v", out)
	}
}
