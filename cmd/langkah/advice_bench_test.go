package main

import (
	"context"
	"os"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/rs/zerolog"

	"langkah/bot"
	"langkah/bot/webchat"
	"langkah/cmd/langkah/demo"
	"langkah/store"
	"langkah/store/storetest"
	"langkah/templates/programme"
)

// adviceMembers is how many members the programme has; LANGKAH_MEMBERS has the
// benchmark be tried with fewer.
func adviceMembers() int {
	if n, err := strconv.Atoi(os.Getenv("LANGKAH_MEMBERS")); err == nil {
		return n
	}
	return 385_000
}

// BenchmarkAdvice plans the reminders of all members by the rules, as the
// published funnel has them, and brings those of the fullest day until each is
// queued. Goal: at most 60 seconds, in memory that does not grow with the members.
func BenchmarkAdvice(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		dsn := storetest.DSN(b)
		st, err := store.Open(b.Context(), dsn)
		if err != nil {
			b.Fatal(err)
		}
		defer st.Close()
		people := time.Date(2026, 11, 23, 5, 0, 0, 0, bot.WIB)
		if _, err = populate(b.Context(), st, demoCommand{Members: min(adviceMembers(), demo.Most)}, people); err != nil {
			b.Fatal(err)
		}
		s := newService(st, zerolog.Nop(), func() time.Time { return people }, map[string]bot.Caps{"webchat": webchat.Abilities})
		rules, began, most, planned := programme.Must(programme.Rules()), time.Now(), uint64(0), 0
		b.StartTimer()
		for done := false; !done; {
			p, ended, err := st.PlanAdvice(b.Context(), rules, people)
			if err != nil {
				b.Fatal(err)
			}
			planned, done, most = planned+p.Written, ended, max(most, heapInUse())
		}
		plan := time.Since(began)
		day, due := fullest(b, dsn)
		people = day.Add(19 * time.Hour)
		began = time.Now()
		for n := 1; n > 0; {
			if n, err = s.timers.Fire(b.Context()); err != nil {
				b.Fatal(err)
			}
			if err := s.engine.Drain(b.Context()); err != nil {
				b.Fatal(err)
			}
			most = max(most, heapInUse())
		}
		queue := time.Since(began)
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(float64(planned), "planned")
		b.ReportMetric(float64(due), "due")
		b.ReportMetric(plan.Seconds(), "s-plan")
		b.ReportMetric(queue.Seconds(), "s-queue")
		b.ReportMetric((plan + queue).Seconds(), "s-day")
		b.ReportMetric(float64(most)/(1<<20), "MiB-heap")
	}
}

// fullest is the day on which most reminders are due, and how many.
func fullest(b *testing.B, dsn string) (day time.Time, due int) {
	b.Helper()
	conn, err := pgx.Connect(b.Context(), dsn)
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close(context.Background())
	err = conn.QueryRow(b.Context(), `
		select (due_at at time zone 'Asia/Jakarta')::date::timestamp at time zone 'Asia/Jakarta', count(*) from reminders
		where kind = 'advice' and state = 'due' group by 1 order by 2 desc, 1 limit 1`).Scan(&day, &due)
	if err != nil {
		b.Fatal(err)
	}
	return day, due
}

func heapInUse() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}
