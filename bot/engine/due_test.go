package engine_test

import (
	"testing"
	"time"
)

// due makes a reminder of a kind whose time has come, and brings it.
func (w *world) due(t *testing.T, kind string) {
	t.Helper()
	w.exec(t, `update members set service = true`)
	w.exec(t, `update conversations set heard_at = '2026-11-20'`)
	w.exec(t, `insert into reminders (member_id, kind, class, due_at, useful_until, created_at)
		select id, $1, 'advised', '2026-11-23', '2026-12-23', '2026-11-20' from members`, kind)
	if n, err := w.db.Fire(t.Context(), people); err != nil || n == 0 {
		t.Fatalf("brought %d reminders: %v", n, err)
	}
}

// TestReminderThatFails is set aside after three tries; nobody is told that
// something went wrong, because nobody had asked. What they write is answered.
func TestReminderThatFails(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	w.meet(t, e, "siti")
	w.due(t, "boom")
	for range 3 {
		drain(t, e)
	}
	w.want(t, "dropped fault", `select state || ' ' || reason from reminders`)
	w.want(t, "quarantined", `select state from inbox`)
	w.want(t, "0", `select count(*) from outbox`)
	accept(t, e, says("siti", "halo"))
	drain(t, e)
	w.want(t, "1", `select count(*) from outbox`)
}

// TestReminderThatNobodyKnows, of a newer release, is not said: its words are unknown here.
func TestReminderThatNobodyKnows(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	w.meet(t, e, "siti")
	w.due(t, "horoscope")
	drain(t, e)
	w.want(t, "dropped unknown", `select state || ' ' || reason from reminders`)
	w.want(t, "done", `select state from inbox`)
}

// TestReminderBehindWords waits: whoever has just written is not interrupted.
func TestReminderBehindWords(t *testing.T) {
	t.Parallel()
	w := build(t)
	e := w.engine(t, w.db, nil)
	w.meet(t, e, "siti")
	w.due(t, "boom")
	accept(t, e, says("siti", "halo"))
	drain(t, e)
	w.want(t, "due talking", `select state || ' ' || reason from reminders`)
	w.want(t, people.Add(time.Hour).Format(time.RFC3339), `select to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from reminders`)
}
