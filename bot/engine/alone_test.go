package engine_test

import (
	"strings"
	"sync"
	"testing"
)

// Nobody waits for company, nor for somebody else's batch: while one is being
// answered, a lone message is claimed and answered at once, and so is the next.
func TestALoneMessageWaitsForNobody(t *testing.T) {
	t.Parallel()
	w := build(t)
	reached, goOn := make(chan struct{}, 100), make(chan struct{})
	release := sync.OnceFunc(func() { close(goOn) })
	t.Cleanup(release)
	e := w.engine(t, w.db, talk(t, func(text string) {
		if strings.HasPrefix(text, "slow") {
			reached <- struct{}{}
			<-goOn
		}
	}))
	w.meet(t, e, "siti", "budi", "ani")
	running(t, e)
	accept(t, e, says("siti", "slow"))
	come(t, reached)
	for _, name := range []string{"budi", "ani", "budi"} {
		rung := e.Out.Wait()
		accept(t, e, says(name, "hi"))
		come(t, rung)
	}
	w.want(t, "hi, hi", answers, "budi")
	w.want(t, "hi", answers, "ani")
	w.want(t, "", answers, "siti")
	release()
	w.until(t, "0", pending)
}
