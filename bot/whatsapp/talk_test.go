package whatsapp

import (
	"testing"

	"langkah/bot"
	"langkah/bot/whatsapp/watest"
)

func TestAPersonWritesAndIsAnswered(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o watest.Options) {
		w := newWorld(t, o).run().is(OK)
		p := w.server.Person(siti, "Siti")
		id := p.Say(office, "halo")
		w.came("text halo")
		in := w.sink.all()[0]
		if in.From.Account != office || in.Phone != "+"+siti || in.Name != "Siti" || in.ExternalID != in.From.ID+":"+id || in.At.IsZero() {
			t.Errorf("arrived as %+v", in)
		}
		w.until("two ticks", func() bool { return p.Tick(id) >= watest.Delivered })
		out := w.to(p, "Halo, Kak!")
		if out.To != in.From {
			t.Errorf("is at %v, wrote from %v", out.To, in.From)
		}
		w.sends(out)
		w.shows(p, "Halo, Kak!")
		w.until("delivered", func() bool { return w.sink.received(bot.Delivered, out.ExternalID) })
		p.MarkRead(out.ExternalID)
		w.until("read", func() bool { return w.sink.received(bot.Read, out.ExternalID) })
	})
}
