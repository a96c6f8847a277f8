package main

import (
	"context"
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"

	"langkah/bot"
	"langkah/bot/webchat"
	"langkah/store"
	"langkah/store/storetest"
)

// BenchmarkAdvice is a day of the programme's members, as the published funnel
// has them and after half a year of reminders, on the day after the rules of now
// came into force: who is reminded of what is planned for all of them in the
// morning and looked after, and what is due that day is brought and answered, as
// the service does it, until each is queued. Goal: at most 60 seconds, in memory
// that does not grow with the members.
func BenchmarkAdvice(b *testing.B) {
	for _, members := range []int{38_500, 385_000} {
		b.Run(strconv.Itoa(members), func(b *testing.B) { adviseAll(b, members) })
	}
}

func adviseAll(b *testing.B, members int) {
	for b.Loop() {
		d := newAdviceDay(b, members)
		d.people = d.people.AddDate(0, 0, -1)
		first := d.fires(b)
		d.people = d.people.AddDate(0, 0, 1)
		plan := d.fires(b)
		d.people = d.people.Add(14*time.Hour + 59*time.Minute)
		queue := d.fires(b)
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(d.count(b, `select count(*) from reminders where kind = 'advice' and state <> 'said'`), "planned")
		b.ReportMetric(d.count(b, `select count(*) from outbox where class = 'advised' and state = 'queued'`), "queued")
		b.ReportMetric(first.Seconds(), "s-first")
		b.ReportMetric(plan.Seconds(), "s-plan")
		b.ReportMetric(queue.Seconds(), "s-queue")
		b.ReportMetric((plan + queue).Seconds(), "s-day")
		b.ReportMetric(float64(d.most)/(1<<20), "MiB-heap")
	}
}

// adviceDay is a city whose clock stands at five in the morning.
type adviceDay struct {
	*service
	dsn    string
	people time.Time
	most   uint64 // bytes of heap in use
}

func newAdviceDay(b *testing.B, members int) *adviceDay {
	b.Helper()
	d := &adviceDay{dsn: storetest.DSN(b), people: time.Date(2026, 11, 24, 5, 0, 0, 0, bot.WIB)}
	st, err := store.Open(b.Context(), d.dsn)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(st.Close)
	if _, err = populate(b.Context(), st, demoCommand{Members: members}, d.people.AddDate(0, 0, -1)); err != nil {
		b.Fatal(err)
	}
	d.count(b, `with said as (
		insert into reminders (member_id, kind, ref, class, due_at, useful_until, created_at, state, settled_at)
		select id, 'advice', ref, 'advised', at, at + interval '21 days', at, 'said', at
		from members, (values ('training', 150), ('mentoring', 100), ('licensing', 50)) as r (ref, ago),
		     lateral (select timestamptz '2026-11-22' - (ago + id % 40) * interval '1 day' as at) x
		where number is not null and id % 10 > 0 returning 1)
		select count(*) from said`)
	runtime.GC() // what was made to make the city
	d.service = newService(st, zerolog.Nop(), func() time.Time { return d.people }, map[string]bot.Caps{"webchat": webchat.Abilities})
	return d
}

// fires does all that is to be done by now, and tells how long that takes. What
// comes up is answered beside that, by as many workers as the service has.
func (d *adviceDay) fires(b *testing.B) time.Duration {
	b.Helper()
	began := time.Now()
	work, ctx := errgroup.WithContext(b.Context())
	var all atomic.Bool
	work.Go(func() (err error) {
		defer all.Store(true)
		for n := 1; n > 0 && err == nil; {
			n, err = d.timers.Fire(ctx)
			d.most = max(d.most, heapInUse())
		}
		return err
	})
	for range 4 {
		work.Go(func() error {
			for {
				last := all.Load()
				if err := d.engine.Drain(ctx); err != nil || last {
					return err
				}
				bot.Rest(ctx, nil, 10*time.Millisecond)
			}
		})
	}
	if err := work.Wait(); err != nil {
		b.Fatal(err)
	}
	return time.Since(began)
}

func (d *adviceDay) count(b *testing.B, sql string) (n float64) {
	b.Helper()
	conn, err := pgx.Connect(b.Context(), d.dsn)
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close(context.Background())
	if err := conn.QueryRow(b.Context(), sql).Scan(&n); err != nil {
		b.Fatal(err)
	}
	return n
}

func heapInUse() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}
