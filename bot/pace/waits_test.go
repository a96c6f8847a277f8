package pace

import (
	"testing"
	"time"
)

func TestWaitsEnd(t *testing.T) {
	t.Parallel()
	list := Waits{Shows: 4500 * time.Millisecond}
	now := time.Unix(0, 0)
	list.Begin("1", now)
	for _, step := range []struct {
		after time.Duration
		want  int
	}{{0, 0}, {time.Second, 1}, {2 * time.Second, 0}, {6 * time.Second, 1}, {40 * time.Second, 0}} {
		if got := list.Due(now.Add(step.after)); len(got) != step.want {
			t.Errorf("after %v: %v", step.after, got)
		}
	}
	if len(list.list) != 0 {
		t.Error("waits for ever")
	}
}
