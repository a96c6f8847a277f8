package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"langkah/bot"
	"langkah/store"
)

// Whom a number reaches is counted by when people wrote, what it holds by why,
// and its talks by the day of Jakarta.
func TestContacts(t *testing.T) {
	t.Parallel()
	h := open(t)
	now := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC) // 09.00 in Jakarta
	day := 24 * time.Hour
	h.exec(t, `set session_replication_role = replica`)
	person := 0
	heard := func(account string, ago time.Duration, more string) {
		person++
		h.exec(t, fmt.Sprintf(`insert into addresses (id, member_id, channel, account, address, created_at, heard_at, blocked_at)
			values (%d, %[1]d, 'whatsapp', '%[2]s', 'p%[1]d', '2026-01-01', '%[3]s', %[4]s)`, person, account, now.Add(-ago).Format(time.RFC3339), more))
	}
	for _, ago := range []time.Duration{time.Hour, 21 * day, 21*day + time.Minute, 28 * day, 28*day + time.Minute} {
		heard("one", ago, "null")
	}
	heard("one", time.Hour, "'2026-11-01'") // shut
	heard("two", time.Hour, "null")
	row := func(account, state, reason string, begins bool, member int, sent time.Time) {
		h.exec(t, fmt.Sprintf(`insert into outbox (member_id, address_id, channel, account, lane, state, reason, begins, text, created_at, sent_at)
			values (%d, %[1]d, 'whatsapp', '%[2]s', 1, '%[3]s', '%[4]s', %[5]v, 'halo', '2026-01-01', '%[6]s')`, member, account, state, reason, begins, sent.Format(time.RFC3339)))
	}
	for reason, n := range map[string]int{"number_held": 2, "held 463 time_lock": 1, "next_contact": 3, "cold": 1} {
		for range n {
			row("one", "waiting", reason, false, 1, time.Time{})
		}
	}
	midnight := now.Add(-9 * time.Hour)
	row("one", "sent", "", true, 1, midnight)
	row("one", "read", "", true, 1, now)
	row("one", "delivered", "", true, 2, now)
	row("one", "sent", "", true, 3, midnight.Add(-time.Second))
	row("one", "sent", "", false, 4, now)
	row("two", "waiting", "number_held", false, 7, time.Time{})

	got, err := h.ContactsOf(t.Context(), "whatsapp", now)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]store.Contacts{"one": {Warm: 4, Cooling: 2, Held: 3, Trays: 3, Begun: 2}, "two": {Warm: 1, Held: 1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for i, ago := range []time.Duration{21 * day, 28 * day} { // the same bounds as everywhere
		if got := bot.Warmth(now.Add(-ago), now); got != []string{"warm", "cooling"}[i] {
			t.Errorf("after %v somebody is %s", ago, got)
		}
	}
	if got, err := h.ContactsOf(t.Context(), "telegram", now); err != nil || len(got) != 0 {
		t.Errorf("another channel has %v, %v", got, err)
	}
}

// What was ever sent is not looked at.
func TestContactsGoByTheirIndexes(t *testing.T) {
	t.Parallel()
	h := crowded(t, 20_000, 100)
	h.exec(t, `update outbox set begins = id % 50 = 0, sent_at = '2026-01-01' where state = 'sent'`)
	h.exec(t, `update outbox set state = 'waiting', reason = 'number_held' where state = 'queued' and id % 2 = 0`)
	plan := h.plan(t, store.CountContacts, `text, timestamptz, timestamptz, timestamptz`, `'telegram', '2026-11-01', '2026-11-01', '2026-11-23'`)
	if strings.Contains(plan, "Seq Scan on outbox") || !strings.Contains(plan, "outbox_held") || !strings.Contains(plan, "outbox_begun") {
		t.Errorf("it goes\n%s", plan)
	}
}
