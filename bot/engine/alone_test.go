package engine_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"langkah/bot"
	"langkah/store"
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

// A worker that was called for somebody who is being answered finds nobody, and
// rests: who holds that person looks again. So do those who could not take all
// that waited. Nothing is left for a sweep.
func TestNothingIsLeftForASweep(t *testing.T) {
	t.Parallel()
	w := build(t)
	reached, goOn := make(chan struct{}, 100), make(chan struct{})
	e := w.engine(t, w.db, talk(t, func(text string) {
		if text == "slow" {
			reached <- struct{}{}
			<-goOn
		}
	})).Unswept()
	var many []string
	for i := range 6 * store.BatchPeople {
		many = append(many, fmt.Sprint("crowd", i))
	}
	w.meet(t, e, append(many, "siti", "budi")...)
	running(t, e)
	accept(t, e, says("siti", "slow"))
	come(t, reached)
	for range 2 * store.BatchMessages {
		accept(t, e, says("siti", "hi"))
	}
	rung := e.Out.Wait()
	accept(t, e, says("budi", "hi"))
	come(t, rung) // every call was heard: the others rest
	close(goOn)
	w.until(t, "0", pending)
	var batch []bot.Inbound
	for _, name := range many {
		batch = append(batch, says(name, "hi")...)
	}
	accept(t, e, batch)
	w.until(t, "0", pending)
}
