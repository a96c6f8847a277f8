package bottest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"langkah/bot"
)

var phone = regexp.MustCompile(`^\+[1-9][0-9]{7,14}$`)

func text(t *testing.T, w *world) {
	w.answer()
	siti := w.talk("siti")
	siti.Say("apa kabar")
	w.sees(siti, "echo: apa kabar")
	in := w.gate.accepted()[1]
	if in.Kind != bot.Text || in.Text != "apa kabar" || in.ExternalID == "" || in.From != siti.Address() {
		t.Errorf("arrived as %+v from %v", in, siti.Address())
	}
	if a := w.Channel.Account(); in.From.Channel != a.Channel || in.From.Account != a.Name || a.Name == "" {
		t.Errorf("arrived at %v, the account is %v", in.From, a)
	}
	if w.Channel.Caps().GivesPhone != phone.MatchString(in.Phone) {
		t.Errorf("phone %q", in.Phone)
	}
}

func quick(t *testing.T, w *world) {
	w.answer()
	siti := w.talk("siti")
	var want []string
	for i := range 12 {
		siti.Say(fmt.Sprint("kata ", i))
		want = append(want, fmt.Sprint("echo: kata ", i))
	}
	w.sees(siti, want...)
}

func people(t *testing.T, w *world) {
	w.answer()
	siti, budi, ani := w.talk("siti"), w.talk("budi"), w.talk("ani")
	for i := range 5 {
		siti.Say(fmt.Sprint("siti ", i))
		budi.Say(fmt.Sprint("budi ", i))
		ani.Say(fmt.Sprint("ani ", i))
	}
	for i := range 5 {
		w.sees(siti, fmt.Sprint("echo: siti ", i))
		w.sees(budi, fmt.Sprint("echo: budi ", i))
		w.sees(ani, fmt.Sprint("echo: ani ", i))
	}
	seen := map[string]bool{}
	for _, in := range w.gate.accepted() {
		if seen[in.ExternalID] {
			t.Errorf("two messages are called %q", in.ExternalID)
		}
		seen[in.ExternalID] = true
	}
}

// oddTexts must not break the channel, and what can be written must arrive. A
// messenger may cut a text that is too long, and refuse an empty one.
func oddTexts(t *testing.T, w *world) {
	siti := w.Person("siti")
	for i, odd := range []string{
		"", "   ", "nol\x00nol", "🙋🏽‍♀️👍🏿 🇮🇩", "مرحبا بالعالم \u202egnirts\u202c", "*tebal* _miring_ <b>&amp; [a](b) `x`",
		"baris\n\nbaris", "é̱ 漢字 \ufeff", strings.Repeat("panjang ", 1250),
	} {
		before := len(w.gate.accepted())
		end := fmt.Sprint("akhir ", i)
		siti.Say(odd)
		siti.Say(end)
		w.until("the message after "+brief(odd), func() bool {
			in := w.gate.accepted()
			return len(in) > before && in[len(in)-1].Text == end
		})
		var got strings.Builder
		for _, in := range w.gate.accepted()[before:] {
			got.WriteString(strings.TrimSuffix(in.Text, end))
			if !utf8.ValidString(in.Text) {
				t.Errorf("%s arrived as no UTF-8", brief(odd))
			}
		}
		if want := squeeze(odd); !arrived(want, squeeze(got.String())) {
			t.Errorf("%s arrived as %s", brief(odd), brief(got.String()))
		}
	}
}

// squeeze leaves out what channels may drop: NUL and white space.
func squeeze(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\x00", "")), "")
}

// arrived tells whether a text came whole, or at least as far as any messenger
// takes one.
func arrived(want, got string) bool {
	const taken = 3000 // bytes
	return got == want || (len(got) >= taken && strings.HasPrefix(want, got))
}

func brief(s string) string {
	if len(s) > 60 {
		return fmt.Sprintf("%q… (%d bytes)", s[:60], len(s))
	}
	return fmt.Sprintf("%q", s)
}

func duplicate(t *testing.T, w *world) {
	w.answer()
	siti := w.talk("siti")
	siti.Say("sekali")
	siti.Again()
	siti.Say("lagi")
	w.sees(siti, "echo: sekali", "echo: lagi")
	var ids []string
	for _, in := range w.gate.accepted() {
		if in.Text == "sekali" {
			ids = append(ids, in.ExternalID)
		}
	}
	if len(slices.Compact(ids)) != 1 {
		t.Errorf("a message delivered twice was called %q", ids)
	}
}

func refused(t *testing.T, w *world) {
	w.answer()
	siti, budi := w.talk("siti"), w.talk("budi")
	w.gate.close(true)
	siti.Say("satu")
	siti.Say("dua")
	budi.Say("tiga")
	w.until("a refusal", func() bool { return w.gate.refusals() > 1 })
	w.gate.close(false)
	siti.Say("empat")
	w.sees(siti, "echo: satu", "echo: dua", "echo: empat")
	w.sees(budi, "echo: tiga")
}

func away(t *testing.T, w *world) {
	w.answer()
	siti := w.talk("siti")
	w.stop()
	siti.Say("satu")
	siti.Say("dua")
	w.listen()
	siti.Say("tiga")
	w.sees(siti, "echo: satu", "echo: dua", "echo: tiga")
}

func choice(t *testing.T, w *world) {
	w.answer()
	siti := w.talk("siti")
	siti.Say("pilih")
	if got := siti.Read(1, patience); len(got) != 1 || !strings.HasPrefix(got[0].Text, offer) {
		t.Fatalf("saw %q, want an offer", got)
	}
	siti.Press("Yang dua")
	w.sees(siti, "picked two")
	in := w.gate.accepted()
	last := in[len(in)-1]
	if w.Channel.Caps().Buttons && (last.Kind != bot.Pick || last.Pick != "echo.choose:two") {
		t.Errorf("the press arrived as %+v", last)
	}
}

func kinds(t *testing.T, w *world) {
	siti := w.reach("siti")[0]
	for i, kind := range w.Kinds {
		siti.Send(kind)
		w.until("the "+string(kind), func() bool { return len(w.gate.accepted()) > i+1 })
		in := w.gate.accepted()[i+1]
		switch {
		case in.Kind != kind || in.From != siti.Address():
			t.Errorf("%s arrived as %+v", kind, in)
		case kind == bot.Contact && !phone.MatchString(in.Phone):
			t.Errorf("contact arrived with phone %q", in.Phone)
		case slices.Contains([]bot.Kind{bot.Photo, bot.Document, bot.Voice}, kind) && (in.Media == nil || in.Media.Ref == "") && w.Channel.Caps().Files:
			t.Errorf("%s arrived without its file", kind)
		}
	}
}
