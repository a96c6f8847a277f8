package script

import (
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const conversation = `
	siti> satu|dua
	siti< satu
	siti< dua
	siti>> tiga
	siti> empat
	siti< tiga
	siti< empat
	siti< (nothing)
	siti> menu
	siti! press Satu
	siti< pick: a
	siti< (nothing)
	$! database down
	siti> lima
	$! database up
	siti< lima
	siti< (nothing)`

func TestVariantsOfAConversation(t *testing.T) {
	t.Parallel()
	s, err := Parse("t.txt", conversation)
	if err != nil {
		t.Fatal(err)
	}
	e := &echo{}
	if err := Play(t.Context(), s.WithRestarts(), e, io.Discard); err != nil {
		t.Error(err)
	}
	if e.starts != 5 { // once, and before each of what was done while the database was up
		t.Errorf("started %d times", e.starts)
	}
	if err := Play(t.Context(), s.WithDuplicates(), &echo{}, io.Discard); err != nil {
		t.Error(err)
	}
	err = Play(t.Context(), s.WithDuplicates(), &echo{forgetful: true}, io.Discard)
	if err == nil || !strings.HasPrefix(err.Error(), "t.txt:9: siti: expected no unread bubble") {
		t.Errorf("a service that answers twice: got %v", err)
	}
}

// Whatever stands in a file, parsing ends with a script or names the line.
func TestParseAnything(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		line := rapid.OneOf(rapid.String(), rapid.StringMatching(`(siti|p1..p9)(@telegram)?(>|>>|<|<~|!) ?[a-z(/\\]*[0-9× )/u\\]*`),
			rapid.StringMatching(`\$[<?! ]?[a-z"' ]*`), rapid.StringMatching(`(@ ?|given )[+0-9dhm :a=".]*`)).Draw(r, "line")
		if _, err := Parse("t.txt", line); err != nil && !strings.HasPrefix(err.Error(), "t.txt:") {
			r.Errorf("%q: %v", line, err)
		}
	})
}
