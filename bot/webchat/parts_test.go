package webchat

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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
