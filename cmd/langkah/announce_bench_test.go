package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os/exec"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"langkah/bot/telegram/tgtest"
	"langkah/store"
	"langkah/store/benchtest"
)

const (
	onBench  = "../../bin/langkah-measured" // the program, for which it is noon and which may have any pace
	noPacing = "TELEGRAM_RATE=Inf"
	bareOnes = 20_000 // sends of the bare client
	inFlight = 160    // of them at once, as many as a pump's
)

// BenchmarkBroadcast tells everybody whose rows are written, in the middle of a day, without a pace, over a
// play Telegram without limits: how many a second, beside a client that does nothing but post the same
// calls to the same server, and what the service takes.
func BenchmarkBroadcast(b *testing.B) {
	y := benchtest.New(b)
	for _, people := range []int{10_000, 385_000} {
		b.Run(fmt.Sprint(people), func(b *testing.B) {
			s := benchtest.Series{}
			for b.Loop() {
				broadcastOnce(b, y, people, s)
			}
			s.Ratio("ratio", "sends/s", "bare-sends/s")
			s.Report(b)
		})
	}
}

func broadcastOnce(b *testing.B, y *benchtest.Yard, people int, s benchtest.Series) {
	st, dsn := y.Place(b, fmt.Sprintf("broadcast%d_%d", people, len(s["sends/s"])))
	tg := tgtest.New(tgtest.Options{Keep: 1})
	b.Cleanup(tg.Close)
	var arrived atomic.Int64
	var first, last atomic.Int64 // unix nanoseconds
	list := residents(b, dsn, tg, people, func(tgtest.Message) {
		now := time.Now().UnixNano()
		first.CompareAndSwap(0, now)
		if arrived.Add(1) == int64(people) {
			last.Store(now)
		}
	})
	code := announce(b, st)
	for none := false; !none; {
		var err error
		if _, none, err = st.Expand(b.Context(), store.Way{WrittenFirst: []string{"whatsapp"}}, noonOf(time.Now())); err != nil {
			b.Fatal(err)
		}
	}
	if err := st.PauseBroadcast(b.Context(), code, operator, noonOf(time.Now())); err != nil {
		b.Fatal(err)
	}
	execute(b, dsn, `vacuum analyze`)
	cmd := exec.Command(onBench, "serve")
	pid := startBot(b, cmd, dsn, tg, noPacing, daylight(b))
	dayPlanned(b, dsn)
	y.Checkpoint(b)
	own, server, service := benchtest.OwnCPU(b), y.CPU(), benchtest.CPUOf(b, pid)
	if err := st.ResumeBroadcast(b.Context(), code, noLimits, operator, noonOf(time.Now())); err != nil {
		b.Fatal(err)
	}
	for end := time.Now().Add(10 * time.Minute); last.Load() == 0; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			b.Fatalf("%d of %d arrived", arrived.Load(), people)
		}
	}
	s.Add("sends/s", float64(people)/time.Duration(last.Load()-first.Load()).Seconds())
	s.Add("µs-bot/send", benchtest.Micro(benchtest.CPUOf(b, pid)-service)/float64(people))
	s.Add("µs-postgres/send", benchtest.Micro(y.CPU()-server)/float64(people))
	s.Add("µs-play/send", benchtest.Micro(benchtest.OwnCPU(b)-own)/float64(people))
	s.Add("peak-MiB", benchtest.PeakMiB(b, strconv.Itoa(pid)))
	s.Add("bare-sends/s", bareSends(b, tg, list[:min(len(list), bareOnes)]))
}

// dayPlanned waits until a service has planned the day's reminders.
func dayPlanned(b *testing.B, dsn string) {
	b.Helper()
	for planned := false; !planned; time.Sleep(200 * time.Millisecond) {
		benchtest.Read(b, dsn, `select coalesce(bool_and(ended), false) from plannings`, &planned)
	}
}

// bareSends is how many calls a second a client makes that does nothing else but read
// what became of each.
func bareSends(b *testing.B, tg *tgtest.Server, list []*tgtest.Person) float64 {
	b.Helper()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: inFlight}}
	defer client.CloseIdleConnections()
	at := tg.URL() + "/bot" + tg.Token() + "/sendMessage"
	work := make(chan *tgtest.Person)
	var all sync.WaitGroup
	began := time.Now()
	for range inFlight {
		all.Go(func() {
			for p := range work {
				res, err := client.PostForm(at, url.Values{
					"chat_id": {strconv.FormatInt(p.ID(), 10)}, "text": {"Halo JKP-0000001, bazar Jakpreneur hari Minggu di Monas."}, "disable_web_page_preview": {"true"},
				})
				if err != nil {
					b.Error(err)
					continue
				}
				var said struct {
					OK     bool
					Result struct {
						ID int `json:"message_id"`
					}
				}
				err = json.NewDecoder(res.Body).Decode(&said)
				if res.Body.Close(); err != nil || !said.OK || said.Result.ID == 0 {
					b.Error(res.Status, err)
				}
			}
		})
	}
	for _, p := range list {
		work <- p
	}
	close(work)
	all.Wait()
	return float64(len(list)) / time.Since(began).Seconds()
}

// BenchmarkBroadcastReply: 300 people write 80 messages a second. How long do they
// wait for their answers while nothing else is said, and while a broadcast goes out
// at 1,000 a second, or as fast as can be?
func BenchmarkBroadcastReply(b *testing.B) {
	y := benchtest.New(b)
	s := benchtest.Series{}
	for b.Loop() {
		for _, how := range []struct {
			name, rate string
			people     int
		}{{"paced", "TELEGRAM_RATE=1000", 40_000}, {"full", noPacing, 200_000}} {
			idle, busy := repliesBeside(b, y, fmt.Sprint(how.name, len(s["ms-"+how.name+"-p99"])), how.rate, how.people)
			for _, at := range []int{50, 99} {
				s.Add(fmt.Sprintf("ms-idle-%s-p%d", how.name, at), benchtest.Percentile(idle, at))
				s.Add(fmt.Sprintf("ms-%s-p%d", how.name, at), benchtest.Percentile(busy, at))
			}
		}
	}
	for _, name := range []string{"paced", "full"} {
		s.Ratio("ratio-"+name, "ms-"+name+"-p99", "ms-idle-"+name+"-p99")
	}
	s.Report(b)
}

// repliesBeside is how long people waited before a broadcast, and during it.
func repliesBeside(b *testing.B, y *benchtest.Yard, name, rate string, people int) (idle, busy []float64) {
	b.Helper()
	st, dsn := y.Place(b, name)
	tg := tgtest.New(tgtest.Options{Keep: 20})
	b.Cleanup(tg.Close)
	var arrived atomic.Int64
	residents(b, dsn, tg, people, func(tgtest.Message) { arrived.Add(1) })
	crowd := newTalk(tg)
	cmd := exec.Command(onBench, "serve")
	startBot(b, cmd, dsn, tg, rate, daylight(b))
	dayPlanned(b, dsn)
	y.Checkpoint(b)
	crowd.run(b) // everybody's first words
	idle = crowd.run(b)
	announce(b, st)
	await(b, "the first thousands of the broadcast", func() bool { return arrived.Load() > 2000 }) // beyond the burst with which a pace begins
	before := arrived.Load()
	busy = crowd.run(b)
	after := arrived.Load()
	if after == before || after == int64(people) {
		b.Fatalf("%d of the broadcast arrived before the answers, %d with them, of %d", before, after-before, people)
	}
	b.Logf("%s: %d of the broadcast arrived in %v", name, after-before, talkTime)
	return idle, busy
}
