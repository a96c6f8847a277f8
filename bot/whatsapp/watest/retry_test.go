package watest

import (
	"testing"

	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"
	"google.golang.org/protobuf/proto"
)

func TestAPhoneThatCannotReadAsksAgain(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o Options) {
		w, p := talking(t, o)
		p.LoseSessions()
		r, err := w.client.send(number(siti), "terbaca?")
		if err != nil {
			t.Fatal(err)
		}
		if m := w.read(p, 1)[0]; m.ID != r.ID || m.Text != "terbaca?" || m.Times != 1 {
			t.Errorf("%+v", m)
		}
		await(w.client, receiptFor(r.ID, types.ReceiptTypeRetry))
		await(w.client, receiptFor(r.ID, types.ReceiptTypeDelivered))
	})
}

func TestItAsksAClientThatStartedAnew(t *testing.T) {
	t.Parallel()
	w, p := talking(t, Options{LID: true})
	p.LoseSessions()
	p.Offline(true)
	r, err := w.client.send(number(siti), "lama")
	if err != nil {
		t.Fatal(err)
	}
	w.client.Disconnect()
	second := startClient(t, w.Server, w.client.store)
	second.GetMessageForRetry = func(_, _ types.JID, id types.MessageID) *waE2E.Message {
		if id != r.ID {
			return nil
		}
		return &waE2E.Message{Conversation: proto.String("dari catatan")}
	}
	if err := second.Connect(); err != nil {
		t.Fatal(err)
	}
	p.Offline(false)
	if m := w.read(p, 1)[0]; m.ID != r.ID || m.Text != "dari catatan" {
		t.Errorf("%+v", m)
	}
}

func TestAClientThatCannotReadAsksThePhone(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o Options) {
		w, p := talking(t, o)
		loseSessions(t, w.client, p)
		id := p.Say(office, "ulangi")
		if m := await(w.client, said("ulangi")); m.Info.ID != id {
			t.Errorf("%+v", m.Info)
		}
		w.settled()
	})
}

// loseSessions makes the client forget a person's phone.
func loseSessions(t *testing.T, c *client, p *Person) {
	t.Helper()
	phone := types.NewJID(p.LID(), types.HiddenUserServer)
	if err := c.Store.Sessions.DeleteSession(t.Context(), phone.SignalAddress().String()); err != nil {
		t.Fatal(err)
	}
}
