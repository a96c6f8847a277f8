package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"langkah/store"
	"langkah/store/storetest"
)

// BenchmarkExpand writes the rows of a broadcast to every member, beside one
// INSERT … SELECT of the same rows into the same table without its secondary
// indexes. Goal: at least 0.3 times as fast.
func BenchmarkExpand(b *testing.B) {
	for _, members := range []int{10_000, 385_000} {
		b.Run(fmt.Sprint(members), func(b *testing.B) {
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
			for _, sql := range []string{
				`set session_replication_role = replica`,
				fmt.Sprintf(`insert into members (id, number, name, created_at, registered_at, kecamatan, service, announcements)
					select i, 'JKP-' || i, 'Ibu ' || i, '2026-01-01', '2026-01-01', '31.71.07', true, true from generate_series(1, %d) i`, members),
				fmt.Sprintf(`insert into addresses (id, member_id, channel, account, address, created_at, heard_at)
					select i, i, 'telegram', 'langkah_bot', 'p' || i, '2026-01-01', '2026-11-20' from generate_series(1, %d) i`, members),
				fmt.Sprintf(`insert into conversations (member_id, flow, version, address_id, updated_at)
					select i, 'menu', 1, i, '2026-01-01' from generate_series(1, %d) i`, members),
				`reset session_replication_role`,
				`create table bare (like outbox including defaults including constraints including identity)`,
				`alter table bare add foreign key (member_id) references members, add foreign key (address_id) references addresses, add primary key (id)`,
				`vacuum analyze`,
			} {
				exec(sql)
			}
			var ours, plain time.Duration
			for b.Loop() {
				exec(`truncate bare`)
				began := time.Now()
				exec(`insert into bare (member_id, address_id, channel, account, lane, state, text, class, created_at, useful_until)
					select m.id, a.id, a.channel, a.account, 2, 'queued', '', 'announced', '2026-11-23', '2026-12-01' from members m join addresses a on a.member_id = m.id
					where m.number is not null and m.announcements and m.service and a.blocked_at is null order by m.id`)
				plain += time.Since(began)
				code, err := s.CreateBroadcast(b.Context(), store.Broadcast{Texts: map[string]string{"id": "Halo Kak {{nama}}"}, Needs: []string{"nama"}, Author: "bench",
					Starts: people, Expires: people.AddDate(0, 0, 7), Opens: 8, Closes: 20}, people)
				if err != nil {
					b.Fatal(err)
				}
				exec(`update broadcasts set state = 'running' where code = $1`, code)
				began = time.Now()
				all := 0
				for {
					n, none, err := s.Expand(b.Context(), store.Way{WrittenFirst: []string{"whatsapp"}}, people)
					if err != nil {
						b.Fatal(err)
					}
					if none {
						break
					}
					all += n
				}
				ours += time.Since(began)
				if all != members {
					b.Fatalf("%d rows, want %d", all, members)
				}
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(ours.Seconds()/float64(b.N), "s-expand")
			b.ReportMetric(plain.Seconds()/float64(b.N), "s-insert")
			b.ReportMetric(plain.Seconds()/ours.Seconds(), "ratio")
		})
	}
}
