package bottest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"langkah/bot"
	"langkah/store"
)

// given is a file whose handle the messenger knows: the person sent it.
func (w *world) given(f friend, kind bot.Kind) *bot.Media {
	w.t.Helper()
	before := len(w.gate.accepted())
	f.Send(kind)
	w.until("the "+string(kind), func() bool { return len(w.gate.accepted()) > before })
	got := w.gate.accepted()[before].Media
	if got == nil || got.Ref == "" {
		w.t.Fatalf("%s arrived without its file", kind)
	}
	m := *got
	m.Kind = kind
	return &m
}

// carried are the kinds of files that go both ways there.
func (w *world) carried() (kinds []bot.Kind) {
	for _, kind := range []bot.Kind{bot.Photo, bot.Document} {
		if w.Channel.Caps().Files && slices.Contains(w.Kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

func (s Seen) shows(m *bot.Media) bool { return s.File != "" && (s.File == m.Ref || s.File == m.Name) }

func files(t *testing.T, w *world) {
	siti := w.reach("siti")[0]
	for _, kind := range w.carried() {
		m := w.given(siti, kind)
		pick := []bot.Choice{{ID: "a", Label: "Ya", Number: 1}}
		w.tell(siti, store.Bubble{Text: "*ini* <gambar> &", Choices: pick, Media: m}, store.Bubble{Media: m}, store.Bubble{Text: "selesai"})
		got := siti.Read(3, patience)
		if len(got) != 3 || !got[0].shows(m) || !got[1].shows(m) || got[2].File != "" {
			t.Fatalf("%s: saw %+v, want the file %+v twice and a text", kind, got, m)
		}
		caption := "*ini* <gambar> &"
		if !w.Channel.Caps().Buttons {
			caption = bot.Outbound{Text: caption, Choices: pick}.Numbered()
		} else if !slices.Equal(got[0].Labels, []string{"Ya"}) {
			t.Errorf("%s: buttons %q", kind, got[0].Labels)
		}
		if got[0].Text != caption || got[1].Text != "" || got[2].Text != "selesai" {
			t.Errorf("%s: saw %+v", kind, got)
		}
	}
}

// longCaption: what does not fit beside a file may stand before or after it.
func longCaption(t *testing.T, w *world) {
	siti := w.reach("siti")[0]
	for _, kind := range w.carried() {
		m := w.given(siti, kind)
		var b strings.Builder
		for i := range 400 {
			fmt.Fprintf(&b, "baris %d 👍\n", i)
		}
		w.tell(siti, store.Bubble{Text: b.String(), Media: m}, store.Bubble{Text: "selesai"})
		var text strings.Builder
		shown := 0
		for {
			got := siti.Read(1, patience)
			if len(got) == 0 {
				t.Fatalf("%s: waited in vain for the end", kind)
			}
			if got[0].Text == "selesai" {
				break
			}
			if got[0].shows(m) {
				shown++
			}
			if n := utf8.RuneCountInString(got[0].Text); n > w.Channel.Caps().MaxText {
				t.Errorf("%s: a bubble has %d runes", kind, n)
			}
			text.WriteString(got[0].Text)
		}
		if shown != 1 || squeeze(text.String()) != squeeze(b.String()) {
			t.Errorf("%s: the file was shown %d times, the text as %s", kind, shown, brief(text.String()))
		}
	}
}
