package main

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"langkah/bot/telegram/tgtest"
	"langkah/store/benchtest"
	"langkah/store/storetest"
)

// BenchmarkTelegramBulk has the service send a broadcast to people who have not
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

// bulk is a broadcast to so many. Sends are counted for as long as look,
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
	arrivals := &times{}
	residents(b, dsn, tg, k.rows, arrivals.note)
	announce(b, st)
	cmd := command(b, storetest.DataDir(b), "serve")
	cmd.Env = append(cmd.Env, daylight(b))
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
