package store_test

import (
	"fmt"
	"strings"
	"testing"

	"langkah/store"
)

// crowded is a database with many people, whose statistics are from a quiet
// hour: nobody waited, nothing was queued.
func crowded(t *testing.T, people, waiting int) house {
	t.Helper()
	h := open(t)
	for _, sql := range []string{
		`set session_replication_role = replica`, // no foreign keys: quicker
		`alter table inbox set (autovacuum_enabled = off)`,
		`alter table outbox set (autovacuum_enabled = off)`,
		fmt.Sprintf(`insert into members (id, created_at) select i, '2026-01-01' from generate_series(1, %d) i`, people),
		fmt.Sprintf(`insert into conversations (member_id, flow, version, session, updated_at)
			select i, 'menu', 1, '{"f": "menu", "s": "home"}', '2026-01-01' from generate_series(1, %d) i`, people),
		fmt.Sprintf(`insert into addresses (id, member_id, channel, account, address, created_at)
			select i, i, 'telegram', 'langkah_bot', 'p' || i, '2026-01-01' from generate_series(1, %d) i`, people),
		messages("done", 1, 2000), bubbles("sent", 1, 2000),
		`insert into accounts (channel, name, epoch) values ('telegram', 'langkah_bot', 1)`,
		`analyze`,
		messages("pending", 2001, 2000+waiting), bubbles("queued", 2001, 2000+waiting),
		`reset session_replication_role`,
	} {
		h.exec(t, sql)
	}
	return h
}

func messages(state string, from, to int) string {
	return fmt.Sprintf(`insert into inbox (id, channel, account, external_id, member_id, address_id, kind, state, at)
		select i, 'telegram', 'langkah_bot', 'm' || i, i, i, 'text', '%s', '2026-01-01' from generate_series(%d, %d) i`, state, from, to)
}

func bubbles(state string, from, to int) string {
	return fmt.Sprintf(`insert into outbox (id, member_id, address_id, channel, account, lane, state, text, created_at)
		select i, i, i, 'telegram', 'langkah_bot', 2, '%s', 'halo', '2026-01-01' from generate_series(%d, %d) i`, state, from, to)
}

// plan is how a statement would run for any parameters.
func (h house) plan(t *testing.T, sql, types, values string) string {
	t.Helper()
	conn, err := h.sql.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	results, err := conn.Conn().PgConn().Exec(t.Context(), `set plan_cache_mode = force_generic_plan;
		prepare looked_at (`+types+`) as `+sql+`; explain execute looked_at (`+values+`); deallocate looked_at`).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var plan strings.Builder
	for _, r := range results {
		for _, row := range r.Rows {
			fmt.Fprintf(&plan, "%s\n", row[0])
		}
	}
	return plan.String()
}

// A backlog that came after the statistics is where a plan goes wrong: each
// claim must still cost as much as it takes, not as much as there is.
func TestClaimsGoByTheirIndexes(t *testing.T) {
	t.Parallel()
	h := crowded(t, 100_000, 5_000)
	inbox := h.plan(t, store.ClaimPeople, `text[], int[]`, `'{menu}', '{1}'`)
	outbox := h.plan(t, store.ClaimBubbles, `text, text, bigint, int, timestamptz, timestamptz, timestamptz, text[], smallint, smallint`,
		`'telegram', 'langkah_bot', 1, 64, '2026-11-23', '2030-01-01', '2030-01-01', null, 2, 1`)
	if !strings.Contains(outbox, "(lane <= CASE WHEN") || !strings.Contains(outbox, "(lane >= $10))\n") {
		t.Errorf("the claim of bubbles does not look up its lanes:\n%s", outbox)
	}
	for _, index := range []string{"inbox_pending on inbox i", "inbox_waiting on inbox p", "conversations_pkey"} {
		if !strings.Contains(inbox, index) {
			t.Errorf("the claim of people does not use %s:\n%s", index, inbox)
		}
	}
	for _, index := range []string{"outbox_queue on outbox o", "outbox_broadcast on outbox o", "outbox_open on outbox p"} {
		if !strings.Contains(outbox, index) {
			t.Errorf("the claim of bubbles does not use %s:\n%s", index, outbox)
		}
	}
	for _, plan := range []string{inbox, outbox} {
		for _, bad := range []string{"Seq Scan on inbox", "Seq Scan on outbox", "Seq Scan on conversations", "Hash", "Join Filter: ((p."} {
			if strings.Contains(plan, bad) {
				t.Errorf("a claim has a %s:\n%s", bad, plan)
			}
		}
	}
	if got := h.claimed(t); len(got) != 32 || got[0] != 2001 || got[31] != 2032 {
		t.Errorf("claimed %v", got)
	}
}

// What is due is found by its time, however many people there are and however
// much was said before.
func TestDueGoesByItsIndex(t *testing.T) {
	t.Parallel()
	h := crowded(t, 50_000, 100)
	h.exec(t, `alter table inbox alter id restart with 1000000`)
	for state, due := range map[string]string{"due": "2026-12-24", "said": "2026-11-01"} {
		h.exec(t, fmt.Sprintf(`insert into reminders (member_id, kind, class, due_at, useful_until, state, created_at)
			select i, 'form', 'advised', '%s', '2027-01-01', '%s', '2026-11-01' from generate_series(1, 50000) i`, due, state))
	}
	h.exec(t, `analyze reminders`)
	h.exec(t, `update reminders set due_at = '2026-11-20' where member_id <= 300 and state = 'due'`)
	plan := h.plan(t, store.FireReminders, `timestamptz, text[], timestamptz`, `'2026-11-23', '{whatsapp}', '2026-10-26'`)
	if !strings.Contains(plan, "Index Scan using reminders_due on reminders") || strings.Contains(plan, "Seq Scan on reminders") ||
		strings.Contains(plan, "Seq Scan on conversations") || strings.Contains(plan, "Seq Scan on addresses") {
		t.Errorf("the scan of what is due goes\n%s", plan)
	}
	for i, want := range []int{256, 44, 0} {
		if n, err := h.Fire(t.Context(), people); err != nil || n != want {
			t.Errorf("scan %d brought %d, want %d: %v", i, n, want, err)
		}
	}
}
