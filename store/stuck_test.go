package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"langkah/flows"
	"langkah/store"
)

// A week is told on its first day that is worked, in office hours.
func TestStuckWeek(t *testing.T) {
	t.Parallel()
	for now, want := range map[string]string{
		"2026-11-22 23:59": "2026-11-16 no, then 2026-11-23 08:00",
		"2026-11-23 07:59": "2026-11-23 no, then 2026-11-23 08:00",
		"2026-11-23 08:00": "2026-11-23 yes, then 2026-11-30 08:00",
		"2026-11-23 14:59": "2026-11-23 yes, then 2026-11-30 08:00",
		"2026-11-23 15:00": "2026-11-23 no, then 2026-11-30 08:00",
		"2026-08-17 09:00": "2026-08-17 no, then 2026-08-18 08:00", // a holiday
		"2026-08-18 09:00": "2026-08-17 yes, then 2026-08-24 08:00",
		"2026-03-23 09:00": "2026-03-23 no, then 2026-03-25 08:00", // two more days of leave
		"2026-03-25 08:30": "2026-03-23 yes, then 2026-03-30 08:00",
	} {
		monday, is, next := store.StuckWeek(wib(now))
		if got := fmt.Sprintf("%s %s, then %s", monday.Format(time.DateOnly), map[bool]string{true: "yes", false: "no"}[is], next.Format("2006-01-02 15:04")); got != want {
			t.Errorf("%s: %s, want %s", now, got, want)
		}
	}
}

// Who needs somebody: stuck, or under way and still; not who moves, has what they
// need, or is gone.
func TestWhoIsStuck(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "stuck", "still", "moves", "fine", "idle", "erased", "kept", "gone")
	mark := func(name string, stage int, status flows.StageStatus) {
		s.asks(t, at(name), s.now, flows.MarkStage{Stage: stage, Status: status, Source: "test"})
	}
	mark("stuck", flows.Licensing, flows.Stuck)
	mark("stuck", flows.Training, flows.InProgress)
	mark("still", flows.Marketing, flows.InProgress)
	mark("moves", flows.Marketing, flows.InProgress)
	mark("fine", flows.Training, flows.Done)
	mark("erased", flows.Training, flows.Stuck)
	mark("gone", flows.Training, flows.Stuck)
	s.asks(t, at("erased"), s.now, flows.EraseMember{})
	s.link(t, at("kept"), at("gone"), s.now)
	s.now = s.now.AddDate(0, 0, 40)
	mark("moves", flows.Capital, flows.InProgress)
	before := s.now.Add(-store.StuckAfter)
	for _, of := range [][]string{nil, {"31.71.01", "31.71.07"}} {
		counts, err := s.StuckCounts(t.Context(), of, before)
		if diff := cmp.Diff([]store.StuckCount{{Kecamatan: "31.71.07", Stuck: 2, Halted: 1, Idle: 1}}, counts); diff != "" || err != nil {
			t.Error(diff, err)
		}
	}
	if counts, err := s.StuckCounts(t.Context(), []string{"31.71.01"}, before); err != nil || len(counts) > 0 {
		t.Errorf("%+v, %v", counts, err)
	}
	people, err := s.StuckPeople(t.Context(), nil, before, 9)
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, p := range people {
		got += fmt.Sprintf("%s P%d %s %s; ", p.Number, p.Stage, p.Status, p.Since.In(monday.Location()).Format("2 Jan"))
	}
	if want := "JKP-0000001 P4 stuck 23 Nov; JKP-0000007 P2 stuck 23 Nov; JKP-0000002 P5 in_progress 23 Nov; "; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	steps, err := s.Funnel(t.Context(), []string{"31.71.07"})
	if want := [7]int{6, 1}; err != nil || steps != want {
		t.Errorf("funnel %v, want %v (%v)", steps, want, err)
	}
}

// A list goes to each pendamping of a centre once a week, however often and by
// however many it is sent.
func TestListsAreSentOnce(t *testing.T) {
	t.Parallel()
	s := newSchool(t, "stuck", "rina", "tono", "admin")
	s.asks(t, at("stuck"), s.now, flows.MarkStage{Stage: flows.Licensing, Status: flows.Stuck, Source: "test"})
	for name, who := range map[string]flows.Staff{
		"rina": {Name: "Rina", Role: flows.Pendamping, Kecamatan: []string{"31.71.07"}}, "tono": {Name: "Tono", Role: flows.Pendamping},
		"admin": {Name: "Ani", Role: flows.Admin, Kecamatan: []string{"31.71.07"}}, "": {Name: "Budi", Role: flows.Pendamping, Kecamatan: []string{"31.71.07"}},
	} {
		_, code, err := s.AddStaff(t.Context(), who, s.now)
		if err != nil {
			t.Fatal(err)
		}
		if name != "" { // Budi never typed his code
			s.does(t, name, flows.BecomeStaff{Code: code}, "staff")
		}
	}
	week := wib("2026-11-23 00:00")
	send := func(week time.Time, want int) {
		t.Helper()
		lists, err := s.StuckLists(t.Context(), week, s.now)
		if err != nil || len(lists) != want {
			t.Fatalf("%d lists, want %d (%v)", len(lists), want, err)
		}
		for range 2 { // the second is another replica, which read the same
			say := make([]store.Bubble, len(lists))
			for i := range lists {
				say[i].Text = "list"
			}
			if n, err := s.TellStuck(t.Context(), week, lists, say, s.now); err != nil || n != want {
				t.Errorf("told %d, %v", n, err)
			}
		}
	}
	if next, err := s.NextStuck(t.Context(), s.now); err != nil || !next.Equal(s.now) {
		t.Errorf("next at %v, %v", next, err)
	}
	send(week, 1)
	send(week, 0)
	if next, err := s.NextStuck(t.Context(), s.now); err != nil || !next.Equal(wib("2026-11-30 08:00")) {
		t.Errorf("next at %v, %v", next, err)
	}
	s.want(t, "rina 1 requested queued list", `select a.address, o.lane, o.class, o.state, o.text from outbox o join addresses a on a.id = o.address_id where o.text = 'list'`)
	send(week.AddDate(0, 0, 7), 1)
	s.want(t, "2", `select count(*) from outbox where text = 'list'`)
}
