package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/flows"
	"langkah/store"
	"langkah/store/storetest"
)

// BenchmarkCancelClass cancels a class with a hundred people in it, who were to
// be reminded three times each, until all are to be told: among 10,000 members,
// another class a round.
func BenchmarkCancelClass(b *testing.B) {
	const seats = 100
	dsn := storetest.DSN(b)
	s, err := store.Open(b.Context(), dsn)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(s.Close)
	conn, err := pgx.Connect(b.Context(), dsn)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { conn.Close(context.Background()) })
	exec := func(sql string, args ...any) {
		if _, err := conn.Exec(b.Context(), sql, args...); err != nil {
			b.Fatalf("%s: %v", sql, err)
		}
	}
	exec(`insert into members (id, number, created_at) select i, 'JKP-' || lpad(i::text, 7, '0'), '2026-01-01' from generate_series(1, 10000) i`)
	var took []float64
	for b.Loop() {
		out, err := s.Command(b.Context(), flows.PlanClass{Class: flows.Class{Title: "Roti", Kind: "teknis", Organiser: "Sudin", Venue: "Aula", Kecamatan: "31.71.07",
			Starts: people.AddDate(0, 0, 21), Ends: people.AddDate(0, 0, 21).Add(time.Hour), Capacity: seats}}, people)
		if err != nil || out.Event != "planned" {
			b.Fatalf("%+v, %v", out, err)
		}
		code := out.Args["Class"].(flows.Class).Code
		exec(`insert into bookings (class_id, member_id, state, created_at, updated_at)
			select c.id, 1 + (c.id * 97 + i) % 10000, 'booked', '2026-11-01', '2026-11-01' from classes c, generate_series(1, $2::int) i where c.code = $1`, code, seats)
		exec(`insert into reminders (member_id, kind, ref, class, due_at, useful_until, created_at)
			select b.member_id, k, $1, 'requested', '2026-12-10', '2026-12-11', '2026-11-01'
			from bookings b join classes c on c.id = b.class_id, unnest(array['class_h3', 'class_h1', 'class_h0']) k where c.code = $1`, code)
		began := time.Now()
		out, err = s.Command(b.Context(), flows.CancelClass{Code: code, Reason: "Pelatih sakit"}, people)
		took = append(took, float64(time.Since(began).Nanoseconds())/1e6)
		if err != nil || fmt.Sprint(out.Event, out.Args["Told"]) != "cancelled100" {
			b.Fatalf("%+v, %v", out, err)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(middle(took), "ms-cancel")
}
