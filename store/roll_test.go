package store_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"langkah/flows"
)

// rolled is a roll in few words.
func rolled(args flows.Args) string {
	var list []string
	for _, a := range args["Roll"].([]flows.Attendee) {
		line := fmt.Sprint(strings.TrimPrefix(a.Name, "Orang "), " ", a.State)
		if a.Place > 0 {
			line += fmt.Sprint(" no. ", a.Place)
		}
		if a.Reply != "" {
			line += " " + a.Reply
		}
		for _, came := range a.Came {
			line += map[bool]string{true: " x", false: " -"}[came]
		}
		list = append(list, line)
	}
	return strings.Join(list, "; ")
}

func TestMarkingTheRoll(t *testing.T) {
	t.Parallel()
	h := open(t)
	c := sewing(t)
	c.Ends = wibs(t, "2026-11-27 15:00") // two days
	code := h.planned(t, c)
	h.fill(t, code, "booked", 1001, 3)
	h.fill(t, code, "waiting", 2001, 2)
	h.exec(t, `update bookings set reply = 'coming' where member_id = 1002`)
	first, second := wibs(t, "2026-11-26 09:00"), wibs(t, "2026-11-27 12:00")
	mark := func(want, at string, m flows.MarkRoll) flows.Args {
		t.Helper()
		m.Code = code
		return h.command(t, want, wibs(t, at), m)
	}
	mark("not_yet", "2026-11-26 07:59", flows.MarkRoll{Day: first, Present: []string{"JKP-0001001"}})
	mark("not_yet", "2026-11-26 09:00", flows.MarkRoll{Day: second, Present: []string{"JKP-0001001"}})
	mark("not_yet", "2026-11-28 09:00", flows.MarkRoll{Day: first.AddDate(0, 0, 2), Present: []string{"JKP-0001001"}})
	args := mark("marked", "2026-11-26 08:00", flows.MarkRoll{Day: first, Present: []string{"JKP-0001001", "jkp-0001002 ", "JKP-0002001", "JKP-7"}})
	if args["Present"] != 2 || args["Complete"] != 0 || fmt.Sprint(args["Unknown"]) != "[JKP-0002001 JKP-7]" {
		t.Errorf("the first day: %v", args)
	}
	if got := rolled(h.command(t, "found", first, flows.LookAtRoll{Code: code})); got != "1001 booked x -; 1002 booked coming x -; 1003 booked - -; 2001 waiting no. 1 - -; 2002 waiting no. 2 - -" {
		t.Errorf("roll: %s", got)
	}
	args = mark("marked", "2026-11-27 14:00", flows.MarkRoll{Day: second, Present: []string{"JKP-0001001", "JKP-0001002", "JKP-0001003"}})
	if args["Present"] != 3 || args["Complete"] != 2 {
		t.Errorf("the second day: %v", args)
	}
	const stages = `select member_id, status, source, evidence from stages where stage = 2 order by 1`
	h.want(t, code+" SRT-2026-000001; "+code+" SRT-2026-000002", `select evidence from stages where stage = 2 order by 1`)
	h.want(t, "class_certified 2", `select kind, count(*) from reminders where state = 'due' group by 1`)
	// One of them was taken for another.
	args = mark("marked", "2026-11-27 14:30", flows.MarkRoll{Day: first, Absent: []string{"JKP-0001002"}, Present: []string{"JKP-0001003"}})
	if args["Present"] != 2 || args["Complete"] != 2 {
		t.Errorf("put right: %v", args)
	}
	h.want(t, fmt.Sprintf("1001 done class %[1]s SRT-2026-000001; 1003 done class %[1]s SRT-2026-000003", code), stages)
	h.want(t, "1001; 1003", `select member_id from reminders where state = 'due' order by 1`)
	h.want(t, "1001 attended; 1002 booked; 1003 attended", `select member_id, state from bookings where state <> 'waiting' order by 1`)
	mark("marked", "2026-12-05 09:00", flows.MarkRoll{Day: first, Present: []string{"JKP-0001002"}})
	mark("gone", "2026-12-05 09:01", flows.MarkRoll{Day: first, Absent: []string{"JKP-0001002"}})
	h.want(t, "3", `select count(*) from bookings where state = 'attended'`)
	h.want(t, "marked; marked; marked; marked", `select detail ->> 'outcome' from audit where action = 'class.mark' and detail ? 'day'`)
}

// Who has another certificate keeps step 2; after the class was closed, who is
// struck off is absent.
func TestStrikingOff(t *testing.T) {
	t.Parallel()
	h := open(t)
	one := sewing(t)
	one.Ends = wibs(t, "2026-11-26 15:00")
	two := one
	two.Starts, two.Ends = wibs(t, "2026-11-27 09:00"), wibs(t, "2026-11-27 11:00")
	a, b := h.planned(t, one), h.planned(t, two)
	h.fill(t, a, "booked", 1001, 1)
	h.exec(t, `insert into bookings (class_id, member_id, state, created_at, updated_at) select id, 1001, 'booked', $2, $2 from classes where code = $1`, b, people)
	who := []string{"JKP-0001001"}
	h.command(t, "marked", wibs(t, "2026-11-26 15:00"), flows.MarkRoll{Code: a, Day: one.Starts, Present: who})
	h.command(t, "marked", wibs(t, "2026-11-27 15:00"), flows.MarkRoll{Code: b, Day: two.Starts, Present: who})
	h.exec(t, `update classes set closes_at = null`)
	h.command(t, "marked", wibs(t, "2026-11-28 15:00"), flows.MarkRoll{Code: a, Day: one.Starts, Absent: who})
	h.want(t, a+" absent <nil>; "+b+" attended SRT-2026-000002", `select c.code, b.state, b.certificate from bookings b join classes c on c.id = b.class_id order by 1`)
	h.want(t, "done "+b+" SRT-2026-000002", `select status, evidence from stages where stage = 2`)
	h.command(t, "marked", wibs(t, "2026-11-28 15:00"), flows.MarkRoll{Code: b, Day: two.Starts, Absent: who})
	h.want(t, "0", `select count(*) from stages where stage = 2`)
}

func TestCodesOfTheDay(t *testing.T) {
	t.Parallel()
	h := open(t)
	seen := map[string]bool{}
	day := wibs(t, "2026-11-26 09:00")
	for range 12 {
		code := h.planned(t, sewing(t))
		h.command(t, "not_today", people, flows.GiveDayCode{Code: code})
		given := h.command(t, "given", day, flows.GiveDayCode{Code: code})["Code"].(string)
		again := h.command(t, "given", day.AddDate(0, 0, 1), flows.GiveDayCode{Code: code, Day: day})["Code"].(string)
		next := h.command(t, "given", people, flows.GiveDayCode{Code: code, Day: day.AddDate(0, 0, 1)})["Code"].(string)
		if again != given || next == "" || seen[given] || !regexp.MustCompile(`^[0-9]{4}$`).MatchString(given) {
			t.Errorf("%s has %s, then %s, then %s", code, given, again, next)
		}
		seen[given] = true
	}
	h.command(t, "gone", day, flows.GiveDayCode{Code: "KLS-9"})
	h.command(t, "not_today", day.AddDate(0, 0, 2), flows.GiveDayCode{Code: "KLS-1001"}) // a Saturday between its days
	// The codes of others are never given: of a hundred the first two digits are free.
	h.exec(t, `insert into classes (code, title, kind, organiser, kecamatan, venue, starts_at, ends_at, capacity)
		select 'X-' || i, 't', 'k', 'o', '31.71.07', 'v', $1, $2, 1 from generate_series(1, 9900) i`, day, day.Add(time.Hour))
	h.exec(t, `update class_days set code = null`)
	h.exec(t, `insert into class_days (class_id, day, starts_at, ends_at, code)
		select id, '2026-11-26', starts_at, ends_at, lpad(case when n < 4700 then n else n + 100 end::text, 4, '0')
		from (select *, row_number() over (order by id) - 1 as n from classes where code like 'X-%') x`)
	if got := h.command(t, "given", day, flows.GiveDayCode{Code: "KLS-1001"})["Code"].(string); !strings.HasPrefix(got, "47") {
		t.Errorf("of those that are left: %v", got)
	}
}
