package whatsapp

import (
	"strings"
	"testing"
	"time"
)

// Answers go before whatever waits already; each kind keeps its order, and who
// has given up takes nobody's turn.
func TestTurns(t *testing.T) {
	t.Parallel()
	var q turns
	if mine, _ := q.join(false); mine != nil {
		t.Fatal("the first must wait")
	}
	waiting := map[string]chan struct{}{}
	for _, name := range []string{"news 1", "news 2", "answer 1", "answer 2"} {
		waiting[name], _ = q.join(strings.HasPrefix(name, "answer"))
	}
	if q.take(t.Context(), true, time.Millisecond) {
		t.Error("a turn that is not free")
	}
	for _, want := range []string{"answer 1", "answer 2", "news 1", "news 2"} {
		q.give()
		for name, mine := range waiting {
			select {
			case <-mine:
				if name != want {
					t.Errorf("the turn of %s came, not of %s", name, want)
				}
				delete(waiting, name)
			default:
			}
		}
	}
	q.give()
	if len(waiting) > 0 || !q.take(t.Context(), false, 0) {
		t.Errorf("%v still wait", waiting)
	}
}
