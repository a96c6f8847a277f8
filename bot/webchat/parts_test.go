package webchat

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"langkah/bot"
)

func TestLongTextGoesOnInTheNextBubble(t *testing.T) {
	t.Parallel()
	pick := []bot.Choice{{ID: "a", Label: "Ya", Number: 1}}
	long := strings.Repeat("a", maxBubble-2) + "\nb"
	want := []bubble{{ID: 7, Text: long[:len(long)-1]}, {ID: 7, Part: 1, Text: "bc d", Choices: pick}}
	if diff := cmp.Diff(want, parts(bot.Outbound{ID: 7, Text: long + "c d", Choices: pick})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]bubble{{ID: 7, Choices: pick}}, parts(bot.Outbound{ID: 7, Choices: pick})); diff != "" {
		t.Error(diff)
	}
}

func TestSplitLosesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(1, 9).Draw(t, "limit")
		text := rapid.StringOf(rapid.SampledFrom([]rune("ab \n\U0001F64Fé"))).Draw(t, "text")
		var got []string
		for rest, part := text, ""; rest != ""; {
			part, rest = split(rest, limit)
			if n := utf8.RuneCountInString(part); n == 0 || n > limit {
				t.Fatalf("part of %d runes", n)
			}
			got = append(got, part)
		}
		if strings.Join(got, "") != text {
			t.Fatalf("%q became %q", text, got)
		}
	})
}
