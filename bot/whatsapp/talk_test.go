package whatsapp

import (
	"fmt"
	"slices"
	"strings"
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

// TestBothWriteAtOnce: what goes and what comes change the same session.
func TestBothWriteAtOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o watest.Options) {
		w := newWorld(t, o).run().is(OK)
		p := w.meet(siti, "Siti")
		const n = 40
		var told, heard []string
		done := make(chan struct{})
		go func() {
			defer close(done)
			for i := range n {
				p.Say(office, fmt.Sprint("kata ", i))
			}
		}()
		for i := range n {
			heard, told = append(heard, fmt.Sprint("kata ", i)), append(told, fmt.Sprint("jawab ", i))
			w.sends(w.to(p, told[i]))
		}
		<-done
		w.shows(p, told...)
		for _, m := range p.All() {
			if m.Times != 1 {
				t.Errorf("%q came %d times", m.Text, m.Times)
			}
		}
		w.until("all", func() bool { return w.whole(n + 1) })
		for _, texts := range w.byPerson() {
			if !slices.Equal(texts[1:], heard) {
				t.Errorf("arrived as %q", texts)
			}
		}
	})
}

// TestStaffWrite on the phone: the service hears of it, of no word of it, and
// of no chat that is none of its own.
func TestStaffWrite(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o watest.Options) {
		w := newWorld(t, o).run().is(OK)
		p := w.meet(siti, "Siti")
		w.server.Person(budi, "Budi")
		w.office.Say(budi, "makan siang?")
		id := w.office.Say(siti, "Bu, ini Rina")
		w.came("text halo", "staff ")
		in := w.sink.all()[1]
		if in.From != w.sink.all()[0].From || in.ExternalID != in.From.ID+":"+id || in.At.IsZero() {
			t.Errorf("arrived as %+v", in)
		}
		before := p.Say(office, "iya Bu") // unread on the phone until staff look at it
		w.came("text halo", "staff ", "text iya Bu")
		w.sends(w.to(p, "maaf, otomatis"))
		w.shows(p, "Bu, ini Rina", "maaf, otomatis")
		if tick := p.Tick(before); tick == watest.Read {
			t.Error("what staff have not seen is read")
		}
	})
}

func TestReadAndTyping(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{}).run().is(OK)
	p := w.server.Person(siti, "Siti")
	id := p.Say(office, "halo")
	w.until("blue ticks", func() bool { return p.Tick(id) == watest.Read })
	w.until("typing", func() bool { return p.Doing(office) == "composing" })
	w.sends(w.to(p, "Halo, Kak!"))
	w.shows(p, "Halo, Kak!")
	if doing := p.Doing(office); doing != "" {
		t.Errorf("still %s", doing)
	}
}

// TestPicturesBothWays: what came can be read and sent on; ours are brought to
// WhatsApp once.
func TestPicturesBothWays(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{}).run().is(OK)
	p := w.meet(siti, "Siti")
	for _, m := range []bot.Media{{Kind: bot.Photo, MIME: "image/png"}, {Kind: bot.Document, MIME: "text/calendar", Name: "pelatihan.ics"}} {
		content := []byte("this is " + m.MIME)
		up, err := w.Upload(t.Context(), m, content)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			out := w.to(p, "ini")
			out.Media = &up
			w.sends(out)
			got := p.Read(1, soon)
			if len(got) != 1 || got[0].Text != "ini" || string(got[0].File.Data) != string(content) || got[0].File.MIME != m.MIME || got[0].File.Name != m.Name {
				t.Fatalf("shown %+v", got)
			}
		}
		before := len(w.texts())
		p.Send(office, p.All()[len(p.All())-1].Body) // sends it back
		w.until("it", func() bool { return len(w.texts()) > before })
		in := w.sink.all()[before]
		if in.Kind != m.Kind || in.Text != "ini" || in.Media == nil || in.Media.Name != m.Name || in.Media.Size != int64(len(content)) {
			t.Fatalf("arrived as %+v", in)
		}
		raw, err := w.Fetch(t.Context(), *in.Media)
		if err != nil || string(raw) != string(content) {
			t.Errorf("fetched %q, %v", raw, err)
		}
	}
	if _, err := w.Fetch(t.Context(), bot.Media{Ref: "x"}); err == nil {
		t.Error("anything can be fetched")
	}
	out := w.to(p, "ini")
	out.Media = &bot.Media{Kind: bot.Photo, Ref: "AgADBAADq6cx"} // of another messenger
	if e := w.fails(out); e.Class != bot.Permanent {
		t.Errorf("a handle of another messenger: %v", e)
	}
}

// TestLongBubble: the parts have ids of their own, the same at each try; the
// bubble is read when the last part is.
func TestLongBubble(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{}).run().is(OK)
	p := w.meet(siti, "Siti")
	out := w.to(p, strings.Repeat("satu dua tiga ", 700))
	parts, err := messages(out)
	if err != nil || len(parts) < 3 {
		t.Fatalf("%d parts, %v", len(parts), err)
	}
	for range 2 {
		w.sends(out)
	}
	got := p.Read(len(parts), soon)
	if len(got) != len(parts) || got[len(got)-1].ID != out.ExternalID {
		t.Fatalf("shown as %d bubbles", len(got))
	}
	p.MarkRead(got[0].ID)
	p.MarkRead(got[1].ID)
	w.sends(w.to(p, "selesai"))
	w.shows(p, "selesai")
	if w.sink.received(bot.Read, out.ExternalID) {
		t.Error("read to the end")
	}
	p.MarkRead(out.ExternalID)
	w.until("read", func() bool { return w.sink.received(bot.Read, out.ExternalID) })
	for _, r := range w.sink.receipts {
		if strings.HasSuffix(r.ExternalID, "1") {
			t.Errorf("a part is receipted: %v", r)
		}
	}
}

// TestSeveralNumbers: each person is a person of the number that they wrote to.
func TestSeveralNumbers(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{}).run().is(OK)
	const second = "628110000002"
	link(t, w.devices, w.server.Number(second, "Jakpreneur 2"))
	if list, err := w.devices.Numbers(t.Context()); err != nil || !slices.Equal(list, []string{office, second}) {
		t.Fatalf("%v are linked, %v", list, err)
	}
	other := &world{t: t, Channel: hurried(w.devices.Channel(second)), sink: &sink{}, log: &logbook{}}
	other.run().is(OK)
	p := w.meet(siti, "Siti")
	p.Say(second, "halo dua")
	other.came("text halo dua")
	out := w.to(p, "dari dua")
	out.To.Account = second
	if _, err := other.Send(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	w.sends(w.to(p, "dari satu"))
	for i, m := range p.Read(2, soon) {
		if want := []string{second, office}[i]; m.From != want {
			t.Errorf("%q came from %s", m.Text, m.From)
		}
	}
}

// TestStopsAmidMessages: whatever was not kept when a process ended comes to the
// next one, and what was kept does not have to.
func TestStopsAmidMessages(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o watest.Options) {
		w := newWorld(t, o)
		p := w.server.Person(siti, "Siti")
		var want []string
		for i := range 60 {
			want = append(want, fmt.Sprint("kata ", i))
		}
		go func() {
			for _, text := range want {
				p.Say(office, text)
			}
		}()
		for range 6 {
			w.run()
			before := len(w.texts())
			w.until("some", func() bool { return len(w.texts()) > before || w.whole(len(want)) })
			w.stop()
		}
		w.run()
		w.until("all", func() bool { return w.whole(len(want)) })
		for _, texts := range w.byPerson() {
			if !slices.Equal(texts, want) {
				t.Errorf("arrived as %q", texts)
			}
		}
	})
}

// TestReceiptsAreKeptBeforeThanks: what could not be kept is brought again, and
// in the end WhatsApp has thanks for each.
func TestReceiptsAreKeptBeforeThanks(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o watest.Options) {
		w := newWorld(t, o).run().is(OK)
		p := w.meet(siti, "Siti")
		var ids []string
		for i := range 20 {
			out := w.to(p, fmt.Sprint("kabar ", i))
			w.sends(out)
			ids = append(ids, out.ExternalID)
		}
		p.Read(20, soon)
		w.until("thanks", func() bool { return w.office.Waiting() == 0 && w.sink.received(bot.Delivered, ids[19]) })
		w.sink.close(true)
		p.MarkRead(ids...)
		w.is(Away)
		if n := w.office.Waiting(); n != 20 {
			t.Errorf("%d of 20 wait", n)
		}
		w.sink.close(false)
		w.until("all", func() bool {
			return !slices.ContainsFunc(ids, func(id string) bool { return !w.sink.received(bot.Read, id) })
		})
		w.until("thanks for all", func() bool { return w.office.Waiting() == 0 })
	})
}
