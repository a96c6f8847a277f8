package main

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"langkah/bot/whatsapp/watest"
	"langkah/store/pg"
	"langkah/store/storetest"
)

// TestWhatsAppWhilePostgresIsStopped: 20 people, half of them strangers, write
// 100 messages while PostgreSQL is stopped. Each is answered once afterwards, in
// its turn.
func TestWhatsAppWhilePostgresIsStopped(t *testing.T) {
	t.Parallel()
	eachAddressing(t, func(t *testing.T, o watest.Options) {
		dir := storetest.DataDir(t)
		db := startPostgres(t, dir)
		of := newOffice(t, o, db.DSN())
		stop := of.serve()
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		var people []*phone
		seen := map[*phone]int{}
		for i := range 20 {
			p := newPhone(of.server, newRegistrant(i, 1))
			people = append(people, p)
			if i%2 == 0 {
				seen[p] = p.hears(ctx, t, 0, p.way[:1])
				p.way = p.way[1:]
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		for n := range 5 {
			for _, p := range people {
				_, _ = p.write(ctx, p.way[n][0])
			}
		}
		if got := of.number.Waiting(); got < 100 {
			t.Errorf("%d messages wait: some were acknowledged without being kept", got)
		}
		db = startPostgres(t, dir)
		back := time.Now()
		for _, p := range people {
			for _, turn := range p.way[:5] {
				next, err := p.await(ctx, seen[p], turn[1])
				if err != nil {
					t.Fatal(err)
				}
				seen[p] = next
			}
		}
		t.Logf("all answered %s after PostgreSQL was there", time.Since(back).Round(time.Millisecond))
		of.wants("110 110 0", `select count(*) || ' ' || count(distinct external_id) || ' ' || count(*) filter (where state <> 'done' or tries > 0) from inbox`)
		of.wants("0", `select count(*)::text from inbox i where not exists (select from outbox where inbox_id = i.id)`)
		conn := of.connect()
		for _, p := range people { // what was being sent when the database went may come again, and is shown once
			p.saw(ctx, t, conn, p.member(ctx, t, conn))
		}
		stop()
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
}

func startPostgres(t *testing.T, dir string) *pg.Server {
	t.Helper()
	server, err := pg.Open(t.Context(), pg.Config{Dir: dir, FastAndUnsafe: true, Log: zerolog.Nop()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return server
}

// hears writes, and reads the answers.
func (p *phone) hears(ctx context.Context, t *testing.T, seen int, turns [][2]string) int {
	t.Helper()
	seen, err := p.say(ctx, p, turns, seen, func(time.Time) {})
	if err != nil {
		t.Fatal(err)
	}
	return seen
}

// wants waits until a value of the database is that.
func (o *office) wants(want, sql string) {
	o.t.Helper()
	var got string
	o.until(fmt.Sprintf("%s: %s", sql, want), func() bool { o.read(sql, &got); return got == want })
}
