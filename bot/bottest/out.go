package bottest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"langkah/bot"
	"langkah/store"
)

func order(t *testing.T, w *world) {
	friends := w.reach("siti", "budi", "ani")
	for i := range 10 {
		for n, f := range friends {
			w.tell(f, store.Bubble{Text: fmt.Sprint(n, " kabar ", i)}, store.Bubble{Text: fmt.Sprint(n, " dan ", i)})
		}
	}
	for n, f := range friends {
		for i := range 10 {
			w.sees(f, fmt.Sprint(n, " kabar ", i), fmt.Sprint(n, " dan ", i))
		}
	}
}

func verbatim(t *testing.T, w *world) {
	siti := w.reach("siti")[0]
	for _, s := range []string{
		"*tebal* _miring_ ~coret~ `kode`", "<b>&lt; & [tautan](http://x) \\*", "🙋🏽‍♀️👍🏿 🇮🇩", "مرحبا بالعالم", "baris\n\nbaris", "1. satu\n- dua", "/start @siti #usaha",
	} {
		w.tell(siti, store.Bubble{Text: s})
		w.sees(siti, s)
	}
}

func long(t *testing.T, w *world) {
	siti := w.reach("siti")[0]
	var b strings.Builder
	for i := range 1200 {
		fmt.Fprintf(&b, "baris %d 👍\n", i)
	}
	w.tell(siti, store.Bubble{Text: b.String(), Choices: []bot.Choice{{ID: "a", Label: "Ya", Number: 1}}})
	w.tell(siti, store.Bubble{Text: "selesai"})
	var got strings.Builder
	var parts []Seen
	for {
		seen := siti.Read(1, patience)
		if len(seen) == 0 {
			t.Fatalf("waited in vain for the end; %d bubbles so far", len(parts))
		}
		if seen[0].Text == "selesai" {
			break
		}
		parts = append(parts, seen[0])
		got.WriteString(seen[0].Text)
	}
	if want := squeeze(b.String()); !strings.HasPrefix(squeeze(got.String()), want) {
		t.Errorf("%d runes were shown, want %d", utf8.RuneCountInString(got.String()), utf8.RuneCountInString(b.String()))
	}
	for i, p := range parts {
		if n := utf8.RuneCountInString(p.Text); n > w.Channel.Caps().MaxText {
			t.Errorf("bubble %d has %d runes", i, n)
		}
		if w.Channel.Caps().Buttons && (len(p.Labels) > 0) != (i == len(parts)-1) {
			t.Errorf("bubble %d of %d has buttons %q", i, len(parts), p.Labels)
		}
	}
}

func choices(t *testing.T, w *world) {
	siti := w.reach("siti")[0]
	id := strings.Repeat("ab", 32) // as long as an ID may be
	list := []bot.Choice{{ID: "a", Label: "Ya, setuju 👍", Number: 1}, {ID: id, Label: "Tidak", Number: 2},
		{ID: "c", Label: "Kenapa?", Number: -1}, {ID: "menu", Label: "Menu"}}
	w.tell(siti, store.Bubble{Text: "Setuju?", Choices: list})
	got := siti.Read(1, patience)
	if len(got) == 0 {
		t.Fatal("waited in vain")
	}
	siti.Press("Tidak")
	w.until("the press", func() bool { return len(w.gate.accepted()) > 1 })
	in := w.gate.accepted()[1]
	if !w.Channel.Caps().Buttons {
		if want := (bot.Outbound{Text: "Setuju?", Choices: list}).Numbered(); got[0].Text != want {
			t.Errorf("saw %q, want %q", got[0].Text, want)
		}
		if in.Kind != bot.Text || in.Text != "2" {
			t.Errorf("the number arrived as %+v", in)
		}
		return
	}
	if want := []string{"Ya, setuju 👍", "Tidak", "Kenapa?", "Menu"}; !slices.Equal(got[0].Labels, want) || got[0].Text != "Setuju?" {
		t.Errorf("saw %+v, want %q", got[0], want)
	}
	if in.Kind != bot.Pick || in.Pick != id {
		t.Errorf("the press arrived as %+v", in)
	}
}

func shareContact(t *testing.T, w *world) {
	if !w.Channel.Caps().ShareContact {
		return
	}
	siti := w.reach("siti")[0]
	w.tell(siti, store.Bubble{Text: "Nomor HP?", Contact: "Kirim nomor"})
	got := siti.Read(1, patience)
	if len(got) == 0 || !slices.Contains(got[0].Labels, "Kirim nomor") {
		t.Fatalf("saw %+v, want a button", got)
	}
	siti.Press("Kirim nomor")
	w.until("the number", func() bool { return len(w.gate.accepted()) > 1 })
	if in := w.gate.accepted()[1]; in.Kind != bot.Contact || !phone.MatchString(in.Phone) {
		t.Errorf("the number arrived as %+v", in)
	}
}

// lanes: what we say first may be in flight, and a reply leaves all the same. So
// that this is no race, the first of them is held until the reply has gone.
func lanes(t *testing.T, w *world) {
	if !w.pushes() {
		return
	}
	siti := w.reach("siti")[0]
	w.stop()
	w.log.holdUntilReplied()
	for i := range 6 {
		w.tell(siti, store.Bubble{Lane: bot.LaneBroadcast, Text: fmt.Sprint("kabar ", i)})
	}
	w.tell(siti, store.Bubble{Lane: bot.LaneNotice, Text: "jadwal"})
	w.tell(siti, store.Bubble{Lane: bot.LaneReply, Text: "jawaban"})
	w.listen()
	siti.Read(8, patience)
	left := func() []sending { // in their order: a phone may ask for one again
		return slices.DeleteFunc(w.log.all(), func(s sending) bool { return s.err != nil })
	}
	w.until("all have left", func() bool { return len(left()) >= 8 })
	var broadcasts []string
	place := map[string]int{}
	for _, s := range left() {
		place[s.out.Text] = len(place)
		if strings.HasPrefix(s.out.Text, "kabar") {
			broadcasts = append(broadcasts, s.out.Text)
		}
	}
	// A notice is in flight beside the first broadcast: which of the two is quicker is open.
	if len(place) != 8 || !slices.IsSorted(broadcasts) || place["jawaban"] > place["kabar 0"] || place["jadwal"] > place["kabar 5"] {
		t.Errorf("left in the order %v", place)
	}
}

func receipts(t *testing.T, w *world) {
	if !w.Channel.Caps().Receipts {
		return
	}
	siti := w.reach("siti")[0]
	w.tell(siti, store.Bubble{Text: "kabar"})
	w.sees(siti, "kabar")
	w.until("the send to end", func() bool { return len(w.log.all()) == 1 })
	id := w.log.all()[0].id
	w.until("a receipt", func() bool { return w.gate.received(bot.Delivered, id) || w.gate.received(bot.Read, id) })
}

func cancelled(t *testing.T, w *world) {
	w.until("the channel to be ready", func() bool { return w.Channel.Health().Code == "ok" })
	if w.Channel.Health().Since.IsZero() {
		t.Error("nobody knows since when the channel is ready")
	}
	const promptly = 3 * time.Second
	start := time.Now()
	w.stop()
	if took := time.Since(start); took > promptly {
		t.Errorf("it took %v to end", took)
	}
}
