package store_test

import (
	"slices"
	"testing"
	"time"

	"langkah/flows"
	"langkah/store"
)

const (
	stagesNow = `select string_agg(concat_ws(' ', stage, status, nullif(evidence, ''), nullif(by_whom, ''),
	             'begun ' || to_char(began_at, 'DD'), 'done ' || to_char(done_at, 'DD')), ', ' order by stage) from stages`
	stageLog = `select string_agg(concat_ws(' ', stage, coalesce(status, 'gone'), to_char(at, 'DD')), ', ' order by id) from stage_log`
)

// What is done stays done, with its first day; what it rests on may come later;
// each change is in the log, also those of many rows and those taken back.
func TestAStepAndItsLog(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	id, _ := h.member(t, siti)
	day := func(n int) time.Time { return people.AddDate(0, 0, n) }
	mark := func(at time.Time, m flows.MarkStage) {
		m.Stage = flows.Licensing
		h.within(t, func(tx store.Tx) error { tx.MarkStage(id, m, at); return nil })
	}
	mark(day(0), flows.MarkStage{Status: flows.InProgress, Source: "licensing"})
	mark(day(1), flows.MarkStage{Status: flows.Stuck, Source: "licensing"})
	mark(day(2), flows.MarkStage{Status: flows.Done, Source: "enrolment"})
	mark(day(3), flows.MarkStage{Status: flows.Done, Source: "paper", Evidence: "NIB", By: "Rina"})
	mark(day(4), flows.MarkStage{Status: flows.Stuck, Source: "licensing"})
	mark(day(5), flows.MarkStage{Status: flows.Done, Source: "paper", Evidence: "another"})
	h.want(t, "4 done NIB Rina begun "+day(0).Format("02")+" done "+day(2).Format("02"), stagesNow)
	h.exec(t, `delete from stages`)
	h.want(t, "4 in_progress "+day(0).Format("02")+", 4 stuck "+day(1).Format("02")+", 4 done "+day(2).Format("02")+
		", 4 done "+day(3).Format("02")+", 4 gone "+day(3).Format("02"), stageLog)
}

// A step that was said to be not needed stands where it stood before; one that
// never began is not begun.
func TestAStepIsTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	id, _ := h.member(t, siti)
	do := func(list ...flows.Action) {
		h.within(t, func(tx store.Tx) error {
			for _, a := range list {
				if _, err := tx.Perform(t.Context(), store.Act{MemberID: id, At: people, Action: a}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	do(flows.MarkStage{Stage: flows.Licensing, Status: flows.InProgress, Source: "paper", Evidence: "NIB"})
	for _, stage := range []int{flows.Licensing, flows.Marketing} {
		do(flows.MarkStage{Stage: stage, Status: flows.NotNeeded, Source: "self"})
		do(flows.UnmarkStage{Stage: stage})
	}
	do(flows.KeepDiagnosis{Answers: flows.Answers{"skill": "no"}, Steps: []int{5, 4}})
	var p flows.Person
	h.within(t, func(tx store.Tx) error {
		all, err := tx.Persons(t.Context(), []int64{id})
		p = all[id]
		return err
	})
	if p.Stages[flows.Licensing-1] != flows.InProgress || p.Steps[flows.Licensing-1].Evidence != "NIB" || p.Stages[flows.Marketing-1] != flows.NotStarted {
		t.Errorf("taken back: %v %v", p.Stages, p.Steps)
	}
	if !slices.Equal(p.Advice, []int{5, 4}) {
		t.Errorf("advised %v", p.Advice)
	}
}
