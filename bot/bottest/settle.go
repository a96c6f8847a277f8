package bottest

import (
	"slices"
	"testing"
	"time"

	"langkah/bot"
	"langkah/store"
)

// shown is what the ledger holds as sent to somebody.
func (w *world) shown(f friend) []string {
	w.t.Helper()
	list, err := w.store.History(w.t.Context(), f.Address(), 100)
	if err != nil {
		w.t.Fatal(err)
	}
	var texts []string
	for _, b := range list {
		if b.Kind == "" {
			texts = append(texts, b.Text)
		}
	}
	return texts
}

func settled(t *testing.T, w *world) {
	siti := w.reach("siti")[0]
	w.tell(siti, store.Bubble{Text: "satu"}, store.Bubble{Text: "dua"})
	w.sees(siti, "satu", "dua")
	w.until("the ledger to know", func() bool { return slices.Equal(w.shown(siti), []string{"satu", "dua"}) })
	if !w.pushes() {
		return
	}
	sends := w.log.all()
	if len(sends) != 2 || sends[0].id == "" || sends[1].id == "" || sends[0].id == sends[1].id {
		t.Errorf("sent as %+v", sends)
	}
	for _, s := range sends {
		if w.Channel.Caps().OwnIDs && s.id != s.out.ExternalID {
			t.Errorf("our id %q became %q", s.out.ExternalID, s.id)
		}
	}
}

func sameID(t *testing.T, w *world) {
	s, pushes := w.sender()
	if !pushes || !w.Channel.Caps().OwnIDs {
		return
	}
	siti := w.reach("siti")[0]
	ids, ok := s.(bot.IDMaker)
	if !ok {
		t.Fatal("the channel takes ids of ours and makes none")
	}
	out := bot.Outbound{To: siti.Address(), ExternalID: ids.NewID(), Text: "sekali"}
	for range 2 {
		if id, err := s.Send(t.Context(), out); err != nil || id != out.ExternalID {
			t.Fatalf("send: %q, %v", id, err)
		}
		out.Resent = true
	}
	w.tell(siti, store.Bubble{Text: "lagi"})
	w.sees(siti, "sekali", "lagi")
}

func cut(t *testing.T, w *world) {
	if w.Cut == nil || !w.pushes() {
		return
	}
	siti := w.reach("siti")[0]
	w.Cut(true)
	w.tell(siti, store.Bubble{Text: "tertahan"})
	w.until("a failed send", func() bool { return len(w.log.all()) > 0 })
	first := w.log.all()[0].err
	if class := bot.Classify(first).Class; first == nil || class != bot.Retry && class != bot.Throttled {
		t.Fatalf("a send into nowhere ended with %v", first)
	}
	siti.Say("masih di sini")
	w.Cut(false)
	w.until("the bubble", func() bool {
		w.ahead.Add(int64(time.Hour)) // no need to sit out the pause between tries
		w.out.Ring()
		return slices.Equal(w.shown(siti), []string{"tertahan"})
	})
	w.tell(siti, store.Bubble{Text: "lagi"})
	w.sees(siti, "tertahan", "lagi")
	w.until("what was said meanwhile", func() bool { return len(w.gate.accepted()) > 1 })
}

func classes(t *testing.T, w *world) {
	s, pushes := w.sender()
	if !pushes {
		return
	}
	if w.Nobody != (bot.Address{}) {
		_, err := s.Send(t.Context(), w.message(w.Nobody))
		if class := bot.Classify(err).Class; err == nil || (class != bot.Permanent && class != bot.OptedOut) {
			t.Errorf("sending to nobody ended with %v", err)
		}
	}
	if slices.Contains(w.Kinds, bot.Blocked) {
		siti := w.reach("siti")[0]
		siti.Send(bot.Blocked)
		w.until("the block", func() bool { return len(w.gate.accepted()) > 1 })
		_, err := s.Send(t.Context(), w.message(siti.Address()))
		if err == nil || bot.Classify(err).Class != bot.OptedOut {
			t.Errorf("sending to who blocked us ended with %v", err)
		}
	}
}

func (w *world) message(to bot.Address) bot.Outbound {
	out := bot.Outbound{To: to, Text: "halo"}
	if ids, ok := w.Channel.(bot.IDMaker); ok {
		out.ExternalID = ids.NewID()
	}
	return out
}
