package store_test

import (
	"errors"
	"strings"
	"testing"

	"langkah/flows"
	"langkah/store"
)

// What is put off is carried out in its order, before whatever is read next.
func TestPutOffComesBeforeWhatIsRead(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	member, address := h.member(t, siti)
	h.within(t, func(tx store.Tx) error {
		for _, given := range []bool{true, false, true} {
			_, err := tx.Perform(t.Context(), store.Act{MemberID: member, At: people, Action: flows.RecordConsent{Purpose: flows.Service, Given: given}})
			if err != nil {
				return err
			}
		}
		now, err := tx.Persons(t.Context(), []int64{member})
		if err == nil && !now[member].Service {
			t.Error("the last of three answers does not count")
		}
		return err
	})
	h.want(t, "true; false; true", `select given from consents order by id`)
	err := h.Within(t.Context(), func(tx store.Tx) error {
		if err := tx.Finish(t.Context(), []int64{1}, people); err != nil {
			return err
		}
		return tx.Say(t.Context(), []store.Bubble{{MemberID: -1, AddressID: address, Text: "to nobody"}}, people)
	})
	if err == nil || !strings.Contains(err.Error(), "queue 1 bubbles") || store.Passing(err) {
		t.Errorf("committed what cannot be: %v", err)
	}
	h.want(t, "pending", `select state from inbox`)
}

// A failure shows at the next look, and nothing of the transaction stays.
func TestPutOffFails(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	member, _ := h.member(t, siti)
	wrong := store.Act{MemberID: -1, At: people, Action: flows.RecordConsent{Purpose: flows.Service, Given: true}}
	looks := map[string]func(store.Tx) error{
		"flush":  func(tx store.Tx) error { return tx.Flush(t.Context()) },
		"read":   func(tx store.Tx) error { _, err := tx.Persons(t.Context(), []int64{member}); return err },
		"load":   func(tx store.Tx) error { _, err := tx.Load(t.Context(), []int64{member}, people); return err },
		"exec":   func(tx store.Tx) error { _, err := tx.ClaimOne(t.Context(), member, ours); return err },
		"row":    func(tx store.Tx) error { _, _, _, err := tx.Fail(t.Context(), member, 0, "x", 3); return err },
		"commit": func(store.Tx) error { return nil },
	}
	for name, look := range looks {
		err := h.Within(t.Context(), func(tx store.Tx) error {
			if err := tx.Finish(t.Context(), []int64{1}, people); err != nil {
				return err
			}
			if _, err := tx.Perform(t.Context(), wrong); err != nil {
				return err
			}
			if err := look(tx); err != nil {
				return err
			}
			if name != "commit" {
				t.Errorf("%s: no error", name)
			}
			return nil
		})
		if err == nil || !strings.Contains(err.Error(), "23503") {
			t.Errorf("%s: %v", name, err)
		}
		h.want(t, "pending", `select state from inbox`)
	}
}

// Whoever gives up, or panics, leaves nothing behind, not even a connection in
// a transaction.
func TestGivingUp(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	gone := errors.New("gone")
	for _, flush := range []bool{false, true} {
		give := func(tx store.Tx) error {
			err := tx.Finish(t.Context(), []int64{1}, people)
			if flush {
				err = errors.Join(err, tx.Flush(t.Context()))
			}
			return errors.Join(err, gone)
		}
		if err := h.Within(t.Context(), give); !errors.Is(err, gone) {
			t.Errorf("flushed %v: %v", flush, err)
		}
		func() {
			defer func() { _ = recover() }()
			_ = h.Within(t.Context(), func(tx store.Tx) error { panic(give(tx)) })
			t.Error("the panic was swallowed")
		}()
	}
	h.want(t, "pending", `select state from inbox`)
	h.until(t, "0", `select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in%'`)
}

// A connection that met a small inbox must not read all of a large one later.
func TestNobodyReadsTheWholeInbox(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	member, address := h.member(t, siti)
	grow := func(from, to int) {
		h.exec(t, `insert into inbox (channel, account, external_id, member_id, address_id, kind, state, at)
			select 'telegram', 'langkah_bot', 'old' || i, $1, $2, 'text', 'done', $3 from generate_series($4::int, $5) i`, member, address, people, from, to)
	}
	finish := func() {
		h.within(t, func(tx store.Tx) error {
			ids := make([]int64, 32)
			for i := range ids {
				ids[i] = int64(1 + i)
			}
			return tx.Finish(t.Context(), ids, people)
		})
	}
	grow(1, 300)
	for range 10 {
		finish()
	}
	grow(301, 20_000)
	finish()
	h.Close() // its connections report what they did
	h.until(t, "true", `select idx_scan + seq_scan >= 11 from pg_stat_user_tables where relname = 'inbox'`)
	h.want(t, "0", `select seq_scan from pg_stat_user_tables where relname = 'inbox'`)
}
