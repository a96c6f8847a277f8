package engine

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/store/benchtest"
)

const (
	lonePeople = 50
	loneTurns  = 40 // of each of them
)

// BenchmarkLone sends one message at a time and waits until its answer is
// committed: once to the service as it runs, once to one that is the same
// except that it answers each message by itself, without ever claiming several
// people. What is between the two is what sharing commits costs somebody who is
// alone.
func BenchmarkLone(b *testing.B) {
	y := benchtest.New(b)
	together, dsn := place(b, y, "together")
	apart, other := place(b, y, "apart")
	known(b, together, dsn)
	members := known(b, apart, other)
	ctx, cancel := context.WithCancel(b.Context())
	var g errgroup.Group
	g.Go(func() error { return together.Run(ctx) })
	var who atomic.Int64
	for range workers {
		g.Go(func() error { return oneByOne(ctx, apart, &who) })
	}
	var shared, single []float64
	for b.Loop() {
		for range lonePeople * loneTurns {
			i := len(shared) % lonePeople
			batch := lone(i, len(shared)/lonePeople+1)
			who.Store(members[i])
			shared = append(shared, benchtest.Milli(benchtest.Timed(b, func() error { return replied(b, together, batch) })))
			single = append(single, benchtest.Milli(benchtest.Timed(b, func() error { return replied(b, apart, batch) })))
		}
	}
	cancel()
	if err := g.Wait(); err != nil {
		b.Error(err)
	}
	b.ReportMetric(0, "ns/op")
	for _, q := range []struct {
		at   int
		name string
	}{{50, "p50"}, {99, "p99"}} {
		ours, theirs := benchtest.Percentile(shared, q.at), benchtest.Percentile(single, q.at)
		b.ReportMetric(ours, "ms-"+q.name)
		b.ReportMetric(theirs, "ms-alone-"+q.name)
		b.ReportMetric(ours/theirs, "ratio-"+q.name)
	}
	var left, answers int
	benchtest.Read(b, dsn, `select (select count(*) from inbox where state <> 'done'), (select count(distinct inbox_id) from outbox)`, &left, &answers)
	if left != 0 || answers != len(shared)+lonePeople {
		b.Errorf("%d not done, %d answered", left, answers)
	}
}

// oneByOne is a worker that answers whoever wrote. It sweeps, as the service
// does.
func oneByOne(ctx context.Context, e *Engine, who *atomic.Int64) error {
	late := context.WithoutCancel(ctx)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(sweep):
			if _, _, err := e.batch(late); err != nil {
				return err
			}
		case <-e.in:
			if err := e.alone(late, who.Load()); err != nil {
				return err
			}
		}
	}
}

// replied is over when the answer is in the ledger: the engine rings for
// whoever sends right after the commit.
func replied(b *testing.B, e *Engine, batch []bot.Inbound) error {
	rung := e.Out.Wait()
	if err := e.Accept(b.Context(), batch); err != nil {
		return err
	}
	<-rung
	return nil
}

// known has people write for the first time, and returns who they became.
func known(b *testing.B, e *Engine, dsn string) (members []int64) {
	b.Helper()
	for i := range lonePeople {
		if err := e.Accept(b.Context(), lone(i, 0)); err != nil {
			b.Fatal(err)
		}
	}
	if err := e.Drain(b.Context()); err != nil {
		b.Fatal(err)
	}
	benchtest.Read(b, dsn, `select array_agg(member_id order by id) from addresses`, &members)
	return members
}

// lone is a person's nth message: a registration, and again from the menu.
func lone(i, n int) []bot.Inbound {
	return []bot.Inbound{{
		From: bot.Address{Channel: "telegram", Account: "langkah_bot", ID: fmt.Sprint("l", i)}, ExternalID: fmt.Sprint("m:", i, ":", n),
		Seq: int64(n), Kind: bot.Text, Text: benchtest.Enrolled[n%len(benchtest.Enrolled)],
	}}
}
