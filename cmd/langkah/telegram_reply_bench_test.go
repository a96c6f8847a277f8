package main

import (
	"fmt"
	"math/rand/v2"
	"os/exec"
	"sync"
	"syscall"
	"testing"
	"time"

	"langkah/bot/telegram/tgtest"
	"langkah/store/benchtest"
)

const (
	talkers  = 300 // people who write in turn
	pressure = 80  // messages a second of all of them
	talkTime = 15 * time.Second
)

// BenchmarkTelegramReply: 300 people write 80 messages a second, whether they
// are answered or not. How long is it from a message until its first bubble is
// there, and from the commit of the answer until the bubble arrives at the
// messenger? Beside it in every round is pgbench with one client.
func BenchmarkTelegramReply(b *testing.B) {
	y := benchtest.New(b, "track_commit_timestamp = on")
	_, dsn := y.Place(b, "ours")
	turn := typicalTurn(b, y)
	p := y.Peer(b, turn)
	tg := tgtest.New(tgtest.Options{Keep: 20})
	b.Cleanup(tg.Close)
	startBot(b, exec.Command("../../bin/langkah", "serve"), dsn, tg)
	crowd, wires, least := newTalk(tg), parrot(b, nil), keeper(b, y, turn)
	s := benchtest.Series{}
	for b.Loop() {
		y.Checkpoint(b)
		alone, paced := p.Latencies(b, 0), p.Latencies(b, pressure)
		y.Checkpoint(b)
		bare := wires.run(b)
		y.Checkpoint(b)
		kept := least.run(b)
		y.Checkpoint(b)
		replies := crowd.run(b)
		out := crowd.left(b, dsn)
		for _, at := range []int{50, 99} {
			s.Add(fmt.Sprint("ms-p", at), benchtest.Percentile(replies, at))
			s.Add(fmt.Sprint("ms-peer-p", at), benchtest.Percentile(alone, at))
			s.Add(fmt.Sprint("ms-paced-peer-p", at), benchtest.Percentile(paced, at))
			s.Add(fmt.Sprint("ms-wires-p", at), benchtest.Percentile(bare, at))
			s.Add(fmt.Sprint("ms-least-p", at), benchtest.Percentile(kept, at))
			s.Add(fmt.Sprint("ms-out-p", at), benchtest.Percentile(out, at))
		}
	}
	s.Ratio("ratio-p50", "ms-p50", "ms-peer-p50")
	s.Ratio("ratio-p99", "ms-p99", "ms-peer-p99")
	s.Ratio("ratio-least-p50", "ms-p50", "ms-least-p50")
	s.Ratio("ratio-least-p99", "ms-p99", "ms-least-p99")
	s.Report(b)
}

// talk is people who write whatever a registration takes, over and over.
type talk struct {
	people []*talker
	next   int

	mu      sync.Mutex
	wait    sync.WaitGroup
	replies []float64            // milliseconds
	arrived map[string]time.Time // by the message that was answered, as in the inbox
}

// talker is somebody who may wait for an answer.
type talker struct {
	chat    *tgtest.Person
	written int
	id      string // of the message that waits for its answer; "": none does
	at      time.Time
}

func newTalk(tg *tgtest.Server) *talk {
	t := &talk{}
	for i := range talkers {
		who := &talker{chat: tg.Person(fmt.Sprint("talker ", i))}
		who.chat.OnMessage(func(tgtest.Message) { t.answered(who) })
		t.people = append(t.people, who)
	}
	return t
}

func (t *talk) answered(who *talker) {
	now := time.Now()
	t.mu.Lock()
	defer t.mu.Unlock()
	if who.id == "" {
		return // another bubble of the same answer
	}
	t.replies = append(t.replies, benchtest.Milli(now.Sub(who.at)))
	t.arrived[who.id] = now
	who.id = ""
	t.wait.Done()
}

// run has people write at random moments, each after a pause of seconds, and
// returns how long each waited.
func (t *talk) run(b *testing.B) []float64 {
	b.Helper()
	t.replies, t.arrived = nil, map[string]time.Time{}
	due := time.Now()
	for end := due.Add(talkTime); due.Before(end); {
		due = due.Add(time.Duration(rand.ExpFloat64() * float64(time.Second) / pressure))
		sleep(time.Until(due))
		t.say(b, t.people[t.next%talkers], due)
		t.next++
	}
	t.wait.Wait()
	return t.replies
}

// sleep is exact: Go's own wakes a process that does nothing else up to a
// millisecond late, which would count as ours.
func sleep(d time.Duration) {
	if d > 0 {
		ts := syscall.NsecToTimespec(d.Nanoseconds())
		_ = syscall.Nanosleep(&ts, nil)
	}
}

// say counts from when the message was due: a driver that comes late does not
// make us quick.
func (t *talk) say(b *testing.B, who *talker, due time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if who.id != "" {
		b.Errorf("%s has waited for an answer since %s", who.chat.Name(), who.at)
		return
	}
	t.wait.Add(1)
	text := benchtest.Enrolled[who.written%len(benchtest.Enrolled)]
	who.written++
	who.id, who.at = "?", due
	who.id = fmt.Sprintf("m:%d:%d", who.chat.ID(), who.chat.Say(text))
}

// left is, of each answer, the milliseconds from its commit to its arrival at
// the messenger.
func (t *talk) left(b *testing.B, dsn string) (ms []float64) {
	b.Helper()
	var ids []string
	var committed []time.Time
	// What marks a message as answered is committed with its answer.
	benchtest.Read(b, dsn, `select array_agg(external_id), array_agg(pg_xact_commit_timestamp(xmin)) from inbox where state = 'done'`, &ids, &committed)
	for i, id := range ids {
		if at, ok := t.arrived[id]; ok {
			ms = append(ms, benchtest.Milli(at.Sub(committed[i])))
		}
	}
	if len(ms) != len(t.replies) {
		b.Fatalf("%d of %d answers found", len(ms), len(t.replies))
	}
	return ms
}
