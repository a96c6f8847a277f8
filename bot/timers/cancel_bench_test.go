package timers_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"langkah/flows"
)

// BenchmarkCancelClass cancels a class with a hundred people in it, who were to
// be reminded three times each, until what each is told is queued: another
// class a round, with one replica.
func BenchmarkCancelClass(b *testing.B) {
	const seats = 100
	w := build(b, 1)
	defer w.close()
	for i := range seats {
		w.says(fmt.Sprint("p", i), "halo")
	}
	w.settle()
	w.exec(`update members set number = 'JKP-' || lpad(id::text, 7, '0'), name = 'Siti', service = true, kecamatan = '31.71.07'`)
	var took []float64
	for b.Loop() {
		out, err := w.store.Command(b.Context(), flows.PlanClass{Class: flows.Class{Title: "Roti", Kind: "teknis", Organiser: "Sudin", Venue: "Aula", Kecamatan: "31.71.07",
			Starts: monday.AddDate(0, 0, 21), Ends: monday.AddDate(0, 0, 21).Add(time.Hour), Capacity: seats}}, w.now)
		if err != nil || out.Event != "planned" {
			b.Fatalf("%+v, %v", out, err)
		}
		code := out.Args["Class"].(flows.Class).Code
		w.exec(`insert into bookings (class_id, member_id, state, created_at, updated_at)
			select c.id, m.id, 'booked', $2, $2 from classes c, members m where c.code = $1`, code, w.now)
		w.exec(`insert into reminders (member_id, kind, ref, class, due_at, useful_until, created_at)
			select b.member_id, k, $1, 'requested', '2026-12-10', '2026-12-11', $2
			from bookings b join classes c on c.id = b.class_id, unnest(array['class_h3', 'class_h1', 'class_h0']) k where c.code = $1`, code, w.now)
		began := time.Now()
		if out, err = w.store.Command(b.Context(), flows.CancelClass{Code: code, Reason: "Pelatih sakit"}, w.now); err != nil || out.Event != "cancelled" {
			b.Fatalf("%+v, %v", out, err)
		}
		w.settle()
		took = append(took, float64(time.Since(began).Nanoseconds())/1e6)
		if n := value[int](w, `select count(distinct o.member_id) from outbox o join reminders r on r.id = o.reminder_id
			where r.ref = $1 and r.kind = 'class_cancelled' and o.state = 'queued'`, code); n != seats {
			b.Fatalf("%d people are to be told, want %d", n, seats)
		}
		w.exec(`update outbox set state = 'sent', sent_at = $1 where state = 'queued'`, w.now)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(middle(took), "ms-cancel")
}

func middle(list []float64) float64 {
	list = slices.Sorted(slices.Values(list))
	return list[len(list)/2]
}
