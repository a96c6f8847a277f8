package bot

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSplit(t *testing.T) {
	t.Parallel()
	wide := func(r rune) int {
		if r > 0xFFFF {
			return 2
		}
		return 1
	}
	for _, c := range []struct{ text, part, rest string }{
		{"", "", ""},
		{"12345678", "12345678", ""},
		{"123456789", "12345678", "9"},
		{"abc def ghi", "abc def ", "ghi"},
		{"abc\ndef ghi", "abc\n", "def ghi"},
		{"abcd\n\ne\nfgh", "abcd\n\n", "e\nfgh"},
		{"a\n\nbcd\nefg", "a\n\nbcd\n", "efg"},
		{"👍👍👍👍👍", "👍👍👍👍", "👍"},
	} {
		if part, rest := Split(c.text, 8, wide); part != c.part || rest != c.rest {
			t.Errorf("%q: %q and %q, want %q and %q", c.text, part, rest, c.part, c.rest)
		}
	}
}

func TestSplitLosesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(1, 9).Draw(t, "limit")
		text := rapid.StringOf(rapid.SampledFrom([]rune("ab \n\U0001F64Fé"))).Draw(t, "text")
		var got []string
		for rest, part := text, ""; rest != ""; {
			part, rest = Split(rest, limit, One)
			if n := len([]rune(part)); n == 0 || n > limit {
				t.Fatalf("part of %d runes", n)
			}
			got = append(got, part)
		}
		if strings.Join(got, "") != text {
			t.Fatalf("%q became %q", text, got)
		}
	})
}
