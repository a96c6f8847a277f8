package store

import (
	"fmt"
	"time"

	"langkah/flows"
)

// MarkStage notes where somebody stands in one of the seven steps. What is done
// stays done; evidence that it lacked is added. It is put off. The dates of the
// row and the log of its changes are kept by the database.
func (t Tx) MarkStage(member int64, m flows.MarkStage, at time.Time) {
	t.tx.put("mark stage", `
		insert into stages as s (member_id, stage, status, source, evidence, by_whom, at) values ($1, $2, $3, $4, $5, $6, $7)
		on conflict (member_id, stage) do update
		set status = excluded.status, source = excluded.source, evidence = excluded.evidence, by_whom = excluded.by_whom, at = excluded.at
		where s.status <> 'done' or excluded.status = 'done' and s.evidence = ''`,
		member, m.Stage, string(m.Status), m.Source, m.Evidence, m.By, at)
}

// unmarkStage takes back that a step is not needed or stuck: it was begun, if it
// ever was before, else there is no row of it any more. It is put off.
func (t Tx) unmarkStage(act Act, a flows.UnmarkStage) {
	t.tx.put("take a step up again", `
		update stages s set status = 'in_progress', evidence = l.evidence, by_whom = l.by_whom, source = l.source, at = $3
		from (select * from stage_log where member_id = $1 and stage = $2 and status = 'in_progress' order by at desc, id desc limit 1) l
		where s.member_id = $1 and s.stage = $2 and s.status in ('not_needed', 'stuck')`, act.MemberID, a.Stage, act.At)
	t.tx.put("take a step back", `
		delete from stages where member_id = $1 and stage = $2 and status in ('not_needed', 'stuck')`, act.MemberID, a.Stage)
}

// keepDiagnosis keeps a check of the business.
func (t Tx) keepDiagnosis(act Act, a flows.KeepDiagnosis) (out flows.Outcome, err error) {
	answers, err := encode(a.Answers)
	if err != nil {
		return out, fmt.Errorf("encode diagnosis: %w", err)
	}
	steps := make([]int16, len(a.Steps))
	for i, n := range a.Steps {
		steps[i] = int16(n)
	}
	t.tx.put("keep diagnosis", `
		insert into diagnoses (member_id, answers, steps, at) values ($1, $2, $3, $4) on conflict (member_id, at) do nothing`,
		act.MemberID, answers, steps, act.At)
	return flows.Outcome{Event: "kept"}, nil
}
