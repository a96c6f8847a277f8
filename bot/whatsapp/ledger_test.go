package whatsapp

import (
	"errors"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"go.mau.fi/whatsmeow/types"
	"google.golang.org/protobuf/proto"

	"langkah/bot"
	"langkah/bot/outbox"
	"langkah/bot/whatsapp/watest"
	"langkah/store"
)

// TestUnreadMessageIsShownAgain, after a restart, too: a device that could not
// read one asks for it, and gets what the ledger holds.
func TestUnreadMessageIsShownAgain(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o watest.Options) {
		w := newWorld(t, o).run().is(OK)
		p := w.meet(siti, "Siti")
		w.meet(budi, "Budi")
		w.tell(store.Bubble{Text: "Setuju?", Choices: []bot.Choice{{ID: "a", Label: "Ya", Number: 1}}})
		got := p.Read(1, soon)
		if len(got) != 1 {
			t.Fatal("nothing was shown")
		}
		w.stop()
		w.run().is(OK)
		s := w.current()
		for _, to := range []types.JID{types.NewJID(siti, types.DefaultUserServer), types.NewJID(p.LID(), types.HiddenUserServer)} {
			if m := s.again(types.EmptyJID, to, got[0].ID); !proto.Equal(m, said("Setuju?\n1 Ya")) {
				t.Errorf("to %s it is %v", to.Server, m)
			}
		}
		if m := s.again(types.EmptyJID, types.NewJID(budi, types.DefaultUserServer), got[0].ID); m != nil {
			t.Errorf("somebody else is shown %v", m)
		}
		if m := s.again(types.EmptyJID, number, "3EB0000000000000000000"); m != nil {
			t.Errorf("nothing is %v", m)
		}
	})
}

// tell writes a bubble to the first who wrote, and has it sent.
func (w *world) tell(b store.Bubble) {
	w.t.Helper()
	var batch []store.Received
	for _, in := range w.sink.all() {
		batch = append(batch, store.Received{Inbound: in})
	}
	if err := w.store.Accept(w.t.Context(), batch, time.Now()); err != nil {
		w.t.Fatal(err)
	}
	enough := errors.New("enough was read")
	err := w.store.Within(w.t.Context(), func(tx store.Tx) error {
		ids, err := tx.Claim(w.t.Context(), nil)
		if err != nil {
			return err
		}
		talks, err := tx.Load(w.t.Context(), ids, time.Now())
		if err != nil {
			return err
		}
		b.MemberID, b.AddressID = talks[0].MemberID, talks[0].Messages[0].To.ID
		return enough
	})
	if !errors.Is(err, enough) {
		w.t.Fatal(err)
	}
	if err := w.store.Within(w.t.Context(), func(tx store.Tx) error { return tx.Say(w.t.Context(), []store.Bubble{b}, time.Now()) }); err != nil {
		w.t.Fatal(err)
	}
	pump := outbox.New(outbox.Config{Store: w.store, Sender: w.Channel, Sink: w.sink, Replica: w.t.Name(), People: time.Now, Machine: time.Now, Log: zerolog.Nop()})
	defer pump.Close()
	if err := pump.Drain(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}
