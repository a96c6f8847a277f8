package webchat

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"langkah/bot"
)

// Whatever a page sends, what goes on is text that the ledger can hold.
func TestAnyMessageIsCleanOrRefused(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := message{
			ID:   newID(),
			Kind: rapid.SampledFrom([]bot.Kind{bot.Text, bot.Pick, bot.Photo, bot.Voice}).Draw(t, "kind"),
			Text: string(rapid.SliceOf(rapid.Byte()).Draw(t, "text")),
			Pick: string(rapid.SliceOfN(rapid.Byte(), 0, 70).Draw(t, "pick")),
		}
		if m.clean() != "" {
			return
		}
		in := m.inbound("p")
		for _, s := range []string{in.Text, in.Pick} {
			if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\x1b\r") {
				t.Fatalf("passed %q", s)
			}
		}
		if in.Kind == bot.Pick != (in.Pick != "") {
			t.Fatalf("kind %s with pick %q", in.Kind, in.Pick)
		}
	})
}

func TestWordsOfEveryScriptPass(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"halo kak\n\tmau daftar", "مرحبا", "שלום \u200f", "👨\u200d👩\u200d👧 \u2764\ufe0f", "你好"} {
		if got := sanitise(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestIDOfAnotherPersonIsNotOwn(t *testing.T) {
	t.Parallel()
	if got := ownID("me", externalID("me", "ABC")); got != "abc" {
		t.Errorf("own: %q", got)
	}
	if got := ownID("me", externalID("you", "abc")); got != "" {
		t.Errorf("another's: %q", got)
	}
}
