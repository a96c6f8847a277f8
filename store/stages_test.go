package store_test

import (
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
