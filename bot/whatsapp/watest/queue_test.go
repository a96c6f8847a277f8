package watest

import (
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types/events"
	"google.golang.org/protobuf/proto"
)

func TestWhatWaitsForTheClient(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o Options) {
		w, p := talking(t, o)
		w.client.Disconnect()
		eventually(t, "offline", func() bool { return w.office.Online() == 0 })
		w.client.forget()
		for _, text := range []string{"satu", "dua", "tiga"} {
			p.Say(office, text)
		}
		if w.office.Waiting() != 3 {
			t.Errorf("%d wait", w.office.Waiting())
		}
		if err := w.client.Connect(); err != nil {
			t.Fatal(err)
		}
		if e := await[*events.OfflineSyncCompleted](w.client, nil); e.Count != 3 {
			t.Errorf("%+v", e)
		}
		await(w.client, said("tiga"))
		if diff := cmp.Diff([]string{"satu", "dua", "tiga"}, w.client.texts()); diff != "" {
			t.Error(diff)
		}
		w.settled()
	})
}

func (c *client) texts() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var list []string
	for _, e := range c.seen {
		if m, ok := e.(*events.Message); ok && !m.Info.IsFromMe {
			list = append(list, m.Message.GetConversation())
		}
	}
	return list
}

// careful makes the client acknowledge only what accept takes.
func (c *client) careful(accept func(*events.Message) bool) {
	c.SynchronousAck, c.EnableDecryptedEventBuffer = true, true
	c.AddEventHandlerWithSuccessStatus(func(e any) bool {
		m, ok := e.(*events.Message)
		return !ok || accept(m)
	})
}

func TestItComesAgainUntilItIsAcknowledged(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o Options) {
		w := prepare(t, o)
		var refused, taken atomic.Int32
		w.client.careful(func(m *events.Message) bool {
			if m.Message.GetConversation() == "penting" && refused.Load() < 3 {
				refused.Add(1)
				return false
			}
			taken.Add(1)
			return true
		})
		w.client.link(w.office)
		p := w.talk()
		w.office.Silent(true) // the phone's own receipts are two ticks
		id := p.Say(office, "penting")
		eventually(t, "refused once", func() bool { return refused.Load() == 1 })
		w.office.Redeliver()
		eventually(t, "refused twice", func() bool { return refused.Load() == 2 })
		if w.office.Waiting() != 1 || p.Tick(id) != Sent {
			t.Errorf("%d wait, tick %d", w.office.Waiting(), p.Tick(id))
		}
		w.office.Cut()
		eventually(t, "refused three times", func() bool { return refused.Load() == 3 })
		w.office.Cut()
		w.settled()
		eventually(t, "its receipt", func() bool { return p.Tick(id) == Quiet }) // the library sends it behind the acknowledgement
		if taken.Load() != 2 {
			t.Errorf("taken %d times", taken.Load())
		}
	})
}

func TestAMessageComesAgain(t *testing.T) {
	t.Parallel()
	w, p := talking(t, Options{})
	w.client.forget()
	m := &waE2E.Message{Conversation: proto.String("sekali")}
	id := p.Send(office, m)
	p.Again() // the same cipher text: the library keeps that to itself
	p.SendAs(office, id, m)
	eventually(t, "twice", func() bool { return count(w.client, said("sekali")) == 2 })
	w.settled()
	if n := count(w.client, said("sekali")); n != 2 {
		t.Errorf("%d events", n)
	}
	if list := p.Chat(office); len(list) != 3 {
		t.Errorf("the phone shows %d bubbles", len(list))
	}
}

func TestAPhoneThatIsOffline(t *testing.T) {
	t.Parallel()
	w, p := talking(t, Options{})
	p.Offline(true)
	r, err := w.client.send(number(siti), "nanti")
	if err != nil {
		t.Fatal(err)
	}
	w.office.Read(2, soon) // the copy of the office is there, so the message was routed
	if times(p, r.ID) != 0 {
		t.Error("came to a phone that is off")
	}
	p.Offline(false)
	if m := w.read(p, 1)[0]; m.ID != r.ID {
		t.Errorf("%+v", m)
	}
}
