package outbox_test

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
)

const killOwner = `select bool_and(pg_terminate_backend(pid, 20000))::text from pg_locks where locktype = 'advisory' and granted
	and database = (select oid from pg_database where datname = current_database())`

// started is a sender that reports each time it begins to receive.
func started(s *sender) <-chan struct{} {
	began := make(chan struct{}, 100)
	s.run = func(ctx context.Context) error {
		began <- struct{}{}
		<-ctx.Done()
		return ctx.Err()
	}
	return began
}

// The connection that holds the account dies: whoever takes over goes on, and
// what was in flight is settled once.
func TestHandOverWhenTheConnectionDies(t *testing.T) {
	t.Parallel()
	w := build(t, 2)
	first, second := &sender{}, &sender{}
	one, two := started(first), started(second)
	running(t, w.pump(t, w.another(t), first))
	come(t, one)
	running(t, w.pump(t, w.another(t), second))
	w.queue(t, 0, bot.LaneReply, "before")
	w.until(t, "1", sent)
	w.want(t, "true", killOwner)
	began := time.Now()
	select { // either may be quicker, but somebody must be
	case <-one:
	case <-two:
	case <-time.After(time.Minute):
		t.Fatal("nobody took over")
	}
	t.Logf("taken over after %v", time.Since(began))
	w.queue(t, 1, bot.LaneReply, "after")
	w.until(t, "2", sent)
	if n := len(first.texts()) + len(second.texts()); n != 2 {
		t.Errorf("%d sends, want 2", n)
	}
	w.want(t, "2", `select epoch::text from accounts`)
}

// The database is away while a send is in flight: when it is back, the ledger
// learns that it arrived, and nobody gets it twice.
func TestASendOutlivesTheDatabase(t *testing.T) {
	t.Parallel()
	w := build(t, 3)
	w.queue(t, 0, bot.LaneReply, "reply")
	w.queue(t, 1, bot.LaneNotice, "notice")
	s := w.another(t)
	g := newGate()
	sender := &sender{answer: g.answer}
	waits := make(chan struct{}, 1000)
	w.log = zerolog.New(io.Discard).Hook(zerolog.HookFunc(func(*zerolog.Event, zerolog.Level, string) { waits <- struct{}{} }))
	running(t, w.pump(t, s, sender))
	g.await(t, 2)
	s.Reachable(false)
	close(g.open)
	come(t, waits)
	w.want(t, "reply leased, notice leased", states)
	s.Reachable(true)
	w.until(t, "reply sent, notice sent", states)
	w.queue(t, 2, bot.LaneReply, "next")
	w.until(t, "reply sent, notice sent, next sent", states)
	if got := strings.Join(sender.texts(), " "); len(sender.texts()) != 3 {
		t.Errorf("sent %s", got)
	}
}

// What another process wrote, which rings no bell here, is found soon.
func TestRowsOfAnotherReplicaAreFound(t *testing.T) {
	t.Parallel()
	w := build(t, 1)
	s := &sender{}
	began := started(s)
	running(t, w.pump(t, w.another(t), s))
	come(t, began)
	w.queue(t, 0, bot.LaneReply, "hi")
	w.until(t, "1", sent)
}

// A channel that gives up receiving is begun anew; rows keep leaving.
func TestAChannelThatStopsIsStartedAgain(t *testing.T) {
	t.Parallel()
	w := build(t, 1)
	began := make(chan struct{}, 100)
	s := &sender{run: func(context.Context) error { began <- struct{}{}; return nil }}
	running(t, w.pump(t, w.Store, s))
	for range 2 {
		come(t, began)
	}
	w.queue(t, 0, bot.LaneReply, "hi")
	w.until(t, "1", sent)
}

func TestRunEndsWithoutADatabase(t *testing.T) {
	t.Parallel()
	w := build(t, 0)
	w.Reachable(false)
	stop := running(t, w.pump(t, w.Store, &sender{}))
	began := time.Now()
	stop()
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("the stop took %v", took)
	}
}
