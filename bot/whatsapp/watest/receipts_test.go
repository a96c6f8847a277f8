package watest

import (
	"testing"

	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"
)

func TestTicks(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o Options) {
		w, p := talking(t, o)
		w.office.Silent(true) // the phone's own receipts are two ticks
		say := func() *events.Message {
			id := p.Say(office, "ok?")
			return await(w.client, func(m *events.Message) bool { return m.Info.ID == id })
		}
		m := say()
		eventually(t, "quietly there", func() bool { return p.Tick(m.Info.ID) == Quiet })
		w.client.SetForceActiveDeliveryReceipts(true)
		m = say()
		eventually(t, "two ticks", func() bool { return p.Tick(m.Info.ID) == Delivered })
		other := say()
		ids := []types.MessageID{m.Info.ID, other.Info.ID}
		if err := w.client.MarkRead(t.Context(), ids, m.Info.Timestamp, m.Info.Chat, m.Info.Sender); err != nil {
			t.Fatal(err)
		}
		for _, id := range ids {
			eventually(t, "blue ticks", func() bool { return p.Tick(id) == Read })
		}
		if p.Tick("unknown") != Sent {
			t.Error("a tick for nothing")
		}
	})
}

func TestASilentPhone(t *testing.T) {
	t.Parallel()
	w, p := talking(t, Options{})
	p.Silent(true)
	quiet, err := w.client.send(number(siti), "diam")
	if err != nil {
		t.Fatal(err)
	}
	w.read(p, 1)
	p.Silent(false)
	loud, err := w.client.send(number(siti), "bicara")
	if err != nil {
		t.Fatal(err)
	}
	await(w.client, receiptFor(loud.ID, types.ReceiptTypeDelivered))
	if count(w.client, receiptFor(quiet.ID, types.ReceiptTypeDelivered)) != 0 {
		t.Error("a receipt of a silent phone")
	}
	p.MarkRead(quiet.ID)
	await(w.client, receiptFor(quiet.ID, types.ReceiptTypeRead))
}

func TestTyping(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o Options) {
		w, p := talking(t, o)
		type_ := func(state types.ChatPresence) {
			t.Helper()
			to := types.NewJID(p.LID(), types.HiddenUserServer)
			if err := w.client.SendChatPresence(t.Context(), to, state, types.ChatPresenceMediaText); err != nil {
				t.Fatal(err)
			}
		}
		doing := func(what string) {
			t.Helper()
			eventually(t, "does "+what, func() bool { return p.Doing(office) == what })
		}
		type_(types.ChatPresenceComposing)
		doing("composing")
		type_(types.ChatPresencePaused)
		doing("")
		type_(types.ChatPresenceComposing)
		doing("composing")
		if _, err := w.client.send(number(siti), "sudah"); err != nil {
			t.Fatal(err)
		}
		doing("")
		for _, on := range []bool{true, false} {
			p.Typing(office, on)
			await(w.client, func(e *events.ChatPresence) bool {
				return on == (e.State == types.ChatPresenceComposing) && (e.Chat.Server == types.HiddenUserServer) == o.LID
			})
		}
	})
}
