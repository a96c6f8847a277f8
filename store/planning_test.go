package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

const daysOfClass = `select string_agg(to_char(d.starts_at at time zone 'Asia/Jakarta', 'DD HH24.MI') || to_char(d.ends_at at time zone 'Asia/Jakarta', '-HH24.MI'), ', ' order by d.day)
	from class_days d join classes c on c.id = d.class_id where c.code = $1`

func TestPlanning(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	id := h.hire(t, siti, flows.Staff{Name: "Rina", Role: flows.Officer, Kecamatan: []string{"31.71.07"}})
	c := sewing(t)
	c.Title, c.Fields, c.Once, c.MinStage, c.Link = "  Menjahit  Busana\tDasar ", []string{"fesyen"}, true, 2, "https://example.com/ruang"
	out := h.act(t, siti, flows.PlanClass{Class: c})
	got, _ := out.Args["Class"].(flows.Class)
	if out.Event != "planned" || got.Code != "KLS-1001" || got.Title != "Menjahit Busana Dasar" || got.Subject != "menjahit busana dasar" || got.Who != "all" ||
		!got.Once || got.MinStage != 2 || len(got.Days) != 4 || got.Left() != 100 || !got.Ends.Equal(c.Ends) {
		t.Fatalf("%s %+v", out.Event, got)
	}
	if w := out.Args["Warnings"].([]flows.Say); len(w) != 1 || w[0].Key != "staff/warn_friday" {
		t.Errorf("warned of %+v", w)
	}
	h.want(t, "26 09.00-15.00, 27 09.00-15.00, 30 09.00-15.00, 01 09.00-15.00", daysOfClass, "KLS-1001")
	h.want(t, fmt.Sprint(id, " true 0"), `select by_staff, closes_at = starts_at, sequence from classes`)
	h.want(t, "Rina, officer class.plan KLS-1001 planned", `select actor, action, subject, detail ->> 'outcome' from audit order by id desc limit 1`)
	given := sewing(t)
	given.Starts, given.Ends = time.Time{}, time.Time{}
	for _, day := range []string{"2026-11-28", "2026-11-29"} { // they mean a weekend
		given.Days = append(given.Days, flows.Day{Starts: wibs(t, day+" 08:00"), Ends: wibs(t, day+" 10:00")})
	}
	h.want(t, "28 08.00-10.00, 29 08.00-10.00", daysOfClass, h.planned(t, given))
}

func TestWhatCannotBePlanned(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 400)
	for want, change := range map[string]func(*flows.Class){
		"":                func(c *flows.Class) { c.Capacity = store.MostSeats },
		"wrong_title":     func(c *flows.Class) { c.Title = " \x00 " },
		"wrong_title 80":  func(c *flows.Class) { c.Title = long },
		"wrong_kind":      func(c *flows.Class) { c.Kind = "" },
		"wrong_organiser": func(c *flows.Class) { c.Organiser = "" },
		"wrong_venue":     func(c *flows.Class) { c.Venue = "" },
		"wrong_bring":     func(c *flows.Class) { c.Bring = long },
		"wrong_capacity":  func(c *flows.Class) { c.Capacity = 0 },
		"wrong_capacity ": func(c *flows.Class) { c.Capacity = 501 },
		"wrong_place":     func(c *flows.Class) { c.Kecamatan = "Tebet" },
		"wrong_who":       func(c *flows.Class) { c.Who = "men" },
		"wrong_near":      func(c *flows.Class) { c.Kecamatan, c.Who = "", "kota" },
		"wrong_stage":     func(c *flows.Class) { c.MinStage = 8 },
		"wrong_map":       func(c *flows.Class) { c.Map = "http://maps.example.com" },
		"wrong_link":      func(c *flows.Class) { c.Link = "https://example.com/a b" },
		"wrong_past":      func(c *flows.Class) { c.Starts, c.Ends = people, people.Add(time.Hour) },
		"wrong_hours":     func(c *flows.Class) { c.Ends = c.Starts },
		"wrong_hours ":    func(c *flows.Class) { c.Ends = c.Ends.Add(-7 * time.Hour) }, // at eight, days later
		"wrong_hours  ":   func(c *flows.Class) { c.Days = []flows.Day{{Starts: c.Starts, Ends: c.Starts.Add(20 * time.Hour)}} },
		"wrong_hours   ": func(c *flows.Class) {
			d := flows.Day{Starts: c.Starts, Ends: c.Starts.Add(time.Hour)}
			c.Days = []flows.Day{d, d}
		},
		"wrong_days": func(c *flows.Class) { c.Starts = c.Starts.AddDate(0, 0, 2) }, // on a Saturday
		"wrong_days ": func(c *flows.Class) {
			c.Starts, c.Ends = c.Starts.AddDate(0, 0, 2), c.Starts.AddDate(0, 0, 3).Add(time.Hour)
		},
		"wrong_days  ": func(c *flows.Class) { c.Ends = c.Ends.AddDate(0, 2, 0) },
	} {
		c := sewing(t)
		change(&c)
		_, why := store.CheckClass(c, people)
		key, _, _ := strings.Cut(want, " ")
		if strings.TrimPrefix(why.Key, "staff/") != key {
			t.Errorf("%q: %+v", want, why)
		}
	}
	h := open(t)
	c := sewing(t)
	c.Capacity = 0
	why := h.command(t, "wrong", people, flows.PlanClass{Class: c})["Why"].(flows.Say)
	if why.Key != "staff/wrong_capacity" || why.Args["Most"] != store.MostSeats {
		t.Errorf("%+v", why)
	}
	h.want(t, "0", `select count(*) from classes`)
}

func TestMovingOverAHoliday(t *testing.T) {
	t.Parallel()
	h := open(t)
	full := sewing(t)
	full.Capacity = 40
	code := h.planned(t, full)
	h.fill(t, code, "booked", 1001, 40)
	h.fill(t, code, "waiting", 2001, 3)
	h.exec(t, `update bookings set state = 'offered', offer_until = '2027-01-01' where member_id = 1040`)
	h.exec(t, `update bookings set reply = 'coming' where member_id = 1001`)
	h.exec(t, `update class_days set code = '4711'`)
	args := h.command(t, "moved", people, flows.MoveClass{Code: code, Starts: wibs(t, "2026-12-22 13:00"), Reason: "Aula dipakai"})
	c := args["Class"].(flows.Class)
	if args["Told"] != 43 || c.Sequence != 1 || c.Reason != "Aula dipakai" || c.Taken != 40 || c.Waiting != 3 {
		t.Errorf("told %v, %+v", args["Told"], c)
	}
	var warned []string
	for _, w := range args["Warnings"].([]flows.Say) {
		warned = append(warned, fmt.Sprint(w.Key, w.Args["Skipped"]))
	}
	if got := strings.Join(warned, " "); got != "staff/warn_holidaytrue staff/warn_holidaytrue" {
		t.Errorf("warned of %s", got)
	}
	h.want(t, "22 13.00-19.00, 23 13.00-19.00, 28 13.00-19.00, 29 13.00-19.00", daysOfClass, code)
	h.want(t, "0", `select count(*) from class_days where code is not null`)
	h.want(t, "true", `select closes_at = starts_at from classes`)
	h.want(t, "booked 39 0; offered 1 0; waiting 3 0", `select state, count(*), count(*) filter (where reply <> '') from bookings group by 1 order by 1`)
	h.want(t, "true", `select offer_until = (select starts_at from classes) from bookings where state = 'offered'`)
	const reminders = `select kind, count(*), min(due_at at time zone 'Asia/Jakarta')::text from reminders where state = 'due' group by 1 order by 1`
	h.want(t, "class_h0 39 2026-12-22 11:00:00; class_h1 39 2026-12-21 10:00:00; class_h3 39 2026-12-19 10:00:00; class_moved 43 2026-11-23 16:00:00", reminders)
	// Again, before anybody was told: they are told once, of where it is now.
	h.command(t, "moved", people, flows.MoveClass{Code: code, Starts: wibs(t, "2026-11-24 13:00")})
	h.want(t, "class_h0 39 2026-11-24 11:00:00; class_moved 43 2026-11-23 16:00:00", reminders)
	h.want(t, "24 13.00-19.00, 25 13.00-19.00, 26 13.00-19.00, 27 13.00-19.00", daysOfClass, code)
}

func TestWhatCannotBeMoved(t *testing.T) {
	t.Parallel()
	h := open(t)
	code := h.planned(t, sewing(t))
	before := h.read(t, everything)
	for _, c := range []struct {
		at, to, want, why string
	}{
		{"2026-11-23 09:00", "2026-11-22 09:00", "wrong", "staff/wrong_past"},
		{"2026-11-23 09:00", "2026-11-28 09:00", "wrong", "staff/wrong_days"},
		{"2026-11-23 09:00", "2026-12-24 09:00", "wrong", "staff/wrong_days"},
		{"2026-11-23 09:00", "2026-12-01 19:00", "wrong", "staff/wrong_hours"},
		{"2026-11-26 09:00", "2026-12-01 09:00", "begun", ""},
	} {
		args := h.command(t, c.want, wibs(t, c.at), flows.MoveClass{Code: code, Starts: wibs(t, c.to)})
		if why, _ := args["Why"].(flows.Say); why.Key != c.why {
			t.Errorf("to %s: %+v", c.to, why)
		}
	}
	h.command(t, "gone", people, flows.MoveClass{Code: "KLS-9", Starts: wibs(t, "2026-12-02 09:00")})
	h.want(t, before, everything)
}

// counted has every statement that writes to some tables counted.
func (h house) counted(t *testing.T, tables ...string) {
	t.Helper()
	h.exec(t, `create sequence written minvalue 0; create function counts() returns trigger language plpgsql as $$ begin perform nextval('written'); return null; end $$`)
	for _, table := range tables {
		h.exec(t, `create trigger counts after insert or update or delete on `+table+` for each statement execute function counts()`)
	}
}

func TestCancellingTellsEverybodyOnce(t *testing.T) {
	t.Parallel()
	statements := map[int]string{}
	for _, n := range []int{1, 100} {
		h := open(t)
		code := h.planned(t, sewing(t))
		h.fill(t, code, "booked", 1001, n)
		h.fill(t, code, "waiting", 3001, n)
		h.command(t, "moved", people, flows.MoveClass{Code: code, Starts: wibs(t, "2026-12-01 08:00")})
		h.exec(t, `insert into outbox (member_id, address_id, channel, account, lane, state, text, created_at, reminder_id, class)
			select r.member_id, a.id, a.channel, a.account, 1, case when r.member_id % 2 = 0 then 'queued' else 'waiting' end, 'besok', $1, r.id, 'requested'
			from reminders r join addresses a using (member_id) where r.kind = 'class_h3'`, people)
		h.counted(t, "classes", "bookings", "reminders", "outbox", "audit", "class_days", "calls")
		args := h.command(t, "cancelled", people, flows.CancelClass{Code: code, Reason: "Pelatih sakit"})
		statements[n] = h.read(t, `select nextval('written')`)
		c := args["Class"].(flows.Class)
		if args["Told"] != 2*n || !c.Cancelled || c.Reason != "Pelatih sakit" || c.Sequence != 2 || c.Taken != 0 || c.Waiting != 0 {
			t.Errorf("told %v, %+v", args["Told"], c)
		}
		h.want(t, fmt.Sprint("withdrawn ", 2*n), `select state, count(*) from bookings group by 1`)
		h.want(t, fmt.Sprint("class_cancelled ", 2*n, " ", 2*n), `select kind, count(*), count(distinct member_id) from reminders where state = 'due' group by 1`)
		h.want(t, fmt.Sprint("skipped class_cancelled ", n), `select state, reason, count(*) from outbox group by 1, 2`)
		h.want(t, "<nil>", `select closes_at from classes`)
		h.command(t, "gone", people, flows.CancelClass{Code: code})
		h.want(t, fmt.Sprint("class.cancel cancelled ", 2*n, "; class.cancel gone <nil>"),
			`select action, detail ->> 'outcome', detail ->> 'told' from audit where action = 'class.cancel' order by id`)
	}
	if statements[1] != statements[100] || statements[1] == "0" {
		t.Errorf("statements: %v", statements)
	}
}

// What ends by night is told in the morning; what is over is not cancelled.
func TestCancellingLate(t *testing.T) {
	t.Parallel()
	h := open(t)
	code := h.planned(t, sewing(t))
	h.fill(t, code, "booked", 1001, 2)
	h.command(t, "gone", wibs(t, "2026-12-01 15:00"), flows.CancelClass{Code: code})
	h.command(t, "cancelled", wibs(t, "2026-11-25 22:00"), flows.CancelClass{Code: code})
	h.want(t, "class_cancelled 2 true true", `select kind, count(*), bool_and(due_at = $1), bool_and(useful_until > $1) from reminders where state = 'due' group by 1`,
		wibs(t, "2026-11-26 08:00"))
	if got := store.ToldFrom(wibs(t, "2026-11-25 22:00")).In(bot.WIB).Format("02 15.04"); got != "26 08.00" {
		t.Errorf("told from %s", got)
	}
}
