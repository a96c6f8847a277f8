package engine

import (
	"fmt"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/flows/catalogue"
	"langkah/store/benchtest"
	"langkah/templates"
)

const (
	crowdSize = 2000
	peers     = 16  // pgbench's clients: more do no more turns on two cores
	handful   = 100 // messages that a channel hands over at once: a full getUpdates
)

// BenchmarkCrowd registers 2,000 people, one message each at a time, and sets
// the turns a second beside pgbench's. A round is pgbench, then we; -benchtime
// 3x makes three.
//
// Ours: the messages of all people are accepted in handfuls, then as many
// workers as the service has answer them: claim, load, flow, save, finish, say,
// commit, with real flows and texts, consents and member numbers. pgbench
// inserts, locks, loads, saves, finishes and says in one commit a turn.
func BenchmarkCrowd(b *testing.B) {
	y := benchtest.New(b)
	e, dsn := place(b, y, "ours")
	p := y.Peer(b, typical(b, y))
	s := benchtest.Series{}
	rounds := 0
	for b.Loop() {
		y.Checkpoint(b)
		p.Run(b, s, peers)
		y.Checkpoint(b)
		rounds++
		meet(b, y, e, rounds, s)
	}
	s.Ratio("ratio", "turns/s", "peer-turns/s")
	s.Ratio("accepted-ratio", "accepted-turns/s", "peer-turns/s")
	s.Report(b)
	var left, answered, registered int
	benchtest.Read(b, dsn, `select (select count(*) from inbox where state <> 'done'), (select count(distinct inbox_id) from outbox),
		(select count(number) from members)`, &left, &answered, &registered)
	if n := crowdSize * rounds; left != 0 || answered != n*len(benchtest.Enrolled) || registered != n {
		b.Fatalf("%d not done, %d answered, %d registered", left, answered, registered)
	}
}

// place is a fresh database with an engine on it.
func place(b *testing.B, y *benchtest.Yard, name string) (*Engine, string) {
	b.Helper()
	s, dsn := y.Place(b, name)
	return New(Config{
		Store: s, Router: catalogue.Router(), Texts: templates.Text, Out: &bot.Bell{}, Log: zerolog.Nop(), Now: time.Now,
		Caps: func(string) bot.Caps { return bot.Caps{Buttons: true} },
	}), dsn
}

// typical is what pgbench writes.
func typical(b *testing.B, y *benchtest.Yard) benchtest.Turn {
	b.Helper()
	e, dsn := place(b, y, "typical")
	n := 0
	return benchtest.Typical(b, dsn, func(text string) error {
		n++
		if err := e.Accept(b.Context(), []bot.Inbound{wrote(0, 1, n, text)}); err != nil {
			return err
		}
		return e.Drain(b.Context())
	})
}

// meet is a round of ours.
func meet(b *testing.B, y *benchtest.Yard, e *Engine, round int, s benchtest.Series) {
	b.Helper()
	own, server := benchtest.OwnCPU(b), y.CPU()
	benchtest.ForgetPeak()
	var accept, answer time.Duration
	for n, text := range benchtest.Enrolled {
		accept += benchtest.Timed(b, func() error { return hand(b, e, round, n, text) })
		answer += benchtest.Timed(b, func() error {
			var g errgroup.Group
			for range workers {
				g.Go(func() error { return e.Drain(b.Context()) })
			}
			return g.Wait()
		})
	}
	turns := float64(crowdSize * len(benchtest.Enrolled))
	s.Add("turns/s", turns/answer.Seconds())
	s.Add("accepted-turns/s", turns/(accept+answer).Seconds())
	s.Add("µs-bot/turn", benchtest.Micro(benchtest.OwnCPU(b)-own)/turns)
	s.Add("µs-postgres/turn", benchtest.Micro(y.CPU()-server)/turns)
	s.Add("peak-MiB", benchtest.PeakMiB(b, "self"))
}

func hand(b *testing.B, e *Engine, round, n int, text string) error {
	for from := 0; from < crowdSize; from += handful {
		var batch []bot.Inbound
		for i := from + 1; i <= from+handful; i++ {
			batch = append(batch, wrote(round, i, n, text))
		}
		if err := e.Accept(b.Context(), batch); err != nil {
			return err
		}
	}
	return nil
}

// wrote is the nth message of the i-th person of a round.
func wrote(round, i, n int, text string) bot.Inbound {
	return bot.Inbound{
		From:       bot.Address{Channel: "telegram", Account: "langkah_bot", ID: fmt.Sprint("r", round, "p", i)},
		ExternalID: fmt.Sprint("m:", round, ":", i, ":", n), Seq: int64(i), Kind: bot.Text, Text: text,
	}
}
