package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/whatsapp"
	"langkah/bot/whatsapp/watest"
	"langkah/store"
	"langkah/store/benchtest"
)

// numberOf is the n-th number of the service.
func numberOf(n int) string { return fmt.Sprint(628110000001 + n) }

// startOffice runs bin/langkah with its linked numbers until stop, and returns
// its process once they are all there.
func (o *office) startOffice(b *testing.B, numbers []*watest.Number) (pid int, stop func()) {
	b.Helper()
	cmd := exec.Command("../../bin/langkah", "serve")
	cmd.Env = append(append(os.Environ(), playing(o.server)...), "DATABASE_URL="+o.dsn, "LANGKAH_LISTEN=127.0.0.1:0", "LANGKAH_WEBCHAT=0", "LANGKAH_LOG=error")
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		b.Fatal("make bench builds the program first:", err)
	}
	stop = sync.OnceFunc(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			b.Error(err)
		}
	})
	b.Cleanup(stop)
	await(b, "the numbers", func() bool {
		for _, n := range numbers {
			if n.Online() != 1 {
				return false
			}
		}
		return true
	})
	return cmd.Process.Pid, stop
}

// BenchmarkWhatsAppMemory: what the service takes with 1, 10 and 44 numbers,
// while nobody writes and while somebody registers on each at once.
func BenchmarkWhatsAppMemory(b *testing.B) {
	y := benchtest.New(b)
	_, dsn := y.Place(b, "ours")
	o := newOffice(b, watest.Options{LID: true}, dsn)
	s := benchtest.Series{}
	numbers := []*watest.Number{o.number}
	met := 0
	for b.Loop() {
		for _, count := range []int{1, 10, 44} {
			for n := len(numbers); n < count; n++ {
				numbers = append(numbers, o.server.Number(numberOf(n), "Jakpreneur"))
				o.link(numbers[n])
			}
			pid, stop := o.startOffice(b, numbers)
			sleep(5 * time.Second) // what the start took is given back
			s.Add(fmt.Sprint("MiB-idle-", count), benchtest.ResidentMiB(b, strconv.Itoa(pid)))
			var people []*phone
			for n := range count {
				met++
				p := newPhone(o.server, newRegistrant(met, 1))
				p.to = numberOf(n)
				people = append(people, p)
			}
			o.hurry(people)
			s.Add(fmt.Sprint("MiB-busy-", count), benchtest.PeakMiB(b, strconv.Itoa(pid)))
			stop()
		}
	}
	s.Add("MiB-idle-each", (s["MiB-idle-44"][0]-s["MiB-idle-1"][0])/43)
	s.Add("MiB-busy-each", (s["MiB-busy-44"][0]-s["MiB-busy-1"][0])/43)
	s.Report(b)
}

// BenchmarkWhatsAppStart: from the start of the process until its number takes
// messages, on a PostgreSQL that runs already.
func BenchmarkWhatsAppStart(b *testing.B) {
	y := benchtest.New(b)
	_, dsn := y.Place(b, "ours")
	o := newOffice(b, watest.Options{LID: true}, dsn)
	for b.Loop() {
		_, stop := o.startOffice(b, []*watest.Number{o.number})
		b.StopTimer()
		stop()
		b.StartTimer()
	}
}

// BenchmarkWhatsAppReply: one of 30 people after the other writes and waits for
// the answer. Everybody has written before.
func BenchmarkWhatsAppReply(b *testing.B) {
	y := benchtest.New(b)
	_, dsn := y.Place(b, "ours")
	o := newOffice(b, watest.Options{LID: true}, dsn)
	o.startOffice(b, []*watest.Number{o.number})
	var people []*phone
	for i := range 30 {
		people = append(people, newPhone(o.server, newRegistrant(i, 1)))
	}
	s := benchtest.Series{}
	for b.Loop() {
		var replies []float64
		for n := range benchtest.Enrolled {
			for _, p := range people {
				took := p.replied(b, benchtest.Enrolled[n])
				if n > 0 { // the first has keys to fetch
					replies = append(replies, benchtest.Milli(took))
				}
				sleep(20 * time.Millisecond) // what is done after the answer is nobody's wait
			}
		}
		s.Add("ms-p50", benchtest.Percentile(replies, 50))
		s.Add("ms-p99", benchtest.Percentile(replies, 99))
	}
	s.Report(b)
}

// replied is how long the first bubble took.
func (p *phone) replied(b *testing.B, text string) time.Duration {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), time.Minute)
	defer cancel()
	seen := len(p.them.All())
	began, _ := p.write(ctx, text)
	if _, err := p.await(ctx, seen, ""); err != nil {
		b.Fatal(err)
	}
	return time.Since(began)
}

// BenchmarkWhatsAppSend: messages to one person who has written, one after the
// other, through the channel alone.
func BenchmarkWhatsAppSend(b *testing.B) {
	y := benchtest.New(b)
	_, dsn := y.Place(b, "ours")
	o := newOffice(b, watest.Options{LID: true}, dsn)
	st, d := o.devices(zerolog.Nop())
	b.Cleanup(st.Close)
	ch := d.Channel(officePhone)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- ch.Run(ctx, unminded{}) }()
	b.Cleanup(func() { cancel(); <-ended })
	await(b, "the number", func() bool { return ch.Health().Code == whatsapp.OK })
	p := newPhone(o.server, newRegistrant(0, 1))
	id, err := st.WhatsAppPerson(ctx, "+"+p.them.Phone(), p.them.LID(), time.Now())
	if err != nil {
		b.Fatal(err)
	}
	row := int64(0)
	send := func() {
		row++
		out := bot.Outbound{ID: row, To: bot.Address{Channel: "whatsapp", Account: officePhone, ID: id}, Text: "Boleh kami simpan jawaban Kakak?", ExternalID: ch.NewID()}
		if _, err := ch.Send(ctx, out); err != nil {
			b.Fatal(err)
		}
	}
	send() // fetches the keys
	for b.Loop() {
		send()
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "sends/s")
}

// BenchmarkWhatsAppBulk: somebody writes and waits for the answer while the
// number tells a backlog of notices, one after the other without a pace, and
// while it tells nothing. What a send takes is the time between two of them;
// most of it is WhatsApp's, as in life, so that the machine has time for both.
func BenchmarkWhatsAppBulk(b *testing.B) {
	const crowd, rounds, far = 100, 10, 50 * time.Millisecond
	y := benchtest.New(b)
	_, dsn := y.Place(b, "ours")
	o := newOffice(b, watest.Options{LID: true}, dsn)
	o.serveAll(1)
	var people []*phone
	for i := range crowd {
		p := newPhone(o.server, newRegistrant(i, 1))
		p.way = p.way[:1]
		people = append(people, p)
	}
	o.hurry(people)
	notices := o.notices("Kelas besok pindah ke aula.")
	var told int
	count := func() int {
		o.read(`select count(*) from outbox where lane = 1 and state in ('sent', 'delivered', 'read')`, &told)
		return told
	}
	o.server.Fault(watest.Fault{Kind: watest.Slow, From: officePhone, Latency: far})
	s, met := benchtest.Series{}, crowd
	for b.Loop() {
		idle := o.replies(b, met, 8)
		var backlog []store.Bubble
		for range rounds {
			backlog = append(backlog, notices...)
		}
		before, began := count(), time.Now()
		o.queue(backlog)
		await(b, "the notices", func() bool { return count() > before })
		busy := o.replies(b, met+8, 8)
		sent, took := count()-before, time.Since(began)
		if sent >= len(backlog) {
			b.Fatal("the notices were over before the answers")
		}
		met += 16
		o.forget()
		s.Add("ms-send", benchtest.Milli(took)/float64(sent+len(busy)))
		for _, p := range []int{50, 99} {
			s.Add(fmt.Sprint("ms-idle-p", p), benchtest.Percentile(idle, p))
			s.Add(fmt.Sprint("ms-busy-p", p), benchtest.Percentile(busy, p))
		}
		s.Add("ms-added", benchtest.Percentile(busy, 50)-benchtest.Percentile(idle, 50))
		s.Add("added-sends", s["ms-added"][len(s["ms-added"])-1]/s["ms-send"][len(s["ms-send"])-1])
	}
	s.Report(b)
}

// forget takes back what was not told yet.
func (o *office) forget() {
	o.t.Helper()
	conn := o.connect()
	defer conn.Close(context.Background())
	o.until("nothing is told any more", func() bool {
		tag, err := conn.Exec(o.t.Context(), `update outbox set state = 'skipped' where lane = 1 and state = 'queued'`)
		if err != nil {
			o.t.Fatal(err)
		}
		leased := 0
		o.read(`select count(*) from outbox where state = 'leased'`, &leased)
		return tag.RowsAffected() == 0 && leased == 0
	})
}

// replies are how long so many people waited, one after the other, from the
// n-th on. The first answer to each has keys to fetch, and does not count.
func (o *office) replies(b *testing.B, n, people int) (took []float64) {
	b.Helper()
	for i := range people {
		p := newPhone(o.server, newRegistrant(n+i, 1))
		for i, text := range benchtest.Enrolled {
			if ms := benchtest.Milli(p.replied(b, text)); i > 0 {
				took = append(took, ms)
			}
			sleep(20 * time.Millisecond)
		}
	}
	return took
}

// unminded takes what comes and does nothing with it.
type unminded struct{}

func (unminded) Accept(context.Context, []bot.Inbound) error   { return nil }
func (unminded) Receipts(context.Context, []bot.Receipt) error { return nil }
