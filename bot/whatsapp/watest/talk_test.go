package watest

import (
	"testing"

	"go.mau.fi/whatsmeow/types"
)

func TestAPersonWritesAndIsAnswered(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o Options) {
		w := begin(t, o)
		p := w.Person(siti, "Siti")
		for _, text := range []string{"daftar", "Siti", "🙏"} {
			id := p.Say(office, text)
			m := await(w.client, said(text))
			if m.Info.ID != id || m.Info.PushName != "Siti" || m.Info.IsFromMe {
				t.Errorf("%+v", m.Info)
			}
			checkNames(t, o, m.Info.MessageSource, p)
			r, err := w.client.send(m.Info.Chat, "re: "+text)
			if err != nil {
				t.Fatal(err)
			}
			got := w.read(p, 1)[0]
			if got.ID != r.ID || got.Text != "re: "+text || got.From != office || got.To != siti || got.Device != 1 || got.Times != 1 {
				t.Errorf("%+v", got)
			}
		}
	})
}

func checkNames(t *testing.T, o Options, m types.MessageSource, p *Person) {
	t.Helper()
	first, second := number(p.Phone()), types.NewJID(p.LID(), types.HiddenUserServer)
	if o.LID {
		first, second = second, first
	}
	if m.Chat != first || m.Sender.ToNonAD() != first || m.SenderAlt.ToNonAD() != second {
		t.Errorf("chat %s sender %s alt %s", m.Chat, m.Sender, m.SenderAlt)
	}
}

func TestTheClientWritesFirst(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o Options) {
		w := begin(t, o)
		p := w.Person(siti, "Siti")
		r, err := w.client.send(number(siti), "halo")
		if err != nil {
			t.Fatal(err)
		}
		if m := w.read(p, 1)[0]; m.ID != r.ID || m.Text != "halo" {
			t.Errorf("%+v", m)
		}
		got := await(w.client, receiptFor(r.ID, types.ReceiptTypeDelivered))
		if o.LID != (got.Chat.Server == types.HiddenUserServer) {
			t.Errorf("receipt of %s", got.Chat)
		}
		p.MarkRead(r.ID)
		await(w.client, receiptFor(r.ID, types.ReceiptTypeRead))
		if copied := w.read(w.office.Person, 1)[0]; copied.From != office || copied.To != siti || copied.Text != "halo" {
			t.Errorf("copy: %+v", copied)
		}
	})
}

func TestNobodyHasTheNumber(t *testing.T) {
	t.Parallel()
	w := begin(t, Options{})
	if r, err := w.client.send(number("6289999999999"), "halo"); err == nil {
		t.Errorf("sent as %s", r.ID)
	}
	p := w.Person(siti, "Siti")
	here, err := w.client.IsOnWhatsApp(t.Context(), []string{"+" + siti, "+6289999999999"})
	if err != nil || len(here) != 2 || !here[0].IsIn || here[1].IsIn || here[0].JID.User != p.LID() {
		t.Errorf("%+v %v", here, err)
	}
}
