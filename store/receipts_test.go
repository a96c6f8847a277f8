package store_test

import (
	"fmt"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"pgregory.net/rapid"

	"langkah/bot"
)

func (h house) receipts(t *testing.T, list ...bot.Receipt) {
	t.Helper()
	if err := h.Receipts(t.Context(), list); err != nil {
		t.Fatal(err)
	}
}

func receipt(id string, kind bot.ReceiptKind, at time.Time) bot.Receipt {
	return bot.Receipt{Account: tg, ExternalID: id, Kind: kind, At: at}
}

// inState puts one row with the id "x" into the ledger.
func inState(t *testing.T, h house, state string) {
	t.Helper()
	h.exec(t, `delete from outbox`)
	h.queue(t, siti, bot.LaneReply, state, "hi")
	h.exec(t, `update outbox set external_id = 'x', reason = 'why'`)
}

func TestReceiptsRaise(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	one, two := people.Add(time.Minute), people.Add(2*time.Minute)
	for _, state := range []string{"leased", "sent", "unknown", "queued", "failed", "expired"} {
		inState(t, h, state)
		h.receipts(t, receipt("x", bot.Delivered, one))
		h.want(t, "delivered <nil> true true false", `select state, reason, delivered_at = $1, sent_at is not null, read_at is not null from outbox`, one)
		h.receipts(t, receipt("x", bot.Read, two))
		h.want(t, "read true true", `select state, delivered_at = $1, read_at = $2 from outbox`, one, two)
		h.receipts(t, receipt("x", bot.Delivered, two), receipt("x", bot.Read, people.Add(time.Hour)))
		h.want(t, "read true true", `select state, delivered_at = $1, read_at = $2 from outbox`, one, two)
	}
}

func TestReceiptsForOthersArePassedOver(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	inState(t, h, "sent")
	other := receipt("x", bot.Read, people)
	other.Account.Name = "another_bot"
	h.receipts(t, other, receipt("nobody's", bot.Read, people), receipt("\x00", bot.Read, people))
	h.receipts(t)
	h.want(t, "sent", `select state from outbox`)
}

// The receipt overtakes the send's own answer.
func TestReceiptBeforeSettle(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	h.queue(t, siti, bot.LaneReply, "queued", "one", "two")
	l := h.own(t, h.Store)
	d := due()
	d.NewID = func() string { return fmt.Sprint("id", serial()) }
	row := h.turnAt(t, l, nil, d)[0]
	h.receipts(t, receipt(row.ExternalID, bot.Delivered, people))
	if rows := h.turn(t, l, nil); words(rows) != "two" {
		t.Errorf("a delivered row holds up the next: %q", words(rows))
	}
	r := gone(row)
	r.ExternalID = ""
	h.turn(t, l, append(h.failures(row.ID), r))
	h.want(t, "delivered true", `select state, sent_at is not null from outbox where text = 'one'`)
}

// Receipts of many devices come in any order and number, from two connections
// at once: what counts is how far the bubble came.
func TestReceiptsAreMonotone(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.write(t, siti)
	rapid.Check(t, func(rt *rapid.T) {
		h.exec(t, `delete from outbox`)
		h.queue(t, siti, bot.LaneReply, "sent", "0", "1", "2", "3")
		h.exec(t, `update outbox set external_id = text`)
		kind := rapid.SampledFrom([]bot.ReceiptKind{bot.Delivered, bot.Read})
		one := rapid.Custom(func(rt *rapid.T) bot.Receipt {
			return receipt(fmt.Sprint(rapid.IntRange(0, 4).Draw(rt, "id")), kind.Draw(rt, "kind"), people)
		})
		list := rapid.SliceOfN(one, 0, 20).Draw(rt, "receipts")
		half := rapid.IntRange(0, len(list)).Draw(rt, "half")
		var g errgroup.Group
		g.Go(func() error { return h.Receipts(t.Context(), list[:half]) })
		g.Go(func() error { return h.Receipts(t.Context(), list[half:]) })
		if err := g.Wait(); err != nil {
			rt.Fatal(err)
		}
		want := map[string]string{"0": "sent", "1": "sent", "2": "sent", "3": "sent"}
		for _, r := range list {
			if _, ours := want[r.ExternalID]; ours && want[r.ExternalID] != "read" {
				want[r.ExternalID] = string(r.Kind)
			}
		}
		for id, state := range want {
			if got := h.read(t, `select state from outbox where text = $1`, id); got != state {
				rt.Errorf("row %s is %s, want %s", id, got, state)
			}
		}
	})
}
