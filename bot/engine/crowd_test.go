package engine

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/store/pg"
)

const (
	crowdSize = 2000
	peers     = 16  // pgbench's clients: more do no more turns on two cores
	peerTime  = 6   // seconds a round
	handful   = 100 // messages that a channel hands over at once: a full getUpdates
)

// enrolled is a registration up to the member number.
var enrolled = append(slices.Clone(registration), "ya")

// BenchmarkCrowd registers 2,000 people, one message each at a time, and sets
// the turns a second beside pgbench's. A round is pgbench, then we; -benchtime
// 3x makes three.
//
// Ours: the messages of all people are accepted in handfuls, then as many
// workers as the service has answer them: claim, load, flow, save, finish, say,
// commit, with real flows and texts, consents and member numbers. pgbench
// inserts, locks, loads, saves, finishes and says in one commit a turn.
func BenchmarkCrowd(b *testing.B) {
	y := newYard(b)
	e, dsn := y.place(b, "ours")
	p := y.peer(b)
	var s series
	for b.Loop() {
		y.exec(b, "checkpoint")
		p.run(b, &s)
		y.exec(b, "checkpoint")
		y.crowd(b, e, &s)
	}
	s.report(b)
	var left, answered, registered int
	read(b, dsn, `select (select count(*) from inbox where state <> 'done'), (select count(distinct inbox_id) from outbox),
		(select count(number) from members)`, &left, &answered, &registered)
	if n := crowdSize * s.rounds; left != 0 || answered != n*len(enrolled) || registered != n {
		b.Fatalf("%d not done, %d answered, %d registered", left, answered, registered)
	}
}

// crowd is a round of ours.
func (y *yard) crowd(b *testing.B, e *Engine, s *series) {
	b.Helper()
	s.rounds++
	own, server := ownCPU(b), y.cpu()
	forgetPeak()
	var accept, answer time.Duration
	for n, text := range enrolled {
		accept += timed(b, func() error { return hand(b, e, s.rounds, n, text) })
		answer += timed(b, func() error {
			var g errgroup.Group
			for range workers {
				g.Go(func() error { return e.Drain(b.Context()) })
			}
			return g.Wait()
		})
	}
	turns := float64(crowdSize * len(enrolled))
	s.ours = append(s.ours, turns/answer.Seconds())
	s.accepted = append(s.accepted, turns/(accept+answer).Seconds())
	s.oursCPU = append(s.oursCPU, micro(ownCPU(b)-own)/turns)
	s.oursServer = append(s.oursServer, micro(y.cpu()-server)/turns)
	s.peak = append(s.peak, peakMiB(b))
}

func hand(b *testing.B, e *Engine, round, n int, text string) error {
	for from := 0; from < crowdSize; from += handful {
		var batch []bot.Inbound
		for i := from + 1; i <= from+handful; i++ {
			who := bot.Address{Channel: "telegram", Account: "langkah_bot", ID: fmt.Sprint("r", round, "p", i)}
			batch = append(batch, bot.Inbound{From: who, ExternalID: fmt.Sprint("m:", round, ":", i, ":", n), Seq: int64(i), Kind: bot.Text, Text: text})
		}
		if err := e.Accept(b.Context(), batch); err != nil {
			return err
		}
	}
	return nil
}

func timed(b *testing.B, do func() error) time.Duration {
	b.Helper()
	began := time.Now()
	if err := do(); err != nil {
		b.Fatal(err)
	}
	return time.Since(began)
}

func micro(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 }

// peer is pgbench on a database of its own, with as many people.
type peer struct {
	yard *yard
	args []string
}

func (y *yard) peer(b *testing.B) *peer {
	b.Helper()
	e, dsn := y.place(b, "peer")
	for from := 0; from < crowdSize; from += handful {
		var batch []bot.Inbound
		for i := from + 1; i <= from+handful; i++ {
			who := bot.Address{Channel: "telegram", Account: "langkah_bot", ID: fmt.Sprint("p", 10_000+i)}
			batch = append(batch, bot.Inbound{From: who, ExternalID: fmt.Sprint("m:", i), Kind: bot.Text, Text: "halo"})
		}
		if err := e.Accept(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
	}
	if err := e.Drain(b.Context()); err != nil {
		b.Fatal(err)
	}
	var same int
	read(b, dsn, `select count(*) from addresses where address = 'p' || 10000 + member_id and member_id between 1 and 2000`, &same)
	if same != crowdSize {
		b.Fatalf("%d of the people have the number that the script expects", same)
	}
	dir, err := pg.Find("")
	if err != nil {
		b.Fatal(err)
	}
	t := typical(b)
	args := []string{filepath.Join(dir, "pgbench"), "-n", "-M", "prepared", "-c", strconv.Itoa(peers), "-j", "2", "-T", strconv.Itoa(peerTime),
		"-f", filepath.Join("..", "..", "store", "testdata", "bench", "turn.sql"), "-D", "n=0",
		"-D", fmt.Sprint("people=", crowdSize), "-D", fmt.Sprint("clients=", peers),
		"-D", "words=" + t.words, "-D", "session=" + t.session, "-D", "answer=" + t.answer, "-D", "choices=" + t.choices}
	planned := " options='-c enable_seqscan=off -c plan_cache_mode=force_generic_plan -c jit=off'" // as our own connections
	return &peer{y, append(args, dsn+planned)}
}

var tps = regexp.MustCompile(`tps = ([0-9.]+)`)

// run is a round of pgbench's.
func (p *peer) run(b *testing.B, s *series) {
	b.Helper()
	server := p.yard.cpu()
	last := len(p.args) - 1
	args := append(append([]string{}, p.args[1:last]...), "-D", fmt.Sprint("round=", s.rounds), p.args[last])
	cmd := exec.CommandContext(b.Context(), p.args[0], args...)
	out, err := cmd.CombinedOutput()
	found := tps.FindSubmatch(out)
	if err != nil || found == nil {
		b.Fatalf("pgbench: %v\n%s", err, out)
	}
	rate, _ := strconv.ParseFloat(string(found[1]), 64)
	turns := rate * peerTime
	s.peer = append(s.peer, rate)
	s.peerCPU = append(s.peerCPU, micro(cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())/turns)
	s.peerServer = append(s.peerServer, micro(p.yard.cpu()-server)/turns)
}
