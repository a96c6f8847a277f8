package watest

import (
	"testing"

	"go.mau.fi/whatsmeow/types"
)

func TestStaffWriteOnTheNumbersPhone(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o Options) {
		w, p := talking(t, o)
		id := w.office.Say(siti, "Saya bantu ya")
		if m := w.read(p, 1)[0]; m.ID != id || m.From != office || m.Device != 0 {
			t.Errorf("%+v", m)
		}
		m := await(w.client, copied("Saya bantu ya"))
		chat, alt := number(siti), types.NewJID(p.LID(), types.HiddenUserServer)
		if o.LID {
			chat, alt = alt, chat
		}
		if m.Info.ID != id || m.Info.Chat != chat || m.Info.RecipientAlt != alt || m.Info.DeviceSentMeta == nil || m.Info.Sender.Device != 0 {
			t.Errorf("%+v", m.Info)
		}
		w.settled()
	})
}

func TestThePhoneHasACopyOfAll(t *testing.T) {
	t.Parallel()
	w, p := talking(t, Options{LID: true})
	w.office.Read(2, soon)
	w.office.Offline(true)
	if _, err := w.client.send(number(siti), "tanpa telepon"); err != nil {
		t.Fatal(err)
	}
	w.read(p, 1)
	if n := len(w.office.All()); n != 2 {
		t.Errorf("%d on a phone that is off", n)
	}
	w.office.Offline(false)
	if m := w.read(w.office.Person, 1)[0]; m.Text != "tanpa telepon" || m.From != office || m.To != siti || m.Device != 1 {
		t.Errorf("%+v", m)
	}
	chat := w.office.Chat(siti)
	if len(chat) != 3 || chat[0].Text != "halo" || chat[0].From != siti {
		t.Errorf("%+v", chat)
	}
}

func TestTheNumberIsThePerson(t *testing.T) {
	t.Parallel()
	s := New(Options{})
	t.Cleanup(s.Close)
	n := s.Number(office, "Jakpreneur")
	if n.Person != s.Person(office, "") || n.Phone() != office || n.LID() == office || s.Root() != Root() {
		t.Error("another phone of the same number")
	}
	defer func() {
		if recover() == nil {
			t.Error("wrote to nobody")
		}
	}()
	n.Say("6289999999999", "halo")
}
