package store_test

import (
	"fmt"
	"testing"
	"time"

	"langkah/bot"
	"langkah/flows"
	"langkah/store"
)

const (
	booksNow = `select coalesce(string_agg(to_char(month, 'YYYY-MM') || ' ' || omzet || ' ' || coalesce(costs::text, '-'), ', ' order by month), '') from omzets where member_id = $1`
	stepSix  = `select coalesce((select concat_ws(' ', status, evidence, source) from stages where member_id = $1 and stage = 6), '')`
	asksOf   = `select coalesce(string_agg(concat_ws(' ', m.name, r.ref, r.state, r.reason), ', ' order by m.name, r.ref), '') from reminders r join members m on m.id = r.member_id where r.kind = 'omzet'`
)

func monthOf(t *testing.T, s string) flows.Month {
	t.Helper()
	m, err := flows.ParseMonth(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (s *school) reports(t *testing.T, name, month string, sales, costs int64) flows.Outcome {
	t.Helper()
	return s.does(t, name, flows.ReportOmzet{Omzet: flows.Omzet{Month: monthOf(t, month), Sales: sales, Costs: costs}}, "saved")
}

// A month is one row, also when it is corrected; three in a row are the step, and
// its first evidence stays.
func TestAMonthIsReportedAndCorrected(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani")
	id, _ := s.member(t, at("ani"))
	for _, c := range []struct {
		month        string
		sales, costs int64
		step         string
		reached      bool
	}{
		{"2025-12", 4_000_000, flows.NoCosts, "in_progress omzet 2025-12 omzet", false},
		{"2026-02", 5_000_000, 3_000_000, "in_progress omzet 2026-02 omzet", false},
		{"2026-02", 6_000_000, flows.NoCosts, "in_progress omzet 2026-02 omzet", false},
		{"2026-01", 0, 0, "done omzet 2025-12..2026-02 omzet", true},
		{"2026-03", 7_000_000, flows.NoCosts, "done omzet 2025-12..2026-02 omzet", false},
	} {
		out := s.reports(t, "ani", c.month, c.sales, c.costs)
		if reached, _ := out.Args["Reached"].(bool); reached != c.reached {
			t.Errorf("%s: reached %v", c.month, reached)
		}
		s.want(t, c.step, stepSix, id)
	}
	s.want(t, "2025-12 4000000 -, 2026-01 0 0, 2026-02 6000000 -, 2026-03 7000000 -", booksNow, id)
	s.want(t, "3", `select count(*) from stage_log where stage = 6`)
	out := s.does(t, "ani", flows.LookAtBooks{Now: monday, Month: monthOf(t, "2026-02")}, "reported")
	if b, _ := out.Args["Books"].(flows.Books); len(b) != 4 || b[1] != (flows.Omzet{Month: monthOf(t, "2026-02"), Sales: 6_000_000, Costs: flows.NoCosts}) {
		t.Errorf("the books are %+v", b)
	}
	s.does(t, "ani", flows.LookAtBooks{Now: monday}, "due")
	s.act(t, at("ani"), flows.EraseMember{})
	s.want(t, "", booksNow, id)
}

func TestAVisitorReportsNothing(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.write(t, at("budi"))
	s.does(t, "budi", flows.ReportOmzet{Omzet: flows.Omzet{Month: monthOf(t, "2026-10")}}, "visitor")
	s.does(t, "budi", flows.LookAtBooks{Now: monday}, "visitor")
	s.want(t, "0 0", `select (select count(*) from omzets), (select count(*) from stages where stage = 6)`)
}

// Two chats that become one have the months of both; each keeps its own, so that
// it can be undone.
func TestBooksOfTwoChats(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "ani")
	s.write(t, phone)
	s.act(t, phone, flows.Register{Profile: profile})
	one, _ := s.member(t, at("ani"))
	other, _ := s.member(t, phone)
	for id, months := range map[int64]map[string]int64{one: {"2026-09": 1, "2026-08": 1}, other: {"2026-09": 2, "2026-10": 2}} {
		for m, sales := range months {
			s.within(t, func(tx store.Tx) error {
				_, err := tx.Perform(t.Context(), store.Act{MemberID: id, At: monday, Action: flows.ReportOmzet{Omzet: flows.Omzet{Month: monthOf(t, m), Sales: sales, Costs: flows.NoCosts}}})
				return err
			})
		}
	}
	s.link(t, at("ani"), phone, monday)
	s.want(t, "2026-08 1 -, 2026-09 1 -, 2026-10 2 -", booksNow, one)
	s.want(t, "2026-09 2 -, 2026-10 2 -", booksNow, other)
}

func (s *school) round(t *testing.T, now time.Time) (n int) {
	t.Helper()
	for {
		planned, done, err := s.AskForOmzet(t.Context(), now)
		if err != nil {
			t.Fatal(err)
		}
		if n += planned; done {
			return n
		}
	}
}

// Asked is who reported of late and not yet this month, may be reminded, and was
// not asked before; each at an hour of their own by day, on the first five days.
func TestWhoIsAskedForAMonth(t *testing.T) {
	t.Parallel()
	names := []string{"asked", "gone", "late", "stopped", "there"}
	s := newSchool(t, names...)
	for _, name := range names {
		id, _ := s.member(t, at(name))
		s.exec(t, `update members set name = $2, service = true where id = $1`, id, name)
		last := map[string]string{"gone": "2026-04", "late": "2026-05", "there": "2026-11"}[name]
		if last == "" {
			last = "2026-10"
		}
		s.reports(t, name, last, 1, flows.NoCosts)
	}
	s.act(t, at("stopped"), flows.StopReminders{})
	if n := s.round(t, wib("2026-11-30 23:59")); n != 0 { // it is November's turn only from December on
		t.Errorf("%d before its time", n)
	}
	first := wib("2026-12-01 00:00")
	s.want(t, first.Format(time.RFC3339), `select $1::text`, s.next(t, wib("2026-11-30 12:00")))
	for range 3 {
		s.round(t, first)
		s.want(t, "asked 2026-11 due, late 2026-11 due", asksOf)
	}
	s.want(t, wib("2027-01-01 00:00").Format(time.RFC3339), `select $1::text`, s.next(t, first))
	s.reports(t, "late", "2026-10", 1, flows.NoCosts) // another month
	s.want(t, "asked 2026-11 due, late 2026-11 due", asksOf)
	s.reports(t, "late", "2026-11", 1, flows.NoCosts)
	s.want(t, "asked 2026-11 due, late 2026-11 dropped reported", asksOf)
}

func (s *school) next(t *testing.T, now time.Time) string {
	t.Helper()
	at, err := s.NextRound(t.Context(), now)
	if err != nil {
		t.Fatal(err)
	}
	return at.In(bot.WIB).Format(time.RFC3339)
}

// A round is spread over days and minutes, goes on where it stopped, and one that
// begins late has nobody asked at once.
func TestARoundIsSpread(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		now   string
		spans string // days, and minutes of a day
	}{
		"in time":    {"2026-12-01 00:00", "2026-12-01 2026-12-05 true true 2500"},
		"late":       {"2026-12-03 13:00", "2026-12-03 2026-12-05 true true 2500"},
		"on the end": {"2026-12-05 20:00", "<nil> <nil> <nil> false 0"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSchool(t)
			s.exec(t, `insert into members (number, service, created_at) select 'JKP-' || n, true, $1 from generate_series(1, 2500) n`, monday)
			s.exec(t, `insert into omzets (member_id, month, omzet, at) select id, m, 1, $1 from members, unnest(array['2026-09-01', '2026-10-01']::date[]) m`, monday)
			if n := s.round(t, wib(c.now)); n != 2500 && name != "on the end" {
				t.Errorf("%d looked at", n)
			}
			s.want(t, c.spans, fmt.Sprintf(`
				select min(due)::date::text, max(due)::date::text, bool_and(due::time >= '08:00' and due::time < '20:00' and due >= '%s'), count(distinct due) > 1000, count(*)
				from (select due_at at time zone 'Asia/Jakarta' as due from reminders where kind = 'omzet') r`, c.now))
		})
	}
}

// While one replica plans, another does not.
func TestARoundIsPlannedOnce(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.exec(t, `insert into members (number, service, created_at) select 'JKP-' || n, true, $1 from generate_series(1, 3000) n`, monday)
	s.exec(t, `insert into omzets (member_id, month, omzet, at) select id, '2026-10-01', 1, $1 from members`, monday)
	now, ends := wib("2026-12-01 00:00"), make(chan error)
	for range 3 {
		go func() {
			for {
				_, done, err := s.AskForOmzet(t.Context(), now)
				if done || err != nil {
					ends <- err
					return
				}
			}
		}()
	}
	for range 3 {
		if err := <-ends; err != nil {
			t.Error(err)
		}
	}
	s.want(t, "3000 3000", `select count(*), count(distinct member_id) from reminders where kind = 'omzet' and class = 'advised'`)
}
