package store_test

import (
	"testing"
	"os"
	"strings"
	"time"
)

func TestZPlan(t *testing.T) {
	h := open(t)
	for _, tb := range []string{"inbox","conversations","outbox","members","addresses"} {
	h.exec(t, `alter table `+tb+` set (autovacuum_enabled=off)`)
	}
	h.exec(t, `insert into members (id, created_at) select i, '2026-01-01' from generate_series(1,100000) i`)
	h.exec(t, `insert into addresses (id, member_id, channel, account, address, created_at) select i, i, 'telegram','langkah_bot', i::text, '2026-01-01' from generate_series(1,100000) i`)
	h.exec(t, `insert into conversations (member_id, flow, version, session, updated_at) select i, 'menu', 1, '{"f":"menu"}', '2026-01-01' from generate_series(1,100000) i`)
	h.exec(t, `insert into accounts values ('telegram','langkah_bot',1,'x')`)
	raw, _ := os.ReadFile("/tmp/rv/claim.sql")
	q := string(raw)
	raw, _ = os.ReadFile("/tmp/rv/outclaim.sql")
	oq := string(raw)
	full := os.Getenv("FULL") != ""
	show := func(what, q string, args ...any) {
		for _, mode := range []string{"force_custom_plan", "force_generic_plan"} {
			conn, err := h.sql.Acquire(t.Context())
			if err != nil { t.Fatal(err) }
			conn.Exec(t.Context(), "discard plans; set plan_cache_mode="+mode)
			b, _ := conn.Begin(t.Context())
			conn.Exec(t.Context(), "deallocate all")
			rows, err := b.Query(t.Context(), "explain (analyze, buffers off) "+q, args...)
			if err != nil { t.Fatal(err) }
			var s string
			t.Log("=====", what, mode)
			for rows.Next() { rows.Scan(&s); if full || strings.Contains(s, "Scan using") || strings.Contains(s,"Seq Scan on") || strings.Contains(s,"Execution") || strings.Contains(s, "Bitmap")|| strings.Contains(s, "Sort") || strings.Contains(s, "Join") { t.Log(s) } }
			if rows.Err() != nil { t.Fatal(rows.Err()) }
			b.Rollback(t.Context())
			conn.Release()
		}
	}
	pl := func(what string) { show(what, q, []string{"menu", "registration"}, []int32{1, 3}) }
	po := func(what string) { show(what, oq, "telegram", "langkah_bot", int64(1), 64, people, machine, machine.Add(time.Minute), []string(nil)) }
	if os.Getenv("ONLY") != "out" {
	pl("no stats, empty inbox")
	h.exec(t, `insert into inbox (id, channel, account, external_id, member_id, address_id, kind, state, at) select i, 'telegram','b','x'||i, 1+i%100000, 1+i%100000,'text','done','2026-01-01' from generate_series(1,300000) i`)
	pl("no stats, 300k done")
	h.exec(t, `analyze`)
	pl("stats, 300k done")
	h.exec(t, `insert into inbox (id, channel, account, external_id, member_id, address_id, kind, state, at) select 1000000+i, 'telegram','b','y'||i, 1+(i*7919)%100000, 1+(i*7919)%100000,'text','pending','2026-01-01' from generate_series(1,50000) i`)
	pl("stale stats, 50k pending")
	h.exec(t, `analyze`)
	pl("stats, 50k pending")
	h.exec(t, `insert into inbox (id, channel, account, external_id, member_id, address_id, kind, state, at) select 800000+i, 'telegram','b','z'||i, 5, 5,'text','pending','2026-01-01' from generate_series(1,20000) i`)
	pl("flood of one 20k")
	h.exec(t, `analyze`)
	pl("flood of one 20k, stats")
	}
	po("outbox empty")
	h.exec(t, `insert into outbox (id, member_id, address_id, channel, account, lane, state, text, created_at) select i, 1+i%100000, 1+i%100000, 'telegram','langkah_bot', 0, 'sent', 'halo', '2026-01-01' from generate_series(1,300000) i`)
	po("300k sent, no stats")
	h.exec(t, `analyze`)
	po("300k sent, stats")
	h.exec(t, `insert into outbox (id, member_id, address_id, channel, account, lane, state, text, created_at) select 1000000+i, 1+i%100000, 1+i%100000, 'telegram','langkah_bot', 2, 'queued', 'halo', '2026-01-01' from generate_series(1,100000) i`)
	po("100k broadcast, stale")
	h.exec(t, `analyze`)
	po("100k broadcast, stats")
	h.exec(t, `update outbox set not_before='2031-01-01' where id between 1000000 and 1020000`)
	po("20k of them later")
	h.exec(t, `insert into outbox (id, member_id, address_id, channel, account, lane, state, text, created_at) select 2000000+i, 7, 7, 'telegram','langkah_bot', 0, 'queued', 'halo', '2026-01-01' from generate_series(1,10000) i`)
	po("flood to one")
}
