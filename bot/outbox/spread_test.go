package outbox

import (
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"langkah/bot"
	"langkah/store"
)

// At a pace the rows of a claim leave a few at a time, within its flock's time; at a
// stop what has not left does so at once.
func TestAClaimLeavesAFewAtATime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := begin(store.Lease{}, replies())
		left := func() (at []time.Duration) {
			var mu sync.Mutex
			began := time.Now()
			s.spread(make([]bot.Outbound, 3*together), func(_ bot.Outbound, back func(store.Result)) {
				mu.Lock()
				at = append(at, time.Since(began))
				mu.Unlock()
				back(store.Result{})
			})
			synctest.Wait()
			return at
		}
		third := gathering / 3
		want := slices.Concat(slices.Repeat([]time.Duration{0}, together), slices.Repeat([]time.Duration{third}, together), slices.Repeat([]time.Duration{2 * third}, together))
		if diff := cmp.Diff(want, left()); diff != "" {
			t.Errorf("when they left (-want +got):\n%s", diff)
		}
		s.end()
		if diff := cmp.Diff(make([]time.Duration, 3*together), left()); diff != "" {
			t.Errorf("at a stop (-want +got):\n%s", diff)
		}
	})
}
