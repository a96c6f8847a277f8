package whatsapp

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"langkah/bot"
	"langkah/bot/whatsapp/watest"
	"langkah/store"
)

// TestFilesRefused: WhatsApp keeps a file neither for us nor for the person at
// once; asked again, it does.
func TestFilesRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{}).run().is(OK)
	p := w.meet(siti, "Siti")
	picture := []byte("a picture")
	w.server.Fault(watest.Fault{Kind: watest.RefuseMedia, Code: 507, Times: 1})
	if _, err := w.Upload(t.Context(), bot.Media{Kind: bot.Photo, MIME: "image/png"}, picture); err == nil || strings.Contains(err.Error(), siti) {
		t.Errorf("uploaded: %v", err)
	}
	up, err := w.Upload(t.Context(), bot.Media{Kind: bot.Photo, MIME: "image/png"}, picture)
	if err != nil {
		t.Fatal(err)
	}
	out := w.to(p, "poster")
	out.Media = &up
	w.sends(out)
	if got := p.Read(1, soon); len(got) != 1 || string(got[0].File.Data) != string(picture) {
		t.Fatalf("shown %+v", got)
	}
	p.Photo(office, "warung", picture)
	w.came("text halo", "photo warung")
	sent := *w.sink.all()[1].Media
	w.server.Fault(watest.Fault{Kind: watest.RefuseMedia, Code: 410, Times: 1})
	if _, err := w.Fetch(t.Context(), sent); err == nil {
		t.Error("fetched what is gone")
	}
	if raw, err := w.Fetch(t.Context(), sent); err != nil || string(raw) != string(picture) {
		t.Errorf("fetched %q, %v", raw, err)
	}
}

// TestQuestionHangs: what WhatsApp never answers before a message ends at our
// deadline; the number goes on, and the same id again is shown once. Of who has
// written the keys are there, but not of our own phone, which gets a copy.
func TestQuestionHangs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		space string
		met   bool
	}{"devices": {"usync", false}, "keys": {"encrypt", false}, "own keys": {"encrypt", true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, watest.Options{}).run().is(OK)
			p := w.server.Person(siti, "Siti")
			if c.met {
				w.meet(siti, "Siti")
			}
			trouble := w.server.Fault(watest.Fault{Kind: watest.HangIQ, Space: c.space, Times: 1})
			out := w.to(p, "halo")
			// A busy machine may not come as far as the question in time.
			for wait := 300 * time.Millisecond; trouble.Hits() == 0 && !t.Failed(); wait *= 2 {
				ctx, cancel := context.WithTimeout(t.Context(), wait)
				_, err := w.Send(ctx, out)
				cancel()
				if err == nil || trouble.Hits() == 1 && bot.Classify(err).Class != bot.Unknown {
					t.Errorf("it ended with %v", err)
				}
			}
			if trouble.Hits() != 1 || w.Health().Code != OK || w.current().guard.shut.Load() {
				t.Errorf("%d hits, %s", trouble.Hits(), w.Health().Code)
			}
			w.sends(out)
			w.shows(p, "halo")
		})
	}
}

// TestDeliveredTwice: a person's message comes twice with one id, which the
// inbox takes once, and what follows it comes.
func TestDeliveredTwice(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o watest.Options) {
		w := newWorld(t, o).run().is(OK)
		p := w.meet(siti, "Siti")
		trouble := w.server.Fault(watest.Fault{Kind: watest.Duplicate, From: siti, Copies: 2, Times: 1})
		p.Say(office, "mau daftar")
		p.Say(office, "sekarang")
		w.until("both", func() bool { return slices.Contains(w.texts(), "text sekarang") })
		ids := map[string]string{}
		for _, in := range w.sink.all() {
			ids[in.ExternalID] = in.Text
		}
		if trouble.Hits() != 1 || len(ids) != 3 {
			t.Errorf("%d hits, arrived as %v", trouble.Hits(), ids)
		}
	})
}

// TestAPhoneThatCannotRead: it lost its sessions, asks for what it could not
// open, and shows it once.
func TestAPhoneThatCannotRead(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, o watest.Options) {
		w := newWorld(t, o).run().is(OK)
		p := w.meet(siti, "Siti")
		w.sends(w.to(p, "satu"))
		w.shows(p, "satu")
		p.LoseSessions()
		out := w.to(p, "terbaca?")
		w.sends(out)
		w.shows(p, "terbaca?")
		w.until("its receipt", func() bool { return w.sink.received(bot.Delivered, out.ExternalID) })
		if got := p.All(); got[len(got)-1].Times != 1 || len(got) != 2 {
			t.Errorf("shown %+v", got)
		}
		p.Say(office, "iya")
		w.came("text halo", "text iya")
	})
}

// TestLateIsNotTwice: an ack later than we wait for is a doubt; the message is
// sent again under its id, and shown once.
func TestLateIsNotTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t, watest.Options{}).run().is(OK)
	p := w.meet(siti, "Siti")
	w.server.Fault(watest.Fault{Kind: watest.LateAck, Latency: 3 * time.Second, Times: 1})
	out := w.to(p, "sekali")
	if e := w.fails(out); e.Class != bot.Unknown {
		t.Errorf("it ended with %v", e)
	}
	w.sends(out)
	w.sends(w.to(p, "lagi"))
	w.shows(p, "sekali", "lagi")
	if n := w.server.Came(out.ExternalID); n != 2 {
		t.Errorf("it came %d times", n)
	}
}

// TestWhatStaffSeeOfARefusal: how the ledger keeps what WhatsApp does not take,
// which is what staff are shown; and whether the person got it in the end.
func TestWhatStaffSeeOfARefusal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		fault watest.Fault
		want  string
		shown []string
	}{
		{watest.Fault{Kind: watest.RefuseAck, Code: 463}, "waiting number_held", nil},
		{watest.Fault{Kind: watest.RefuseAck, Code: 479}, "failed permanent 479 not_understood", nil},
		{watest.Fault{Kind: watest.RefuseAck, Code: 429}, "queued throttled 429 message", nil},
		{watest.Fault{Kind: watest.RefuseAck, Code: 503}, "queued retry 503 message", nil},
		{watest.Fault{Kind: watest.NeverAck}, "queued unknown no_answer", []string{"kabar"}},
		{watest.Fault{Kind: watest.LateAck, Latency: 3 * time.Second}, "queued unknown no_answer", []string{"kabar"}},
		{watest.Fault{Kind: watest.Duplicate}, "sent ", []string{"kabar"}},
		{watest.Fault{Kind: watest.Slow, Latency: 50 * time.Millisecond}, "sent ", []string{"kabar"}},
	} {
		t.Run(c.want, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, watest.Options{}).run().is(OK)
			p := w.meet(siti, "Siti")
			c.fault.Times = 1
			w.server.Fault(c.fault)
			w.tell(store.Bubble{Text: "kabar"})
			var got string
			err := tables(t, w.store).QueryRowContext(t.Context(), `select state || ' ' || coalesce(reason, '') from public.outbox`).Scan(&got)
			if err != nil || got != c.want {
				t.Errorf("staff see %q, want %q (%v)", got, c.want, err)
			}
			w.shows(p, c.shown...)
		})
	}
}
