package store

import (
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
