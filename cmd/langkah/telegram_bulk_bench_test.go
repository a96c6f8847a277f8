package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"langkah/bot"
	"langkah/bot/telegram/tgtest"
	"langkah/store"
	"langkah/store/benchtest"
	"langkah/store/storetest"
)

// BenchmarkTelegramBulk has the service send a backlog to people who have not
// written lately, against the limits that Telegram publishes: does it keep its
// pace, and is it ever told to wait?
func BenchmarkTelegramBulk(b *testing.B) {
	y := benchtest.New(b)
	for b.Loop() {
		free := bulk{pace: 30, rows: 540, calm: 2 * time.Second, look: 14 * time.Second}.run(b, y)
		paid := bulk{pace: 1000, rows: 6500, calm: time.Second, look: 4 * time.Second, paid: "1"}.run(b, y)
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(free.share, "share-of-30")
		b.ReportMetric(paid.share, "share-of-1000")
		b.ReportMetric(float64(free.refused+paid.refused), "refused")
	}
}

// bulk is a backlog of so many rows. Sends are counted for as long as look,
// after the first burst.
type bulk struct {
	pace, rows int
	calm, look time.Duration
	paid       string
}

type bulkEnd struct {
	share   float64 // of the pace
	refused int     // answers 429
}

func (k bulk) run(b *testing.B, y *benchtest.Yard) bulkEnd {
	b.Helper()
	st, dsn := y.Place(b, fmt.Sprint("bulk", k.pace))
	tg := tgtest.New(tgtest.Options{Keep: 20, Buckets: tgtest.Published})
	b.Cleanup(tg.Close)
	arrivals := k.backlog(b, st, tg)
	cmd := command(b, storetest.DataDir(b), "serve")
	inDaylight(b, cmd)
	startBot(b, cmd, dsn, tg, fmt.Sprint("TELEGRAM_RATE=", k.pace), "TELEGRAM_PAID="+k.paid)
	await(b, "the first bubble", func() bool { return arrivals.count(time.Time{}, time.Now()) > 0 })
	from := time.Now().Add(k.calm)
	to := from.Add(k.look)
	time.Sleep(time.Until(to))
	n := tg.Counts()
	return bulkEnd{
		share:   float64(arrivals.count(from, to)) / (float64(k.pace) * k.look.Seconds()),
		refused: n.Chat.Refused + n.All.Refused + n.Paid.Refused,
	}
}

// inDaylight sets the clock of a service to noon in Jakarta: nobody is spoken
// to first at night.
func inDaylight(b *testing.B, cmd *exec.Cmd) {
	b.Helper()
	now := time.Now().In(bot.WIB)
	noon := time.Date(now.Year(), now.Month(), now.Day(), 12, 0, 0, 0, bot.WIB)
	file := filepath.Join(b.TempDir(), "clock")
	if err := os.WriteFile(file, []byte(noon.Sub(now).String()), 0o600); err != nil {
		b.Fatal(err)
	}
	cmd.Env = append(cmd.Env, clockFile+"="+file)
}

// times are when bubbles arrived.
type times struct {
	mu   sync.Mutex
	list []time.Time
}

func (l *times) note(tgtest.Message) {
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.list = append(l.list, now)
}

func (l *times) count(from, to time.Time) (n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, at := range l.list {
		if !at.Before(from) && at.Before(to) {
			n++
		}
	}
	return n
}

// backlog queues a broadcast to people whom the bot knows from long ago.
func (k bulk) backlog(b *testing.B, st *store.Store, tg *tgtest.Server) *times {
	b.Helper()
	l := &times{}
	from := bot.Address{Channel: "telegram", Account: "7000000000"}
	var heard []store.Received
	for i := range k.rows {
		p := tg.Person(fmt.Sprint("resident ", i)).Met()
		p.OnMessage(l.note)
		from.ID = fmt.Sprint(p.ID())
		heard = append(heard, store.Received{Inbound: bot.Inbound{From: from, ExternalID: fmt.Sprint("old:", i), Kind: bot.Reopened}})
	}
	now := time.Now()
	if err := st.Accept(b.Context(), heard, now); err != nil {
		b.Fatal(err)
	}
	if err := st.Within(b.Context(), func(tx store.Tx) error {
		var list []store.Bubble
		for i := range k.rows { // the first ids of a fresh database
			list = append(list, store.Bubble{MemberID: int64(i + 1), AddressID: int64(i + 1), Lane: bot.LaneBroadcast, Text: "Bazar Jakpreneur hari Minggu di Monas."})
		}
		return tx.Say(b.Context(), list, now)
	}); err != nil {
		b.Fatal(err)
	}
	return l
}
