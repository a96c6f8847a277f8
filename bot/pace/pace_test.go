package pace

import (
	"fmt"
	"testing"
	"time"
)

func TestEmptied(t *testing.T) {
	t.Parallel()
	r := &Rates{Limit: 1, Burst: 5, Keys: 10}
	now := time.Unix(0, 0)
	for range 2 { // nothing is owed
		r.Empty("x", now)
		if wait := r.Wait("x", now); wait != time.Second {
			t.Errorf("waits %v", wait)
		}
	}
	if wait := r.Wait("y", now); wait != 0 {
		t.Errorf("somebody else waits %v", wait)
	}
}

func TestRatesHoldABoundedCrowd(t *testing.T) {
	t.Parallel()
	r := &Rates{Limit: 1, Burst: 1, Keys: 10}
	now := time.Unix(0, 0)
	for i := range 1000 {
		r.Wait(fmt.Sprint(i), now)
		if n := len(r.young) + len(r.old); n > 20 {
			t.Fatalf("%d keys", n)
		}
	}
	if wait := r.Wait("995", now); wait != time.Second {
		t.Errorf("who was just here waits %v", wait)
	}
	if left := r.Left("995", now.Add(time.Second/2)); left != 0.5 {
		t.Errorf("half a second later: %v left", left)
	}
	if wait := r.Wait("995", now.Add(time.Second)); wait != 0 {
		t.Errorf("a second later: %v; a refused try must cost nothing", wait)
	}
}
