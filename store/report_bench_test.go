package store_test

import (
	"fmt"
	"testing"
	"time"

	"langkah/bot"
	"langkah/store"
)

// BenchmarkReport counts five months of a programme with the funnel of the
// published one, among 38,500 and 385,000 members: in days of six years, with
// papers, products, omzets, classes and some who were linked. Goal: at most 2 s
// among 385,000.
func BenchmarkReport(b *testing.B) {
	for _, members := range []int{38_500, 385_000} {
		b.Run(fmt.Sprint(members), func(b *testing.B) { reportAmong(b, members) })
	}
}

func reportAmong(b *testing.B, members int) {
	s, _ := benched(b, ofTheFunnel(members)...)
	p := store.Period{From: time.Date(2022, 10, 17, 0, 0, 0, 0, bot.WIB), To: time.Date(2023, 3, 24, 0, 0, 0, 0, bot.WIB)}
	var took []float64
	for b.Loop() {
		began := time.Now()
		r, err := s.Report(b.Context(), p)
		if err != nil || r.Registered.Total == 0 || r.Registered.Period == 0 || r.Medians[1].Before == nil {
			b.Fatalf("%+v, %v", r.Registered, err)
		}
		took = append(took, float64(time.Since(began).Nanoseconds())/1e6)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(quantile(took, 50), "ms-p50")
	b.ReportMetric(quantile(took, 100), "ms-max")
}

func ofTheFunnel(members int) []string {
	const since = `timestamptz '2018-01-02' + (i * 7919::bigint %% %[1]d) * interval '2400 days' / %[1]d`
	return []string{
		`set session_replication_role = replica`,
		`alter table stages disable trigger user`,
		fmt.Sprintf(`insert into members (id, number, created_at, registered_at, kecamatan, profile, merged_into, linked)
			select i, 'JKP-' || i, `+since+`, `+since+`, '31.7' || 1 + i %% 5 || '.0' || 1 + i %% 8, '{"name": "x"}', case when i %% 1000 = 7 then i - 1 end, i %% 1000 = 6
			from generate_series(1, %[1]d) i`, members),
		fmt.Sprintf(`insert into stages (member_id, stage, status, source, at, began_at, done_at)
			select i, s, 'done', 'x', at, at, at
			from (select i, s, `+since+` + s * (i %% 50) * interval '1 day' as at from generate_series(1, %[1]d) i, generate_series(1, 7) s
			      where (i * 104729::bigint %% 1000) < (array[1000, 622, 554, 522, 156, 116, 22])[s]) x`, members),
		`insert into licences (member_id, kind, at) select member_id, 'nib', at from stages where stage = 4`,
		`insert into products (member_id, name, at) select member_id, 'Kue', at from stages where stage = 5`,
		`insert into omzets (member_id, month, omzet, at) select member_id, m::date, 1, at from stages, generate_series(date '2023-01-01', date '2023-12-01', interval '1 month') m where stage = 6`,
		fmt.Sprintf(`insert into classes (id, code, title, kind, organiser, venue, starts_at, ends_at, capacity)
			select i, 'K' || i, 't', 'k', 'Penyelenggara ' || i %% 20, 'v', at, at + interval '3 hours', 40
			from (select i, timestamptz '2018-02-01' + i * interval '2300 days' / %[1]d as at from generate_series(1, %[1]d) i) x`, members/100),
		fmt.Sprintf(`insert into bookings (class_id, member_id, state, created_at, updated_at)
			select 1 + member_id %% %d, member_id, 'attended', at, at from stages where stage = 2`, members/100),
		`reset session_replication_role`,
		`alter table stages enable always trigger stage_dates, enable always trigger stage_noted, enable trigger stage_changed, enable trigger stage_gone`,
		`vacuum analyze`,
	}
}
