package store_test

import (
	"errors"
	"strings"
	"testing"

	"langkah/store"
)

// A process hangs within a turn: the server lets its person go, and the turn
// counts as a bad moment of the database, not as a fault of the message.
func TestAHungTransactionLetsGo(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	id, _ := h.member(t, siti)
	hung, err := store.Open(t.Context(), h.dsn+" idle_in_transaction_session_timeout=300ms")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(hung.Close)
	err = hung.Within(t.Context(), func(tx store.Tx) error {
		if _, err := tx.ClaimOne(t.Context(), id, ours); err != nil {
			return err
		}
		if got := h.claimed(t); len(got) != 0 {
			t.Errorf("others could claim %v at once", got)
		}
		h.until(t, "0", `select count(*) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`)
		if got := h.claimed(t); len(got) != 1 {
			t.Error("nobody else could claim the person")
		}
		return tx.Finish(t.Context(), []int64{1}, people)
	})
	if err == nil || !store.Passing(err) {
		t.Errorf("the hung turn ended with %v, want a bad moment of the database", err)
	}
}

// By itself a store lets nobody be held for more than 15 seconds.
func TestHowLongATransactionMayHang(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	id, _ := h.member(t, siti)
	h.exec(t, `create function leak() returns trigger language plpgsql as $$
		begin raise 'timeout %', current_setting('idle_in_transaction_session_timeout'); end $$`)
	h.exec(t, `create trigger leak before update on inbox for each row execute function leak()`)
	err := h.Within(t.Context(), func(tx store.Tx) error {
		_, err := tx.ClaimOne(t.Context(), id, ours)
		return errors.Join(err, tx.Finish(t.Context(), []int64{1}, people))
	})
	raw := errors.Unwrap(err)
	if raw == nil || !strings.Contains(raw.Error(), "timeout 15s") {
		t.Errorf("the server said %v, want a timeout of 15s", raw)
	}
	// What the server says may quote what somebody wrote: only its code is told.
	if said := err.Error(); strings.Contains(said, "timeout") || !strings.Contains(said, "SQLSTATE P0001") {
		t.Errorf("the error reads %q", said)
	}
}

// Staff see which messages were set aside, the latest first, and nothing of
// what they say.
func TestSetAsides(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti, budi, siti)
	h.exec(t, `update inbox set state = 'quarantined', fault = 'talk.home: panic: string' where id > 1`)
	list, err := h.SetAsides(t.Context(), 5)
	if err != nil || len(list) != 2 || list[0].ID != 3 || !list[0].Since.Equal(people) || list[0].Fault != "talk.home: panic: string" {
		t.Errorf("%+v, %v", list, err)
	}
	if list, err := h.SetAsides(t.Context(), 1); err != nil || len(list) != 1 {
		t.Errorf("%+v, %v", list, err)
	}
}
