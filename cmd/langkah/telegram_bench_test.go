package main

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/telegram/tgtest"
	"langkah/store/benchtest"
)

const (
	telegramCrowd = 2000
	pgbenches     = 16 // clients: more do no more turns on two cores
)

// BenchmarkTelegramCrowd has 2,000 people register at once over a play Telegram
// without limits, each answering the moment the reply is there. bin/langkah
// runs as a process of its own on a PostgreSQL that writes to the disk; a round
// is pgbench there, then we.
func BenchmarkTelegramCrowd(b *testing.B) {
	y := benchtest.New(b)
	_, dsn := y.Place(b, "ours")
	p := y.Peer(b, typicalTurn(b, y))
	tg := tgtest.New(tgtest.Options{Keep: 20})
	b.Cleanup(tg.Close)
	pid := startBot(b, exec.Command("../../bin/langkah", "serve"), dsn, tg)
	s := benchtest.Series{}
	rounds := 0
	for b.Loop() {
		y.Checkpoint(b)
		p.Run(b, s, pgbenches)
		y.Checkpoint(b)
		rounds++
		own, server, service := benchtest.OwnCPU(b), y.CPU(), benchtest.CPUOf(b, pid)
		took, turns := register(b, tg, rounds)
		s.Add("turns/s", turns/took.Seconds())
		s.Add("µs-bot/turn", benchtest.Micro(benchtest.CPUOf(b, pid)-service)/turns)
		s.Add("µs-postgres/turn", benchtest.Micro(y.CPU()-server)/turns)
		s.Add("µs-play/turn", benchtest.Micro(benchtest.OwnCPU(b)-own)/turns)
	}
	s.Add("peak-MiB", benchtest.PeakMiB(b, strconv.Itoa(pid)))
	s.Ratio("ratio", "turns/s", "peer-turns/s")
	s.Report(b)
	nothingLost(b, dsn, tg, rounds*telegramCrowd)
}

// startBot runs a langkah with the play Telegram as its only channel until the
// end, and returns its process once it polls.
func startBot(b *testing.B, cmd *exec.Cmd, dsn string, tg *tgtest.Server, env ...string) (pid int) {
	b.Helper()
	cmd.Env = append(append(os.Environ(), cmd.Env...), "DATABASE_URL="+dsn, "TELEGRAM_API="+tg.URL(), "TELEGRAM_TOKEN="+tg.Token(),
		"TELEGRAM_CHAT_RATE=1000", // people here answer as fast as they can
		"LANGKAH_LISTEN=127.0.0.1:0", "LANGKAH_WEBCHAT=0", "LANGKAH_LOG=error")
	cmd.Env = append(cmd.Env, env...)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		b.Fatal("make bench builds the program first:", err)
	}
	b.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			b.Error(err)
		}
	})
	await(b, "the first poll", func() bool { return tg.Calls("getUpdates") > 1 })
	return cmd.Process.Pid
}

// await looks again and again, for at most a minute.
func await(b *testing.B, what string, ok func() bool) {
	b.Helper()
	for end := time.Now().Add(time.Minute); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			b.Fatal("waited in vain for", what)
		}
	}
}

// typicalTurn is what pgbench writes.
func typicalTurn(b *testing.B, y *benchtest.Yard) benchtest.Turn {
	b.Helper()
	st, dsn := y.Place(b, "typical")
	caps := map[string]bot.Caps{"telegram": {Buttons: true}}
	e := newService(st, zerolog.Nop(), wallClock, caps).engine
	n := 0
	return benchtest.Typical(b, dsn, func(text string) error {
		n++
		from := bot.Address{Channel: "telegram", Account: "langkah_bot", ID: "1"}
		if err := e.Accept(b.Context(), []bot.Inbound{{From: from, ExternalID: fmt.Sprint(n), Kind: bot.Text, Text: text}}); err != nil {
			return err
		}
		return e.Drain(b.Context())
	})
}

// register is a round of ours.
func register(b *testing.B, tg *tgtest.Server, round int) (took time.Duration, turns float64) {
	b.Helper()
	list := make([]*applicant, telegramCrowd)
	var left sync.WaitGroup
	for i := range list {
		who := personNumber(round*telegramCrowd + i)
		list[i] = &applicant{chat: tg.Person(who.phone), turns: wholeWay(who), done: left.Done}
		list[i].chat.OnMessage(list[i].read)
		turns += float64(len(list[i].turns))
	}
	left.Add(len(list))
	began := time.Now()
	for _, a := range list {
		go a.chat.Say(a.turns[0][0])
	}
	all := make(chan struct{})
	go func() { left.Wait(); close(all) }()
	select {
	case <-all:
	case <-time.After(3 * time.Minute):
		b.Fatal(stuck(list))
	}
	return time.Since(began), turns
}

// applicant is somebody who registers as fast as they are answered. Their chat
// gets one bubble after the other, so that read is never called twice at once.
type applicant struct {
	chat  *tgtest.Person
	turns [][2]string // what they still write, and what is in the answer's last bubble
	done  func()
}

func (a *applicant) read(m tgtest.Message) {
	if !strings.Contains(m.Text, a.turns[0][1]) {
		return
	}
	if a.turns = a.turns[1:]; len(a.turns) == 0 {
		a.chat.OnMessage(nil)
		a.done()
		return
	}
	a.chat.Say(a.turns[0][0])
}

func stuck(list []*applicant) string {
	var out strings.Builder
	for _, a := range list {
		if len(a.turns) > 0 && out.Len() < 1000 {
			fmt.Fprintf(&out, "%s waits for %q\n", a.chat.Name(), a.turns[0])
			for _, m := range a.chat.All() {
				fmt.Fprintf(&out, "\t%.60q\n", m.Text)
			}
		}
	}
	return out.String()
}

// nothingLost: everybody has a number, every message its answer, and every
// bubble was sent once.
func nothingLost(b *testing.B, dsn string, tg *tgtest.Server, people int) {
	b.Helper()
	var left, registered, bubbles, open int
	await(b, "the last bubbles to be settled", func() bool {
		benchtest.Read(b, dsn, `select count(*) filter (where state <> 'sent'), count(*) from outbox`, &open, &bubbles)
		return open == 0
	})
	benchtest.Read(b, dsn, `select (select count(*) from inbox where state <> 'done'), (select count(number) from members)`, &left, &registered)
	if sent := tg.Calls("sendMessage"); left != 0 || registered != people || sent != bubbles {
		b.Fatalf("%d messages not done, %d of %d registered, %d sends of %d bubbles", left, registered, people, sent, bubbles)
	}
}
