package store_test

import (
	"errors"
	"testing"

	"langkah/store"
)

// TestChangedHalfWay: a broadcast that is held while its rows are being written, and
// changed, is tried out and approved anew by whom it means: not by how many rows
// there are so far.
func TestChangedHalfWay(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.parish(t, "telegram", "langkah_bot", someNames(4)...)
	b := h.announce(t, store.Broadcast{})
	limits := store.BroadcastLimits{Test: 2, Approve: 3}
	do := func(want error, what string, err error) {
		t.Helper()
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", what, err, want)
		}
	}
	resume := func() error { return h.ResumeBroadcast(t.Context(), b.Code, limits, operator, people) }
	do(nil, "start", h.StartBroadcast(t.Context(), b.Code, onPhones, store.BroadcastLimits{Test: 9, Approve: 9}, operator, people))
	do(nil, "pause", h.PauseBroadcast(t.Context(), b.Code, operator, people))
	h.want(t, "0", `select count(*) from outbox`)
	do(nil, "edit", h.EditBroadcast(t.Context(), b.Code, map[string]string{"id": "Kak {{nama}}, lain"}, []string{"nama"}, operator, people))
	do(store.NotTested, "resume", resume())
	do(nil, "test", h.TestedBroadcast(t.Context(), b.Code, operator, people))
	do(store.NeedsApproval, "resume", resume())
	do(nil, "approve", h.ApproveBroadcast(t.Context(), b.Code, chief, people))
	do(nil, "resume", resume())
	h.expand(t, people)
	h.want(t, "4", `select count(*) from outbox where state = 'queued'`)
}
