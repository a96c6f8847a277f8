package engine_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"langkah/store"
)

func TestAcceptWithoutADatabaseKeepsNothing(t *testing.T) {
	t.Parallel()
	w := build(t)
	s := w.store(t)
	e := w.engine(t, s, nil)
	s.Reachable(false)
	batch := says("siti", "a", "b")
	if err := e.Accept(t.Context(), batch); err == nil || !store.Passing(err) {
		t.Errorf("accept: %v", err)
	}
	w.want(t, "0", `select count(*)::text from inbox`)
	s.Reachable(true)
	accept(t, e, batch)
	w.want(t, "2", `select count(*)::text from inbox`)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := e.Accept(gone, says("siti", "c")); err == nil {
		t.Error("accepted for a channel that has gone")
	}
	w.want(t, "2", `select count(*)::text from inbox`)
}

// The database goes away in the middle of a turn, and comes back.
func TestAnOutageWithinATurn(t *testing.T) {
	t.Parallel()
	w := build(t)
	s := w.store(t)
	reached, goOn := make(chan struct{}, 100), make(chan struct{})
	release := sync.OnceFunc(func() { close(goOn) })
	t.Cleanup(release)
	e := w.engine(t, s, talk(t, func(string) { reached <- struct{}{}; <-goOn }))
	w.meet(t, w.engine(t, w.db, nil), "siti")
	accept(t, e, says("siti", "a", "b"))
	running(t, e)
	come(t, reached)
	s.Reachable(false)
	w.exec(t, `select pg_terminate_backend(pid, 20000) from pg_stat_activity
		where datname = current_database() and state = 'idle in transaction'`)
	release()
	s.Reachable(true)
	w.until(t, "0", pending)
	if err := w.answered(t.Context()); err != nil {
		t.Error(err)
	}
	w.want(t, "0", `select sum(tries)::text from inbox`)
}

// Connections are cut again and again while four engines work: everything is
// answered once, in order, and no message is blamed for it.
func TestManyOutages(t *testing.T) {
	t.Parallel()
	w := build(t)
	for range 4 {
		running(t, w.engine(t, w.store(t), nil))
	}
	in := w.engine(t, w.db, nil)
	names := crowd(30)
	for round := range 10 {
		for _, name := range names {
			accept(t, in, says(name, "x", "y"))
		}
		if round%3 == 0 {
			w.exec(t, `select pg_terminate_backend(pid) from pg_stat_activity
				where datname = current_database() and application_name = 'langkah' and state <> 'idle'`)
		}
	}
	w.until(t, "0", pending)
	if err := w.answered(t.Context()); err != nil {
		t.Error(err)
	}
	w.want(t, "600 0", `select count(*) || ' ' || sum(tries) from inbox`)
}

// A stop waits for the batch in hand.
func TestStopFinishesTheBatchInHand(t *testing.T) {
	t.Parallel()
	w := build(t)
	reached, goOn := make(chan struct{}, 100), make(chan struct{})
	release := sync.OnceFunc(func() { close(goOn) })
	t.Cleanup(release)
	e := w.engine(t, w.db, talk(t, func(string) { reached <- struct{}{}; <-goOn }))
	w.meet(t, w.engine(t, w.db, nil), "siti", "budi")
	accept(t, e, says("siti", "a"), says("budi", "a"))
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- e.Run(ctx) }()
	come(t, reached)
	cancel()
	select {
	case <-done:
		t.Error("the stop did not wait")
	default:
	}
	release()
	if err := come(t, done); err != nil {
		t.Fatal(err)
	}
	if err := w.answered(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestStopWithoutADatabase(t *testing.T) {
	t.Parallel()
	w := build(t)
	s := w.store(t)
	s.Reachable(false)
	stop := running(t, w.engine(t, s, nil))
	began := time.Now()
	stop()
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("the stop took %v", took)
	}
}

// What another replica accepted, which rings no bell here, is answered soon.
func TestMessagesOfAnotherReplicaAreFound(t *testing.T) {
	t.Parallel()
	w := build(t)
	running(t, w.engine(t, w.store(t), nil))
	accept(t, w.engine(t, w.db, nil), says("siti", "a"))
	w.until(t, "0", pending)
}
